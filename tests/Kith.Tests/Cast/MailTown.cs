using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Kith.Mail;
using Kith.Mail.Composing;
using Kith.Mail.Imap;
using Kith.Mail.Smtp;

namespace Kith.Tests;

/// <summary>The real mail servers of <c>bin/with-mail</c>: a mailbox of ours, care@kith.test, and one of somebody else's, rosa@kith.test.</summary>
public static class MailTown
{
    public const string Care = "care@kith.test", Rosa = "rosa@kith.test", Stranger = "jürgen@kith.test";

    public static bool IsThere => Environment.GetEnvironmentVariable("KITH_TEST_MAIL_IMAP") is { Length: > 0 };

    public static string Of(string name) => Environment.GetEnvironmentVariable($"KITH_TEST_MAIL_{name}") ?? throw new InvalidOperationException($"KITH_TEST_MAIL_{name} is not set: run this under bin/with-mail.");

    /// <summary>What the operator sets so that Kith may speak to servers on this machine, with a certificate of our own making.</summary>
    public static void Allow(IWebHostBuilder builder)
    {
        builder.UseSetting("KITH_ALLOW_PRIVATE", "localhost");
        builder.UseSetting("KITH_TRUSTED_CA", Of("CA"));
    }

    /// <summary>And where its Postfix hands over the mail for lmtp.kith.test.</summary>
    public static void AllowLmtp(IWebHostBuilder builder)
    {
        Allow(builder);
        builder.UseSetting("KITH_LMTP", $"127.0.0.1:{Of("LMTP")}");
    }

    public static object Settings(object? more = null) => new
    {
        address = Care,
        name = "Marula Mutual",
        password = Of("OTHER_PASSWORD"),
        imap_host = Of("HOST"),
        imap_port = Of("IMAPS"),
        imap_security = "tls",
        smtp_host = Of("HOST"),
        smtp_port = Of("SUBMISSION"),
        smtp_security = "starttls",
    };

    /// <summary>Somebody else's mail program, signed in to Rosa's mailbox.</summary>
    public static Task<ImapClient> OpenAsync(bool ours = false) => OpenAsync(ours ? new MailSignIn.Password(Care, Of("OTHER_PASSWORD")) : new MailSignIn.Password(Rosa, Of("PASSWORD")));

    /// <summary>The same, signed in as anybody.</summary>
    public static Task<ImapClient> OpenAsync(MailSignIn signIn) => ImapClient.ConnectAsync(
        new(Of("HOST"), int.Parse(Of("IMAPS"), System.Globalization.CultureInfo.InvariantCulture), MailSecurity.Tls), signIn, DialAsync, Authorities(), stop: CancellationToken.None);

    public static Task SendAsync(OutboundMail mail) => SendAsync(MailEnvelope.Of(mail), MailComposer.Compose(mail));

    public static async Task SendAsync(MailEnvelope envelope, ReadOnlyMemory<byte> mail)
    {
        await using var submission = await SmtpSubmission.ConnectAsync(
            new(Of("HOST"), int.Parse(Of("SMTPS"), System.Globalization.CultureInfo.InvariantCulture), MailSecurity.Tls), new MailSignIn.Password(Rosa, Of("PASSWORD")), DialAsync, Authorities());
        Assert.True((await submission.SendAsync(envelope, mail, CancellationToken.None)).IsTaken);
    }

    public static OutboundMail Letter(string subject, string text, string? to = null, string? from = null) => new()
    {
        From = new("Rosa Ndlovu", from ?? Rosa),
        To = [new("", to ?? Care)],
        Subject = subject,
        Date = TimeProvider.System.GetUtcNow(),
        MessageId = $"{Guid.NewGuid():N}@phone.kith.test",
        Text = text,
    };

    /// <summary>The mail with this subject in a mailbox, as soon as it is there.</summary>
    public static async Task<InboundMail> ArrivedAsync(string subject, bool ours = false, string folder = "INBOX")
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(30);
        while (true)
        {
            await using var program = await OpenAsync(ours);
            await program.SelectAsync(folder, readOnly: true, CancellationToken.None);
            var uids = await program.SearchAsync(new ImapSearch(), CancellationToken.None);
            await foreach (var mail in program.FetchAsync(uids.Reverse().ToList(), withBytes: true, CancellationToken.None))
                if (MimeReader.Read(mail.Bytes!.Value) is { } read && read.Subject == subject) return read;
            Assert.True(TimeProvider.System.GetUtcNow() < until, $"“{subject}” did not arrive.");
            await Task.Delay(150);
        }
    }

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

/// <summary>A test against the real mail servers that <c>bin/with-mail</c> starts.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WithMailFactAttribute : FactAttribute
{
    public WithMailFactAttribute() => Skip = MailTown.IsThere ? null : "There are no mail servers: run this under bin/with-mail.";
}
