using System.Threading.RateLimiting;

namespace Kith.Connections;

/// <summary>A teammate may have other people's servers asked now and then, and never so often that it is a burden to them.</summary>
sealed class AskingPace : IDisposable
{
    const int MostAMinute = 20;

    readonly PartitionedRateLimiter<(string What, Guid Workspace)> asked = PartitionedRateLimiter.Create<(string What, Guid Workspace), (string What, Guid Workspace)>(of =>
        RateLimitPartition.GetFixedWindowLimiter(of, _ => new FixedWindowRateLimiterOptions { PermitLimit = MostAMinute, Window = TimeSpan.FromMinutes(1), AutoReplenishment = true }));

    public void Take(string what, Guid workspace)
    {
        using var lease = asked.AttemptAcquire((what, workspace));
        if (!lease.IsAcquired) throw new Refusal("slow_down", "That was too often. Please wait a minute.", StatusCodes.Status429TooManyRequests);
    }

    public void Dispose() => asked.Dispose();
}
