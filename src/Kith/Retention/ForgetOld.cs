namespace Kith.Retention;

/// <summary>
/// Once a day, and soon after a rule is made, it looks for what is older than the house keeps it, and takes it away a few at a time, so that nobody waits.
/// What was begun goes on after a stop; each few leave an entry on the record.
/// </summary>
sealed class ForgetOld(Store store, ForgetBytes bytes, SweepFiles sweep, TimeProvider clock, ILogger<ForgetOld> log) : BackgroundService
{
    const int Few = 200, MostInLook = 20_000;
    static readonly TimeSpan pause = TimeSpan.FromSeconds(30), day = TimeSpan.FromHours(23), breath = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(pause, clock);
        while (await tick.WaitForNextTickAsync(stop))
            try { await LookAsync(stop); }
            catch (Exception broken) when (!stop.IsCancellationRequested) { log.LogWarning(broken, "What is kept no longer could not be taken away; it is tried again"); }
    }

    public async Task LookAsync(CancellationToken stop)
    {
        foreach (var workspace in await DueAsync(stop))
        {
            var went = 0;
            foreach (var things in OldThings.All) went += await ForgetAsync(workspace, things, stop);
            await sweep.RunAsync(workspace, stop);
            if (went > 0) await bytes.RunQuietlyAsync(stop);
        }
    }

    async Task<List<Guid>> DueAsync(CancellationToken stop)
    {
        var before = clock.Now - day;
        await using var work = await store.ReadAcrossAsync(stop);
        return await work.Db.RetentionRules.IgnoreQueryFilters().Where(rule => rule.LookedAt == null || rule.LookedAt < before).Select(rule => rule.WorkspaceId).Distinct().ToListAsync(stop);
    }

    /// <returns>How many went.</returns>
    async Task<int> ForgetAsync(Guid workspace, OldThings things, CancellationToken stop)
    {
        var (went, after) = (0, Guid.Empty);
        while (went < MostInLook)
        {
            var ids = await FewAsync(workspace, things, after, stop);
            went += await ForgetOrAgainAsync(workspace, things, ids, stop);
            if (ids.Count < things.AtOnce(Few)) break;
            after = ids[^1];
            await Task.Delay(breath, clock, stop);
        }
        return went;
    }

    async Task<List<Guid>> FewAsync(Guid workspace, OldThings things, Guid after, CancellationToken stop)
    {
        await using var read = await store.ReadAsync(workspace, stop);
        return await DueRuleAsync(read.Db, things.Kind, stop) is not { } rule ? []
            : await things.Find(read.Db, clock.Now.AddDays(-rule.Days)).Where(one => one.Id.CompareTo(after) > 0).OrderBy(one => one.Id).Select(one => one.Id).Take(things.AtOnce(Few)).ToListAsync(stop);
    }

    /// <summary>The record may be tied, or somebody write, at this very moment: then it is looked at again.</summary>
    async Task<int> ForgetOrAgainAsync(Guid workspace, OldThings things, List<Guid> ids, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
            try { return await ForgetFewAsync(workspace, things, ids, stop); }
            catch (Exception clash) when (tries < 4 && Clash.Is(clash)) { await Task.Delay(breath, clock, stop); }
    }

    /// <summary>Those that are still too old in the work that takes them away; where no more are left, it was looked for all.</summary>
    async Task<int> ForgetFewAsync(Guid workspace, OldThings things, List<Guid> ids, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(workspace, Actor.System, "keep no longer", stop);
        if (await DueRuleAsync(work.Db, things.Kind, stop) is not { } rule) return 0;

        var still = ids.Count == 0 ? [] : await things.Find(work.Db, clock.Now.AddDays(-rule.Days)).Where(one => ids.Contains(one.Id)).Select(one => one.Id).ToListAsync(stop);
        var isLast = ids.Count < things.AtOnce(Few);
        if (still.Count > 0)
        {
            await ForgetBytes.OverwriteAsync(work, true, stop);
            await things.ForgetAsync(work, bytes, still, clock.Now, stop);
            await work.Db.SaveChangesAsync(stop);
            await ForgetBytes.OverwriteAsync(work, false, stop);
            work.Note($"{still.Count} {things.Kind.ToString().ToLowerInvariant()} older than {rule.Days} days");
        }
        var (count, kind, looked) = (still.Count, things.Kind, isLast ? clock.Now : rule.LookedAt);
        await work.Db.RetentionRules.Where(r => r.Kind == kind).ExecuteUpdateAsync(set => set.SetProperty(r => r.Gone, r => r.Gone + count).SetProperty(r => r.LookedAt, looked), stop);
        await work.CommitAsync(stop);
        return still.Count;
    }

    Task<RetentionRule?> DueRuleAsync(KithDb db, RetentionKind kind, CancellationToken stop)
    {
        var before = clock.Now - day;
        return db.RetentionRules.AsNoTracking().SingleOrDefaultAsync(rule => rule.Kind == kind && (rule.LookedAt == null || rule.LookedAt < before), stop);
    }
}
