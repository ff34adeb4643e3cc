using System.Globalization;

namespace Kith.Channels.Bluesky;

public sealed partial class BlueskyChannel : ISetup
{
    /// <inheritdoc/>
    public IReadOnlyList<SetupField> Setup { get; } =
    [
        new("identifier", "Account", FieldKind.Text, "Your handle, as in @care.example.com, or the DID of the account.", Required: true, Check: "a handle with a dot in it, or did:…"),
        new("password", "App password", FieldKind.Secret, "Made in Bluesky under Settings, Privacy and security, App passwords. Never the password of the account itself.", Required: true),
        new("messages", "Direct messages", FieldKind.YesNo, "Whether direct messages come here too. The app password must be allowed to.", Default: "no"),
        new("service", "Address of the server", FieldKind.Url, "Only where the account lives on a server of its own.", Default: OwnService, Check: "an http or https address") { IsRare = true },
        new("every", "Seconds between questions", FieldKind.Text, "How often Kith asks for what is new.", Default: "15", Check: "1 to 3600") { IsRare = true },
        new("web", "Address of links", FieldKind.Url, "What links to posts begin with.", Default: OwnWeb, Check: "an http or https address") { IsRare = true },
        new("images", "Address of pictures", FieldKind.Url, "Where the pictures of posts are fetched.", Default: OwnImages, Check: "an http or https address") { IsRare = true },
        new("chat", "Name of the chat", FieldKind.Text, "Who carries direct messages in this network.", Default: OwnChat, Check: "did:…") { IsRare = true },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Review(Account account) => [.. Missing(account), .. Malformed(account)];

    /// <inheritdoc/>
    public WireRequest? Test(Account account, DateTimeOffset now) => Opening(account);

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account)
    {
        if (answer is null) return [new(false, "The server could not be reached. Check its address, and whether this server may reach the internet.", "service")];
        if (OpenedIn(answer, DateTimeOffset.UnixEpoch) is { } opened) return [.. Known(answer, opened, account)];

        return [(answer.Status, BlueskyErrors.NameIn(answer)) switch
        {
            (429, _) or (_, "RateLimitExceeded") => new(false, "Bluesky was asked too often. Try again in a few minutes."),
            (_, "AuthFactorTokenRequired") => new(false, "This is the password of the account itself, which asks for a code by mail. Make an app password instead.", "password"),
            (_, "AccountTakedown") => new(false, "Bluesky has closed this account.", "identifier"),
            (401, _) or (400, "AuthenticationRequired" or "InvalidRequest") => new(false, "Bluesky does not know this account with this app password.", "password"),
            _ => new(false, "What answers there does not speak as a server of Bluesky does. Check its address.", "service"),
        }];
    }

    static IEnumerable<Finding> Known(WireAnswer answer, SessionAnswer.Opened opened, Account account)
    {
        using var document = StrictJson.Parse(answer.Body).Document;
        var handle = document is not null ? HandleOf(document.RootElement) : null;
        yield return new(true, $"Bluesky knows us as {(handle is null ? opened.Who : $"@{handle}")}.");
        if (TakesPrivate(account)) yield return MayChat(opened.Access)
            ? new(true, "This app password may read and write direct messages.")
            : new(false, "This app password may not read direct messages. Make one that is allowed to, or leave direct messages off.", "messages");
        else yield return new(true, MayChat(opened.Access) ? "It may read direct messages, too; they are off here." : "Direct messages are off, and this app password may not read them.");
    }

    IEnumerable<Finding> Missing(Account account) =>
        Setup.Where(field => field.Required && account[field.Key].Length == 0).Select(field => new Finding(false, $"{field.Label} is missing.", field.Key));

    static IEnumerable<Finding> Malformed(Account account)
    {
        if (Identifier(account) is { Length: > 0 } name && (name.Any(one => char.IsWhiteSpace(one) || char.IsControl(one)) || !(name.StartsWith("did:", StringComparison.Ordinal) || name.Contains('.', StringComparison.Ordinal))))
            yield return new(false, "A handle has a dot in it, as in care.example.com.", "identifier");
        foreach (var field in new[] { "service", "web", "images" })
            if (account[field] is { Length: > 0 } address && (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")))
                yield return new(false, "This is no http or https address.", field);
        if (account["every"] is { Length: > 0 } every && !(int.TryParse(every, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 3600))
            yield return new(false, "Between two questions lie 1 to 3600 seconds.", "every");
        if (account["chat"] is { Length: > 0 } chat && (!chat.StartsWith("did:", StringComparison.Ordinal) || chat.Any(char.IsWhiteSpace)))
            yield return new(false, "The chat is named by a DID.", "chat");
    }
}
