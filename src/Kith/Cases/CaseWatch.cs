namespace Kith.Cases;

/// <summary>
/// Nothing sits: cases whose time to look again has come stand open again, whoever is answerable is told once that a promise is near,
/// and a promise whose time went by is broken for all to see.
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
                await LookAsync(stop);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Somebody changed one of them at this very moment, or the database is away: the next look sees what is there then.
                log.LogWarning(failure, "Looking at what is due did not succeed this time");
            }
    }

    public async Task LookAsync(CancellationToken stop)
    {
        var now = clock.Now;
        foreach (var workspace in await DueAsync(now, stop)) await LookAsync(workspace, now, stop);
    }

    async Task<List<Guid>> DueAsync(DateTime now, CancellationToken stop)
    {
        await using var work = await store.ReadAcrossAsync(stop);
        var cases = ToWake(work.Db.Cases.IgnoreQueryFilters(), now).Select(c => c.WorkspaceId);
        var promises = ToTell(work.Db.Promises.IgnoreQueryFilters(), now).Select(p => p.WorkspaceId);
        return [.. (await cases.ToListAsync(stop)).Union(await promises.ToListAsync(stop))];
    }

    async Task LookAsync(Guid workspace, DateTime now, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(workspace, Actor.System, "look at what is due", stop);
        foreach (var kase in await ToWake(work.Db.Cases, now).ToListAsync(stop)) await WakeAsync(work.Db, kase, now, stop);
        foreach (var promise in await ToTell(work.Db.Promises, now).ToListAsync(stop)) await TellAsync(work.Db, promise, now, stop);
        await work.CommitAsync(stop);
    }

    public static IQueryable<Case> ToWake(IQueryable<Case> cases, DateTime now) =>
        cases.Where(c => (c.State == CaseState.Waiting || c.State == CaseState.Snoozed) && c.PromiseDue <= now).OrderBy(c => c.PromiseDue).Take(MostAtOnce);

    public static IQueryable<Promise> ToTell(IQueryable<Promise> promises, DateTime now)
    {
        var soon = now + near;
        return promises.Where(p => p.KeptAt == null && p.BrokenAt == null && p.EndedAt == null && p.Due <= soon && (p.WarnedAt == null || p.Due <= now))
            .OrderBy(p => p.Due).Take(MostAtOnce);
    }

    static async Task WakeAsync(KithDb db, Case kase, DateTime now, CancellationToken stop)
    {
        var owed = await db.RunningPromisesAsync(kase, stop);
        if (kase.Wake(owed.FirstOrDefault(), Actor.System, now, kase.PromiseDue ?? now) is { } moment) db.Add(moment);
    }

    static async Task TellAsync(KithDb db, Promise promise, DateTime now, CancellationToken stop)
    {
        var kase = await db.Cases.SingleAsync(c => c.Id == promise.CaseId, stop);
        if (kase.IsMerged) kase = await db.Cases.SingleAsync(c => c.Id == kase.RootId, stop);
        var department = await db.Departments.SingleAsync(d => d.Id == kase.DepartmentId, stop);
        var owner = kase.OwnerId is { } id ? await db.Teammates.SingleOrDefaultAsync(t => t.Id == id, stop) : null;

        var first = promise.WarnedAt is null;
        promise.WarnedAt ??= now;
        if (promise.Due <= now) promise.BrokenAt = now;
        if (kase.State == CaseState.Snoozed) await WakeAsync(db, kase, now, stop);

        // Who is away does not answer: the case goes back to its department, and its head hears of it.
        var unattended = promise.BrokenAt is not null && owner?.IsAway(now) == true;
        if (unattended && kase.Assign(null, department, Actor.System, now) is { } moment) db.Add(moment);
        var answerable = unattended ? department.HeadId : owner?.Id ?? department.HeadId;
        if ((first || unattended) && answerable is { } to) db.Add(Notice.PromiseNear(to, kase, promise, now));
    }
}
