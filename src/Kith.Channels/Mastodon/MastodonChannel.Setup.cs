using System.Globalization;
using System.Text.Json;

namespace Kith.Channels.Mastodon;

public sealed partial class MastodonChannel : ISetup, IConnect
{
    /// <inheritdoc/>
    public IReadOnlyList<SetupField> Setup { get; } =
    [
        new("server", "Server", FieldKind.Url, "Where the account lives, as you open it in the browser: https://mastodon.social.", Required: true, Check: "an http or https address"),
        new("account", "Account", FieldKind.Text, "Its whole name, as others mention it: @care@mastodon.social.", Required: true, Check: "@name@domain"),
        new("token", "Access token", FieldKind.Secret, "On the server, under Preferences, Development, New application: choose read and write, save, open it, and copy what is called your access token.", Required: true),
        new("limit", "Longest post", FieldKind.Text, "Characters a post may have there. Testing the connection says what the server takes.", Check: "a number from 100 to 100000", Default: $"{UsualLimit}") { IsRare = true },
        new("pause", "Seconds between two questions", FieldKind.Text, "How often Kith asks for what is new. Servers allow 300 requests in five minutes, for everything together.", Check: "a number from 1 to 300", Default: $"{UsualPause}") { IsRare = true },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Review(Account account) => [.. Missing(account), .. Malformed(account)];

    /// <inheritdoc/>
    public WireRequest? Test(Account account, DateTimeOffset now) => Call(account, "GET", "/api/v1/accounts/verify_credentials", "ask Mastodon who we are");

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account)
    {
        if (answer is null) return [new(false, "The server could not be reached. Check its address, and whether this machine may reach the internet.", "server")];
        if (answer.Status == 401) return [new(false, "The server does not know this token. Copy it again from the application you made there.", "token")];
        if (answer.Status == 403) return [new(false, "The server does not let this token say who it belongs to. Give the application read and write, and copy the token it then shows.", "token")];

        var (document, _) = StrictJson.Parse(answer.Body);
        using (document)
            return answer.Status == 200 && document?.RootElement is { } me && me.Id("id") is not null && FediverseName.Of(me.Peek("acct"), account) is { } name
                ? [Named(name, account)] : [new(false, "There is no server of Mastodon's kind at this address. It is the one you see in the browser when you are signed in.", "server")];
    }

    /// <inheritdoc/>
    /// <remarks>Small servers know the older description only; the older one alone would do for all, but is to go away one day.</remarks>
    public IReadOnlyList<WireRequest> Connecting(Account account) =>
    [
        Call(account, "GET", "/api/v2/instance", "ask Mastodon what the server takes"),
        Call(account, "GET", "/api/v1/instance", "ask Mastodon what the server takes"),
    ];

    /// <inheritdoc/>
    public Finding ReadConnecting(WireAnswer? answer, Account account)
    {
        if (answer is null) return new(false, "The server answered once and then no more. Try again in a few minutes.", "server");

        var (document, _) = StrictJson.Parse(answer.Status == 200 ? answer.Body : default);
        using (document) return document?.RootElement is { } server ? Described(server, account) : new(true, Asks(account));
    }

    static Finding Described(JsonElement server, Account account)
    {
        if (DomainIn(server) is { } domain && FediverseName.Own(account) is { } own && own.Split('@')[1] != domain)
            return new(false, $"Accounts of this server end in @{domain}.", "account");

        return MostIn(server) is not { } most ? new(true, Asks(account))
            : LimitOf(account) > most ? new(false, $"A post on this server has {most.ToString("N0", CultureInfo.InvariantCulture)} characters at most.", "limit")
            : new(true, $"{Asks(account)} A post there has {most.ToString("N0", CultureInfo.InvariantCulture)} characters at most{(LimitOf(account) < most ? $"; ours end at {LimitOf(account).ToString("N0", CultureInfo.InvariantCulture)}" : "")}.");
    }

    static string Asks(Account account) => $"Kith asks for mentions of @{FediverseName.Own(account)} every {PauseOf(account)} seconds.";

    /// <summary>GoToSocial says account_domain where that is another than the server's; in the older description uri is the domain, or an address.</summary>
    static string? DomainIn(JsonElement server)
    {
        if ((server.Peek("account_domain") ?? server.Peek("domain") ?? server.Peek("uri")) is not { Length: > 0 and < 300 } said) return null;

        var domain = Uri.TryCreate(said, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" ? url.Authority : said;
        return PlainText.Line(domain.TrimEnd('/').ToLowerInvariant());
    }

    static int? MostIn(JsonElement server)
    {
        try
        {
            var said = server.Inner("configuration")?.Inner("statuses") is { } statuses && statuses.TryGetProperty("max_characters", out var most) ? most
                : server.TryGetProperty("max_toot_chars", out var older) ? older : default;
            return said.ValueKind == JsonValueKind.Number && said.TryGetInt32(out var number) && number > 0 ? number : null;
        }
        catch (BadField)
        {
            return null;
        }
    }

    static Finding Named(string name, Account account) => name == FediverseName.Own(account)
        ? new(true, $"The server knows us as @{name}.") : new(false, $"This token belongs to @{PlainText.Line(name, 100)}.", "account");

    IEnumerable<Finding> Missing(Account account) =>
        Setup.Where(field => field.Required && account[field.Key].Length == 0).Select(field => new Finding(false, $"{field.Label} is missing.", field.Key));

    static IEnumerable<Finding> Malformed(Account account)
    {
        if (account["server"] is { Length: > 0 } address && (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.PathAndQuery.Trim('/').Length > 0))
            yield return new(false, "This is no http or https address of a server, which has nothing after its name.", "server");
        if (account["account"] is { Length: > 0 } own && (!own.TrimStart('@').Contains('@') || FediverseName.Own(account) is null))
            yield return new(false, "The whole name of an account is @name@domain.", "account");
        if (account["token"].Any(one => one is <= ' ' or > '~')) yield return new(false, "A token has no blanks in it. Copy all of it, and nothing else.", "token");
        if (account["limit"].Length > 0 && Whole(account["limit"]) is not (>= 100 and <= 100_000)) yield return new(false, "This is no number from 100 to 100000.", "limit");
        if (account["pause"].Length > 0 && Whole(account["pause"]) is not (>= 1 and <= 300)) yield return new(false, "This is no number from 1 to 300.", "pause");
    }
}
