using System.Security.Cryptography;
using System.Text;

namespace Kith.Channels.Email;

/// <summary>
/// A Mailgun route: a form with the mail in <c>body-mime</c>, which it sends when the address ends with <c>mime</c>. It signs a time and a
/// token and nothing of the mail; so the path must be secret besides, and a time has to be near.
/// </summary>
sealed class MailgunWay : MailWay
{
    const int LongestToken = 100;

    public override string Name => "mailgun";

    public override string? WhyForged(RawRequest request, Account account, DateTimeOffset now)
    {
        if (account["mailgun_key"].Length == 0) return "no key of Mailgun is set";

        var (time, token, signature) = (Text(request.Body, NoteOf(request), "timestamp"), Text(request.Body, NoteOf(request), "token"), Text(request.Body, NoteOf(request), "signature"));
        if (!IsRecent(time, now)) return "another time";
        if (token.Length is 0 or > LongestToken) return "no token";

        var right = HMACSHA256.HashData(Encoding.UTF8.GetBytes(account["mailgun_key"]), Encoding.UTF8.GetBytes(time + token));
        return Secrets.Same(signature, Convert.ToHexStringLower(right)) ? null : "another signature";
    }

    public override string NoteOf(RawRequest request) => PlainText.Line(request.Headers["content-type"] ?? "-");

    public override Unwrapped Unwrap(ReadOnlyMemory<byte> body, string note, Account account) =>
        Mail(Field(body, note, "body-mime"), Text(body, note, "recipient"), "body-mime is missing: let the route's address end with /mailgun/mime.");

    protected override bool IsAt(string tail) => tail is "mailgun" or "mailgun/mime";

    static ReadOnlyMemory<byte>? Field(ReadOnlyMemory<byte> body, string contentType, string name)
    {
        if (contentType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)) return MultipartForm.Parse(body, contentType)?[name];
        return UrlForm.FindBytes(body.Span, name) is { } bytes ? bytes : default(ReadOnlyMemory<byte>?);
    }

    static string Text(ReadOnlyMemory<byte> body, string contentType, string name) => Field(body, contentType, name) is { Length: < 1000 } value ? PlainText.Clean(Encoding.UTF8.GetString(value.Span)) : "";
}
