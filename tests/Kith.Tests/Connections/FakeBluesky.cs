using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kith.Tests.Connections;

/// <summary>
/// A server of the AT Protocol over a real socket, with a memory: sessions that end, are renewed and taken away, notifications in pages, records under
/// keys of ours, and moods for questions and for writing.
/// </summary>
public sealed class FakeBluesky : IAsyncDisposable
{
    public const string Care = "did:plc:carecarecarecarecarecare", Handle = "care.marula.example", Nomsa = "did:plc:nomsanomsanomsanomsanoms";

    readonly WebApplication app;
    readonly Lock gate = new();
    readonly List<JsonObject> notifications = [], log = [];
    readonly List<string> saidAlone = [];
    readonly HashSet<string> access = [], ended = [], refresh = [];
    int sessions;

    FakeBluesky(WebApplication app) => this.app = app;

    public enum Mood { Well, HangsUp, SendsHtml, SendsNothing, CutsOff, SaysErrorInside, IsTooBusy, LosesAnswer }

    public string Url => app.Urls.First();

    public string Password { get; set; } = "abcd-efgh-ijkl-mnop";

    public int Opened { get; private set; }

    public int Renewed { get; private set; }

    public int Looks { get; private set; }

    /// <summary>What we said to somebody alone.</summary>
    public IEnumerable<string> SaidAlone
    {
        get { lock (gate) return [.. saidAlone]; }
    }

    public ConcurrentDictionary<string, JsonNode> Records { get; } = new();

    public ConcurrentQueue<string> Written { get; } = new();

    public ConcurrentQueue<Mood> WhenAsked { get; } = new();

    public ConcurrentQueue<Mood> WhenWriting { get; } = new();

