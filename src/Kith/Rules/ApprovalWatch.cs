namespace Kith.Rules;

/// <summary>What waits for approval longer than it may goes on to the next who can approve. It stands in the database: a restart loses nothing.</summary>
sealed class ApprovalWatch(Store store, TimeProvider clock, ILogger<ApprovalWatch> log) : BackgroundService
{
    const int MostAtOnce = 200;
    static readonly TimeSpan pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pause, clock);
        while (await timer.WaitForNextTickAsync(stop))
            try { await LookAsync(stop); }
            catch (Exception failure) when (failure is not OperationCanceledException) { log.LogWarning(failure, "Looking at what waits for approval did not succeed this time"); }
    }

    public async Task LookAsync(CancellationToken stop)
    {
        var now = clock.Now;
        foreach (var workspace in await DueAsync(now, stop)) await ClimbAsync(workspace, now, stop);
    }

    async Task<List<Guid>> DueAsync(DateTime now, CancellationToken stop)
    {
        await using var work = await store.ReadAcrossAsync(stop);
        return await work.Db.Approvals.IgnoreQueryFilters().Where(a => a.ClimbAt != null && a.ClimbAt <= now).Select(a => a.WorkspaceId).Distinct().ToListAsync(stop);
    }

    async Task ClimbAsync(Guid workspace, DateTime now, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(workspace, Actor.System, "pass on what waits for approval", stop);
        foreach (var approval in await work.Db.Approvals.Where(a => a.ClimbAt != null && a.ClimbAt <= now).OrderBy(a => a.ClimbAt).Take(MostAtOnce).ToListAsync(stop))
            await work.Db.ClimbAsync(approval, approval.Step + 1, now, stop);
        await work.CommitAsync(stop);
    }
}
