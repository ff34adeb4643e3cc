using System.Security.Cryptography;
using System.Text;

namespace Kith.Channels.Email;

/// <summary>
/// SendGrid's Inbound Parse with "send raw" ticked: a form with the mail in <c>email</c>. Where a public key is set, the request must be signed
/// by it: ECDSA over the time and the whole body, so that one who replays it changes nothing.
/// </summary>
sealed class SendGridWay : MailWay
{
    const string Signature = "X-Twilio-Email-Event-Webhook-Signature", Time = "X-Twilio-Email-Event-Webhook-Timestamp";

    public override string Name => "sendgrid";

    /// <summary>The key as SendGrid shows it; null when it is none.</summary>
    public static ECDsa? KeyOf(string base64)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(base64), out _);
            return key;
        }
        catch (Exception none) when (none is FormatException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    public override string? WhyForged(RawRequest request, Account account, DateTimeOffset now)
    {
        if (account["sendgrid_key"].Length == 0) return null;

        using var key = KeyOf(account["sendgrid_key"]);
        if (key is null) return "the key of SendGrid is none";
        var signed = new byte[request.Headers[Signature]?.Length ?? 0];
        if (!Convert.TryFromBase64String(request.Headers[Signature] ?? "", signed, out var length) || length == 0) return "no signature";

        byte[] whole = [.. Encoding.UTF8.GetBytes(request.Headers[Time] ?? ""), .. request.Body.Span];
        return key.VerifyData(whole, signed[..length], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence) ? null : "another signature";
    }

    public override string NoteOf(RawRequest request) => PlainText.Line(request.Headers["content-type"] ?? "-");

    public override Unwrapped Unwrap(ReadOnlyMemory<byte> body, string note, Account account)
    {
        var form = MultipartForm.Parse(body, note);
        return Mail(form?["email"], RecipientIn(form?["envelope"] ?? default, account), "email is missing: tick \"POST the raw, full MIME message\" at SendGrid.");
    }

    // {"to":["care@marula.example"],"from":"nomsa@example.org"}
    static string? RecipientIn(ReadOnlyMemory<byte> envelope, Account account)
    {
        var (document, _) = StrictJson.Parse(envelope);
        if (document is null) return null;

        using (document)
            return document.RootElement.Recipient("to", account);
    }
}
