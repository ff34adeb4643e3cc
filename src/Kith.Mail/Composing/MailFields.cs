using System.Globalization;
using System.Text;

namespace Kith.Mail.Composing;

/// <summary>Refuses what cannot stand in a header, and names the field it came in. Nobody may write a header of their own into our mail.</summary>
static class MailFields
{
    const int LongestAddress = 320;
    const int LongestId = 500;
    const string AtomMarks = "!#$%&'*+-/=?^_`{|}~.";

    // A Bcc must never be seen; the others are the composer's own to write.
    static readonly HashSet<string> OwnNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "Bcc", "Resent-Bcc", "Return-Path", "Received", "Date", "From", "To", "Cc", "Reply-To", "Subject", "Message-ID", "In-Reply-To", "References",
        "MIME-Version",
    };

    static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false, AllowUnassigned = true };

    public static void Check(OutboundMail mail)
    {
        Address(mail.From, nameof(mail.From));
        Addresses(mail.To, nameof(mail.To));
        Addresses(mail.Cc, nameof(mail.Cc));
        Addresses(mail.ReplyTo, nameof(mail.ReplyTo));
        Line(mail.Subject, nameof(mail.Subject));
        OwnId(mail.MessageId, nameof(mail.MessageId));
        Line(mail.InReplyTo ?? "", nameof(mail.InReplyTo));
        foreach (var (at, id) in mail.References.Index()) Line(id, $"{nameof(mail.References)}[{at}]");
        foreach (var (at, file) in mail.Attachments.Index()) File(file, $"{nameof(mail.Attachments)}[{at}]");
        foreach (var (at, header) in mail.MoreHeaders.Index()) Header(header, $"{nameof(mail.MoreHeaders)}[{at}]");
    }

    /// <summary>The address as it goes over the wire: its domain in ASCII (RFC 5891), its local part as it is.</summary>
    public static string OnTheWire(string address, string field)
    {
        Line(address, field);
        var at = address.LastIndexOf('@');
        if (at < 1 || at == address.Length - 1 || address.Length > LongestAddress) throw Refusal(field, "is no mail address");
        if (!IsLocalPart(address[..at])) throw Refusal(field, "is no mail address");

        return $"{address[..at]}@{Domain(address[(at + 1)..], field)}";
    }

    /// <summary>Whether a foreign id can be written as one; those that cannot are left out, because the answer matters more.</summary>
    public static bool IsWritableId(string id) => id.Length is > 0 and <= LongestId && !id.AsSpan().ContainsAnyExceptInRange('!', '~') && id.AsSpan().IndexOfAny('<', '>') < 0;

    static void Addresses(IReadOnlyList<MailAddress> addresses, string field)
    {
        foreach (var (at, address) in addresses.Index()) Address(address, $"{field}[{at}]");
    }

    static void Address(MailAddress address, string field)
    {
        Line(address.Name, $"{field}.Name");
        OnTheWire(address.Address, $"{field}.Address");
    }

    static void OwnId(string id, string field)
    {
        Line(id, field);
        if (!IsWritableId(id)) throw Refusal(field, "is no Message-ID");
    }

    static void File(OutboundAttachment file, string field)
    {
        Line(file.Name, $"{field}.Name");
        Line(file.Type, $"{field}.Type");
        Line(file.ContentId ?? "", $"{field}.ContentId");
        if (file.ContentId is { } id && !IsWritableId(id)) throw Refusal($"{field}.ContentId", "is no Content-ID");
    }

    static void Header(MailHeader header, string field)
    {
        Line(header.Name, $"{field}.Name");
        Line(header.Value, $"{field}.Value");
        if (header.Name.Length is 0 or > 70 || !header.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')) throw Refusal($"{field}.Name", "is no name of a header");
        if (OwnNames.Contains(header.Name) || header.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            throw Refusal($"{field}.Name", $"is {header.Name}, which is not for others to write");
        if (header.Value.Split(' ').Any(word => word.Length > 900)) throw Refusal($"{field}.Value", "has a word too long for a line");
    }

    static void Line(string value, string field)
    {
        foreach (var letter in value)
            if (letter != '\t' && (char.IsControl(letter) || letter is '\u2028' or '\u2029')) throw Refusal(field, $"holds U+{(int)letter:X4}, which cannot stand in a header");
    }

    static bool IsLocalPart(string local) => local is ['"', .. var quoted, '"'] ? IsQuoted(quoted) : local.All(letter => char.IsAsciiLetterOrDigit(letter) || letter > '\u00a0' || AtomMarks.Contains(letter, StringComparison.Ordinal));

    static bool IsQuoted(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '"' or '\t' || (text[at] == '\\' && ++at == text.Length)) return false;
        }
        return true;
    }

    static string Domain(string domain, string field)
    {
        if (domain is ['[', .. var literal, ']'] && literal.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or ':' or '-')) return domain;
        var ascii = Ascii.IsValid(domain) ? domain : Punycode(domain, field);
        return ascii.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_') ? ascii : throw Refusal(field, "is no mail address");
    }

    static string Punycode(string domain, string field)
    {
        try
        {
            return Idn.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            throw Refusal(field, "has a domain that no name server can know");
        }
    }

    static ArgumentException Refusal(string field, string why) => new($"{field} {why}.", field);
}
