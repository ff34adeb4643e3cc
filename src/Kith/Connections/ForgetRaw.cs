using Microsoft.EntityFrameworkCore;

namespace Kith.Connections;

/// <summary>Raw bytes are kept as long as the workspace says, so that they can be read again after a mend; then they go, a few at a time.</summary>
sealed class ForgetRaw(Store store, Applier applier, TimeProvider clock, ILogger<ForgetRaw> log) : BackgroundService
{
    const int Few = 500;
    static readonly TimeSpan pause = TimeSpan.FromHours(6), breath = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(pause, clock);
        do
            try { await ForgetAsync(stop); }
            catch (Exception broken) when (!stop.IsCancellationRequested) { log.LogWarning(broken, "Old raw bytes could not be removed; they are tried again"); }
        while (await tick.WaitForNextTickAsync(stop));
    }

    public async Task ForgetAsync(CancellationToken stop)
    {
        await using var read = await store.ReadAcrossAsync(stop);
        var workspaces = await read.Db.Workspaces.IgnoreQueryFilters().Select(w => new { w.WorkspaceId, w.RawDays }).ToListAsync(stop);
        await read.DisposeAsync();
        foreach (var workspace in workspaces)
            while (await ForgetFewAsync(workspace.WorkspaceId, clock.GetUtcNow().UtcDateTime.AddDays(-workspace.RawDays), stop) == Few) await Task.Delay(breath, clock, stop);
    }

    /// <summary>What is not applied yet, or waits for a person, is not old however long it has been there.</summary>
    async Task<int> ForgetFewAsync(Guid workspace, DateTime before, CancellationToken stop)
    {
        if (!applier.HasCaughtUp) return 0;

        await using var work = await store.WriteAcrossAsync(stop);
        var old = await work.Db.Intake.IgnoreQueryFilters()
            .Where(i => i.WorkspaceId == workspace && i.ReceivedAt < before && !work.Db.SetAside.IgnoreQueryFilters().Any(s => s.WorkspaceId == workspace && s.ConnectionId == i.ConnectionId && s.Key == i.Key))
            .OrderBy(i => i.N).Take(Few).Select(i => new { i.ConnectionId, i.Key, i.N, i.Lane }).ToListAsync(stop);
        foreach (var lane in old.GroupBy(i => i.Lane))
        {
            var places = lane.Select(i => i.N).ToList();
            await work.Db.Intake.IgnoreQueryFilters().Where(i => i.WorkspaceId == workspace && i.Lane == lane.Key && places.Contains(i.N)).ExecuteDeleteAsync(stop);
        }
        await work.CommitAsync(stop);
        return old.Count;
    }
}
