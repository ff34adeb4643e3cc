namespace Kith.Mail;

/// <summary>A mail server did not do what it was asked. The words never hold a password or a token.</summary>
/// <param name="kind">What kind of trouble it is.</param>
/// <param name="words">A sentence, with the server's own words where it gave any.</param>
/// <param name="code">The SMTP reply code (RFC 5321 §4.2); 0 when there is none.</param>
/// <param name="enhancedCode">The enhanced status code (RFC 3463) or the IMAP response code (RFC 5530); empty when there is none.</param>
/// <param name="cause">What lies beneath.</param>
public sealed class MailFailure(MailFailureKind kind, string words, int code = 0, string enhancedCode = "", Exception? cause = null)
    : Exception(words, cause)
{
    /// <summary>What kind of trouble it is.</summary>
    public MailFailureKind Kind => kind;

    /// <summary>The SMTP reply code (RFC 5321 §4.2); 0 when there is none.</summary>
    public int Code => code;

    /// <summary>The enhanced status code (RFC 3463) or the IMAP response code (RFC 5530); empty when there is none.</summary>
    public string EnhancedCode => enhancedCode;
}

/// <summary>What kind of trouble there was with a mail server.</summary>
public enum MailFailureKind
{
    /// <summary>Nobody answers, not in time, or no longer: later may be better.</summary>
    Unreachable,

    /// <summary>The way could not be made private, or the certificate is not to be trusted.</summary>
    Tls,

    /// <summary>The server does not accept who we say we are.</summary>
    SignIn,

    /// <summary>The server says: not now.</summary>
    Temporary,

    /// <summary>The server says: never like this.</summary>
    Permanent,

    /// <summary>What came is not the protocol.</summary>
    Protocol,

    /// <summary>The connection was lost after the whole mail had left and before the answer: it may have been taken.</summary>
    Unsure,
}
