namespace Kith.Mail;

/// <summary>What was found wrong, each thing once.</summary>
sealed class DefectList
{
    readonly List<MailDefect> found = [];

    public IReadOnlyList<MailDefect> Found => found;

    public void Add(string code)
    {
        if (!found.Exists(d => d.Code == code)) found.Add(new(code, Words(code)));
    }

    static string Words(string code) => code switch
    {
        "boundary-missing" => "The mail says it has parts, but nothing separates them.",
        "boundary-wrong" => "The parts are separated by another mark than the mail says.",
        "boundary-unclosed" => "The mail ends before its last part is complete.",
        "charset-unknown" => "The mail names an alphabet that nobody knows.",
        "charset-wrong" => "The letters are not in the alphabet the mail names.",
        "content-type-unreadable" => "The type of a part cannot be read.",
        "encoding-unknown" => "A part is encoded in a way that nobody knows.",
        "encoding-damaged" => "A part is not encoded the way it says.",
        "headers-junk" => "There are lines among the headers that are none.",
        "header-too-long" => "A header is longer than we read.",
        "address-too-long" => "An address is longer than addresses can be.",
        "date-unreadable" => "The date cannot be read.",
        "from-missing" => "Nobody is named as the sender.",
        "from-ambiguous" => "More than one sender is named.",
        "from-disguised" => "The sender's name or address is written so that it misleads.",
        "nul-bytes" => "The text holds bytes that no text has.",
        "tnef-unreadable" => "The winmail.dat cannot be read.",
        "tnef-rtf-only" => "The text is in a form of Outlook's own that is not read.",
        "too-deep" => "The parts are nested deeper than we read.",
        "too-large" => "The mail holds more than we unpack.",
        "too-many-addresses" => "There are more addresses than we read.",
        "too-many-headers" => "There are more headers than we read.",
        "too-many-parts" => "There are more parts than we read.",
        "too-many-references" => "The thread is longer than we keep.",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "A defect needs words."),
    };
}
