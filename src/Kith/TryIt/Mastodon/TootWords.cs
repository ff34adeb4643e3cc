using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Kith.TryIt;

/// <summary>How the pretend Mastodon writes: statuses, accounts and notifications as its API has them.</summary>
static class TootWords
{
    const int LengthOfALink = 23;

    /// <summary>Letters as a person counts them, and a link as 23.</summary>
    public static int Weigh(string text) =>
        PretendSquare.LettersOf(string.Join(' ', text.Split(' ').Select(word => word.StartsWith("https://", StringComparison.Ordinal) || word.StartsWith("http://", StringComparison.Ordinal) ? new string('x', LengthOfALink) : word)));

    public static JsonObject Status(Toot toot, string home) => new()
    {
        ["id"] = toot.Id,
        ["uri"] = $"{home}/users/{Local(toot.By.Id)}/statuses/{toot.Id}",
        ["url"] = $"{home}/try/mastodon/@{Local(toot.By.Id)}/{toot.Id}",
        ["created_at"] = Written(toot.At),
        ["edited_at"] = toot.EditedAt is { } at ? Written(at) : null,
        ["visibility"] = toot.Reach,
        ["in_reply_to_id"] = toot.Above,
        ["spoiler_text"] = "",
        ["content"] = Html(toot),
        ["account"] = Account(toot.By),
        ["media_attachments"] = new JsonArray(),
        ["mentions"] = toot.To is { } to ? new JsonArray(new JsonObject { ["id"] = IdOf(to), ["username"] = Local(to), ["acct"] = Acct(to), ["url"] = UrlOf(to) }) : new JsonArray(),
    };

    public static JsonObject Notification(string id, string type, DateTimeOffset at, Passerby by, JsonObject status) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["created_at"] = Written(at),
        ["account"] = Account(by),
        ["status"] = status,
    };

    public static JsonObject Account(Passerby who) => new()
    {
        ["id"] = IdOf(who.Id),
        ["username"] = Local(who.Id),
        ["acct"] = Acct(who.Id),
        ["display_name"] = who.Name,
        ["bot"] = false,
        ["url"] = UrlOf(who.Id),
    };

    /// <summary>Who is named and does not stand in the words is named before them.</summary>
    static string Html(Toot toot)
    {
        var words = WebUtility.HtmlEncode(toot.Text).ReplaceLineEndings("<br>");
        if (toot.To is not { } to) return $"<p>{words}</p>";

        var link = $"""<span class="h-card" translate="no"><a href="{UrlOf(to)}" class="u-url mention">@<span>{Local(to)}</span></a></span>""";
        return words.Contains($"@{to}", StringComparison.OrdinalIgnoreCase) ? $"<p>{words.Replace($"@{to}", link, StringComparison.OrdinalIgnoreCase)}</p>" : $"<p>{link} {words}</p>";
    }

    /// <summary>Accounts of the server itself have no domain there.</summary>
    static string Acct(string account) => account.EndsWith($"@{PretendMastodon.Domain}", StringComparison.Ordinal) ? Local(account) : account;

    static string IdOf(string account) => account == PretendMastodon.OurAccount ? PretendMastodon.OurId : SkyWords.Of(account);

    static string UrlOf(string account) => $"https://{account.Split('@')[1]}/@{Local(account)}";

    static string Local(string account) => account.Split('@')[0];

    static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A status on the pretend Mastodon: what was said, by whom, whom it names of us two, what it answers, and how far it reaches.</summary>
sealed record Toot(string Id, Passerby By, string Text, string Reach, string? To, string? Above, DateTimeOffset At)
{
    public DateTimeOffset? EditedAt { get; init; }
}
