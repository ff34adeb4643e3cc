namespace Kith.Mail;

/// <summary>How long a mail server is waited for.</summary>
public sealed record MailPatience
{
    /// <summary>For the connection, the handshake of TLS and the greeting, each.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For an answer to a command (RFC 5321 §4.5.3.2). What is large gets more, by its size.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For the answer to a whole mail (RFC 5321 §4.5.3.2.6): giving up early makes it arrive twice.</summary>
    public TimeSpan Taking { get; init; } = TimeSpan.FromMinutes(10);
}
