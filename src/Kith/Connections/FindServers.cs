namespace Kith.Connections;

/// <summary>POST /api/connections/servers: which mail servers an address has, so that nobody need know them by heart.</summary>
static class FindServers
{
    public static void MapFindServers(this RouteGroupBuilder connections) => connections
        .MapPost("/servers", (AskedAddress asked, Desk desk, AskingPace pace, MailServersOf servers, CancellationToken stop) => FindAsync(asked, desk.Caller!.WorkspaceId, pace, servers, stop))
        .Allow(Role.Admin).WithMetadata(new OwnDesk());

    public sealed record AskedAddress(string? Address);

    static async Task<FoundServers> FindAsync(AskedAddress asked, Guid workspace, AskingPace pace, MailServersOf servers, CancellationToken stop)
    {
        if (!EmailAddress.TryParse(asked.Address, out var address)) throw Refusal.Field("address", "This is no email address.");
        pace.Take("servers", workspace);

        return await servers.FindAsync(address, stop) is { } found
            ? new(found.Settings, found.Words)
            : new([], $"{address.Domain} does not say where its mail servers are. Whoever runs that mail knows their names.");
    }
}

/// <param name="Settings">Values for the fields of the form; empty when nothing was found.</param>
/// <param name="Words">Where they come from, and what to mind.</param>
public sealed record FoundServers(Dictionary<string, string> Settings, string Words);
