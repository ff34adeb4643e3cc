namespace Kith.Connections;

/// <summary>Remembers how far each mailbox was read, and sees to it that one reader at a time does.</summary>
sealed class MailboxPlaces(Store store, TimeProvider clock)
{
    /// <summary>A folder made anew is looked through again, but not for longer than raw bytes are kept.</summary>
    static readonly TimeSpan lookBack = TimeSpan.FromDays(30);

    /// <summary>The server's clock is not ours.</summary>
    static readonly TimeSpan slack = TimeSpan.FromMinutes(2);

    /// <summary>Mail from before the mailbox was connected is not ours to bring up.</summary>
    public DateTimeOffset Since(OpenConnection connection, Mailbox mailbox)
    {
        var begun = new DateTimeOffset(DateTime.SpecifyKind(Ids.TimeOf(connection.Id), DateTimeKind.Utc)) - slack;
        var earliest = clock.GetUtcNow() - lookBack;
        return mailbox.Uid > 0 && begun < earliest ? earliest : begun;
    }

    /// <summary>The mailbox when this reader may read it for the length of a lease; null when another one does.</summary>
    public async Task<Mailbox?> HoldAsync(OpenConnection connection, Guid reader, CancellationToken stop)
    {
        await using var work = await store.WriteAcrossAsync(stop);
        var mailbox = await FindAsync(work.Db, connection, stop);
        if (mailbox is null) work.Db.Add(mailbox = new Mailbox { WorkspaceId = connection.WorkspaceId, ConnectionId = connection.Id });
        if (!mailbox.IsFree(reader, clock.Now)) return null;

        mailbox.Hold(reader, clock.Now);
        await work.CommitAsync(stop);
        return mailbox;
    }

    public async Task LetGoAsync(OpenConnection connection, Guid reader)
    {
        await using var work = await store.WriteAcrossAsync(CancellationToken.None);
        if (await FindAsync(work.Db, connection, CancellationToken.None) is { } mailbox && mailbox.ReaderId == reader) mailbox.LeasedUntil = null;
        await work.CommitAsync(CancellationToken.None);
    }

    public async Task KeepAsync(Mailbox read, CancellationToken stop)
    {
        await using var work = await store.WriteAcrossAsync(stop);
        if (await work.Db.Mailboxes.IgnoreQueryFilters().AsTracking().SingleOrDefaultAsync(m => m.WorkspaceId == read.WorkspaceId && m.ConnectionId == read.ConnectionId, stop) is not { } row) return;

        row.Reached(read.UidValidity, read.Uid, clock.Now);
        await work.CommitAsync(stop);
    }

    /// <summary>True when it is time to tell somebody.</summary>
    public async Task<bool> FailedAsync(OpenConnection connection, Guid reader, string problem, CancellationToken stop)
    {
        await using var work = await store.WriteAcrossAsync(stop);
        var tell = await FindAsync(work.Db, connection, stop) is { } mailbox && mailbox.ReaderId == reader && mailbox.Fail(problem, clock.Now);
        await work.CommitAsync(stop);
        return tell;
    }

    static Task<Mailbox?> FindAsync(KithDb db, OpenConnection connection, CancellationToken stop) =>
        db.Mailboxes.IgnoreQueryFilters().AsTracking().SingleOrDefaultAsync(m => m.WorkspaceId == connection.WorkspaceId && m.ConnectionId == connection.Id, stop);
}
