using Kith.Mail;

namespace Kith.Connections;

/// <summary>Mail providers whose servers stand in their own help pages, by the domains of their addresses.</summary>
static class KnownProviders
{
    const string AppPassword = "It wants an app password: make one in the security settings of the account.";

    static readonly (string Domains, string Imap, string Smtp, MailSecurity Outgoing, string Receiver, bool KeepsCopy, string Words)[] providers =
    [
        ("gmail.com googlemail.com", "imap.gmail.com", "smtp.gmail.com", MailSecurity.Tls, "mx.google.com", true, $"Gmail. {AppPassword} Or choose Google at “How Kith signs in”."),
        ("outlook.com hotmail.com live.com msn.com", "outlook.office365.com", "smtp-mail.outlook.com", MailSecurity.StartTls, "Microsoft 365", true, "Outlook.com takes no passwords from mail programs: Kith signs in at Microsoft."),
        ("yahoo.com ymail.com rocketmail.com yahoo.co.uk yahoo.fr yahoo.de", "imap.mail.yahoo.com", "smtp.mail.yahoo.com", MailSecurity.Tls, "", true, $"Yahoo. {AppPassword}"),
        ("icloud.com me.com mac.com", "imap.mail.me.com", "smtp.mail.me.com", MailSecurity.StartTls, "", false, $"iCloud. {AppPassword}"),
        ("gmx.de gmx.net gmx.at gmx.ch", "imap.gmx.net", "mail.gmx.net", MailSecurity.Tls, "", false, "GMX. IMAP must be allowed in its settings first."),
        ("web.de", "imap.web.de", "smtp.web.de", MailSecurity.Tls, "", false, "WEB.DE. IMAP must be allowed in its settings first."),
        ("fastmail.com fastmail.fm", "imap.fastmail.com", "smtp.fastmail.com", MailSecurity.Tls, "", false, $"Fastmail. {AppPassword}"),
        ("mailbox.org", "imap.mailbox.org", "smtp.mailbox.org", MailSecurity.Tls, "", false, "mailbox.org."),
        ("posteo.de posteo.net", "posteo.de", "posteo.de", MailSecurity.Tls, "", false, "Posteo."),
        ("zoho.com", "imap.zoho.com", "smtp.zoho.com", MailSecurity.Tls, "", true, $"Zoho. {AppPassword}"),
        ("orange.fr wanadoo.fr", "imap.orange.fr", "smtp.orange.fr", MailSecurity.Tls, "", false, "Orange."),
        ("t-online.de", "secureimap.t-online.de", "securesmtp.t-online.de", MailSecurity.Tls, "", false, "T-Online. It wants the password for mail programs, not the one of the account."),
    ];

    public static FoundMail? Of(string domain)
    {
        foreach (var one in providers)
            if (one.Domains.Split(' ').Contains(domain)) return Found(one);
        return null;
    }

    static FoundMail Found((string Domains, string Imap, string Smtp, MailSecurity Outgoing, string Receiver, bool KeepsCopy, string Words) provider)
    {
        var settings = MailServersOf.Settings(new(provider.Imap, 993, MailSecurity.Tls), new(provider.Smtp, provider.Outgoing == MailSecurity.StartTls ? 587 : 465, provider.Outgoing), null);
        if (provider.Receiver.Length > 0) settings["receiver"] = provider.Receiver;
        // Where the provider lays a copy itself, ours would be a second one.
        if (provider.Imap == "outlook.office365.com") settings["sign_in"] = "Microsoft";
        if (provider.KeepsCopy) settings["keep_copy"] = "no";
        return new(settings, provider.Words);
    }
}
