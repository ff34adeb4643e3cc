using System.Collections.Concurrent;
using Kith.Channels;
using Wire = Kith.Channels.Wire;

namespace Kith.Connections;

/// <summary>
/// Sends what was written to be sent. A message is a moment with deliveries, committed by whoever wrote it; from there on it is the
/// outbox's: claimed, tried, kept, tried again. Nothing is held open while the other side is spoken to.
/// </summary>
sealed class Outbox(
    Store store, ConnectionBook book, ClaimDeliveries claim, SendDelivery send, SettleDelivery settle, KeepEnding keep, Paces paces, TimeProvider clock, ILogger<Outbox> log)
    : BackgroundService
{
    const int MostWrittenDown = 200;

    /// <summary>Another node may have written something we were not told of.</summary>
    static readonly TimeSpan usual = TimeSpan.FromSeconds(1), afterTrouble = TimeSpan.FromSeconds(2), farewell = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim news = new(0, 1);
    readonly ConcurrentDictionary<Task, bool> underway = new();

    /// <summary>There may be something to send.</summary>
    public void Wake()
    {
        try { news.Release(); }
        catch (SemaphoreFullException) { }
    }

    public override async Task StopAsync(CancellationToken stop)
    {
        await base.StopAsync(stop);
        store.Announced -= Hear;
        book.Changed -= Wake;
        try { await Task.WhenAll(underway.Keys).WaitAsync(farewell, stop); }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException) { log.LogWarning("Some tries had not ended; they are settled after the next start"); }
    }

    public override void Dispose()
    {
        news.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        store.Announced += Hear;
        book.Changed += Wake;
        var begun = store.IsPostgres;
        while (!stop.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                if (!begun) await ForgetOldTriesAsync(stop);
                begun = true;
                pause = await RoundAsync(stop);
            }
            catch (Exception broken) when (!stop.IsCancellationRequested)
            {
                log.LogWarning(broken, "The outbox could not look for what is due; it is tried again");
                pause = afterTrouble;
            }
            await news.WaitAsync(pause, stop);
        }
    }

    void Hear(Announcement news)
    {
        if (news.Deliveries.Exists(delivery => delivery.State is DeliveryState.Queued or DeliveryState.Unsure) || news.Connections.Count > 0) Wake();
    }

    /// <summary>A SQLite database has one process: what it was sending when it ended has ended.</summary>
    async Task ForgetOldTriesAsync(CancellationToken stop)
    {
        await using var work = await store.WriteAcrossAsync(stop);
        var now = clock.GetUtcNow().UtcDateTime;
        await work.Db.Deliveries.IgnoreQueryFilters().Where(d => d.State == DeliveryState.Sending)
            .ExecuteUpdateAsync(change => change.SetProperty(d => d.NextAt, now), stop);
        await work.CommitAsync(stop);
    }

    /// <summary>Begins all that may begin now; answers how long nothing more will be due.</summary>
    async Task<TimeSpan> RoundAsync(CancellationToken stop)
    {
        var pause = usual;
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var (id, due, failing) in await DueAsync(now, stop))
        {
            if (book.Get(id) is not { } connection) continue;

            var wait = due > now ? due - now : await BeginAsync(connection, failing, stop);
            if (wait < pause) pause = wait.Value;
        }
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    async Task<List<(Guid Id, DateTime Due, bool Failing)>> DueAsync(DateTime now, CancellationToken stop)
    {
        await using var work = await store.ReadAcrossAsync(stop);
        var rows = await work.Db.Connections.IgnoreQueryFilters().AsNoTracking().Where(c => c.Enabled).Select(c => new
        {
            Connection = c,
            Due = work.Db.Deliveries.Where(d => d.WorkspaceId == c.WorkspaceId && d.ConnectionId == c.Id && d.NextAt != null)
                .OrderBy(d => d.NextAt).Select(d => d.NextAt).FirstOrDefault(),
        }).ToListAsync(stop);
        return [.. rows.Where(row => row.Due is not null && row.Connection.MaySend(now)).Select(row => (row.Connection.Id, row.Due!.Value, row.Connection.Failures > 0))];
    }

    async Task<TimeSpan?> BeginAsync(OpenConnection connection, bool failing, CancellationToken stop)
    {
        var (pace, wire) = (connection.Channel.Surfaces[0].Pace, connection.Channel.Surfaces[0].Wire);
        var paced = paces.Of(connection.Id);
        var (room, again) = wire == Wire.Local ? (MostWrittenDown, null) : paced.Room(pace, failing);
        if (room == 0) return again;

        var (taken, leaving) = await claim.TakeAsync(connection, room, stop);
        foreach (var departure in leaving)
        {
            paced.Begin(pace);
            Follow(TryAsync(departure, paced));
        }
        return taken == room ? TimeSpan.Zero : null;
    }

    void Follow(Task task)
    {
        underway[task] = true;
        task.ContinueWith(ended => underway.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Not cancelled by the host's end: a request that has begun is ended, so that its answer is not lost.</summary>
    async Task TryAsync(Departure departure, Pacing paced)
    {
        await Task.Yield();
        try
        {
            if (departure.Row.State == DeliveryState.Unsure) await keep.KeepAsync(departure, await settle.AskAsync(departure, CancellationToken.None), CancellationToken.None);
            else await keep.KeepAsync(departure, await send.TryAsync(departure, CancellationToken.None), CancellationToken.None);
        }
        catch (Exception broken)
        {
            log.LogError(broken, "A delivery on connection {Connection} was left as it was; it is settled later", departure.Connection.Id);
        }
        finally
        {
            paced.End();
            Wake();
        }
    }
}
