using System.Globalization;

namespace Kith.Mail.Composing;

/// <summary>Makes the exact bytes of a mail (RFC 5322, RFC 2045): what is kept as sent is what left. The same mail gives the same bytes.</summary>
public static class MailComposer
{
    const int LongestThread = 900;

    /// <summary>
    /// The bytes, ASCII throughout unless an address has a local part that is not. Lines end with CRLF and have 76 letters at most, or 998 where a
    /// single word does not fit. Ids in <see cref="OutboundMail.InReplyTo"/> and <see cref="OutboundMail.References"/> that no header can hold are left out.
    /// </summary>
    /// <exception cref="ArgumentException">A field holds a line break, a control character or no valid address. The field is named; no byte was made.</exception>
    public static byte[] Compose(OutboundMail mail)
    {
        MailFields.Check(mail);

        var bytes = new MailBytes();
        Headers(mail, bytes);
        new MimeWriter(bytes, mail.MessageId).Body(mail);
        return bytes.ToArray();
    }

    static void Headers(OutboundMail mail, MailBytes bytes)
    {
        bytes.Header("Date", [Date(mail.Date)]);
        bytes.Header("From", Mailboxes([mail.From], "From"));
        if (mail.To.Count > 0) bytes.Header("To", Mailboxes(mail.To, "To"));
        if (mail.Cc.Count > 0) bytes.Header("Cc", Mailboxes(mail.Cc, "Cc"));
        if (mail.ReplyTo.Count > 0) bytes.Header("Reply-To", Mailboxes(mail.ReplyTo, "Reply-To"));
        bytes.Header("Subject", Words(mail.Subject, "Subject"));
        bytes.Header("Message-ID", [$"<{mail.MessageId}>"]);
        Thread(mail, bytes);
        foreach (var header in mail.MoreHeaders) bytes.Header(header.Name, More(header));
        bytes.Header("MIME-Version", ["1.0"]);
    }

    static string Date(DateTimeOffset at) =>
        at.ToString("ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture) is var text ? text.Remove(text.Length - 3, 1) : "";

    static void Thread(OutboundMail mail, MailBytes bytes)
    {
        var parent = mail.InReplyTo is { } id && MailFields.IsWritableId(id) ? id : null;
        if (parent is not null) bytes.Header("In-Reply-To", [$"<{parent}>"]);

        var thread = Trim([.. mail.References.Where(MailFields.IsWritableId).Where(one => one != parent), .. parent is null ? Array.Empty<string>() : [parent]]);
        if (thread.Count > 0) bytes.Header("References", thread.Select(one => $"<{one}>"));
    }

    // The root tells a reader which thread it is, the last ones where in it; what lies between may go (RFC 5322 §3.6.4, RFC 5537 §3.4.4).
    static List<string> Trim(List<string> ids)
    {
        if (ids.Count == 0) return ids;

        var (kept, room) = (new List<string>(), LongestThread - Length(ids[0]));
        for (var at = ids.Count - 1; at > 0 && (kept.Count == 0 || Length(ids[at]) <= room); at--)
        {
            kept.Insert(0, ids[at]);
            room -= Length(ids[at]);
        }
        return [ids[0], .. kept];
    }

    static int Length(string id) => id.Length + 3;

    static IEnumerable<string> Mailboxes(IReadOnlyList<MailAddress> addresses, string name) =>
        addresses.SelectMany((address, at) => Mailbox(address, at == 0 ? name.Length + 2 : 1, at < addresses.Count - 1 ? "," : ""));

    static IEnumerable<string> Mailbox(MailAddress address, int taken, string end)
    {
        var place = MailFields.OnTheWire(address.Address, "Address");
        return address.Name.Length == 0 ? [$"{place}{end}"] : [.. Phrase(address.Name, taken), $"<{place}>{end}"];
    }

    static IEnumerable<string> Phrase(string name, int taken) =>
        EncodedWords.Needs(name) ? EncodedWords.Write(name, taken)
        : name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-' or '\'') ? name.Split(' ')
        : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"".Split(' ');

    static IEnumerable<string> Words(string text, string name) => EncodedWords.Needs(text) ? EncodedWords.Write(text, name.Length + 2) : text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // An address or a link in it may be long but must not be encoded, so only what is not ASCII is.
    static IEnumerable<string> More(MailHeader header) =>
        header.Value.AsSpan().ContainsAnyExceptInRange('\t', '~') ? EncodedWords.Write(header.Value, header.Name.Length + 2) : header.Value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
