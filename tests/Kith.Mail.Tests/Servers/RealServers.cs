using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Kith.Mail.Imap;
using Kith.Mail.Smtp;

namespace Kith.Mail.Tests.Servers;

/// <summary>A test against the Postfix and the Dovecot that bin/with-mail starts.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class RealServersFactAttribute : FactAttribute
{
    public RealServersFactAttribute()
    {
        if (!RealServers.AreThere) Skip = "Needs mail servers: bin/with-mail dotnet test tests/Kith.Mail.Tests.";
    }
}

/// <summary>The same with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class RealServersTheoryAttribute : TheoryAttribute
{
    public RealServersTheoryAttribute()
    {
        if (!RealServers.AreThere) Skip = "Needs mail servers: bin/with-mail dotnet test tests/Kith.Mail.Tests.";
    }
}

/// <summary>They share two mailboxes and one server that is started anew, so one goes after the other.</summary>
[CollectionDefinition(Name)]
public static class RealServersInTurn
{
    public const string Name = "real mail servers";
}

/// <summary>The servers of bin/with-mail, and the two who have mailboxes there.</summary>
static class RealServers
{
    public static bool AreThere => Environment.GetEnvironmentVariable("KITH_TEST_MAIL_IMAP") is { Length: > 0 };

    public static MailSignIn Rosa => new MailSignIn.Password(Said("USER"), Said("PASSWORD"));

    public static MailSignIn Care => new MailSignIn.Password(Said("OTHER_USER"), Said("OTHER_PASSWORD"));

    public static MailSignIn RosasToken => new MailSignIn.Token(Said("USER"), Said("TOKEN"));

    public static X509Certificate2Collection Authority => [X509CertificateLoader.LoadCertificateFromFile(Said("CA"))];

    public static MailServer Submission(MailSecurity security) => Server(security switch { MailSecurity.Tls => "SMTPS", MailSecurity.StartTls => "SUBMISSION", _ => "SMTP" }, security);

    public static MailServer Mailbox(MailSecurity security) => Server(security == MailSecurity.Tls ? "IMAPS" : "IMAP", security);

    public static Task<SmtpSubmission> HandInAsync(MailSecurity security = MailSecurity.Tls, MailSignIn? signIn = null) =>
        SmtpSubmission.ConnectAsync(Submission(security), signIn ?? Rosa, PretendServer.Dial, Authority);

    public static Task<ImapClient> OpenAsync(MailSecurity security = MailSecurity.Tls, MailSignIn? signIn = null, int largestMail = ImapClient.UsualLargestMail) =>
        ImapClient.ConnectAsync(Mailbox(security), signIn ?? Rosa, PretendServer.Dial, Authority, largestMail: largestMail);

    public static async Task RestartMailboxesAsync()
    {
        using var restart = Process.Start(Said("RESTART_IMAP"));
        await restart.WaitForExitAsync();
        Assert.Equal(0, restart.ExitCode);
    }

    static MailServer Server(string port, MailSecurity security) => new(Said("HOST"), int.Parse(Said(port), CultureInfo.InvariantCulture), security);

    static string Said(string name) => Environment.GetEnvironmentVariable($"KITH_TEST_MAIL_{name}") ?? "";
}
