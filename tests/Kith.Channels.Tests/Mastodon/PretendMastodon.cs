using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Mastodon;

/// <summary>
/// A server with the API as its sheet describes it: hands out notifications by place, newest first; takes a status as often as it is sent, because only
/// Mastodon itself keeps the key, and shows what our account said.
/// </summary>
public sealed class PretendMastodon(IChannel channel) : Platform(channel)
{
    public const string Token = "Zk3AFakeTokenOfMarulaCare_0123456789", Care = "71";

    readonly List<JsonObject> notifications = [], statuses = [];
    readonly Dictionary<string, string> byKey = [];

    public override string ChannelId => "mastodon";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-00000000000a");
    public override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["server"] = "https://marula.social/",
        ["account"] = "@Care@marula.social",
        ["token"] = Token,
    };

    /// <summary>Mastodon keeps the key for an hour; GoToSocial and snac never look at it.</summary>
    public bool KeepsKeys { get; set; }

    public override HandleRef Nomsa { get; } = new("fediverse", "", "nomsa@other.example", IdentityStrength.PlatformAccount);
    public override string LongestText { get; } = new('x', 500 - "@nomsa@other.example ".Length);
    public override bool SignsBody => false;
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [];

    public override RawRequest Message(string id, string text, string from = "") => Item(Mention(id, text));

    public override RawRequest WithThreeFiles(string id) => Item(Mention(id, "Three pictures", more: status => status["media_attachments"] =
        new JsonArray([.. Enumerable.Range(1, 3).Select(n => new JsonObject { ["id"] = $"{n}", ["type"] = "image", ["url"] = $"https://files.marula.social/cache/{id}/roof-{n}.jpg" })])));

    public override RawRequest Unknown() => Item(new JsonObject { ["id"] = "900", ["type"] = "severed_relationships", ["created_at"] = "2026-11-21T12:00:00.000Z" });

    public override RawRequest Carrying(byte[] body) => new("GET", "", "", HookUrl, Bag(), body);

    public override RawRequest SignedBy(string secret, string id) => Message(id, "Good day");

    public override RawRequest? SomebodyElses() => null;

    public override RawRequest Sign(RawRequest request) => request;

    public override RawRequest? Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") => null;

    public override IEnumerable<(string What, RawRequest Request)> Forgeries() => [];

    /// <summary>An item as the host gets it: in the list they answer with.</summary>
    protected override ReadOnlyMemory<byte> AnswerWith(RawRequest item) => (byte[])[.. "["u8, .. item.Body.Span, .. "]"u8];

    protected override string PlaceBefore => "1";

    public override WireAnswer? Take(WireRequest request)
    {
        var mood = NextMood();
        if (mood == Mood.SignInRevoked || !request.Headers.Contains(new("Authorization", $"Bearer {Token}"))) return Answer(401, """{"error":"The access token was revoked"}""");
        if (mood is Mood.TooFast) return Answer(429, """{"error":"Too many requests"}""", ("X-RateLimit-Reset", Noon.AddSeconds(7).ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture)));
        if (mood is Mood.TooFastWithoutHint) return Answer(429, """{"error":"Too many requests"}""");
        if (mood is Mood.DownBeforeTaking) return Answer(503, "<html>We are sorry</html>");

        var path = new Uri(request.Url).AbsolutePath;
        if (path == "/api/v1/notifications") return HandOut(UrlForm.Parse(new Uri(request.Url).Query.TrimStart('?')));
        if (path == $"/api/v1/accounts/{Care}/statuses") return Answer(200, new JsonArray([.. Enumerable.Reverse(statuses).Take(40).Select(one => one.DeepClone())]).ToJsonString());
        if (path != "/api/v1/statuses") return Answer(200, $$"""{"id":"{{Care}}","acct":"care","username":"care"}""");

        var taken = Keep(request);
        return mood switch { Mood.LosesAnswer => null, Mood.FailsAfterTaking => Answer(500, "<html></html>"), _ => Answer(200, taken) };
    }

    public override int CopiesOf(string text) => statuses.Count(one => one["said"]!.ToString().EndsWith($" {text}", StringComparison.Ordinal));

    public override IEnumerable<(string Name, Draft Draft)> Drafts =>
    [
        ("direct", Draft("Yes, paid this morning 👍🏽") with { ReplyToKey = "m:https://other.example/users/nomsa/statuses/77", Reference = $"direct 1031 {Care}" }),
        ("public", Draft("We are looking for it.\n— Rosa") with { Surface = "mastodon.public", PostKey = "p:1031", Reference = $"public 1031 {Care}" }),
        ("followers", Draft("That went through.") with { Reference = $"private 1032 {Care}" }),
    ];

    /// <summary>Somebody mentions us there; it is handed out when somebody asks.</summary>
    public void Happens(string text) => notifications.Add(Mention($"{notifications.Count + 1}", text, at: Noon.AddSeconds(notifications.Count)));

    /// <summary>Asks as the host does and reads what comes, once.</summary>
    public Polled Asked(string? place)
    {
        var poll = (IPoll)Channel;
        return poll.Read(Take(poll.Ask(Account, place)!)!, place, Account, Noon);
    }

    public IReadOnlyList<Fact> FactsIn(string notification)
    {
        List<Fact> facts = [];
        ((IReadFacts)Channel).Read(new("", Encoding.UTF8.GetBytes(notification), "n:1", Noon), Account, facts);
        return facts;
    }

    /// <summary>A mention as Mastodon writes it.</summary>
    public static JsonObject Mention(string id, string text, string visibility = "public", DateTimeOffset? at = null, Action<JsonObject>? more = null)
    {
        var time = (at ?? Noon).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var status = new JsonObject
        {
            ["id"] = $"1{id}",
            ["uri"] = $"https://other.example/users/nomsa/statuses/{id}",
            ["url"] = $"https://other.example/@nomsa/{id}",
            ["created_at"] = time,
            ["visibility"] = visibility,
            ["content"] = $"<p><span class=\"h-card\" translate=\"no\"><a href=\"https://marula.social/@care\" class=\"u-url mention\">@<span>care</span></a></span> {Escaped(text)}</p>",
            ["in_reply_to_id"] = null,
            ["spoiler_text"] = "",
            ["edited_at"] = null,
            ["media_attachments"] = new JsonArray(),
            ["mentions"] = new JsonArray(new JsonObject { ["id"] = Care, ["acct"] = "care", ["username"] = "care", ["url"] = "https://marula.social/@care" }),
        };
        more?.Invoke(status);
        return new()
        {
            ["id"] = $"5{id}",
            ["type"] = "mention",
            ["created_at"] = time,
            ["account"] = new JsonObject { ["id"] = "9", ["acct"] = "Nomsa@other.example", ["username"] = "Nomsa", ["display_name"] = "Nomsa Ndlovu", ["bot"] = false, ["url"] = "https://other.example/@nomsa" },
            ["status"] = status,
        };
    }

    WireAnswer HandOut(UrlForm asked)
    {
        var limit = int.Parse(asked["limit"], CultureInfo.InvariantCulture);
        var after = notifications.FindIndex(one => one["id"]!.ToString() == asked["min_id"]) + 1;
        var page = asked["min_id"].Length > 0 ? notifications.Skip(after).Take(limit) : notifications.TakeLast(limit);
        return Answer(200, new JsonArray([.. page.Reverse().Select(one => one.DeepClone())]).ToJsonString());
    }

    string Keep(WireRequest request)
    {
        var (said, key) = (JsonNode.Parse(request.Body.Span)!, request.Headers.Single(header => header.Key == "Idempotency-Key").Value);
        if (KeepsKeys && byKey.TryGetValue(key, out var before)) return before;

        var words = said["status"]!.ToString();
        var status = new JsonObject
        {
            ["id"] = $"20{statuses.Count}",
            ["uri"] = $"https://marula.social/users/care/statuses/20{statuses.Count}",
            ["created_at"] = "2026-11-21T12:00:01.000Z",
            ["visibility"] = said["visibility"]!.ToString(),
            ["in_reply_to_id"] = said["in_reply_to_id"]?.ToString(),
            ["content"] = $"<p>{Regex.Replace(Escaped(words), "^@(\\S+)", "<span class=\"h-card\"><a href=\"https://x.example/@x\" class=\"u-url mention\">@<span>$1</span></a></span>").Replace("\n", "<br />", StringComparison.Ordinal)}</p>",
            ["said"] = words,
        };
        statuses.Add(status);
        return byKey[key] = status.ToJsonString();
    }

    // What no text can be in JSON never left their server.
    static string Escaped(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    RawRequest Item(JsonObject notification) => Carrying(JsonSerializer.SerializeToUtf8Bytes(notification));
}
