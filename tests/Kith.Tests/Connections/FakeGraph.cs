using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Kith.Channels.Meta;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kith.Tests.Connections;

/// <summary>Meta's Graph API as a far side: takes messages, gives files in two steps, and signs the events a test tells of.</summary>
public sealed class FakeGraph : IAsyncDisposable
{
    public const string Secret = "canary-app-secret", Word = "4f2c1e0d9b8a7f654f2c1e0d9b8a7f65", Token = "canary-graph-token", Number = "106500000000001", Waba = "419500000000001", Page = "104000000000001";

    public static readonly byte[] Picture = [0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8, .. new byte[64]];

    readonly WebApplication app;
    int next, looks;

    FakeGraph(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public ConcurrentQueue<(string Path, JsonNode Body)> Taken { get; } = new();

    /// <summary>For each step of fetching a file: whether our token came with it.</summary>
    public ConcurrentQueue<(string Path, bool Signed)> Fetches { get; } = new();

    public bool LosesTheAnswer { get; set; }

    /// <summary>Why nothing is taken; null while everything is.</summary>
    public JsonNode? Refuses { get; set; }

    /// <summary>What Meta says of our token, and which apps are brought the events; what is null is not told.</summary>
    public JsonNode? TokenSaid { get; set; }

    public JsonNode? Apps { get; set; }

    /// <summary>How often it was asked about our token.</summary>
    public int Looks => looks;

    /// <summary>The templates of the account.</summary>
    public FakeTemplates Templates { get; } = new();

    public static async Task<FakeGraph> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var graph = new FakeGraph(app);
        app.MapPost("/v26.0/{account}/messages", (Delegate)graph.TakeAsync);
        app.MapGet("/v26.0/{account}/message_templates", graph.List);
        app.MapGet("/v26.0/debug_token", graph.LookAt);
        app.MapGet("/v26.0/{account}/subscribed_apps", () => graph.Apps is { } apps ? Results.Json(new { data = apps }) : Results.NotFound());
        app.MapGet("/v26.0/{media}", graph.Where);
        app.MapGet("/bytes/{media}", graph.Bytes);
        await app.StartAsync();
        return graph;
    }

    public async Task<KithUnderTest> KithAsync(World world) => await world.OpenAsync(builder => builder.UseSetting("KITH_ALLOW_PRIVATE", new Uri(Url).Authority));

    public async Task<Guid> ConnectAsync(KithUnderTest kith, string channel) => (await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = channel, channel, settings = SettingsOf(channel) }))["id"]!.GetValue<Guid>();

    public Dictionary<string, string> SettingsOf(string channel) => new()
    {
        ["graph_token"] = Token,
        ["app_secret"] = Secret,
        ["verify_token"] = Word,
        ["graph_url"] = Url,
        [channel == "whatsapp" ? "phone_number_id" : "page_id"] = channel == "whatsapp" ? Number : Page,
        [channel == "whatsapp" ? "waba_id" : "graph_version"] = channel == "whatsapp" ? Waba : "v26.0",
    };

    /// <summary>Told, kept and applied.</summary>
    public static async Task TellsAsync(KithUnderTest kith, string channel, Guid connection, string body)
    {
        Assert.Equal(HttpStatusCode.OK, (await TellAsync(kith, channel, connection, body, Secret)).StatusCode);
        await kith.CaughtUpAsync();
    }

    public static async Task<HttpResponseMessage> TellAsync(KithUnderTest kith, string channel, Guid connection, string body, string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/{channel}/{connection}") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("X-Hub-Signature-256", MetaSignature.Sign(secret, bytes));
        return await kith.AsStranger().Http.SendAsync(request);
    }

    /// <summary>One change of the number: its messages or statuses.</summary>
    public static string Change(string list, string items) =>
        $$$"""{"object":"whatsapp_business_account","entry":[{"id":"{{{Waba}}}","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"{{{Number}}}"},"contacts":[{"profile":{"name":"Nomsa Ndlovu"},"user_id":"ZA.1","wa_id":"27825554417"}],"{{{list}}}":[{{{items}}}]}}]}]}""";

    public static string Said(string id, string text, string from = "\"from_user_id\":\"ZA.1\"") =>
        Change("messages", $$$"""{"id":"wamid.{{{id}}}",{{{from}}},"timestamp":"{{{Now}}}","type":"text","text":{"body":"{{{text}}}"}}""");

    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    async Task<IResult> TakeAsync(string account, HttpContext http)
    {
        if (http.Request.Headers.Authorization != $"Bearer {Token}") return Results.Json(new { error = new { code = 190 } }, statusCode: 401);

        if (Refuses is { } error) return Results.Json(new { error }, statusCode: 403);

        var sent = (await JsonNode.ParseAsync(http.Request.Body))!;
        if (sent["template"] is { } template && Templates.WhyNot(template) is { } code) return Results.Json(new { error = new { code, message = "(#0) not so" } }, statusCode: 400);

        Taken.Enqueue((account, sent));
        if (LosesTheAnswer)
        {
            http.Abort();
            return Results.Empty;
        }
        var id = Interlocked.Increment(ref next);
        return account == Number ? Results.Json(new { messages = new[] { new { id = $"wamid.OURS{id}" } } }) : Results.Json(new { recipient_id = "PSID7", message_id = $"m_ours{id}" });
    }

    IResult List(string account, HttpContext http) =>
        http.Request.Headers.Authorization != $"Bearer {Token}" ? Results.Json(new { error = new { code = 190 } }, statusCode: 401)
        : account != Waba ? Results.Json(new { error = new { code = 100 } }, statusCode: 400)
        : Templates.Page(http.Request.Query["after"]);

    IResult LookAt(HttpContext http)
    {
        Interlocked.Increment(ref looks);
        Assert.Equal(Token, http.Request.Query["input_token"]);
        return TokenSaid is { } said ? Results.Json(new { data = said }) : Results.NotFound();
    }

    IResult Where(string media, HttpContext http)
    {
        Fetches.Enqueue(("where", http.Request.Headers.Authorization == $"Bearer {Token}"));
        return Results.Json(new { url = $"{Url}/bytes/{media}", mime_type = "image/png", id = media });
    }

    IResult Bytes(string media, HttpContext http)
    {
        Fetches.Enqueue(("bytes", http.Request.Headers.Authorization == $"Bearer {Token}"));
        return Results.Bytes(Picture, "application/octet-stream");
    }
}
