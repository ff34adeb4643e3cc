using Kith.Mail;

namespace Kith.Channels;

/// <summary>Says which mailbox is ours and under which key a mail is kept. The host does the reading.</summary>
public interface IMailbox
{
    /// <summary>The mailbox of this connection; null when its mail comes in another way.</summary>
    MailboxPlan? Mailbox(Account account);

    /// <summary>Under which key, and with what beside it, these bytes are kept. The same mail gives the same key however it came.</summary>
    MailKept Keep(ReadOnlyMemory<byte> raw, MailOrigin origin);
}

/// <summary>A mailbox to be read by IMAP.</summary>
/// <param name="Server">Where.</param>
/// <param name="SignIn">As whom.</param>
/// <param name="Folder">Which folder; <c>INBOX</c> mostly.</param>
public sealed record MailboxPlan(MailServer Server, MailSignIn SignIn, string Folder);

/// <summary>How a mail came to us.</summary>
/// <param name="ReceivedAt">When the receiving server took it; null when it does not say.</param>
/// <param name="Recipient">The envelope's recipient; null when nobody told.</param>
/// <param name="TooLarge">Where the mail was too large to take in and only its headers came: how many bytes it has.</param>
public sealed record MailOrigin(DateTimeOffset? ReceivedAt = null, string? Recipient = null, long? TooLarge = null);

/// <summary>What to keep a mail under.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Head">What stands beside the bytes.</param>
public sealed record MailKept(string Key, string Head);
