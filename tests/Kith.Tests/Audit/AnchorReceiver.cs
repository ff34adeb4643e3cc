using System.Collections.Concurrent;
using Kith.Channels.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kith.Tests.Audit;

/// <summary>Somebody outside who keeps the anchors that are sent, and is in the mood it is told to be in.</summary>
sealed class AnchorReceiver : IAsyncDisposable
{
    public const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    readonly WebApplication app;
    int inside;

    AnchorReceiver(WebApplication app) => this.app = app;

    /// <summary>The status it answers with.</summary>
    public volatile int Status = 200;

    /// <summary>While this is not done it does not answer.</summary>
    public volatile Task Slowness = Task.CompletedTask;

    public string Url => $"{app.Urls.First()}/anchors";

    /// <summary>How often somebody followed it inside.</summary>
    public int Inside => inside;

    /// <summary>What it accepted: the body as it came.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    public ConcurrentQueue<string> Forged { get; } = new();

    public static async Task<AnchorReceiver> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new AnchorReceiver(builder.Build());
        receiver.app.MapPost("/anchors", (Delegate)receiver.TakeAsync);
        receiver.app.Map("/inside", () => { Interlocked.Increment(ref receiver.inside); });
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task<IResult> TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers;
        var right = StandardWebhook.Sign(StandardWebhook.Key(Secret)!, headers["webhook-id"]!, long.Parse(headers["webhook-timestamp"]!, null), body.ToArray());
        var line = System.Text.Encoding.UTF8.GetString(body.ToArray());
        if (headers["webhook-signature"] != right) Forged.Enqueue(line);
        await Slowness;
        http.Response.Headers.Location = $"{app.Urls.First()}/inside";
        if (Status == 200) Lines.Enqueue(line);
        return Results.StatusCode(Status);
    }
}
