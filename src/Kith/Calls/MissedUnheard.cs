using System.Collections.Concurrent;

namespace Kith.Calls;

/// <summary>
/// Somebody rang, and the carrier never said what became of it: what it tells gets lost, too. After a while the call counts as missed, so that
/// somebody calls back rather than nobody.
/// </summary>
sealed class MissedUnheard(Store store, ConnectionBook book, WhoIsIn here, TimeProvider clock, ILogger<MissedUnheard> log) : CallNews(store, log)
{
    /// <summary>Longer than any phone of ours rings, and a minute for a voicemail to be heard of.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    static readonly TimeSpan tooOld = TimeSpan.FromDays(1);

    readonly ConcurrentDictionary<Guid, byte> watched = new();

    protected override bool Concerns(MomentKind kind, Direction direction, string? step) => kind == MomentKind.Call && direction == Direction.In;

    protected override Task DoAsync(Guid workspace, Guid moment, bool isFromBefore, CancellationToken stop)
    {
        if (watched.TryAdd(moment, 0)) _ = WatchAsync(workspace, moment, isFromBefore, stop);
        return Task.CompletedTask;
    }

    async Task WatchAsync(Guid workspace, Guid moment, bool isFromBefore, CancellationToken stop)
    {
        try
        {
            await Task.Yield();
            if ((isFromBefore ? await LeftAsync(workspace, moment, stop) : Patience) is not { } left) return;

            if (left > TimeSpan.Zero) await Task.Delay(left, clock, stop);
            await Clash.RepeatAsync(() => MissAsync(workspace, moment, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { /* After the next start it is looked for again. */ }
        catch (Exception broken)
        {
            log.LogWarning(broken, "A call that was not heard of again could not be looked at; it is after the next start");
        }
        finally
        {
            watched.TryRemove(moment, out _);
        }
    }

    /// <summary>How long to wait yet; null when there is nothing to wait for.</summary>
    async Task<TimeSpan?> LeftAsync(Guid workspace, Guid id, CancellationToken stop)
    {
        await using var work = await Store.ReadAsync(workspace, stop);
        var call = await work.Db.Moments.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, stop);
        return call is null || clock.Now - call.RecordedAt > tooOld || await IsToldAsync(work.Db, call, stop) ? null : call.RecordedAt + Patience - clock.Now;
    }

    async Task MissAsync(Guid workspace, Guid id, CancellationToken stop)
    {
        await using var work = await Store.WriteAsync(workspace, Actor.System, "a call was not heard of again", stop);
        if (await work.Db.Moments.SingleOrDefaultAsync(m => m.Id == id, stop) is not { } call || await IsToldAsync(work.Db, call, stop)) return;

        var missed = StepOf(call, CallKeys.Missed, "missed", clock.Now);
        missed.Detail!["reason"] = "unheard";
        work.Db.Add(missed);
        await work.Db.OweAsync(await PersonGroup.FindAsync(work.Db, call.PersonId, stop), call, missed, book.Get(call.ConnectionId!.Value)?.Department, here, clock.Now, stop);
        await work.CommitAsync(stop);
    }

    /// <summary>That it rang says nothing of what became of it; a call that a teammate wrote down is told with it.</summary>
    static async Task<bool> IsToldAsync(KithDb db, Moment call, CancellationToken stop) => call.OutsideKey is null || call.Detail?["noted"] is not null
        || (await db.ToldOf([call.Id]).ToListAsync(stop)).Any(m => m.Kind != MomentKind.CallStep || m.Detail?["step"]?.ToString() is not ("rang" or "linkAsked"));
}
