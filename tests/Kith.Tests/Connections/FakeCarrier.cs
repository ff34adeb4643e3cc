using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kith.Tests.Connections;

/// <summary>
/// The far side of the wire: takes messages as Twilio and as Generic HTTP do, remembers each, and misbehaves as it is told: loses
/// answers after taking a message, limits, fails, refuses the sign-in.
/// </summary>
public sealed class FakeCarrier : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<Mood> moods = new();
    int next;

    FakeCarrier(WebApplication app) => this.app = app;

    public enum Mood { Well, LosesTheAnswer, HangsUpBeforeTaking, Limits, LimitsForThreeSeconds, Fails, IsDown, RefusesTheSignIn, RefusesTheMessage, IsSlow }

    public static readonly byte[] Picture = [0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8, .. new byte[64]];

    public record Taken(string To, string Body, string Id, string Key, DateTimeOffset At);

    public string Url => app.Urls.First();

    public ConcurrentQueue<Taken> Messages { get; } = new();

    public ConcurrentQueue<(DateTimeOffset At, string Path)> Calls { get; } = new();

    /// <summary>What came by Generic HTTP, whole.</summary>
    public ConcurrentQueue<JsonNode> Hooked { get; } = new();

    /// <summary>What was asked of it besides messages: liked, hidden, and back.</summary>
    public ConcurrentQueue<(string Type, JsonNode Data)> Acts { get; } = new();

    /// <summary>For each file that was fetched: whether our sign-in came with the request.</summary>
    public ConcurrentQueue<bool> Fetches { get; } = new();

    /// <summary>How it is whenever nothing else was planned.</summary>
    public Mood Usually { get; set; } = Mood.Well;

    public static async Task<FakeCarrier> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var carrier = new FakeCarrier(app);
        app.MapPost("/2010-04-01/Accounts/{sid}/Messages.json", (Delegate)carrier.TwilioAsync);
        app.MapGet("/2010-04-01/Accounts/{sid}/Messages.json", carrier.List);
        app.MapGet("/2010-04-01/Accounts/{sid}.json", () => Results.Json(new { status = "active", type = "Full" }));
        app.MapPost("/hook", (Delegate)carrier.HookAsync);
        app.MapGet("/redirect/{status:int}", (int status, string to, HttpContext http) =>
        {
            http.Response.Headers.Location = to;
            return Results.StatusCode(status);
        });
        app.MapGet("/media/elsewhere", (HttpContext http) =>
        {
            carrier.Fetches.Enqueue(http.Request.Headers.Authorization.Count > 0);
            return Results.Redirect("/media/picture");
        });
        app.MapGet("/media/picture", (HttpContext http) =>
        {
            carrier.Fetches.Enqueue(http.Request.Headers.Authorization.Count > 0);
            return Results.Bytes(Picture, "text/html");
        });
        await app.StartAsync();
        return carrier;
    }

    /// <summary>What it does with the next calls, in this order.</summary>
    public void Plan(params Mood[] plan)
    {
        foreach (var mood in plan) moods.Enqueue(mood);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    async Task<IResult> TwilioAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        return await AnswerAsync(http, form["To"].ToString(), form["Body"].ToString(), "", id => Results.Json(new { sid = id, status = "queued", num_segments = "1" }, statusCode: 201));
    }

    async Task<IResult> HookAsync(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body))!;
        if (body["type"]!.ToString() == "ping") return Results.Ok();
        var data = body["data"]!;
        if (data["to"] is null)
        {
            Acts.Enqueue((body["type"]!.ToString(), data));
            return await AnswerAsync(http, "", body["type"]!.ToString(), http.Request.Headers["webhook-id"].ToString(), _ => Results.Ok());
        }
        Hooked.Enqueue(data);
        return await AnswerAsync(http, data["to"]!["handle"]!.ToString(), data["text"]!.ToString(), http.Request.Headers["webhook-id"].ToString(), id => Results.Json(new { id }));
    }

    async Task<IResult> AnswerAsync(HttpContext http, string to, string body, string key, Func<string, IResult> well)
    {
        Calls.Enqueue((TimeProvider.System.GetUtcNow(), http.Request.Path));
        var mood = moods.TryDequeue(out var planned) ? planned : Usually;
        if (mood == Mood.IsSlow) await Task.Delay(1500);
        switch (mood)
        {
            case Mood.HangsUpBeforeTaking: http.Abort(); return Results.Empty;
            case Mood.Limits: return Results.StatusCode(429);
            case Mood.LimitsForThreeSeconds:
                http.Response.Headers.RetryAfter = "3";
                return Results.StatusCode(429);
            case Mood.Fails: return Results.StatusCode(500);
            case Mood.IsDown: return Results.StatusCode(503);
            case Mood.RefusesTheSignIn: return Results.Json(new { code = 20003 }, statusCode: 401);
            case Mood.RefusesTheMessage: return Results.Json(new { code = 21211 }, statusCode: 400);
        }
        var id = Take(to, body, key);
        if (mood != Mood.LosesTheAnswer) return well(id);

        http.Abort();
        return Results.Empty;
    }

    /// <summary>The same key again is the same message, as Standard Webhooks asks of a receiver.</summary>
    string Take(string to, string body, string key)
    {
        lock (Messages)
        {
            if (key.Length > 0 && Messages.FirstOrDefault(one => one.Key == key) is { } known) return known.Id;
            var id = $"SM{Interlocked.Increment(ref next):x32}";
            Messages.Enqueue(new(to, body, id, key, TimeProvider.System.GetUtcNow()));
            return id;
        }
    }

    IResult List(string sid, HttpContext http)
    {
        var to = http.Request.Query["To"].ToString();
        var found = Messages.Where(one => one.To == to).Reverse()
            .Select(one => new { sid = one.Id, body = one.Body, to = one.To, direction = "outbound-api", date_created = one.At.ToString("R") });
        return Results.Json(new { messages = found });
    }
}
