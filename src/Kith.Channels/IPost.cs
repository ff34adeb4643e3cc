using Kith.Mail;
using Kith.Mail.Smtp;

namespace Kith.Channels;

/// <summary>Sending over the mail wire, as two pure halves; the host speaks SMTP between them.</summary>
public interface IPost
{
    /// <summary>The mail this becomes.</summary>
    /// <param name="parcel">What leaves.</param>
    /// <param name="files">Its files with their bytes, in the order of the parcel.</param>
    /// <param name="attemptKey">Ours, the same at every try: it is in the Message-ID, so that a second copy can be told.</param>
    /// <param name="account">The connection.</param>
    /// <param name="now">The host's clock.</param>
    MailToPost Compose(Parcel parcel, IReadOnlyList<OutboundAttachment> files, string attemptKey, Account account, DateTimeOffset now);

    /// <summary>What the server's answer means for the one this was for.</summary>
    Ending Read(MailPosted posted, MailToPost mail);

    /// <summary>The server that takes our mail, to be tried when a person asks whether all is well.</summary>
    (MailServer Server, MailSignIn SignIn)? Submission(Account account);
}

/// <summary>A mail ready to be handed over.</summary>
/// <param name="Server">To which server.</param>
/// <param name="SignIn">As whom.</param>
/// <param name="Envelope">From whom and to whom, for the servers on the way.</param>
/// <param name="MessageId">Its Message-ID without brackets.</param>
/// <param name="Bytes">All of it.</param>
public sealed record MailToPost(MailServer Server, MailSignIn SignIn, MailEnvelope Envelope, string MessageId, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Whether a copy belongs into the folder of what was sent.</summary>
    public bool KeepsCopy { get; init; }
}

/// <summary>What came of handing it over.</summary>
/// <param name="Outcome">What the server said of each recipient; null when it did not come to that.</param>
/// <param name="Failure">Why not; null when the server took it.</param>
public sealed record MailPosted(SmtpOutcome? Outcome, MailFailure? Failure);
