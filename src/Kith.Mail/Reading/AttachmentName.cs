namespace Kith.Mail;

/// <summary>A file name that is only that: no path, nothing invisible, nothing that shows it in another order.</summary>
static class AttachmentName
{
    const int Longest = 200;

    public static string Of(string raw)
    {
        var name = SafeText.Undirected(SafeText.Line(EncodedWords.Decode(raw)));
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        if (name.All(c => c == '.')) return "";
        if (name.Length <= Longest) return name;
        var ending = name.LastIndexOf('.');
        var kept = ending > 0 && name.Length - ending <= 20 ? name[ending..] : "";
        return SafeText.Cut(name, Longest - kept.Length) + kept;
    }
}
