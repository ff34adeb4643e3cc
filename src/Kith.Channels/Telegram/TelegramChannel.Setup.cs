using System.Text.Json;

namespace Kith.Channels.Telegram;

public sealed partial class TelegramChannel : ISetup, IConnect
{
    /// <inheritdoc/>
    public IReadOnlyList<SetupField> Setup { get; } =
    [
        new("token", "Token", FieldKind.Secret, "What @BotFather answers when you send it /newbot: a number, a colon and letters.", Required: true, Check: "digits, a colon, and letters, digits, - or _"),
        new("username", "Name of the bot", FieldKind.Text, "The name you gave it, which ends in bot.", Required: true, Check: "5 to 32 letters, digits or _"),
        new("messages", "How messages come", FieldKind.Choice, "ask: Kith asks for them, which works everywhere. hook: Telegram brings them, for which Kith needs a public https address.", Default: Asked) { Choices = [Asked, Told], IsRare = true },
        new("secret", "Secret of the hook", FieldKind.Secret, "Proves that what is brought comes from Telegram. Made for you.", Required: true, Make: SecretShape.Path) { IsRare = true },
        new("api", "Address of the Bot API", FieldKind.Url, "Only for a Bot API server of your own.", Default: OwnApi, Check: "an http or https address") { IsRare = true },
        new("links", "Address of links", FieldKind.Url, "What links that open your bot begin with.", Default: OwnLinks, Check: "an http or https address") { IsRare = true },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Review(Account account) => [.. Missing(account), .. Malformed(account)];

    /// <inheritdoc/>
    public WireRequest? Test(Account account, DateTimeOffset now) => Call(account, "getMe", "ask Telegram who we are", _ => { });

    /// <inheritdoc/>
    public IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account)
    {
        if (answer is null) return [new(false, "Telegram could not be reached. Check whether this server may reach the internet.", "api")];
        if (answer.Status is 401 or 404) return [new(false, "Telegram does not know this token.", "token")];

        var (document, _) = StrictJson.Parse(answer.Body);
        using (document)
            return document?.RootElement is { } root && root.IsOk() && root.TryGetProperty("result", out var me) && me.Peek("username") is { Length: > 0 } name
                ? [Named(PlainText.Line(name, 64), account)] : [new(false, "Telegram answered in a way Kith does not understand. Try again in a few minutes.")];
    }

    /// <inheritdoc/>
    public IReadOnlyList<WireRequest> Connecting(Account account) =>
    [
        IsTold(account) ? Call(account, "setWebhook", "tell Telegram where to bring messages", json =>
        {
            json.WriteString("url", account.HookUrl);
            json.WriteString("secret_token", account["secret"]);
            WriteWanted(json);
        })
        : Call(account, "deleteWebhook", "tell Telegram that we ask for messages", json => json.WriteBoolean("drop_pending_updates", false)),
    ];

    /// <inheritdoc/>
    public Finding ReadConnecting(WireAnswer? answer, Account account)
    {
        var (document, _) = StrictJson.Parse(answer?.Body ?? default);
        using (document)
            return document?.RootElement is { } root && root.IsOk()
                ? new(true, IsTold(account) ? "Telegram brings messages to this address." : "Kith asks Telegram for messages.")
                : new(false, IsTold(account) ? "Telegram does not take this address. It must be https, public, and on port 443, 80, 88 or 8443." : "Telegram did not let go of the hook it had.", "messages");
    }

    static Finding Named(string name, Account account) => name.Equals(NameOf(account), StringComparison.OrdinalIgnoreCase)
        ? new(true, $"Telegram knows the bot as @{name}.") : new(false, $"Telegram calls this bot @{name}.", "username");

    IEnumerable<Finding> Missing(Account account) =>
        Setup.Where(field => field.Required && account[field.Key].Length == 0).Select(field => new Finding(false, $"{field.Label} is missing.", field.Key));

    static IEnumerable<Finding> Malformed(Account account)
    {
        if (account["token"] is { Length: > 0 } token && !IsToken(token))
            yield return new(false, "A token is digits, a colon, and letters, digits, - or _. Copy all of it.", "token");
        if (NameOf(account) is { Length: > 0 } name && (name.Length is < 5 or > 32 || !name.All(one => char.IsAsciiLetterOrDigit(one) || one == '_')))
            yield return new(false, "A name of a bot has 5 to 32 letters, digits or _.", "username");
        foreach (var field in new[] { "api", "links" })
            if (account[field] is { Length: > 0 } address && (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")))
                yield return new(false, "This is no http or https address.", field);
    }

    static bool IsToken(string token) => token.Split(':') is [{ Length: > 0 } bot, { Length: > 20 } secret]
        && bot.All(char.IsAsciiDigit) && secret.All(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_');
}
