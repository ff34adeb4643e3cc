using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Kith.Mail;
using Kith.Mail.Imap;
using Kith.Mail.Smtp;

namespace Kith.Bench;

/// <summary>The real mail servers of <c>bin/with-mail</c>, and the two mailboxes there: Rosa's, and the one that Kith reads.</summary>
static class MailTown
{
    public static bool IsThere => Environment.GetEnvironmentVariable("KITH_TEST_MAIL_IMAP") is { Length: > 0 };

    public static string Of(string name) => Environment.GetEnvironmentVariable($"KITH_TEST_MAIL_{name}")!;

    public static int Number(string name) => int.Parse(Of(name), CultureInfo.InvariantCulture);

    public static MailSignIn Rosa => new MailSignIn.Password(Of("USER"), Of("PASSWORD"));

    public static MailSignIn Care => new MailSignIn.Password(Of("OTHER_USER"), Of("OTHER_PASSWORD"));

    public static Task<SmtpSubmission> SubmitAsync() => SmtpSubmission.ConnectAsync(new(Of("HOST"), Number("SMTPS"), MailSecurity.Tls), Rosa, DialAsync, Authorities());

    public static Task<ImapClient> OpenAsync(MailSignIn who) => ImapClient.ConnectAsync(new(Of("HOST"), Number("IMAPS"), MailSecurity.Tls), who, DialAsync, Authorities());

    static X509Certificate2Collection Authorities()
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(Of("CA"));
        return authorities;
    }

    static async Task<Stream> DialAsync(string host, int port, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(host, port, stop);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
