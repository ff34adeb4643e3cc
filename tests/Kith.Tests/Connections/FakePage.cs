using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels.Meta;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kith.Tests.Connections;

/// <summary>
/// A page of Marula's with a memory, on Facebook or Instagram: comments and answers stand under its posts, one private message may be sent for each comment,
/// and what happens is told by signed hooks, which a test may send in batches, twice, or in another order.
/// </summary>
public sealed class FakePage : IAsyncDisposable
{
    public const string Secret = "canary-app-secret", Token = "canary-page-token", Page = "104000000000001", Post = $"{Page}_777";

    readonly WebApplication app;
    readonly string channel;
    readonly ConcurrentDictionary<string, string> replied = [];
    readonly List<(string Under, string Id, string Text, DateTimeOffset At)> answers = [];
    int next;

    FakePage(WebApplication app, string channel) => (this.app, this.channel) = (app, channel);

    public string Url => app.Urls.First();

    public Guid Connection { get; private set; }

    public KithUnderTest Kith { get; private set; } = null!;

    public ApiCaller Rosa => Kith.As(Cast.Rosa);

    /// <summary>What was asked of it to do, in order.</summary>
    public ConcurrentQueue<(string Path, JsonNode Body)> Taken { get; } = new();

    /// <summary>The next answers get lost after it was done.</summary>
    public int AnswersToLose { get; set; }

    /// <summary>The next requests are refused as too fast.</summary>
    public int TooFast { get; set; }

