using System.Security.Cryptography;
using System.Text;

namespace Kith.Mail.Composing;

/// <summary>Writes the parts of a mail (RFC 2046): mixed around related around alternative, each only where it is needed.</summary>
sealed class MimeWriter(MailBytes bytes, string messageId)
{
    const string UnknownType = "application/octet-stream";

    // The same mail is always the same bytes. No text holds the mark (see TransferText), so no number need be random.
    readonly string seed = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))[..20];
    int boundaries;

    public void Body(OutboundMail mail)
    {
        bool IsPicture(OutboundAttachment file) => mail.Html is not null && file.ContentId is not null;
        OutboundAttachment[] files = [.. mail.Attachments.Where(file => !IsPicture(file))];
        OutboundAttachment[] pictures = [.. mail.Attachments.Where(IsPicture)];

        Around("mixed", () => Words(mail, pictures), [.. files.Select<OutboundAttachment, Action>(file => () => File(file, "attachment"))]);
        if (!bytes.EndsItsLine) bytes.Line();
    }

    void Words(OutboundMail mail, OutboundAttachment[] pictures)
    {
        Action[] html = mail.Html is { } page ? [() => Page(page, pictures)] : [];
        Around("alternative", () => Text("plain", mail.Text), html);
    }

    void Page(string html, OutboundAttachment[] pictures) =>
        Around("related", () => Text("html", html), [.. pictures.Select<OutboundAttachment, Action>(file => () => File(file, "inline"))], "type=\"text/html\";");

    void Around(string kind, Action first, Action[] others, string parameter = "")
    {
        if (others.Length == 0) first();
        else Multipart(kind, parameter, [first, .. others]);
    }

    void Multipart(string kind, string parameter, Action[] parts)
    {
        var boundary = $"{TransferText.BoundaryMark}{++boundaries}_{seed}";
        bytes.Header("Content-Type", [$"multipart/{kind};", .. parameter.Length > 0 ? [parameter] : Array.Empty<string>(), $"boundary=\"{boundary}\""]);
        bytes.Line();
        foreach (var part in parts)
        {
            bytes.Line($"--{boundary}");
            part();
            bytes.Line();
        }
        bytes.Line($"--{boundary}--");
    }

    void Text(string kind, string text)
    {
        var (encoding, content) = TransferText.Encode(text);
        bytes.Header("Content-Type", [$"text/{kind};", "charset=utf-8"]);
        bytes.Header("Content-Transfer-Encoding", [encoding]);
        bytes.Line();
        bytes.Write(content);
    }

    void File(OutboundAttachment file, string disposition)
    {
        var parameters = MimeParameter.ForOldReaders("name", file.Name).ToArray();
        bytes.Header("Content-Type", Parts(TypeOf(file), parameters));
        bytes.Header("Content-Transfer-Encoding", ["base64"]);
        bytes.Header("Content-Disposition", Parts(disposition, [.. MimeParameter.Extended("filename", file.Name)]));
        if (file.ContentId is { } id) bytes.Header("Content-ID", [$"<{id}>"]);
        bytes.Line();
        bytes.Base64(file.Content.Span);
    }

    static IEnumerable<string> Parts(string value, string[] parameters) => parameters.Length == 0 ? [value] : [$"{value};", .. parameters];

    // A mail or a multipart may not be base64 (RFC 2045 §6.4), and a type with parameters is not ours to check.
    static string TypeOf(OutboundAttachment file)
    {
        var type = file.Type.ToLowerInvariant();
        var isKnown = type.Length < 128 && type.Split('/') is [{ Length: > 0 } kind, { Length: > 0 } name] && kind is not ("message" or "multipart") && (kind + name).All(IsToken);
        return isKnown ? type : UnknownType;
    }

    static bool IsToken(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '+' or '-' or '_';
}
