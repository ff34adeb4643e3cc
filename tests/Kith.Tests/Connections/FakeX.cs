using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels.X;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kith.Tests.Connections;

/// <summary>
/// X over a real socket, with a memory: hands out mentions to whoever asks and signs events it brings, takes answers under ids that grow with time,
/// refuses whom nobody summoned and the same words twice, counts the money, and misbehaves as it is told.
/// </summary>
public sealed class FakeX : IAsyncDisposable
{
    public const string Secret = "canary-consumer-secret", Ours = "1122", Name = "MarulaCare", Nomsa = "2244";

    readonly WebApplication app;
    readonly Lock gate = new();
    readonly List<JsonObject> posts = [], messages = [];
    long last;

    FakeX(WebApplication app) => this.app = app;

    public enum Mood { Well, LosesTheAnswer, HangsUpBefore, IsDown, SendsHtml, TooFast, SignInRevoked }

    public string Url => app.Urls.First();

    public ConcurrentQueue<Mood> Moods { get; } = new();

    /// <summary>The same for the next questions for mentions alone.</summary>
    public ConcurrentQueue<Mood> WhenAsked { get; } = new();

    /// <summary>What it was asked to write, taken or not, as path and body.</summary>
    public ConcurrentQueue<(string Path, JsonNode Body)> Asked { get; } = new();

    public ConcurrentQueue<string> Nonces { get; } = new();

    public HashSet<string> NotSummoned { get; } = [];

    /// <summary>The hooks of the app, as X lists them.</summary>
    public List<object> Hooks { get; } = [];

    public decimal Billed { get; private set; }

    /// <summary>Ours that stand there.</summary>
    public IReadOnlyList<string> Standing
    {
        get { lock (gate) return [.. posts.Concat(messages).Where(one => (string?)(one["author_id"] ?? one["sender_id"]) == Ours).Select(one => (string)one["text"]!)]; }
    }

