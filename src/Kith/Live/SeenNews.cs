namespace Kith.Live;

/// <summary>Of what is announced, what a caller may see that does not see every case. It is looked up as they would look it up.</summary>
static class SeenNews
{
    public static async Task<Announcement> OfAsync(Store store, Caller caller, Announcement told, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(caller, stop);
        var db = work.Db;
        var seen = new Announcement { WorkspaceId = told.WorkspaceId };
        var moments = await SeenAsync(told.Moments.Select(m => m.Id).Concat(told.Deliveries.Select(d => d.MomentId)), ids => db.Moments.Where(m => ids.Contains(m.Id)).Select(m => m.Id), stop);
        var cases = await SeenAsync(told.Cases.Select(c => c.Id), ids => db.Cases.Where(c => ids.Contains(c.Id)).Select(c => c.Id), stop);
        var asks = await SeenAsync(told.Asks.Select(a => a.Id), ids => db.Asks.Where(a => ids.Contains(a.Id)).Select(a => a.Id), stop);
        var approvals = await SeenAsync(told.Approvals.Select(a => a.Id), ids => db.Approvals.Where(a => ids.Contains(a.Id)).Select(a => a.Id), stop);
        var laters = await SeenAsync(told.Laters.Select(l => l.Id), ids => db.LaterMessages.Where(l => ids.Contains(l.Id)).Select(l => l.Id), stop);
        var notices = await SeenAsync(told.Notices.Where(n => n.TeammateId == caller.TeammateId).Select(n => n.Id), ids => db.Notices.Where(n => ids.Contains(n.Id)).Select(n => n.Id), stop);
        seen.Moments.AddRange(told.Moments.Where(m => moments.Contains(m.Id)));
        seen.Deliveries.AddRange(told.Deliveries.Where(d => moments.Contains(d.MomentId)));
        seen.Cases.AddRange(told.Cases.Where(c => cases.Contains(c.Id)));
        seen.Asks.AddRange(told.Asks.Where(a => asks.Contains(a.Id)));
        seen.Approvals.AddRange(told.Approvals.Where(a => approvals.Contains(a.Id)));
        seen.Laters.AddRange(told.Laters.Where(l => laters.Contains(l.Id)));
        seen.Connections.AddRange(told.Connections);
        seen.Notices.AddRange(told.Notices.Where(n => notices.Contains(n.Id)));
        return seen;
    }

    static async Task<HashSet<Guid>> SeenAsync(IEnumerable<Guid> asked, Func<List<Guid>, IQueryable<Guid>> look, CancellationToken stop)
    {
        List<Guid> ids = [.. asked.Distinct()];
        return ids.Count == 0 ? [] : [.. await look(ids).ToListAsync(stop)];
    }
}
