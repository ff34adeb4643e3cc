using System.Threading.RateLimiting;

namespace Kith.Widget;

/// <summary>From one address of the net few codes an hour are asked for. How many go to one address, and for one visitor, the database counts.</summary>
sealed class CodePace : IDisposable
{
    readonly PartitionedRateLimiter<string> limits = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(key,
        _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromHours(1), QueueLimit = 0 }));

    public bool Allows(HttpContext http)
    {
        using var lease = limits.AttemptAcquire(Crowd.Of(http));
        return lease.IsAcquired;
    }

    public void Dispose() => limits.Dispose();
}
