using System.Collections.Concurrent;

namespace Kith.Team;

/// <summary>When a session, a token or a teammate was last here: gathered in memory, written every half minute, off everybody's path.</summary>
sealed class LastSeen(Store store, TimeProvider clock, ILogger<LastSeen> log) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromSeconds(30);
    readonly ConcurrentDictionary<Caller, DateTime> seen = new();

    public void Note(Caller caller) => seen[caller] = clock.GetUtcNow().UtcDateTime;

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pause, clock);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try { await WriteAsync(stop); }
            catch (Exception broken) when (broken is not OperationCanceledException) { log.LogWarning(broken, "Could not note who was last seen; it is tried again."); }
        }
    }

    public async Task WriteAsync(CancellationToken stop)
    {
        foreach (var workspace in seen.Keys.GroupBy(caller => caller.WorkspaceId).ToList())
        {
            await using var work = await store.WriteAsync(workspace.Key, Actor.System, "last seen", stop);
            foreach (var caller in workspace)
                if (seen.TryRemove(caller, out var at)) await WriteAsync(work.Db, caller, at, stop);
            await work.CommitAsync(stop);
        }
    }

    static async Task WriteAsync(KithDb db, Caller caller, DateTime at, CancellationToken stop)
    {
        await db.Teammates.Where(t => t.Id == caller.TeammateId).ExecuteUpdateAsync(row => row.SetProperty(t => t.LastSeenAt, at), stop);
        if (caller.SessionId is { } session) await db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(row => row.SetProperty(s => s.LastSeenAt, at), stop);
        if (caller.TokenId is { } token) await db.ApiTokens.Where(t => t.Id == token).ExecuteUpdateAsync(row => row.SetProperty(t => t.LastUsedAt, at), stop);
    }
}
