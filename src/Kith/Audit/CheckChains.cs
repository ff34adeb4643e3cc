using System.Collections.Concurrent;

namespace Kith.Audit;

/// <summary>Walks every chain soon after the start and once a day, and keeps what the last walk found.</summary>
sealed class CheckChains(ChainFeed feed, VerifyChain verify, TimeProvider clock, ILogger<CheckChains> log) : BackgroundService
{
    static readonly TimeSpan first = TimeSpan.FromMinutes(1), every = TimeSpan.FromDays(1);

    readonly ConcurrentDictionary<Guid, CheckedChain> found = new();

    public CheckedChain? LastOf(Guid workspace) => found.GetValueOrDefault(workspace);

    public async Task<CheckedChain> CheckAsync(Guid workspace, CancellationToken stop)
    {
        var report = new CheckedChain(await verify.RunAsync(workspace, stop), clock.Now);
        if (!report.Report.IsWhole) log.LogError("The record of workspace {Workspace} was changed: {Trouble}", workspace, report.Report.Wrong[0]);
        return found[workspace] = report;
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        await Task.Delay(first, clock, stop);
        using var tick = new PeriodicTimer(every, clock);
        do
            try { foreach (var workspace in await feed.WorkspacesAsync(stop)) await CheckAsync(workspace, stop); }
            catch (Exception broken) when (!stop.IsCancellationRequested) { log.LogWarning(broken, "The record could not be checked; it is tried again tomorrow"); }
        while (await tick.WaitForNextTickAsync(stop));
    }
}

sealed record CheckedChain(ChainReport Report, DateTime At);
