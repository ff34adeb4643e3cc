using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kith.Tests.Connections;

/// <summary>
/// A server with the API of Mastodon over a real socket, with a memory: tells who mentions our account, from where it is asked, gives every status an id of
/// its own, takes what is said, and misbehaves as it is told: repeats itself, hangs up, is down, is in a hurry, loses an answer, forgets keys.
/// </summary>
public sealed partial class FakeMastodon : IAsyncDisposable
{
    public const string Token = "Zk3AFakeTokenOfMarulaCare_0123456789", OwnId = "71";

    readonly WebApplication app;
    readonly Lock gate = new();
    readonly List<(long Order, JsonObject Notification)> told = [];
    readonly Dictionary<string, JsonObject> statuses = [];
    readonly Dictionary<string, string> byKey = [];
    readonly string style;
    long last;

    FakeMastodon(WebApplication app, string style) => (this.app, this.style) = (app, style);

    public enum Mood { Well, HangsUp, IsDown, TellsAllAgain, SendsHtml, BreaksOff, IsInAHurry, Fails200 }

    public string Url => app.Urls.First();

    /// <summary>The name of accounts here ends in it, whatever address the server has.</summary>
    public string Domain { get; init; } = "marula.social";

    /// <summary>What was said in our name, in its order.</summary>
    public ConcurrentQueue<JsonObject> Said { get; } = new();

    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>For the next questions for notifications.</summary>
    public ConcurrentQueue<Mood> Moods { get; } = new();

    /// <summary>For the next things said.</summary>
    public ConcurrentQueue<Mood> WhenSaid { get; } = new();

    public bool KnowsTheToken { get; set; } = true;

    /// <summary>Only Mastodon itself does.</summary>
    public bool KeepsKeys { get; set; }

