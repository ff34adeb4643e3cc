namespace Kith.Connections;

/// <summary>Remembers how far each connection was read, and sees to it that one reader at a time does.</summary>
sealed class Readings(Store store, TimeProvider clock)
{
    /// <summary>The reading when this reader may go on for the length of a lease; null when another one does.</summary>
    public async Task<Reading?> HoldAsync(OpenConnection connection, Guid reader, CancellationToken stop)
    {
        await using var work = await store.WriteAcrossAsync(stop);
        var reading = await FindAsync(work.Db, connection, stop);
        if (reading is null) work.Db.Add(reading = new Reading { WorkspaceId = connection.WorkspaceId, ConnectionId = connection.Id });
        if (!reading.IsFree(reader, clock.Now)) return null;

        reading.Hold(reader, clock.Now);
        await work.CommitAsync(stop);
        return reading;
    }

    public async Task LetGoAsync(OpenConnection connection, Guid reader)
    {
        await using var work = await store.WriteAcrossAsync(CancellationToken.None);
        if (await FindAsync(work.Db, connection, CancellationToken.None) is { } reading && reading.ReaderId == reader) reading.LeasedUntil = null;
        await work.CommitAsync(CancellationToken.None);
    }

    /// <summary>Writes down the place, and holds on for another lease. False when somebody else has taken over.</summary>
    public async Task<bool> KeepAsync(OpenConnection connection, Guid reader, string? place, CancellationToken stop)
    {
        await using var work = await store.WriteAcrossAsync(stop);
        if (await FindAsync(work.Db, connection, stop) is not { } reading || !reading.IsFree(reader, clock.Now)) return false;

        reading.Reached(place, clock.Now);
        reading.Hold(reader, clock.Now);
        await work.CommitAsync(stop);
        return true;
    }

    /// <summary>True when it is time to tell somebody.</summary>
    public async Task<bool> FailedAsync(OpenConnection connection, Guid reader, string problem, CancellationToken stop)
    {
        await using var work = await store.WriteAcrossAsync(stop);
        var tell = await FindAsync(work.Db, connection, stop) is { } reading && reading.ReaderId == reader && reading.Fail(problem, clock.Now);
        await work.CommitAsync(stop);
        return tell;
    }

    static Task<Reading?> FindAsync(KithDb db, OpenConnection connection, CancellationToken stop) =>
        db.Readings.IgnoreQueryFilters().AsTracking().SingleOrDefaultAsync(r => r.WorkspaceId == connection.WorkspaceId && r.ConnectionId == connection.Id, stop);
}
