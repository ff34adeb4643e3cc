using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Bluesky;

/// <summary>
/// A server of the AT Protocol as its sheet describes it: sessions that end and are renewed, notifications newest first in pages, records that lie
/// under a key of ours, and the two ways to write them, of which only one may be repeated.
/// </summary>
public sealed class PretendBluesky(IChannel channel) : Platform(channel)
{
    public const string Care = "did:plc:carecarecarecarecarecare", NomsaDid = "did:plc:nomsanomsanomsanomsanoms", Token = "token-of-this-hour";
    const string Server = "https://pds.marula.example", Password = "abcd-efgh-ijkl-mnop";

    readonly Dictionary<string, JsonNode> records = [];
    readonly List<JsonObject> notifications = [];

    public override string ChannelId => "bluesky";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-00000000000b");
    public override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["identifier"] = "@care.marula.example",
        ["password"] = Password,
        ["service"] = Server,
        [IOpenSession.Token] = Token,
        [IOpenSession.Who] = Care,
    };

    public override HandleRef Nomsa { get; } = new("bluesky", "", NomsaDid, IdentityStrength.PlatformAccount);
    public override string LongestText { get; } = new('x', 300);
    public override bool SignsBody => false;
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [];
    protected override string? PlaceBefore => """{"from":"2026-11-20T00:00:00Z","until":"2026-11-21T00:00:00Z"}""";

    public IReadOnlyDictionary<string, JsonNode> Records => records;

    public override RawRequest Message(string id, string text, string from = "") => Page(Said(id, text));

    public override RawRequest WithThreeFiles(string id) => Page(Said(id, "The roof", record => record["embed"] = new JsonObject
    {
        ["$type"] = "app.bsky.embed.images",
        ["images"] = new JsonArray([.. new[] { "one", "two", "three" }.Select(one => (JsonNode)new JsonObject { ["alt"] = "", ["image"] = Blob($"bafkrei{one}") })]),
    }));

    public override RawRequest Unknown()
    {
        var like = Said("9", "");
        like["reason"] = "starterpack-joined";
        return Page(like);
    }

    public override RawRequest Carrying(byte[] body) => Answered(body);

    public override RawRequest SignedBy(string secret, string id) => throw new NotSupportedException("Nobody calls us.");

    public override RawRequest? SomebodyElses() => null;

    // A sample is one notification; it comes in a page.
    public override RawRequest Sign(RawRequest request) => Page(JsonNode.Parse(request.Body.Span)!.AsObject());

    public override RawRequest? Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") => null;

    public override IEnumerable<(string What, RawRequest Request)> Forgeries() => [];

    public override Draft Draft(string text) => base.Draft(text) with { Reference = Reference };

    public override IEnumerable<(string Name, Draft Draft)> Drafts =>
    [
        ("answer", Draft("Yes, paid this morning 👍🏽 @nomsa.example, see https://marula.example/claims.") with { ReplyToKey = $"m:{UriOf("41")}", PostKey = $"p:{UriOf("40")}" }),
    ];

    public override WireAnswer? Take(WireRequest request)
    {
        var (mood, method) = (NextMood(), request.Url[(request.Url.LastIndexOf('/') + 1)..].Split('?')[0]);
        if (!request.Url.StartsWith($"{Server}/xrpc/", StringComparison.Ordinal)) return Error(404, "NotFound", "");
        if (mood == Mood.SignInRevoked || request.Headers.FirstOrDefault(header => header.Key == "Authorization").Value != $"Bearer {Token}") return Error(400, "InvalidToken", "Token could not be verified");
        if (mood is Mood.TooFast) return Error(429, "RateLimitExceeded", "Rate Limit Exceeded", ("ratelimit-reset", Noon.AddSeconds(7).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        if (mood is Mood.TooFastWithoutHint) return Error(429, "RateLimitExceeded", "Rate Limit Exceeded");
        if (mood is Mood.DownBeforeTaking) return Answer(502, "<html>Bad Gateway</html>");
        if (method == "app.bsky.notification.listNotifications") return HandOut(UrlForm.Parse(request.Url.Split('?')[1])["cursor"]);

        var answer = Write(method, JsonNode.Parse(request.Body.Span)!);
        return mood switch { Mood.LosesAnswer => null, Mood.FailsAfterTaking => Answer(500, "<html></html>"), _ => answer };
    }

    public override int CopiesOf(string text) => records.Values.Count(record => record["text"]?.ToString() == text);

    /// <summary>Somebody says something to us there; it is handed out when somebody asks.</summary>
    public JsonObject Happens(string id, string text, DateTimeOffset? at = null, Action<JsonObject>? more = null)
    {
        var said = Said(id, text, more, at);
        notifications.Add(said);
        return said;
    }

    /// <summary>Asks as the host does and reads what comes, once.</summary>
    public Polled Asked(string? place, DateTimeOffset? at = null)
    {
        var poll = (IPoll)Channel;
        return poll.Read(Take(poll.Ask(Account, place)!)!, place, Account, at ?? Noon);
    }

    /// <summary>What the server says to the same again by <c>createRecord</c>.</summary>
    public WireAnswer Create(string rkey, string text) => Write("com.atproto.repo.createRecord", new JsonObject
    {
        ["repo"] = Care,
        ["collection"] = "app.bsky.feed.post",
        ["rkey"] = rkey,
        ["record"] = new JsonObject { ["text"] = text },
    });

    public static string UriOf(string id) => $"at://{NomsaDid}/app.bsky.feed.post/{id}";

    public static JsonObject Blob(string cid) => new() { ["$type"] = "blob", ["ref"] = new JsonObject { ["$link"] = cid }, ["mimeType"] = "image/jpeg", ["size"] = 1200 };

    static string Reference => $$"""{"root":{"uri":"{{UriOf("40")}}","cid":"bafyroot"},"parent":{"uri":"{{UriOf("41")}}","cid":"bafyparent"},"people":[{"did":"{{NomsaDid}}","handle":"nomsa.example"}]}""";

    WireAnswer Write(string method, JsonNode asked)
    {
        var (key, uri) = ($"{asked["collection"]}/{asked["rkey"]}", $"at://{asked["repo"]}/{asked["collection"]}/{asked["rkey"]}");
        if (method == "com.atproto.repo.deleteRecord")
        {
            records.Remove(key);
            return Answer(200, "{}");
        }
        if (method == "com.atproto.repo.createRecord" && records.ContainsKey(key)) return Error(500, "InternalServerError", "Internal Server Error");

        var text = asked["record"]!["text"]?.ToString() ?? "";
        if (new StringInfo(text).LengthInTextElements > 300) return Error(400, "InvalidRequest", "Invalid app.bsky.feed.post record: grapheme too big (maximum 300) at $.record.text");
        if (Encoding.UTF8.GetByteCount(text) > 3000) return Error(400, "InvalidRequest", "Invalid app.bsky.feed.post record: string too big (maximum 3000) at $.record.text");

        records[key] = asked["record"]!.DeepClone();
        return Answer(200, new JsonObject { ["uri"] = uri, ["cid"] = $"bafy{OutsideKey.Hash(Encoding.UTF8.GetBytes(asked["record"]!.ToJsonString()))[..20]}", ["validationStatus"] = "valid" }.ToJsonString());
    }

    /// <summary>Newest first, from the time of the cursor.</summary>
    WireAnswer HandOut(string? cursor)
    {
        var page = notifications.OrderByDescending(one => one["indexedAt"]!.ToString(), StringComparer.Ordinal)
            .Where(one => string.IsNullOrEmpty(cursor) || string.CompareOrdinal(one["indexedAt"]!.ToString(), cursor) < 0).Take(100).ToList();
        var answer = new JsonObject { ["notifications"] = new JsonArray([.. page.Select(one => one.DeepClone())]), ["priority"] = false };
        if (page.Count == 100) answer["cursor"] = page[^1]["indexedAt"]!.ToString();
        return Answer(200, answer.ToJsonString());
    }

    static JsonObject Said(string id, string text, Action<JsonObject>? more = null, DateTimeOffset? at = null)
    {
        var when = (at ?? Noon).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var record = new JsonObject { ["$type"] = "app.bsky.feed.post", ["text"] = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), ["createdAt"] = when, ["langs"] = new JsonArray("en") };
        more?.Invoke(record);
        return new()
        {
            ["uri"] = UriOf(id),
            ["cid"] = $"bafy{id}",
            ["author"] = new JsonObject { ["did"] = NomsaDid, ["handle"] = "nomsa.example", ["displayName"] = "Nomsa Ndlovu", ["avatar"] = "https://cdn.bsky.app/img/avatar/plain/x/y@jpeg" },
            ["reason"] = record["reply"] is null ? "mention" : "reply",
            ["record"] = record,
            ["isRead"] = false,
            ["indexedAt"] = when,
            ["labels"] = new JsonArray(),
        };
    }

    RawRequest Page(JsonObject notification) => Answered(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["notifications"] = new JsonArray(notification) }));

    RawRequest Answered(byte[] body) => new("GET", "", "", HookUrl, Bag(("Content-Type", "application/json")), body);

    static WireAnswer Error(int status, string error, string message, params (string, string)[] headers) =>
        Answer(status, new JsonObject { ["error"] = error, ["message"] = message }.ToJsonString(), headers);
}
