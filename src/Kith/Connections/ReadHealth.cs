using Kith.Channels;

namespace Kith.Connections;

/// <summary>How the connections of a workspace are, in a few queries for all of them.</summary>
static class ReadHealth
{
    static readonly TimeSpan lately = TimeSpan.FromDays(7);

    public static async Task<Func<Connection, ConnectionHealth>> OfAllAsync(KithDb db, Store store, DateTime now, CancellationToken stop)
    {
        var since = now - lately;
        var applied = await AppliedAsync(store, stop);
        var waiting = await db.Intake.Where(i => i.Lane == HotPath.Lane && i.N > applied)
            .GroupBy(i => i.ConnectionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        var due = await db.Deliveries.Where(d => d.NextAt != null && (d.State == DeliveryState.Queued || d.State == DeliveryState.Sending))
            .GroupBy(d => d.ConnectionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        var troubled = (await db.Deliveries.Where(d => (d.State == DeliveryState.Failed || d.State == DeliveryState.Unsure) && d.StateAt > since)
            .GroupBy(d => new { d.ConnectionId, d.State }).Select(g => new { g.Key.ConnectionId, g.Key.State, Count = g.Count() }).ToListAsync(stop))
            .ToDictionary(g => (g.ConnectionId, g.State), g => g.Count);
        var setAside = await db.SetAside.GroupBy(s => s.ConnectionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        var silent = await db.Readings.Where(m => m.Problem != null && m.FailingSince != null).ToDictionaryAsync(m => m.ConnectionId, m => new ConnectionSilence(m.FailingSince!.Value, m.Problem!), stop);
        var looked = (await db.Readings.Where(m => m.Place != null && m.Place.StartsWith(LookedAfter.Mark)).Select(m => new { m.ConnectionId, m.Place }).ToListAsync(stop))
            .ToDictionary(m => m.ConnectionId, m => ConcernsIn(m.Place));
        return connection => new(
            connection.Health is HealthState.Well or HealthState.Never && (silent.ContainsKey(connection.Id) || looked.GetValueOrDefault(connection.Id, []).Any(one => one.Kind == ConcernKind.HookOff)) ? HealthState.Failing : connection.Health, connection.LastReceivedAt, connection.LastSentAt,
            due.GetValueOrDefault(connection.Id), troubled.GetValueOrDefault((connection.Id, DeliveryState.Failed)),
            troubled.GetValueOrDefault((connection.Id, DeliveryState.Unsure)), setAside.GetValueOrDefault(connection.Id), waiting.GetValueOrDefault(connection.Id),
            connection.ProblemCode is { } code ? new(code, connection.ProblemWords ?? "") : null, connection.RetryAt, silent.GetValueOrDefault(connection.Id), looked.GetValueOrDefault(connection.Id, []));
    }

    static IReadOnlyList<ConnectionConcern> ConcernsIn(string? place) => [.. (LookedAfter.In(place)?.Concerns ?? []).Select(one => new ConnectionConcern(one.Kind, one.Words, one.Until))];

    /// <summary>How far the intake was read stands in a table of the host, which no workspace sees.</summary>
    static async Task<long> AppliedAsync(Store store, CancellationToken stop)
    {
        await using var work = await store.ReadAcrossAsync(stop);
        return await work.Db.Cursors.Where(c => c.Name == HotPath.CursorName).Select(c => c.N).SingleOrDefaultAsync(stop);
    }
}