    public static async Task<FakeX> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var x = new FakeX(app);
        app.Use(x.GuardAsync);
        app.MapPost("/oauth2/token", (HttpContext http) => http.Request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.Ordinal) ? Results.Json(new { token_type = "bearer", access_token = "canary-app-bearer" }) : Results.StatusCode(403));
        app.MapGet("/2/webhooks", () => Results.Json(new { data = x.Hooks }));
        app.MapGet("/2/users/me", () => Results.Json(new { data = new { id = Ours, username = Name, name = "Marula" } }));
        app.MapGet($"/2/users/{Ours}/mentions", x.Mentions);
        app.MapGet($"/2/users/{Ours}/tweets", x.OwnPosts);
        app.MapPost("/2/tweets", (Delegate)x.PostAsync);
        app.MapPost("/2/dm_conversations/with/{who}/messages", (Delegate)x.SayAsync);
        app.MapGet("/2/dm_conversations/with/{who}/dm_events", () => x.Page(x.messages, null));
        await app.StartAsync();
        return x;
    }

    public Dictionary<string, string> Settings(string messages) => new()
    {
        ["username"] = Name,
        ["user_id"] = Ours,
        ["consumer_key"] = "canary-consumer-key",
        ["consumer_secret"] = Secret,
        ["access_token"] = "1122-canary-access-token",
        ["access_secret"] = "canary-access-secret",
        ["messages"] = messages,
        ["api"] = Url,
    };

    public async Task<Guid> ConnectAsync(KithUnderTest kith, string messages = "hook") =>
        (Guid)(await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "x", channel = "x", settings = Settings(messages) }))["id"]!;

    /// <summary>Somebody mentions us there.</summary>
    public string Hears(string text, string from = Nomsa)
    {
        lock (gate)
        {
            var post = Post($"{NextId()}", text, from);
            posts.Add(post);
            return (string)post["id"]!;
        }
    }

    public static async Task<HttpStatusCode> BringAsync(KithUnderTest kith, Guid connection, string kind, JsonObject payload, string secret = Secret, JsonObject? includes = null)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["data"] = new JsonObject { ["event_type"] = kind, ["filter"] = new JsonObject { ["user_id"] = Ours }, ["payload"] = payload.DeepClone(), ["includes"] = includes ?? Beside() } });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/x/{connection}") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("x-twitter-webhooks-signature", XSignature.Sign(secret, bytes));
        return (await kith.AsStranger().Http.SendAsync(request)).StatusCode;
    }

    /// <summary>Brought, kept and applied.</summary>
    public static async Task BringsAsync(KithUnderTest kith, Guid connection, string kind, JsonObject payload)
    {
        Assert.Equal(HttpStatusCode.OK, await BringAsync(kith, connection, kind, payload));
        await kith.CaughtUpAsync();
    }

    public static JsonObject Post(string id, string text, string from = Nomsa, string conversation = "9001", bool names = true) => new()
    {
        ["id"] = id,
        ["text"] = text,
        ["author_id"] = from,
        ["conversation_id"] = conversation,
        ["created_at"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["entities"] = names ? new JsonObject { ["mentions"] = new JsonArray(new JsonObject { ["username"] = Name, ["id"] = Ours }) } : new JsonObject(),
        ["edit_history_tweet_ids"] = new JsonArray(id),
    };

    public static JsonObject Message(string id, string text, string from = Nomsa, string to = Ours) => new()
    {
        ["direct_message_events"] = new JsonArray(new JsonObject
        {
            ["id"] = id,
            ["type"] = "message_create",
            ["created_timestamp"] = $"{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}",
            ["message_create"] = new JsonObject { ["sender_id"] = from, ["target"] = new JsonObject { ["recipient_id"] = to }, ["message_data"] = new JsonObject { ["text"] = text } },
        }),
        ["users"] = new JsonObject { [Nomsa] = new JsonObject { ["id"] = Nomsa, ["name"] = "Nomsa Ndlovu", ["screen_name"] = "nomsa_n" } },
    };

    public static JsonObject Beside() => new() { ["users"] = new JsonArray(new JsonObject { ["id"] = Nomsa, ["name"] = "Nomsa Ndlovu", ["username"] = "nomsa_n" }) };

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        var header = http.Request.Headers.Authorization.ToString();
        // What is of the app and not of the account is asked with the app's own token.
        if (http.Request.Path == "/oauth2/token" || (http.Request.Path == "/2/webhooks" && header == "Bearer canary-app-bearer")) { await next(http); return; }
        if (!header.StartsWith("OAuth ", StringComparison.Ordinal) || !header.Contains("oauth_consumer_key=\"canary-consumer-key\"", StringComparison.Ordinal)) { http.Response.StatusCode = 401; return; }

        Nonces.Enqueue(header.Split("oauth_nonce=\"")[1].Split('"')[0]);
        http.Request.EnableBuffering();
        if (http.Request.Method == "POST")
        {
            Asked.Enqueue((http.Request.Path, (await JsonNode.ParseAsync(http.Request.Body))!));
            http.Request.Body.Position = 0;
        }
        var isQuestion = http.Request.Path.Value!.EndsWith("/mentions", StringComparison.Ordinal);
        var mood = (isQuestion && WhenAsked.TryDequeue(out var planned)) || Moods.TryDequeue(out planned) ? planned : Mood.Well;
        if (mood is Mood.HangsUpBefore) { http.Abort(); return; }
        if (mood is Mood.LosesTheAnswer)
        {
            (var body, http.Response.Body) = (http.Response.Body, new MemoryStream());
            await next(http);
            http.Response.Body = body;
            http.Abort();
            return;
        }
        if (mood is Mood.TooFast) http.Response.Headers["x-rate-limit-reset"] = $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 2}";
        var status = mood switch { Mood.IsDown => 503, Mood.TooFast => 429, Mood.SignInRevoked => 401, Mood.SendsHtml => 200, _ => 0 };
        if (status == 0) { await next(http); return; }

        http.Response.StatusCode = status;
        await http.Response.WriteAsync("<html>Something went wrong</html>");
    }

    IResult Mentions(HttpContext http) => Page(posts.Where(post => (string)post["author_id"]! != Ours), http.Request.Query["since_id"]);

    IResult OwnPosts(HttpContext http) => Page(posts.Where(post => (string)post["author_id"]! == Ours), http.Request.Query["since_id"]);

    IResult Page(IEnumerable<JsonObject> all, string? since)
    {
        lock (gate)
        {
            var page = all.Where(one => since is null || long.Parse((string)one["id"]!, CultureInfo.InvariantCulture) > long.Parse(since, CultureInfo.InvariantCulture)).Reverse().Take(100).ToList();
            Billed += page.Count * 0.005m;
            var answer = new JsonObject { ["meta"] = new JsonObject { ["result_count"] = page.Count }, ["includes"] = Beside() };
            if (page.Count > 0) answer["data"] = new JsonArray([.. page.Select(one => one.DeepClone())]);
            return Results.Content(answer.ToJsonString(), "application/json");
        }
    }

    async Task<IResult> PostAsync(HttpContext http)
    {
        var said = (await JsonNode.ParseAsync(http.Request.Body))!;
        var (text, answered) = (Escaped((string)said["text"]!), (string?)said["reply"]?["in_reply_to_tweet_id"]);
        lock (gate)
        {
            if (string.IsNullOrEmpty(answered)) return Refused(400, "One or more parameters to your request was invalid.");
            if (NotSummoned.Contains(answered)) return Refused(403, "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.");
            if (posts.Any(post => (string)post["text"]! == $"@nomsa_n {text}")) return Refused(403, "You are not allowed to create a Tweet with duplicate content.");

            Billed += text.Contains("://", StringComparison.Ordinal) ? 0.20m : 0.015m;
            var post = Post($"{NextId()}", $"@nomsa_n {text}", Ours);
            post["referenced_tweets"] = new JsonArray(new JsonObject { ["type"] = "replied_to", ["id"] = answered });
            posts.Add(post);
            return Results.Json(new { data = new { id = (string)post["id"]!, text } }, statusCode: 201);
        }
    }

    async Task<IResult> SayAsync(string who, HttpContext http)
    {
        var said = (await JsonNode.ParseAsync(http.Request.Body))!;
        lock (gate)
        {
            Billed += 0.015m;
            var id = $"{NextId()}";
            messages.Add(new() { ["id"] = id, ["text"] = Escaped((string)said["text"]!), ["sender_id"] = Ours, ["created_at"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) });
            return Results.Json(new { data = new { dm_conversation_id = $"{Ours}-{who}", dm_event_id = id } }, statusCode: 201);
        }
    }

    // 42 bits of milliseconds, and a number that grows within them.
    long NextId() => last = Math.Max(last + 1, (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - 1_288_834_974_657) << 22);

    static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    static IResult Refused(int status, string detail) => Results.Json(new { title = "Forbidden", detail, status, type = "about:blank" }, statusCode: status);
}
