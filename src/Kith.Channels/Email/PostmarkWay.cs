using System.Text;

namespace Kith.Channels.Email;

/// <summary>Postmark's inbound webhook: JSON with the mail in <c>RawEmail</c>. Postmark signs nothing; the secret in the path is the proof.</summary>
sealed class PostmarkWay : MailWay
{
    public override string Name => "postmark";

    public override Unwrapped Unwrap(ReadOnlyMemory<byte> body, string note, Account account) => Json(body, root =>
        Mail(root.Text("RawEmail") is { } raw ? Encoding.UTF8.GetBytes(raw) : null, root.Text("OriginalRecipient"), "RawEmail is missing: tick \"Include raw email content in JSON payload\" at Postmark."));
}
