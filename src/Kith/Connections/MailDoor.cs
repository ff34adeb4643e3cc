using System.Security.Cryptography.X509Certificates;
using Kith.Mail;
using Kith.Mail.Imap;
using Kith.Mail.Smtp;

namespace Kith.Connections;

/// <summary>The one way to mail servers: where <see cref="OutboundGuard"/> lets us, and to certificates the system or the operator trusts.</summary>
sealed class MailDoor(OutboundGuard guard, KithSettings settings)
{
    static readonly MailPatience patience = new() { Connect = TimeSpan.FromSeconds(20), Answer = TimeSpan.FromMinutes(1), Taking = TimeSpan.FromMinutes(5) };

    readonly X509Certificate2Collection? alsoTrusted = Authorities(settings.TrustedAuthorities);

    public Task<SmtpSubmission> HandInAsync(MailServer server, MailSignIn signIn, CancellationToken stop) =>
        SmtpSubmission.ConnectAsync(server, signIn, guard.DialAsync, alsoTrusted, patience, stop: stop);

    public Task<ImapClient> ReadAsync(MailServer server, MailSignIn signIn, CancellationToken stop) =>
        ImapClient.ConnectAsync(server, signIn, guard.DialAsync, alsoTrusted, patience, stop: stop);

    static X509Certificate2Collection? Authorities(string? file)
    {
        if (file is null) return null;

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities;
    }
}