    /// <param name="style">What its ids look like: 1 for numbers, else letters before them.</param>
    /// <param name="domain">What its accounts end in.</param>
    public static async Task<FakeMastodon> OpenAsync(string style = "1", string domain = "marula.social")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var mastodon = new FakeMastodon(app, style) { Domain = domain };
        app.Use(mastodon.KnowsAsync);
        app.MapGet("/api/v1/notifications", (Delegate)mastodon.Tell);
        app.MapPost("/api/v1/statuses", (Delegate)mastodon.TakeAsync);
        app.MapGet($"/api/v1/accounts/{OwnId}/statuses", (HttpContext http) => Json(new JsonArray([.. mastodon.Said.Reverse().Take(40).Select(one => one.DeepClone())])));
        app.MapGet("/api/v1/accounts/verify_credentials", () => Json(new JsonObject { ["id"] = OwnId, ["acct"] = "care", ["username"] = "care" }));
        app.MapGet("/api/v1/instance", () => Json(new JsonObject { ["uri"] = domain, ["configuration"] = new JsonObject { ["statuses"] = new JsonObject { ["max_characters"] = 500 } } }));
        app.MapGet("/media/roof.jpg", () => Results.Bytes(FakeCarrier.Picture, "image/png"));
        await app.StartAsync();
        return mastodon;
    }

    /// <summary>Somebody mentions us; the id of the status here.</summary>
    public string Hears(string from, string text, string visibility = "public", string? answers = null, string? uri = null, Action<JsonObject>? more = null)
    {
        lock (gate)
        {
            var id = Next();
            var status = new JsonObject
            {
                ["id"] = id,
                ["uri"] = uri ?? $"https://other.example/users/{from}/statuses/{id}",
                ["url"] = $"https://other.example/@{from}/{id}",
                ["created_at"] = Now(),
                ["visibility"] = visibility,
                ["in_reply_to_id"] = answers,
                ["spoiler_text"] = "",
                ["content"] = Html(text),
                ["edited_at"] = null,
                ["media_attachments"] = new JsonArray(),
                ["mentions"] = new JsonArray(new JsonObject { ["id"] = OwnId, ["acct"] = "care", ["url"] = $"https://{Domain}/@care" }),
            };
            more?.Invoke(status);
            statuses[id] = status;
            Notify("mention", from, status);
            return id;
        }
    }

    /// <summary>They change what they said.</summary>
    public void Edits(string from, string id, string text)
    {
        lock (gate)
        {
            (statuses[id]["content"], statuses[id]["edited_at"]) = (Html(text), Now());
            Notify("update", from, statuses[id]);
        }
    }

    /// <summary>They delete it; nobody is told.</summary>
    public void Deletes(string id)
    {
        lock (gate)
        {
            statuses.Remove(id);
            told.RemoveAll(one => one.Notification["status"]!["id"]!.ToString() == id);
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    void Notify(string type, string from, JsonObject status)
    {
        var id = Next();
        told.Add((last, new()
        {
            ["id"] = id,
            ["type"] = type,
            ["created_at"] = Now(),
            ["account"] = new JsonObject { ["id"] = $"{from.Length}{from[0] % 10}", ["acct"] = $"{from}@other.example", ["username"] = from, ["display_name"] = Cased(from), ["bot"] = from.EndsWith("bot", StringComparison.Ordinal) },
            ["status"] = status.DeepClone(),
        }));
    }

    string Next() => style == "1" ? (1000 + ++last).ToString(CultureInfo.InvariantCulture) : $"{style}{++last:D22}";

    async Task KnowsAsync(HttpContext http, Func<Task> next)
    {
        Asked.Enqueue($"{http.Request.Method} {http.Request.Path}");
        if (http.Request.Path.StartsWithSegments("/media") || (KnowsTheToken && http.Request.Headers.Authorization == $"Bearer {Token}")) await next();
        else await Json(new JsonObject { ["error"] = "The access token is invalid" }, 401).ExecuteAsync(http);
    }

    IResult Tell(HttpContext http)
    {
        var mood = Moods.TryDequeue(out var planned) ? planned : Mood.Well;
        if (Misbehaving(mood, http) is { } misbehaving) return misbehaving;

        var (limit, place) = (int.Parse(http.Request.Query["limit"]!, CultureInfo.InvariantCulture), http.Request.Query["min_id"].ToString());
        lock (gate)
        {
            var after = place.Length == 0 || mood == Mood.TellsAllAgain ? -1 : OrderOf(place);
            var page = place.Length == 0 ? told.TakeLast(limit) : told.Where(one => one.Order > after).Take(limit);
            return Json(new JsonArray([.. page.Reverse().Select(one => one.Notification.DeepClone())]));
        }
    }

    static long OrderOf(string id) => id == "0" ? 0 : long.Parse(id[^4..], CultureInfo.InvariantCulture) - (id.Length == 4 ? 1000 : 0);

    static IResult? Misbehaving(Mood mood, HttpContext http)
    {
        switch (mood)
        {
            case Mood.HangsUp: http.Abort(); return Results.Empty;
            case Mood.IsDown: return Results.Content("<html>We are sorry</html>", "text/html", statusCode: 503);
            case Mood.SendsHtml: return Results.Content("<html>Are you human?</html>", "text/html");
            case Mood.BreaksOff: return Results.Content("[{\"id\":\"1001\",\"type\":\"ment", "application/json");
            case Mood.Fails200: return Json(new JsonObject { ["error"] = "Something went wrong" });
            case Mood.IsInAHurry:
                http.Response.Headers["X-RateLimit-Reset"] = TimeProvider.System.GetUtcNow().AddSeconds(1).ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
                return Json(new JsonObject { ["error"] = "Too many requests" }, 429);
            default: return null;
        }
    }

    async Task<IResult> TakeAsync(HttpContext http)
    {
        var (said, key) = ((await JsonNode.ParseAsync(http.Request.Body))!.AsObject(), http.Request.Headers["Idempotency-Key"].ToString());
        var mood = WhenSaid.TryDequeue(out var planned) ? planned : Mood.Well;
        if (mood is Mood.IsDown or Mood.IsInAHurry) return Misbehaving(mood, http)!;

        lock (gate)
        {
            if (said["in_reply_to_id"]?.ToString() is { } answered && !statuses.ContainsKey(answered))
                return Json(new JsonObject { ["error"] = "The post you are trying to reply to does not appear to exist." }, 404);
            if (!(KeepsKeys && byKey.TryGetValue(key, out var id)))
            {
                id = byKey[key] = Next();
                said["id"] = id;
                said["uri"] = $"https://{Domain}/users/care/statuses/{id}";
                said["created_at"] = Now();
                said["content"] = Html(said["status"]!.ToString(), "");
                said["key"] = key;
                statuses[id] = said;
                Said.Enqueue(said);
            }
            return Misbehaving(mood, http) ?? Json(statuses[id].DeepClone());
        }
    }

    static string Now() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>As Mastodon writes it: what is mentioned first is a link within a span.</summary>
    static string Html(string text, string opening = "@care ") =>
        $"<p>{Opening().Replace(WebUtility.HtmlEncode(opening + text), "<span class=\"h-card\" translate=\"no\"><a href=\"https://x.example/$1\" class=\"u-url mention\">@<span>$1</span></a></span>").Replace("\n", "<br />", StringComparison.Ordinal)}</p>";

    static string Cased(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    static IResult Json(JsonNode body, int status = 200) => Results.Content(body.ToJsonString(), "application/json", statusCode: status);

    [GeneratedRegex("^@(\\S+)")]
    private static partial Regex Opening();
}
