using Kith.Channels;

namespace Kith.Connections;

/// <summary>GET /api/connections and /api/connections/{id}.</summary>
static class ListConnections
{
    public static void MapListConnections(this RouteGroupBuilder connections)
    {
        connections.MapGet("", AllAsync).Allow(Role.Viewer);
        connections.MapGet("/{id:guid}", OneAsync).Allow(Role.Viewer);
    }

    static async Task<Page<ConnectionRow>> AllAsync(KithDb db, Desk desk, ShowConnection show, CancellationToken stop)
    {
        var rows = await db.Connections.AsNoTracking().OrderBy(c => c.Name).ToListAsync(stop);
        return new(await show.ShowAsync(db, rows, desk.Caller!, stop), null);
    }

    static async Task<ConnectionRow> OneAsync(Guid id, KithDb db, Desk desk, ShowConnection show, CancellationToken stop)
    {
        var row = await db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, stop) ?? throw Refusal.NotFound();
        return (await show.ShowAsync(db, [row], desk.Caller!, stop))[0];
    }
}

/// <summary>Rows of connections as this caller may see them.</summary>
sealed class ShowConnection(ConnectionBook book, ChannelRegistry channels, PublicAddress address, Store store, SealedSecrets secrets, TimeProvider clock)
{
    public async Task<IReadOnlyList<ConnectionRow>> ShowAsync(KithDb db, IReadOnlyList<Connection> rows, Caller caller, CancellationToken stop)
    {
        var signIns = await db.MailboxSignIns.AsNoTracking().ToDictionaryAsync(s => s.ConnectionId, stop);
        var health = await ReadHealth.OfAllAsync(db, store, clock.GetUtcNow().UtcDateTime, stop);
        var spent = await db.SpentAsync(clock.GetUtcNow().UtcDateTime, stop);
        return [.. rows.Select(row => ConnectionRow.Of(
            row, book.Get(row.Id), channels.Find(row.Channel), address.HookUrl(row.Channel, row.Id), WithEnd(health(row), signIns.GetValueOrDefault(row.Id)), signIns.GetValueOrDefault(row.Id), spent.GetValueOrDefault(row.Id), caller.Role >= Role.Admin))];
    }

    ConnectionHealth WithEnd(ConnectionHealth health, MailboxSignIn? signIn) =>
        signIn is { IsOver: false } && MailboxSignIn.NearEnd(secrets.Open(signIn.WorkspaceId, signIn.ConnectionId, signIn.Secrets), clock.Now) is { } end
            ? health with { Concerns = [.. health.Concerns, new(end.Kind, end.Words, end.Until)] } : health;
}
