namespace Kith.Channels.Email;

public sealed partial class EmailChannel : ISetup
{
    static readonly string[] securities = ["tls", "starttls", "none"], yesOrNo = ["yes", "no"];

    /// <inheritdoc/>
    public IReadOnlyList<SetupField> Setup { get; } =
    [
        new("address", "Address", FieldKind.Text, "The address people write to.", Required: true, Check: "name@example.com") { Finds = true },
        new("name", "Sender's name", FieldKind.Text, "What people see beside the name of who answers.", Default: ""),
        new("sign_in", "How Kith signs in", FieldKind.Choice, "With a password, or by OAuth 2 at the provider. Microsoft 365 takes no password.", Default: WithPassword) { Choices = ways, Fills = servers },
        new("password", "Password", FieldKind.Secret, "Of the mailbox. Gmail, Yahoo and iCloud want an app password.") { When = new("sign_in", [WithPassword]) },
        new("oauth_client_id", "Client ID", FieldKind.Text, "What the provider calls this Kith once you registered it there. Microsoft says application ID.") { When = new("sign_in", [Google, Microsoft, Another]) },
        new(ISignIn.ClientSecret, "Client secret", FieldKind.Secret, "Goes with the client ID. At Microsoft it is the value, not the ID of the secret.") { When = new("sign_in", [Google, Microsoft, Another]) },
        new("oauth_tenant", "Directory (tenant)", FieldKind.Text, "The directory (tenant) ID of your organisation, or one of its domains.", Check: "an ID, a domain, or common", Default: "common") { When = new("sign_in", [Microsoft]) },
        new("oauth_authorize_url", "Address of signing in", FieldKind.Url, "The authorization endpoint of the server.", Check: "https://…") { When = new("sign_in", [Another]) },
        new("oauth_token_url", "Address of tokens", FieldKind.Url, "The token endpoint of the server.", Check: "https://…") { When = new("sign_in", [Another]) },
        new("oauth_scope", "Scope", FieldKind.Text, "What is asked for.", Default: "openid email offline_access") { IsRare = true, When = new("sign_in", [Another]) },
        new("oauth_account", "Who signs in", FieldKind.Text, "Where it is another account than the mailbox's own: a shared mailbox of Microsoft is opened by somebody who has full access to it.", Check: "name@example.com") { IsRare = true, When = new("sign_in", [Google, Microsoft, Another]) },
        new("username", "User name", FieldKind.Text, "What the servers know you as, where it is not the address.") { IsRare = true },
        new("imap_host", "Incoming server", FieldKind.Text, "Where mail is read by IMAP. Left empty, mail comes by another way."),
        new("imap_port", "Incoming port", FieldKind.Text, "Left empty: 993, or 143 with STARTTLS.", Check: "a number") { IsRare = true },
        new("imap_security", "Incoming encryption", FieldKind.Choice, "STARTTLS begins in the open and turns private before the password.", Default: "tls") { IsRare = true, Choices = securities },
        new("folder", "Folder", FieldKind.Text, "The folder that is read.", Default: "INBOX") { IsRare = true },
        new("smtp_host", "Outgoing server", FieldKind.Text, "Where mail is handed over. Left empty, this mailbox only receives."),
        new("smtp_port", "Outgoing port", FieldKind.Text, "Left empty: 465, or 587 with STARTTLS.", Check: "a number") { IsRare = true },
        new("smtp_security", "Outgoing encryption", FieldKind.Choice, "None is for a server on this machine, which asks for no password.", Default: "tls") { IsRare = true, Choices = securities },
        new("receiver", "Receiving server's name", FieldKind.Text, "The name your receiving server writes into Authentication-Results, e.g. mx.google.com; Microsoft’s bear none: put in Microsoft 365. With it Kith knows which senders are genuine.") { IsRare = true },
        new("sub_addressing", "Answers to name+token", FieldKind.YesNo, "Whether the server takes care+anything@ for care@. Most do.", Default: "yes") { IsRare = true, Choices = yesOrNo },
        new("keep_copy", "Copy to Sent", FieldKind.YesNo, "Gmail and Microsoft keep a copy by themselves.", Default: "yes") { IsRare = true, Choices = yesOrNo },
        new("subject", "Usual subject", FieldKind.Text, "For a first mail without one.", Default: "A message for you") { IsRare = true },
        new("reply_secret", "Secret of answers", FieldKind.Secret, "Signs the address answers go to. We make it.", Required: true, Make: SecretShape.Path) { IsRare = true },
        new("hook_secret", "Secret of the hook", FieldKind.Secret, "Stands in the address a provider brings raw mail to. We make it.", Required: true, Make: SecretShape.Path) { IsRare = true },
        new("mailgun_key", "Mailgun's signing key", FieldKind.Secret, "Where Mailgun brings mail: its HTTP webhook signing key.") { IsRare = true },
        new("sendgrid_key", "SendGrid's public key", FieldKind.Text, "Where SendGrid brings mail and signs it: the verification key it shows.", Check: "a public key in Base64") { IsRare = true },
        new("ses_topic", "Topic of Amazon SES", FieldKind.Text, "Where Amazon SES brings mail: the ARN of its SNS topic.", Check: "arn:aws:sns:…") { IsRare = true },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Review(Account account) => [.. Wrong(account)];

    /// <inheritdoc/>
    public WireRequest? Test(Account account, DateTimeOffset now) => null;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account) => [];

    static IEnumerable<Finding> Wrong(Account account)
    {
        foreach (var finding in WrongSignIn(account)) yield return finding;
        if (account["address"].Length == 0 || account.Email(account["address"]) is null) yield return new(false, "This is no email address.", "address");
        if (account["reply_secret"].Length == 0) yield return new(false, "The secret of answers is missing. Make one.", "reply_secret");
        if (account["hook_secret"].Length == 0) yield return new(false, "The secret of the hook is missing. Make one.", "hook_secret");
        if (account["mailgun_key"] is { Length: > 0 } key && (key.Length < 16 || !key.All(one => one is > ' ' and <= '~'))) yield return new(false, "This is no signing key of Mailgun's.", "mailgun_key");
        if (account["sendgrid_key"] is { Length: > 0 } shown && !IsPublicKey(shown)) yield return new(false, "This is no public key. Copy it from SendGrid whole.", "sendgrid_key");
        if (account["ses_topic"] is { Length: > 0 } topic && !IsTopic(topic)) yield return new(false, "This is no topic. It looks like arn:aws:sns:eu-west-1:123456789012:mail.", "ses_topic");
        foreach (var which in new[] { "imap", "smtp" })
        {
            if (account[$"{which}_port"] is { Length: > 0 } port && !(ushort.TryParse(port, out var number) && number > 0)) yield return new(false, "A port is a number from 1 to 65535.", $"{which}_port");
            if (account[$"{which}_host"] is { Length: > 0 } host && Uri.CheckHostName(host) == UriHostNameType.Unknown) yield return new(false, "This is no name of a server.", $"{which}_host");
        }
        if (account["imap_host"].Length > 0 && account["imap_security"] == "none" && account["imap_host"] is not ("localhost" or "127.0.0.1" or "::1"))
            yield return new(false, "A password must not travel in the open. Choose TLS or STARTTLS.", "imap_security");
    }

    static bool IsPublicKey(string base64)
    {
        using var key = SendGridWay.KeyOf(base64);
        return key is not null;
    }

    static bool IsTopic(string arn) => arn.Split(':') is ["arn", ['a', 'w', 's', ..], "sns", { Length: > 0 }, { Length: 12 } owner, { Length: > 0 }] && owner.All(char.IsAsciiDigit);
}
