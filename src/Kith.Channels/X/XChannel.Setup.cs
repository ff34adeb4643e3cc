using System.Globalization;
using Kith.Channels.Meta;

namespace Kith.Channels.X;

public sealed partial class XChannel : ISetup
{
    const string Yes = "yes", No = "no";

    /// <inheritdoc/>
    public IReadOnlyList<SetupField> Setup { get; } =
    [
        new("username", "Account", FieldKind.Text, "The name of the account on X, with or without the @.", Required: true, Check: "up to 15 letters, digits or _"),
        new("user_id", "Number of the account", FieldKind.Text, "Digits. X's console shows it; in the account's own access token it is what stands before the first -.", Required: true, Check: "digits"),
        new("consumer_key", "API key", FieldKind.Secret, "In X's console (console.x.com), under your app, Keys and tokens.", Required: true),
        new("consumer_secret", "API key secret", FieldKind.Secret, "Beside the API key. It also proves that what is brought comes from X.", Required: true),
        new("access_token", "Access token", FieldKind.Secret, "In the same place, made for this account after the app was given the right to read, write and send direct messages.", Required: true),
        new("access_secret", "Access token secret", FieldKind.Secret, "Beside the access token.", Required: true),
        new("messages", "How posts come", FieldKind.Choice, "ask: Kith asks for mentions every half minute, which works everywhere. hook: X brings mentions and direct messages, for which Kith needs a public https address.", Default: Asked) { Choices = [Asked, Told] },
        new("links", "Links in public answers", FieldKind.YesNo, "X charges much more for an answer with a link. Without a yes here such an answer is refused before it leaves.", Default: No),
        new("price_post", "Price of an answer", FieldKind.Text, "In US dollars. Check it in X's console: prices change.", Default: Written("price_post"), Check: "a number like 0.015") { IsRare = true },
        new("price_link", "Price of an answer with a link", FieldKind.Text, "In US dollars.", Default: Written("price_link"), Check: "a number like 0.20") { IsRare = true },
        new("price_message", "Price of a direct message", FieldKind.Text, "In US dollars.", Default: Written("price_message"), Check: "a number like 0.015") { IsRare = true },
        new("price_read", "Price of a post that is read", FieldKind.Text, "In US dollars. Mentions of your own account may cost less than the default.", Default: Written("price_read"), Check: "a number like 0.005") { IsRare = true },
        new("api", "Address of the API", FieldKind.Url, "Only to try it against something else.", Default: OwnApi, Check: "an http or https address") { IsRare = true },
        new("site", "Address of posts", FieldKind.Url, "What links to posts begin with.", Default: OwnSite, Check: "an http or https address") { IsRare = true },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Review(Account account) => [.. Missing(account), .. Malformed(account)];

    /// <inheritdoc/>
    public WireRequest? Test(Account account, DateTimeOffset now) => XCall.Get(account, $"{Api(account)}/2/users/me", "ask X who we are");

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account)
    {
        if (answer is null) return [new(false, "X could not be reached. Check whether this server may reach the internet.", "api")];
        if (answer.Status == 401) return [new(false, "X does not accept these keys. Copy all four again; the server's clock must be right, too.", "consumer_key")];
        if (answer.Status != 200) return [new(false, XErrors.Problem(answer, DateTimeOffset.UnixEpoch) is { IsOfConnection: true } ill ? ill.Words : $"X answered {answer.Status}. Try again in a few minutes.")];

        var (document, _) = StrictJson.Parse(answer.Body);
        using (document)
            return document?.RootElement.Part("data") is { } me && me.Word("id", 40) is { } id && me.Word("username", 40) is { } name
                ? [Known(id, name, account)] : [new(false, "X answered in a way Kith does not understand. Try again in a few minutes.")];
    }

    static Finding Known(string id, string name, Account account) =>
        !name.Equals(NameOf(account), StringComparison.OrdinalIgnoreCase) ? new(false, $"These keys speak for @{name}.", "username")
        : id != Ours(account) ? new(false, $"The number of @{name} is {id}.", "user_id")
        : new(true, IsTold(account) ? $"X knows the account as @{name}. Tell X where to bring what people write: the README of this channel says how." : $"X knows the account as @{name}. Kith asks for its mentions.");

    IEnumerable<Finding> Missing(Account account) =>
        Setup.Where(field => field.Required && account[field.Key].Length == 0).Select(field => new Finding(false, $"{field.Label} is missing.", field.Key));

    IEnumerable<Finding> Malformed(Account account)
    {
        if (NameOf(account) is { Length: > 0 } name && (name.Length > 15 || !name.All(one => char.IsAsciiLetterOrDigit(one) || one == '_')))
            yield return new(false, "A name on X has up to 15 letters, digits or _.", "username");
        if (Ours(account) is { Length: > 0 } id && !IsId(id)) yield return new(false, "This number has digits only.", "user_id");
        foreach (var field in Setup.Where(field => Prices.ContainsKey(field.Key) && account[field.Key].Length > 0 && Price(account[field.Key]) is null))
            yield return new(false, "Write a price as a number, like 0.015.", field.Key);
        foreach (var field in Setup.Where(field => field.Kind == FieldKind.Url && account[field.Key].Length > 0))
            if (!Uri.TryCreate(account[field.Key], UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")) yield return new(false, "This is no http or https address.", field.Key);
        if (IsTold(account) && Uri.TryCreate(account.HookUrl, UriKind.Absolute, out var hook) && hook.IsLoopback)
            yield return new(true, "Kith is only known by an address on this machine: X can bring nothing until the public address is set.");
    }

    static string Written(string price) => Prices[price].ToString(CultureInfo.InvariantCulture);
}
