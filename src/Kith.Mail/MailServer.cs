namespace Kith.Mail;

/// <summary>Where a mail server listens, and how the way there is made private.</summary>
/// <param name="Host">Its name: certificates are checked against it.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How.</param>
public sealed record MailServer(string Host, int Port, MailSecurity Security);

/// <summary>How the way to a mail server is made private.</summary>
public enum MailSecurity
{
    /// <summary>TLS from the first byte (RFC 8314): ports 993 and 465.</summary>
    Tls,

    /// <summary>Plain words first, then STARTTLS (RFC 3207, RFC 9051 §6.2.1); without it nothing is said.</summary>
    StartTls,

    /// <summary>No privacy: for servers on the same machine only.</summary>
    None,
}

/// <summary>How to sign in to a mail server. Never printed.</summary>
public abstract record MailSignIn
{
    MailSignIn() { }

    /// <summary>Name and password: PLAIN (RFC 4616) or LOGIN, whichever the server offers.</summary>
    public sealed record Password(string Name, string Secret) : MailSignIn
    {
        /// <summary>The name alone.</summary>
        public override string ToString() => Name;
    }

    /// <summary>OAuth 2 access token: XOAUTH2, as Google and Microsoft describe it.</summary>
    public sealed record Token(string Name, string AccessToken) : MailSignIn
    {
        /// <summary>The name alone.</summary>
        public override string ToString() => Name;
    }

    /// <summary>Nobody: the server takes mail from where we are.</summary>
    public sealed record Nobody : MailSignIn;
}

/// <summary>Opens the way to a mail server; the host of this library decides where it may lead.</summary>
/// <param name="host">Name of the server.</param>
/// <param name="port">Its port.</param>
/// <param name="stop">Gives up.</param>
/// <returns>A connected stream without TLS.</returns>
public delegate Task<Stream> MailDial(string host, int port, CancellationToken stop);
