namespace Kith.Cases;

/// <summary>
/// Nothing sits: cases whose time to look again has come stand open again, whoever is answerable is told once that a promise is near, and
/// a promise whose time went by is broken for all to see and climbs, see <see cref="PromiseLadder"/>. So does an open case that nobody
/// looked at again in time.
/// </summary>
sealed class CaseWatch(Store store, TimeProvider clock, ILogger<CaseWatch> log) : BackgroundService
{
    const int MostAtOnce = 200;
    static readonly TimeSpan pause = TimeSpan.FromSeconds(10), near = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pause, clock);
        while (await timer.WaitForNextTickAsync(stop))
            try
            {
                while (await LookAsync(stop)) { }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Somebody changed one of them at this very moment, or the database is away: the next look sees what is there then.
                log.LogWarning(failure, "Looking at what is due did not succeed this time");
            }
    }

    /// <summary>Does what is due, in each workspace so much at most. True where there may be more.</summary>
    public async Task<bool> LookAsync(CancellationToken stop)
    {
        var (now, isMore) = (clock.Now, false);
        foreach (var workspace in await DueAsync(now, stop)) isMore |= await LookAsync(workspace, now, stop);
        return isMore;
    }

    async Task<List<Guid>> DueAsync(DateTime now, CancellationToken stop)
    {
        await using var work = await store.ReadAcrossAsync(stop);
        var cases = ToWake(work.Db.Cases.IgnoreQueryFilters(), now).Select(c => c.WorkspaceId);
        var promises = ToTell(work.Db.Promises.IgnoreQueryFilters(), now).Select(p => p.WorkspaceId);
        var climbing = ToClimb(work.Db.Promises.IgnoreQueryFilters(), now).Select(p => p.WorkspaceId);
        var overlooked = Overlooked(work.Db.Cases.IgnoreQueryFilters(), work.Db.Promises.IgnoreQueryFilters(), now).Select(c => c.WorkspaceId);
        return [.. (await cases.ToListAsync(stop)).Union(await overlooked.ToListAsync(stop)).Union(await promises.ToListAsync(stop)).Union(await climbing.ToListAsync(stop))];
    }

    async Task<bool> LookAsync(Guid workspace, DateTime now, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(workspace, Actor.System, "look at what is due", stop);
        var (db, house) = (work.Db, await work.Db.HouseHoursAsync(stop));
        var isMore = await EachAsync(ToWake(db.Cases, now), kase => WakeAsync(db, house, kase, now, stop), stop);
        await db.SaveChangesAsync(stop);
        isMore |= await EachAsync(Overlooked(db.Cases, db.Promises, now), kase => OverlookAsync(db, house, kase, now, stop), stop);
        isMore |= await EachAsync(ToTell(db.Promises, now), promise => TellAsync(db, house, promise, now, stop), stop);
        isMore |= await EachAsync(ToClimb(db.Promises, now), promise => PromiseLadder.ClimbAsync(db, house, promise, now, stop), stop);
        await work.CommitAsync(stop);
        return isMore;
    }

    static async Task<bool> EachAsync<T>(IQueryable<T> due, Func<T, Task> act, CancellationToken stop)
    {
        var all = await due.ToListAsync(stop);
        foreach (var one in all) await act(one);
        return all.Count == MostAtOnce;
    }

    public static IQueryable<Case> ToWake(IQueryable<Case> cases, DateTime now) =>
        cases.Where(c => (c.State == CaseState.Waiting || c.State == CaseState.Snoozed) && c.PromiseDue <= now).OrderBy(c => c.PromiseDue).Take(MostAtOnce);

    /// <summary>Open cases on which nothing is owed, past the time to look at them again; each once for each such time.</summary>
    public static IQueryable<Case> Overlooked(IQueryable<Case> cases, IQueryable<Promise> promises, DateTime now) => cases
        .Where(c => c.State == CaseState.Open && c.PromiseKind == PromiseKind.LookAgain && c.PromiseDue <= now
            && !promises.Any(p => p.WorkspaceId == c.WorkspaceId && p.CaseId == c.Id && p.Kind == PromiseKind.LookAgain && p.Due == c.PromiseDue))
        .OrderBy(c => c.PromiseDue).Take(MostAtOnce);

    public static IQueryable<Promise> ToTell(IQueryable<Promise> promises, DateTime now)
    {
        var soon = now + near;
        return promises.Where(p => p.KeptAt == null && p.BrokenAt == null && p.EndedAt == null && p.PausedAt == null && p.Due <= soon && (p.WarnedAt == null || p.Due <= now))
            .OrderBy(p => p.Due).Take(MostAtOnce);
    }

    public static IQueryable<Promise> ToClimb(IQueryable<Promise> promises, DateTime now) =>
        promises.Where(p => p.ClimbAt != null && p.KeptAt == null && p.EndedAt == null && p.ClimbAt <= now).OrderBy(p => p.ClimbAt).Take(MostAtOnce);

    /// <summary>The person did not speak in time, so the word is ours again.</summary>
    static async Task WakeAsync(KithDb db, HouseHours house, Case kase, DateTime now, CancellationToken stop)
    {
        var owed = await db.RunningPromisesAsync(kase, stop);
        foreach (var promise in owed) promise.Resume(house, now);
        if (kase.Wake(owed.FirstAnswer(), Actor.System, now, kase.PromiseDue ?? now) is { } moment) db.Add(moment);
    }

    static async Task OverlookAsync(KithDb db, HouseHours house, Case kase, DateTime now, CancellationToken stop)
    {
        var look = Promise.Overlooked(kase, now);
        db.Add(look);
        await PromiseLadder.BreakAsync(db, house, look, kase, isNews: true, now, stop);
    }

    static async Task TellAsync(KithDb db, HouseHours house, Promise promise, DateTime now, CancellationToken stop)
    {
        // It was looked up as due, and waking its case in this very look may have counted it anew.
        if (promise.Due > now + near) return;

        var kase = await db.MatterOfAsync(promise, stop);
        var first = promise.WarnedAt is null;
        promise.WarnedAt ??= now;
        if (kase.State == CaseState.Snoozed) await WakeAsync(db, house, kase, now, stop);
        if (promise.Due <= now) await PromiseLadder.BreakAsync(db, house, promise, kase, first, now, stop);
        else if (await db.StandInAsync(kase, now, stop)) return;
        else if (await db.AnswerableAsync(kase, stop) is { } answerable) db.Add(Notice.PromiseNear(answerable, kase, promise, now));
    }
}
