using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kith.Bench;

/// <summary>Platforms on which nobody says anything: one holds each question until it has waited long enough, the other answers at once that there is nothing.</summary>
sealed class IdlePlatforms : IAsyncDisposable
{
    static readonly TimeSpan held = TimeSpan.FromSeconds(25);
    readonly WebApplication app;
    long asked;

    IdlePlatforms(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.First());

    /// <summary>How many questions came in all.</summary>
    public long Asked => Volatile.Read(ref asked);

    public static async Task<IdlePlatforms> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var platforms = new IdlePlatforms(builder.Build());
        platforms.app.MapPost("/bot{token}/getUpdates", (Delegate)platforms.HoldAsync);
        platforms.app.MapGet("/api/v1/notifications", (Delegate)platforms.Nothing);
        await platforms.app.StartAsync();
        return platforms;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    async Task<IResult> HoldAsync(HttpContext http)
    {
        Interlocked.Increment(ref asked);
        try { await Task.Delay(held, http.RequestAborted); }
        catch (OperationCanceledException) { }
        return Results.Text("""{"ok":true,"result":[]}""", "application/json");
    }

    IResult Nothing()
    {
        Interlocked.Increment(ref asked);
        return Results.Text("[]", "application/json");
    }
}
