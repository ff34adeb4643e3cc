namespace Kith.TryIt;

/// <summary>After a start the page has again what Kith knows of it: who comments there and who was written to goes on where they were.</summary>
static class RecallPage
{
    const int MostRecalled = 300;

    public static async Task FillAsync(PretendPage page, Store store, CancellationToken stop)
    {
        if (page.Customer is not { } customer) return;

        await using var work = await store.ReadAsync(customer.WorkspaceId, stop);
        page.Began = new DateTimeOffset(await work.Db.Workspaces.Select(w => w.CreatedAt).SingleAsync(stop), TimeSpan.Zero).AddDays(DemoHouse.DaysOld);
        var said = await work.Db.Moments.Where(m => m.ConnectionId == customer.Id && m.Kind == MomentKind.Message).OrderByDescending(m => m.At).Take(MostRecalled).ToListAsync(stop);
        said.Reverse();
        Guid[] ids = [.. said.Select(m => m.Id)], people = [.. said.Select(m => m.PersonId).Distinct()];
        var known = new Known(
            (await work.Db.ChangesTo(ids).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(stop)).ToLookup(m => m.ReplyTo!.Value),
            await work.Db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, stop),
            await work.Db.Posts.Where(p => p.ConnectionId == customer.Id).ToDictionaryAsync(p => p.Id, p => p.OutsideKey[2..], stop),
            (await work.Db.Deliveries.Where(d => ids.Contains(d.MomentId)).Select(d => new Left(d.MomentId, d.OutsideId, work.Db.Handles.First(h => h.Id == d.HandleId).Value)).ToListAsync(stop)).ToLookup(d => d.Moment));
        foreach (var m in said.Where(m => !known.Changes[m.Id].Any(c => c.Kind == MomentKind.Withdrawn))) Recall(page.Memory, m, known);
        DemoPosts.Like(page.Memory);
    }

    static void Recall(PageMemory memory, Moment m, Known known)
    {
        var left = known.Left[m.Id].FirstOrDefault();
        if ((m.OutsideKey?[2..] ?? left?.OutsideId) is not { } id) return;
        if (m.PostId is not { } post) memory.Add(new PageLine(id, left?.To ?? m.ThreadKey!.Split(':')[^1], m.Direction == Direction.In, m.Text ?? "", null, At(m)));
        else if (DemoPosts.All.Any(one => one.Id == known.Posts[post])) memory.Add(Comment(memory, m, id, known.Posts[post], known));
    }

    static PageComment Comment(PageMemory memory, Moment m, string id, string post, Known known)
    {
        var changes = known.Changes[m.Id].ToList();
        var above = m.ReplyTo is { } answered && known.Ids.TryGetValue(answered, out var theirs) ? memory.Find(theirs) : null;
        known.Ids[m.Id] = id;
        return new(id, post, above is null ? null : above.Parent ?? above.Id, By(m, known), changes.LastOrDefault(c => c.Kind == MomentKind.Edited)?.Text ?? m.Text ?? "", At(m))
        {
            IsEdited = changes.Exists(c => c.Kind == MomentKind.Edited),
            IsHidden = StandingActs.Hiding(changes) is not null,
            IsLikedByPage = StandingActs.Like(changes) is not null,
        };
    }

    static PageVisitor By(Moment m, Known known) =>
        m.Direction == Direction.Out ? new(DemoHouse.PageId, DemoHouse.PageTitle) : new(m.ThreadKey!.Split(':')[^1], known.Names[m.PersonId] ?? "Somebody");

    static DateTimeOffset At(Moment m) => new(m.At, TimeSpan.Zero);

    sealed record Left(Guid Moment, string? OutsideId, string To);

    sealed record Known(ILookup<Guid, Moment> Changes, Dictionary<Guid, string?> Names, Dictionary<Guid, string> Posts, ILookup<Guid, Left> Left)
    {
        /// <summary>Under which id each of them stands there.</summary>
        public Dictionary<Guid, string> Ids { get; } = [];
    }
}