    public static async Task<FakePage> OpenAsync(World world, string channel = "messenger")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var page = new FakePage(app, channel);
        app.MapPost("/v26.0/{account}/messages", (string account, HttpContext http) => page.DoAsync(http, body => page.TakeMessage(account, body)));
        foreach (var replies in new[] { "comments", "replies" })
        {
            app.MapPost($"/v26.0/{{comment}}/{replies}", (string comment, HttpContext http) => page.DoAsync(http, body => page.TakeAnswer(comment, replies, body)));
            app.MapGet($"/v26.0/{{comment}}/{replies}", (string comment) => page.List(comment));
        }
        app.MapPost("/v26.0/{account}/mentions", (string account, HttpContext http) => page.DoAsync(http, body => page.TakeAnswer((string)body["comment_id"]!, "mentions", body)));
        app.MapGet("/bytes/{file}", () => Results.Bytes(FakeGraph.Picture, "image/png"));
        await app.StartAsync();
        page.Kith = await world.OpenAsync(builder => builder.UseSetting("KITH_ALLOW_PRIVATE", new Uri(page.Url).Authority));
        page.Connection = await page.ConnectAsync();
        return page;
    }

    public Task TellsAsync(params object[] changes) => TellsAsync(Feed(changes));

    /// <summary>Told, kept and applied.</summary>
    public async Task TellsAsync(string body)
    {
        Assert.Equal(HttpStatusCode.OK, (await TellAsync(body, Secret)).StatusCode);
        await Kith.CaughtUpAsync();
    }

    public async Task<HttpResponseMessage> TellAsync(string body, string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/{channel}/{Connection}") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("X-Hub-Signature-256", MetaSignature.Sign(secret, bytes));
        return await Kith.AsStranger().Http.SendAsync(request);
    }

    public static string Feed(params object[] values) =>
        JsonSerializer.Serialize(new { @object = "page", entry = new[] { new { id = Page, time = FakeGraph.Now, changes = values.Select(value => new { field = "feed", value }) } } });

    public static Dictionary<string, object?> Comment(string id, string? text, string? from = "88", string verb = "add", string? parent = null, string post = Post, string? photo = null)
    {
        var value = new Dictionary<string, object?> { ["item"] = "comment", ["verb"] = verb, ["post_id"] = post, ["comment_id"] = id, ["parent_id"] = parent ?? post, ["created_time"] = FakeGraph.Now };
        if (from is not null) value["from"] = new { id = from, name = from == Page ? "Marula Mutual" : $"Person {from}" };
        if (text is not null) value["message"] = text;
        if (photo is not null) value["photo"] = photo;
        value["post"] = new { permalink_url = $"https://www.facebook.com/{post}" };
        return value;
    }

    public static string Comments(params (string Field, object Value)[] changes) =>
        JsonSerializer.Serialize(new { @object = "instagram", entry = new[] { new { id = Page, time = FakeGraph.Now, changes = changes.Select(change => new { field = change.Field, value = change.Value }) } } });

    public static (string Field, object Value) Commented(string id, string text, string from = "88", string? parent = null) => ("comments", new
    {
        id,
        text,
        from = new { id = from, username = from == Page ? "marula.mutual" : $"person.{from}" },
        media = new { id = "m3", media_product_type = "FEED" },
        parent_id = parent,
    });

    /// <summary>The messages in private from or to this person.</summary>
    public string Private(string from, object what, string? to = null)
    {
        var @object = channel == "instagram" ? "instagram" : "page";
        var item = new Dictionary<string, object?> { ["sender"] = new { id = from }, ["recipient"] = new { id = to ?? Page }, ["timestamp"] = FakeGraph.Now * 1000 };
        foreach (var part in what.GetType().GetProperties()) item[part.Name] = part.GetValue(what);
        return JsonSerializer.Serialize(new { @object, entry = new[] { new { id = Page, time = FakeGraph.Now * 1000, messaging = new[] { item } } } });
    }

    public async Task<Moment> SaidAsync(string key) => await Kith.LookAsync(db => db.Moments.SingleAsync(m => m.ConnectionId == Connection && m.OutsideKey == key));

    public async Task<JsonNode> SendAsync(Moment answered, string text, string? surface = null, HttpStatusCode expected = HttpStatusCode.Created, ApiCaller? by = null) =>
        await (by ?? Rosa).PostAsync($"/api/people/{answered.PersonId}/messages", new { id = Guid.CreateVersion7(), connectionId = Connection, text, replyTo = answered.Id, surface }, expected);

    public async Task<JsonArray> TimelineAsync(Guid person) => (await Rosa.GetAsync($"/api/people/{person}/timeline"))["items"]!.AsArray();

    public async ValueTask DisposeAsync()
    {
        await Kith.DisposeAsync();
        await app.DisposeAsync();
    }

    async Task<Guid> ConnectAsync() => (await Kith.As(Cast.Ada).PostAsync("/api/connections", new
    {
        name = channel,
        channel,
        settings = new Dictionary<string, string>
        {
            ["graph_token"] = Token,
            ["app_secret"] = Secret,
            ["verify_token"] = FakeGraph.Word,
            ["graph_url"] = Url,
            [channel == "instagram" ? "account_id" : "page_id"] = Page,
        },
    }))["id"]!.GetValue<Guid>();

    async Task<IResult> DoAsync(HttpContext http, Func<JsonNode, IResult> take)
    {
        if (http.Request.Headers.Authorization != $"Bearer {Token}") return Error(401, 190);
        if (TooFast-- > 0) return Error(400, 32);

        var body = (await JsonNode.ParseAsync(http.Request.Body))!;
        var answer = take(body);
        if (AnswersToLose-- <= 0) return answer;

        http.Abort();
        return Results.Empty;
    }

    IResult TakeMessage(string account, JsonNode body)
    {
        var comment = (string?)body["recipient"]!["comment_id"];
        if (account != Page || (comment is not null && !replied.TryAdd(comment, ""))) return Error(400, 10900);

        Taken.Enqueue(($"{account}/messages", body));
        return Results.Json(new { recipient_id = comment is null ? (string?)body["recipient"]!["id"] : $"PSID-{comment}", message_id = $"m_ours{Interlocked.Increment(ref next)}" });
    }

    IResult TakeAnswer(string comment, string edge, JsonNode body)
    {
        Taken.Enqueue(($"{comment}/{edge}", body));
        var id = $"777_{900 + Interlocked.Increment(ref next)}";
        lock (answers) answers.Add((comment, id, (string)body["message"]!, TimeProvider.System.GetUtcNow()));
        return Results.Json(new { id });
    }

    IResult List(string comment)
    {
        lock (answers)
            return Results.Json(new
            {
                data = answers.Where(one => one.Under == comment).Reverse().Select(one => new Dictionary<string, object>
                {
                    ["id"] = one.Id,
                    [channel == "instagram" ? "text" : "message"] = one.Text,
                    ["from"] = new { id = Page },
                    [channel == "instagram" ? "timestamp" : "created_time"] = one.At.ToString("yyyy-MM-ddTHH:mm:ss+0000", System.Globalization.CultureInfo.InvariantCulture),
                }),
            });
    }

    static IResult Error(int status, int code) => Results.Json(new { error = new { message = "(#0) no", code } }, statusCode: status);
}
