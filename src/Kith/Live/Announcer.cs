using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace Kith.Live;

/// <summary>
/// After a commit: tells the browsers of that workspace what to look at again. What is announced while a frame travels becomes the
/// next frame; when frames grow large they also keep a distance, so that a burst is a few frames and not thousands.
/// </summary>
sealed class Announcer(Store store, OpenSockets sockets, IHubContext<LiveHub> hub, TimeProvider clock, ILogger<Announcer> log) : BackgroundService
{
    const int Many = 20, MostInFrame = 1000;
    static readonly TimeSpan distance = TimeSpan.FromMilliseconds(50), patience = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<Guid, Pending> pending = new();
    readonly SemaphoreSlim news = new(0, 1);

    public override Task StartAsync(CancellationToken stop)
    {
        store.Announced += Keep;
        return base.StartAsync(stop);
    }

    public override Task StopAsync(CancellationToken stop)
    {
        store.Announced -= Keep;
        return base.StopAsync(stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (true)
        {
            await news.WaitAsync(stop);
            var most = 0;
            foreach (var (workspace, waiting) in pending)
                if (waiting.Take() is { } frames) most = Math.Max(most, await TellAsync(workspace, frames, stop));
            if (most > Many) await Task.Delay(distance, clock, stop);
        }
    }

    void Keep(Announcement announcement)
    {
        pending.GetOrAdd(announcement.WorkspaceId, _ => new()).Add(announcement);
        try { news.Release(); }
        catch (SemaphoreFullException) { }
    }

    async Task<int> TellAsync(Guid workspace, Announcement told, CancellationToken stop)
    {
        try
        {
            foreach (var narrow in sockets.NarrowIn(workspace).GroupBy(socket => socket.Caller.Sight.Key))
            {
                var (browsers, seen) = (hub.Clients.Clients([.. narrow.Select(socket => socket.Id)]), await SeenNews.OfAsync(store, narrow.First().Caller, told, stop));
                await TellAsync(browsers, seen, stop);
                foreach (var notice in seen.Notices) await SendAsync(browsers, NoticeFrame.Of(notice), stop);
            }
            await TellAsync(hub.Clients.Group(LiveHub.WorkspaceGroup(workspace)), told, stop);
            foreach (var notice in told.Notices.Where(notice => !sockets.NarrowIn(workspace).Exists(socket => socket.Caller.TeammateId == notice.TeammateId)))
                await SendAsync(hub.Clients.Group(LiveHub.TeammateGroup(workspace, notice.TeammateId)), NoticeFrame.Of(notice), stop);
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(broken, "Browsers were not told of a change; they hear the next one");
        }
        return told.Moments.Count + told.Cases.Count + told.Deliveries.Count;
    }

    static async Task TellAsync(IClientProxy browsers, Announcement told, CancellationToken stop)
    {
        foreach (var part in told.Moments.Chunk(MostInFrame)) await SendAsync(browsers, new ItemsFrame<MomentNews>("moments", part), stop);
        foreach (var part in told.Cases.DistinctBy(c => c.Id).Chunk(MostInFrame)) await SendAsync(browsers, new ItemsFrame<CaseNews>("cases", part), stop);
        foreach (var part in told.Asks.DistinctBy(a => a.Id).Chunk(MostInFrame)) await SendAsync(browsers, new ItemsFrame<AskNews>("asks", part), stop);
        foreach (var part in told.Deliveries.Chunk(MostInFrame)) await SendAsync(browsers, new ItemsFrame<DeliveryNews>("deliveries", part), stop);
        foreach (var id in told.Connections.Distinct()) await SendAsync(browsers, new ConnectionFrame("connection", id), stop);
        foreach (var one in told.Approvals.DistinctBy(a => a.Id)) await SendAsync(browsers, new ApprovalFrame("approval", one.Id, one.PersonId), stop);
        foreach (var one in told.Laters.DistinctBy(l => l.Id)) await SendAsync(browsers, new LaterFrame("later", one.Id, one.PersonId), stop);
    }

    /// <summary>A browser that does not read is closed by its own time limit; it must not hold up the others for so long.</summary>
    static async Task SendAsync(IClientProxy browsers, object frame, CancellationToken stop)
    {
        try { await browsers.SendAsync(LiveHub.Method, frame, stop).WaitAsync(patience, stop); }
        catch (TimeoutException) { }
    }

    sealed class Pending
    {
        readonly Lock gate = new();
        Announcement? waiting;

        public void Add(Announcement one)
        {
            lock (gate)
            {
                if (waiting is null) { waiting = one; return; }
                waiting.Moments.AddRange(one.Moments);
                waiting.Cases.AddRange(one.Cases);
                waiting.Asks.AddRange(one.Asks);
                waiting.Deliveries.AddRange(one.Deliveries);
                waiting.Notices.AddRange(one.Notices);
                waiting.Connections.AddRange(one.Connections);
                waiting.Approvals.AddRange(one.Approvals);
                waiting.Laters.AddRange(one.Laters);
            }
        }

        public Announcement? Take()
        {
            lock (gate)
            {
                var taken = waiting;
                waiting = null;
                return taken;
            }
        }
    }
}
