namespace Kith.Channels.Email;

/// <summary>
/// Signing in by OAuth 2. Google: https://developers.google.com/identity/protocols/oauth2/web-server; Microsoft:
/// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow. Both are asked at addresses written here, so that no
/// setting can have their secrets sent elsewhere; only a server of one's own is asked where the form says.
/// </summary>
public sealed partial class EmailChannel : ISignIn
{
    const string WithPassword = "password", Google = "Google", Microsoft = "Microsoft", Another = "another server";
    const string GoogleMail = "https://mail.google.com/", MicrosoftMail = "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send";
    const int LongestClientId = 300, LongestTenant = 100;

    static readonly string[] ways = [WithPassword, Google, Microsoft, Another], anyTenant = ["common", "organizations", "consumers"], itself = ["localhost", "127.0.0.1", "::1"];

    static readonly Dictionary<string, string[]> serversOf = new()
    {
        [Google] = [".gmail.com", ".googlemail.com"],
        [Microsoft] = [".office365.com", ".office.com", ".outlook.com"],
    };

    static readonly Dictionary<string, IReadOnlyDictionary<string, string>> servers = new()
    {
        [Google] = new Dictionary<string, string> { ["imap_host"] = "imap.gmail.com", ["smtp_host"] = "smtp.gmail.com", ["receiver"] = "mx.google.com", ["keep_copy"] = "no" },
        [Microsoft] = new Dictionary<string, string> { ["imap_host"] = "outlook.office365.com", ["smtp_host"] = "smtp.office365.com", ["smtp_security"] = "starttls", ["receiver"] = SenderProof.Microsoft, ["keep_copy"] = "no" },
    };

    /// <inheritdoc/>
    public SignInPlan? SignIn(Account account) => account["sign_in"] switch
    {
        // Without both words Google gives a token that renews itself once only, at the very first time.
        Google => Plan(account, "https://accounts.google.com/o/oauth2/v2/auth", "https://oauth2.googleapis.com/token", $"openid email {GoogleMail}") with
        {
            AlsoTold = [new("access_type", "offline"), new("prompt", "consent")],
            Needed = GoogleMail,
        },
        Microsoft => Plan(account, $"{Directory(account)}/authorize", $"{Directory(account)}/token", $"openid email offline_access {MicrosoftMail}"),
        Another => Plan(account, account["oauth_authorize_url"], account["oauth_token_url"], account["oauth_scope"] is { Length: > 0 } scope ? scope : "openid email offline_access") with
        {
            Provider = Uri.TryCreate(account["oauth_token_url"], UriKind.Absolute, out var server) ? server.Host : "the server",
        },
        _ => null,
    };

    static bool IsSignedInTo(Account account) => account["sign_in"] is Google or Microsoft or Another;

    static SignInPlan Plan(Account account, string authorize, string token, string scope)
    {
        var who = account["oauth_account"] is { Length: > 0 } signing ? signing : account["username"] is { Length: > 0 } name ? name : account["address"];
        return new(account["sign_in"], authorize, token, scope, account["oauth_client_id"], account["oauth_client_secret"], account.Email(who) ?? who)
        {
            Bound = string.Join(' ', token, scope, account["oauth_client_id"], who, PlaceOf(account, "imap"), PlaceOf(account, "smtp")),
        };
    }

    static string PlaceOf(Account account, string which) => $"{account[$"{which}_host"]}:{account[$"{which}_port"]}:{account[$"{which}_security"]}";

    static string Directory(Account account) =>
        $"https://login.microsoftonline.com/{(IsTenant(account["oauth_tenant"]) ? account["oauth_tenant"] : "common")}/oauth2/v2.0";

    static IEnumerable<Finding> WrongSignIn(Account account)
    {
        if (account["receiver"] == SenderProof.Microsoft && account["sign_in"] != Microsoft) yield return new(false, "Microsoft's results bear no name, so they count only in a mailbox that Kith signs in to at Microsoft.", "receiver");
        if (!IsSignedInTo(account)) yield break;

        if (account["oauth_client_id"].Length is 0 or > LongestClientId || !account["oauth_client_id"].All(one => one is > ' ' and <= '~')) yield return new(false, "Put in the client ID: the provider shows it where you registered Kith.", "oauth_client_id");
        if (account["sign_in"] != Another && account["oauth_client_secret"].Length == 0) yield return new(false, "Put in the client secret: the provider shows it once, where you registered Kith.", "oauth_client_secret");
        if (account["oauth_tenant"] is { Length: > 0 } tenant && !IsTenant(tenant)) yield return new(false, "This is no directory. It is an ID like 72f988bf-86f1-41af-91ab-2d7cd011db47, or a domain of yours.", "oauth_tenant");
        if (account["oauth_account"] is { Length: > 0 } who && account.Email(who) is null) yield return new(false, "This is no email address.", "oauth_account");
        if (account["sign_in"] == Another)
            foreach (var which in new[] { "oauth_authorize_url", "oauth_token_url" })
                if (!IsPrivateWay(account[which])) yield return new(false, "This must be an https address, without a # in it.", which);
        if (serversOf.TryGetValue(account["sign_in"], out var own))
            foreach (var which in new[] { "imap_host", "smtp_host" })
                if (account[which] is { Length: > 0 } host && !own.Any(end => host.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
                    yield return new(false, $"{account["sign_in"]}'s sign-in is shown to {account["sign_in"]}'s own servers only: {servers[account["sign_in"]][which]}.", which);
    }

    /// <summary>It stands inside an address: a word that is known, an ID, or the name of a domain, and nothing that could lead elsewhere.</summary>
    static bool IsTenant(string tenant) =>
        anyTenant.Contains(tenant) || Guid.TryParseExact(tenant, "D", out _)
        || tenant.Length <= LongestTenant && tenant.Contains('.', StringComparison.Ordinal) && tenant.All(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '.') && Uri.CheckHostName(tenant) == UriHostNameType.Dns;

    static bool IsPrivateWay(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Fragment.Length == 0 && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp && itself.Contains(address.Host.Trim('[', ']')));
}