    public static async Task<FakeBluesky> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var bluesky = new FakeBluesky(app);
        app.MapPost("/xrpc/com.atproto.server.createSession", (Delegate)bluesky.OpenSessionAsync);
        app.MapPost("/xrpc/com.atproto.server.refreshSession", (Delegate)bluesky.RenewSession);
        app.MapGet("/xrpc/app.bsky.notification.listNotifications", (Delegate)bluesky.Tell);
        app.MapPost("/xrpc/com.atproto.repo.putRecord", (Delegate)bluesky.PutAsync);
        app.MapGet("/xrpc/chat.bsky.convo.getLog", (Delegate)bluesky.TellAlone);
        app.MapPost("/xrpc/chat.bsky.convo.sendMessage", (Delegate)bluesky.SayAloneAsync);
        app.MapGet("/img/feed_fullsize/plain/{did}/{cid}", () => Results.Bytes(FakeCarrier.Picture, "image/jpeg"));
        await app.StartAsync();
        return bluesky;
    }

    public static string UriOf(string id, string by = Nomsa) => $"at://{by}/app.bsky.feed.post/{id}";

    /// <summary>Somebody says something to us.</summary>
    /// <param name="at">What the clock of their app says, where that is behind: by it notifications are sorted and dated.</param>
    public void Hears(string id, string text, Action<JsonObject>? more = null, string by = Nomsa, string name = "Nomsa Ndlovu", string reason = "mention", DateTime? at = null)
    {
        lock (gate)
        {
            var when = Time(at ?? TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(notifications.Count));
            var record = new JsonObject { ["$type"] = "app.bsky.feed.post", ["text"] = text, ["createdAt"] = when };
            more?.Invoke(record);
            notifications.Add(new()
            {
                ["uri"] = UriOf(id, by),
                ["cid"] = $"bafy{id}",
                ["author"] = new JsonObject { ["did"] = by, ["handle"] = $"{name.Split(' ')[0].ToLowerInvariant()}.example", ["displayName"] = name },
                ["reason"] = reason,
                ["record"] = record,
                ["indexedAt"] = when,
            });
        }
    }

    /// <summary>Somebody says something to us alone.</summary>
    public void HearsAlone(string id, string text, string by, DateTime at)
    {
        lock (gate)
            log.Add(new()
            {
                ["$type"] = "chat.bsky.convo.defs#logCreateMessage",
                ["rev"] = $"{log.Count:D13}",
                ["convoId"] = $"talk-{by[^1]}",
                ["message"] = new JsonObject { ["id"] = id, ["text"] = text, ["sentAt"] = Time(at), ["sender"] = new JsonObject { ["did"] = by } },
            });
    }

    /// <summary>Every token is over; what they can be renewed with is not.</summary>
    public void EndTokens()
    {
        lock (gate)
        {
            ended.UnionWith(access);
            access.Clear();
        }
    }

    /// <summary>The app password is taken away, and every session with it.</summary>
    public void Revoke()
    {
        lock (gate)
        {
            Password = "another-password-by-now";
            access.Clear();
            refresh.Clear();
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    async Task<IResult> OpenSessionAsync(HttpContext http)
    {
        var said = (await JsonNode.ParseAsync(http.Request.Body))!;
        lock (gate)
        {
            Opened++;
            return said["identifier"]!.ToString() == Handle && said["password"]!.ToString() == Password ? Session() : Error(401, "AuthenticationRequired", "Invalid identifier or password");
        }
    }

    IResult RenewSession(HttpContext http)
    {
        lock (gate)
        {
            Renewed++;
            return refresh.Remove(TokenOf(http)) ? Session() : Error(400, "ExpiredToken", "Token has been revoked");
        }
    }

    IResult Session()
    {
        var (one, two) = ($"access.{++sessions}.x", $"refresh.{sessions}.x");
        access.Add(one);
        refresh.Add(two);
        return Json(new JsonObject { ["accessJwt"] = one, ["refreshJwt"] = two, ["did"] = Care, ["handle"] = Handle });
    }

    IResult Tell(HttpContext http)
    {
        lock (gate)
        {
            if (Refused(http) is { } refused) return refused;
            if (WhenAsked.TryDequeue(out var mood) && Misbehaved(http, mood) is { } odd) return odd;

            Looks++;
            var cursor = http.Request.Query["cursor"].ToString();
            var page = notifications.OrderByDescending(one => one["indexedAt"]!.ToString(), StringComparer.Ordinal)
                .Where(one => cursor.Length == 0 || string.CompareOrdinal(one["indexedAt"]!.ToString(), cursor) < 0).Take(100).ToList();
            var answer = new JsonObject { ["notifications"] = new JsonArray([.. page.Select(one => one.DeepClone())]) };
            if (page.Count == 100) answer["cursor"] = page[^1]["indexedAt"]!.ToString();
            return Json(answer);
        }
    }

    async Task<IResult> PutAsync(HttpContext http)
    {
        var said = (await JsonNode.ParseAsync(http.Request.Body))!;
        lock (gate)
        {
            if (Refused(http) is { } refused) return refused;

            var mood = WhenWriting.TryDequeue(out var planned) ? planned : Mood.Well;
            if (mood is Mood.IsTooBusy or Mood.HangsUp) return Misbehaved(http, mood)!;

            var uri = $"at://{said["repo"]}/{said["collection"]}/{said["rkey"]}";
            Records[uri] = said["record"]!.DeepClone();
            Written.Enqueue(uri);
            return Misbehaved(http, mood) ?? Json(new JsonObject { ["uri"] = uri, ["cid"] = "bafyours", ["validationStatus"] = "valid" });
        }
    }

    IResult TellAlone(HttpContext http)
    {
        lock (gate)
        {
            if (Refused(http) is { } refused) return refused;
            if (WhenAsked.TryDequeue(out var mood) && Misbehaved(http, mood) is { } odd) return odd;

            var from = int.TryParse(http.Request.Query["cursor"], CultureInfo.InvariantCulture, out var place) ? place : 0;
            var page = log.Skip(from).Take(100).ToList();
            return Json(new JsonObject { ["cursor"] = $"{from + page.Count}", ["logs"] = new JsonArray([.. page.Select(one => one.DeepClone())]) });
        }
    }

    async Task<IResult> SayAloneAsync(HttpContext http)
    {
        var said = (await JsonNode.ParseAsync(http.Request.Body))!;
        lock (gate)
        {
            if (Refused(http) is { } refused) return refused;

            saidAlone.Add(said["message"]!["text"]!.ToString());
            return WhenWriting.TryDequeue(out var mood) && Misbehaved(http, mood) is { } odd ? odd
                : Json(new JsonObject { ["id"] = $"ours{saidAlone.Count}", ["rev"] = $"{log.Count:D13}", ["sentAt"] = Time(TimeProvider.System.GetUtcNow().UtcDateTime) });
        }
    }

    IResult? Misbehaved(HttpContext http, Mood mood)
    {
        switch (mood)
        {
            case Mood.HangsUp or Mood.LosesAnswer: http.Abort(); return Results.Empty;
            case Mood.SendsHtml: return Results.Content("<html>Welcome to the wireless network</html>", "text/html");
            case Mood.SendsNothing: return Results.Ok();
            case Mood.CutsOff: return Results.Content("{\"notifications\":[{\"uri\":\"at://", "application/json");
            case Mood.SaysErrorInside: return Json(new JsonObject { ["error"] = "InternalServerError", ["message"] = "x" });
            case Mood.IsTooBusy:
                http.Response.Headers["ratelimit-reset"] = TimeProvider.System.GetUtcNow().AddSeconds(2).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
                return Error(429, "RateLimitExceeded", "Rate Limit Exceeded");
            default: return null;
        }
    }

    IResult? Refused(HttpContext http) => access.Contains(TokenOf(http)) ? null
        : ended.Contains(TokenOf(http)) ? Error(400, "ExpiredToken", "Token has expired") : Error(400, "InvalidToken", "Token could not be verified");

    static string Time(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    static string TokenOf(HttpContext http) => http.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);

    static IResult Json(JsonObject answer) => Results.Content(answer.ToJsonString(), "application/json", Encoding.UTF8);

    static IResult Error(int status, string error, string message) => Results.Content(new JsonObject { ["error"] = error, ["message"] = message }.ToJsonString(), "application/json", Encoding.UTF8, status);
}
