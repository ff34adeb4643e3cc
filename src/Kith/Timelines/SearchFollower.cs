using System.Collections.Concurrent;
using System.Diagnostics;
using Kith.Connections;

namespace Kith.Timelines;

/// <summary>
/// Makes what was said findable, behind the hot path and never in its way: with a cursor of its own in the stream of each workspace, in
/// small steps, resting after each. It can be emptied and begins again from nothing.
/// </summary>
sealed class SearchFollower(Store store, SearchFeed feed, HandOver handOver, TimeProvider clock, ILogger<SearchFollower> log) : BackgroundService
{
    static readonly TimeSpan look = TimeSpan.FromMilliseconds(150), lookAtAll = TimeSpan.FromSeconds(30);

    /// <summary>How long a crowd is let past at most: a flood without end may slow the index down and never stop it.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(5), glance = TimeSpan.FromMilliseconds(50);

    readonly ConcurrentDictionary<Guid, bool> behind = new();
    DateTimeOffset lookedAtAll = DateTimeOffset.MinValue;

    public override Task StartAsync(CancellationToken stop)
    {
        store.Announced += Hear;
        return base.StartAsync(stop);
    }

    public override Task StopAsync(CancellationToken stop)
    {
        store.Announced -= Hear;
        return base.StopAsync(stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(look, clock);
        while (await tick.WaitForNextTickAsync(stop))
            try { await FollowAsync(stop); }
            catch (Exception broken) when (!stop.IsCancellationRequested) { log.LogWarning(broken, "The search index could not follow; it tries again"); }
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
            while (await StepAsync(workspace, stop) == feed.Step) { }
        }
    }

    async Task<int> StepAsync(Guid workspace, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        var read = await feed.StepAsync(workspace, stop);
        if (read.IsHeldBack) behind[workspace] = true;
        if (read.Count == 0) return 0;
        await Task.Delay(Stopwatch.GetElapsedTime(began) * feed.Rest(areArrivalsWaiting: handOver.Waiting > 0), clock, stop);
        await LetPassAsync(stop);
        return read.Count;
    }

    async Task LetPassAsync(CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        while (handOver.IsCrowded && Stopwatch.GetElapsedTime(began) < patience) await Task.Delay(glance, clock, stop);
    }

    void Hear(Announcement news)
    {
        if (news.Moments.Count > 0) behind[news.WorkspaceId] = true;
    }
}

/// <summary>How many moments a step took; held back when newer ones are there that may not be read yet.</summary>
readonly record struct SearchStep(int Count, bool IsHeldBack);

/// <summary>Where the follower reads and writes: one twin for each database.</summary>
abstract class SearchFeed
{
    public abstract Task<List<Guid>> WorkspacesAsync(CancellationToken stop);

    /// <summary>How many moments are taken at once.</summary>
    public abstract int Step { get; }

    /// <summary>How long to rest after a step, in times of what it took.</summary>
    public abstract double Rest(bool areArrivalsWaiting);

    /// <summary>Takes the next moments of the workspace's stream into the index and moves the cursor, in one transaction.</summary>
    public abstract Task<SearchStep> StepAsync(Guid workspace, CancellationToken stop);

    /// <summary>Puts new words in the place of those that were found before. A moment the follower has not come to yet is left to it.</summary>
    public abstract Task AgainAsync(Guid workspace, IReadOnlyDictionary<Guid, string> texts, CancellationToken stop);

    public static string CursorOf(Guid workspace) => $"search:{workspace:N}";

    protected static bool IsFound(MomentKind kind, string? text) => text is { Length: > 0 } && kind is MomentKind.Message or MomentKind.Note or MomentKind.Edited or MomentKind.Call or MomentKind.Transcript;
}
