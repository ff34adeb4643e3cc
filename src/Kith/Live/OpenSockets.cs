using System.Collections.Concurrent;

namespace Kith.Live;

/// <summary>Every open socket, looked at again every two seconds: a revoked session or token is cut within five.</summary>
sealed class OpenSockets(Store store, WhoSees sees, TimeProvider clock, ILogger<OpenSockets> log) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, LiveSocket> open = new();

    public IEnumerable<LiveSocket> All => open.Values;

    public void Add(LiveSocket socket) => open[socket.Id] = socket;

    /// <summary>The sockets of this workspace that do not hear everything.</summary>
    public List<LiveSocket> NarrowIn(Guid workspace) => [.. open.Values.Where(socket => socket.Caller.Sight.IsNarrow && socket.Caller.WorkspaceId == workspace)];

    public void Remove(LiveSocket socket) => open.TryRemove(socket.Id, out _);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pause, clock);
        while (await timer.WaitForNextTickAsync(stop))
            foreach (var workspace in open.Values.GroupBy(socket => socket.Caller.WorkspaceId))
                try { await CutDeadAsync(workspace.Key, [.. workspace], stop); }
                catch (Exception broken) when (!stop.IsCancellationRequested) { log.LogWarning(broken, "Open sockets could not be looked at; they are again in {Pause}", pause); }
    }

    async Task CutDeadAsync(Guid workspace, List<LiveSocket> sockets, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (sessions, tokens, team) = (Ids(sockets, c => c.SessionId), Ids(sockets, c => c.TokenId), Ids(sockets, c => c.TeammateId));
        await using var work = await store.ReadAsync(workspace, stop);
        var alive = (await work.Db.Sessions.Where(s => sessions.Contains(s.Id) && s.RevokedAt == null && s.ExpiresAt > now).Select(s => s.Id).ToListAsync(stop)).ToHashSet();
        alive.UnionWith(await work.Db.ApiTokens.Where(t => tokens.Contains(t.Id) && t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now)).Select(t => t.Id).ToListAsync(stop));
        var roles = await work.Db.TeamRoles.ToDictionaryAsync(r => r.Id, r => r.Scopes, stop);
        var staying = (await work.Db.Teammates.Where(t => team.Contains(t.Id) && t.LeftAt == null).Select(t => new { t.Id, t.Role, t.TeamRoleId }).ToListAsync(stop))
            .ToDictionary(t => t.Id, t => sees.Of(t.Id, t.Role, t.TeamRoleId is { } given ? roles.GetValueOrDefault(given) : null).Key);
        foreach (var socket in sockets)
            // Whoever sees something else now comes again, and hears what they may.
            if (staying.GetValueOrDefault(socket.Caller.TeammateId) != socket.Caller.Sight.Key || !alive.Contains(socket.Caller.SessionId ?? socket.Caller.TokenId ?? Guid.Empty)) socket.Cut();
    }

    static List<Guid> Ids(List<LiveSocket> sockets, Func<Caller, Guid?> id) => [.. sockets.Select(s => id(s.Caller)).OfType<Guid>().Distinct()];
}
