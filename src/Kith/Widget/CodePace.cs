using System.Threading.RateLimiting;

namespace Kith.Widget;

/// <summary>Each code costs us money and somebody a message they may not want: few an hour to one number, for one visitor, from one address.</summary>
sealed class CodePace : IDisposable
{
    readonly PartitionedRateLimiter<string> limits = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(key,
        _ => new FixedWindowRateLimiterOptions { PermitLimit = key.StartsWith("from ", StringComparison.Ordinal) ? 10 : 3, Window = TimeSpan.FromHours(1), QueueLimit = 0 }));

    public bool Allows(HttpContext http, string number, string visitor) => Takes($"from {Crowd.Of(http)}") && Takes($"by {visitor}") && Takes($"to {number}");

    public void Dispose() => limits.Dispose();

    bool Takes(string key)
    {
        using var lease = limits.AttemptAcquire(key);
        return lease.IsAcquired;
    }
}
