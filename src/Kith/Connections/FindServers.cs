using System.Threading.RateLimiting;

namespace Kith.Connections;

/// <summary>POST /api/connections/servers: which mail servers an address has, so that nobody need know them by heart.</summary>
static class FindServers
{
    const int MostAMinute = 20;

    public static void MapFindServers(this RouteGroupBuilder connections)
    {
        var tries = PartitionedRateLimiter.Create<Guid, Guid>(workspace => RateLimitPartition.GetFixedWindowLimiter(
            workspace, _ => new FixedWindowRateLimiterOptions { PermitLimit = MostAMinute, Window = TimeSpan.FromMinutes(1), AutoReplenishment = true }));
        connections.MapPost("/servers", (AskedAddress asked, Desk desk, MailServersOf servers, CancellationToken stop) => FindAsync(asked, desk.Caller!.WorkspaceId, tries, servers, stop))
            .Allow(Role.Admin).WithMetadata(new OwnDesk());
    }

    public sealed record AskedAddress(string? Address);

    static async Task<FoundServers> FindAsync(AskedAddress asked, Guid workspace, PartitionedRateLimiter<Guid> tries, MailServersOf servers, CancellationToken stop)
    {
        if (!EmailAddress.TryParse(asked.Address, out var address)) throw Refusal.Field("address", "This is no email address.");
        using var lease = tries.AttemptAcquire(workspace);
        if (!lease.IsAcquired) throw new Refusal("slow_down", "That was too often. Please wait a minute.", StatusCodes.Status429TooManyRequests);

        return await servers.FindAsync(address, stop) is { } found
            ? new(found.Settings, found.Words)
            : new([], $"{address.Domain} does not say where its mail servers are. Whoever runs that mail knows their names.");
    }
}

/// <param name="Settings">Values for the fields of the form; empty when nothing was found.</param>
/// <param name="Words">Where they come from, and what to mind.</param>
public sealed record FoundServers(Dictionary<string, string> Settings, string Words);
