using System.Threading.RateLimiting;

namespace Kith.Widget;

/// <summary>How much strangers may ask of the chat: so much from one address (an office has many people), so much with one token.</summary>
sealed class ChatPace : IDisposable
{
    readonly PartitionedRateLimiter<HttpContext> byAddress = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetTokenBucketLimiter(Crowd.Of(context), _ => Bucket(burst: 600, perSecond: 20)));

    readonly PartitionedRateLimiter<HttpContext> byToken = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        context.Request.Headers.Authorization.ToString() is { Length: > 0 } token
            ? RateLimitPartition.GetTokenBucketLimiter(token, _ => Bucket(burst: 120, perSecond: 4))
            : RateLimitPartition.GetNoLimiter(""));

    /// <summary>Guessing is slower still: links, codes and first visits.</summary>
    readonly PartitionedRateLimiter<HttpContext> guesses = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetTokenBucketLimiter(Crowd.Of(context), _ => Bucket(burst: 200, perSecond: 1)));

    /// <summary>Twenty files at once, then one in ten seconds: more is somebody filling our disk.</summary>
    readonly PartitionedRateLimiter<HttpContext> files = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetTokenBucketLimiter(Crowd.Of(context), _ => Bucket(burst: 20, perSecond: 1, seconds: 10)));

    public bool AllowsFile(HttpContext context) => Takes(files, context);

    public bool Allows(HttpContext context) => Takes(byAddress, context) && Takes(byToken, context);

    public bool AllowsGuess(HttpContext context) => Takes(guesses, context);

    /// <summary>Whoever turns a refusal into an answer clears the headers first, so this one is added last.</summary>
    public static Refusal SlowDown(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.RetryAfter = "5";
            return Task.CompletedTask;
        });
        return new("slow_down", "That was a lot at once. Please wait a moment.", StatusCodes.Status429TooManyRequests);
    }

    public void Dispose()
    {
        byAddress.Dispose();
        byToken.Dispose();
        guesses.Dispose();
        files.Dispose();
    }

    static bool Takes(PartitionedRateLimiter<HttpContext> limiter, HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    static TokenBucketRateLimiterOptions Bucket(int burst, int perSecond, int seconds = 1) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(seconds),
        QueueLimit = 0,
        AutoReplenishment = true,
    };
}
