using System.Globalization;
using System.Threading.RateLimiting;

namespace Kith.Api;

/// <summary>
/// So much a minute from one address at one door. The framework's own middleware never ends the timer of its limiter, which holds a whole
/// server in memory after it has ended: this one ends with its server.
/// </summary>
sealed class CrowdPace : IDisposable
{
    const int PerMinute = 120;

    readonly PartitionedRateLimiter<HttpContext> comers = PartitionedRateLimiter.Create<HttpContext, (string, string?)>(http => RateLimitPartition.GetFixedWindowLimiter(
        (Crowd.Of(http), http.GetEndpoint()?.DisplayName), _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    public Task LetThroughAsync(HttpContext http, RequestDelegate next)
    {
        using var lease = comers.AttemptAcquire(http);
        if (lease.IsAcquired) return next(http);

        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        if (lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    public void Dispose() => comers.Dispose();
}
