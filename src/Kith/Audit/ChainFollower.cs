using System.Collections.Concurrent;
using System.Diagnostics;

namespace Kith.Audit;

/// <summary>
/// Ties what was recorded to the chain of its workspace, behind the hot path and never in its way, and writes down outside the database how
/// far each chain has come.
/// </summary>
sealed class ChainFollower(Store store, ChainFeed feed, Anchors anchors, HandOver handOver, TimeProvider clock, ILogger<ChainFollower> log) : BackgroundService
{
    static readonly TimeSpan look = TimeSpan.FromMilliseconds(500), lookAtAll = TimeSpan.FromSeconds(30), anchorEvery = TimeSpan.FromSeconds(10);

    /// <summary>How long whoever asks for the end waits for somebody who is still writing.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(5), glance = TimeSpan.FromMilliseconds(50);

    readonly ConcurrentDictionary<Guid, bool> behind = new();
    readonly ConcurrentDictionary<Guid, DateTimeOffset> anchored = new();
    readonly ConcurrentDictionary<Guid, bool> adrift = new();
    DateTimeOffset lookedAtAll = DateTimeOffset.MinValue;

    public override Task StartAsync(CancellationToken stop)
    {
        store.Announced += Hear;
        store.Recorded += Hear;
        return base.StartAsync(stop);
    }

    public override async Task StopAsync(CancellationToken stop)
    {
        store.Announced -= Hear;
        store.Recorded -= Hear;
        await base.StopAsync(stop);
        foreach (var workspace in adrift.Keys)
            try { await AnchorAsync(workspace, stop); }
            catch (Exception broken) when (!stop.IsCancellationRequested) { log.LogWarning(broken, "The end of the record could not be written down at leaving; the next start does"); }
    }

    /// <summary>Ties all there is of a workspace and anchors it, now.</summary>
    public async Task CatchUpAsync(Guid workspace, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        for (var step = await feed.StepAsync(workspace, stop); step.Count == ChainFeed.Step || (step.IsHeldBack && Stopwatch.GetElapsedTime(began) < patience); step = await feed.StepAsync(workspace, stop))
            if (step.IsHeldBack) await Task.Delay(glance, stop);
        await AnchorAsync(workspace, stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(look, clock);
        while (await tick.WaitForNextTickAsync(stop))
            try { await FollowAsync(stop); }
            catch (Exception broken) when (!stop.IsCancellationRequested) { log.LogWarning(broken, "The chain of the record could not follow; it tries again"); }
    }

    async Task FollowAsync(CancellationToken stop)
    {
        if (clock.GetUtcNow() - lookedAtAll > lookAtAll)
        {
            foreach (var workspace in await feed.WorkspacesAsync(stop)) behind[workspace] = true;
            lookedAtAll = clock.GetUtcNow();
        }
        foreach (var workspace in behind.Keys)
        {
            behind.TryRemove(workspace, out _);
            while (await StepAsync(workspace, stop) == ChainFeed.Step) { }
        }
        foreach (var workspace in adrift.Keys.Where(one => clock.GetUtcNow() - anchored.GetValueOrDefault(one) > anchorEvery)) await AnchorAsync(workspace, stop);
    }

    async Task<int> StepAsync(Guid workspace, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        var step = await feed.StepAsync(workspace, stop);
        if (step.IsHeldBack) behind[workspace] = true;
        if (step.Count == 0) return 0;

        adrift[workspace] = true;
        await Task.Delay(Stopwatch.GetElapsedTime(began) * (handOver.Waiting > 0 ? 2 : 0.5), clock, stop);
        return step.Count;
    }

    async Task AnchorAsync(Guid workspace, CancellationToken stop)
    {
        if (await feed.EndAsync(workspace, stop) is not { Seq: > 0 } end) return;

        anchors.Drop(workspace, end.Seq, end.Hash, clock.Now);
        anchored[workspace] = clock.GetUtcNow();
        adrift.TryRemove(workspace, out _);
    }

    void Hear(Announcement news) => behind[news.WorkspaceId] = true;

    void Hear(Guid workspace) => behind[workspace] = true;
}
