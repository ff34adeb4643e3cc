namespace Kith.Connections;

/// <summary>How the connections of a workspace are, in a few queries for all of them.</summary>
static class ReadHealth
{
    static readonly TimeSpan lately = TimeSpan.FromDays(7);

    public static async Task<Func<Connection, ConnectionHealth>> OfAllAsync(KithDb db, DateTime now, CancellationToken stop)
    {
        var since = now - lately;
        var due = await db.Deliveries.Where(d => d.NextAt != null && (d.State == DeliveryState.Queued || d.State == DeliveryState.Sending))
            .GroupBy(d => d.ConnectionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        var troubled = (await db.Deliveries.Where(d => (d.State == DeliveryState.Failed || d.State == DeliveryState.Unsure) && d.StateAt > since)
            .GroupBy(d => new { d.ConnectionId, d.State }).Select(g => new { g.Key.ConnectionId, g.Key.State, Count = g.Count() }).ToListAsync(stop))
            .ToDictionary(g => (g.ConnectionId, g.State), g => g.Count);
        var setAside = await db.SetAside.GroupBy(s => s.ConnectionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        return connection => new(
            connection.Health, connection.LastReceivedAt, connection.LastSentAt,
            due.GetValueOrDefault(connection.Id), troubled.GetValueOrDefault((connection.Id, DeliveryState.Failed)),
            troubled.GetValueOrDefault((connection.Id, DeliveryState.Unsure)), setAside.GetValueOrDefault(connection.Id), 0,
            connection.ProblemCode is { } code ? new(code, connection.ProblemWords ?? "") : null, connection.RetryAt);
    }
}
