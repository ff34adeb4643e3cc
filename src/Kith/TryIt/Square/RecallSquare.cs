namespace Kith.TryIt;

/// <summary>After a start a pretend platform has again what Kith knows of it: who speaks there and who was written to goes on where they were.</summary>
static class RecallSquare
{
    const int MostRecalled = 300;

    public static async Task FillAsync(PretendSquare square, Store store, CancellationToken stop)
    {
        if (square.Customer is not { } customer) return;

        await using var work = await store.ReadAsync(customer.WorkspaceId, stop);
        square.Began = new DateTimeOffset(await work.Db.Workspaces.Select(w => w.CreatedAt).SingleAsync(stop), TimeSpan.Zero).AddDays(DemoHouse.DaysOld);
        var said = await work.Db.Moments.Where(m => m.ConnectionId == customer.Id && m.Kind == MomentKind.Message).OrderByDescending(m => m.At).Take(MostRecalled).ToListAsync(stop);
        said.Reverse();
        Guid[] ids = [.. said.Select(m => m.Id)], people = [.. said.Select(m => m.PersonId).Distinct()];
        var known = new Known(
            (await work.Db.ChangesTo(ids).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(stop)).ToLookup(m => m.ReplyTo!.Value),
            await work.Db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, stop),
            await work.Db.Posts.Where(p => p.ConnectionId == customer.Id).ToDictionaryAsync(p => p.Id, p => square.IdOf(p.OutsideKey[2..]), stop),
            (await work.Db.Deliveries.Where(d => ids.Contains(d.MomentId)).Select(d => new Left(d.MomentId, d.OutsideId, work.Db.Handles.First(h => h.Id == d.HandleId).Value)).ToListAsync(stop)).ToLookup(d => d.Moment));
        foreach (var m in said.Where(m => !known.Changes[m.Id].Any(c => c.Kind == MomentKind.Withdrawn))) Recall(square, m, known);
    }

    static void Recall(PretendSquare square, Moment m, Known known)
    {
        var left = known.Left[m.Id].FirstOrDefault();
        // What we sent has a key of our own; the platform's id stands with its delivery, unless the answer to it was lost.
        if ((left?.OutsideId ?? m.OutsideKey?[2..]) is not { } outside) return;

        var id = square.IdOf(outside);
        if (m.PostId is not { } post) square.Memory.Add(new Aside(id, left?.To ?? square.AuthorOf(m), m.Direction == Direction.In, m.Text ?? "", null, At(m)));
        else if (square.IsOpen || square.Posts.Any(one => one.Id == known.Posts[post])) square.Memory.Add(Said(square, m, id, known.Posts[post], known));
    }

    static Remark Said(PretendSquare square, Moment m, string id, string post, Known known)
    {
        var changes = known.Changes[m.Id].ToList();
        var answered = m.ReplyTo is { } theirs && known.Ids.TryGetValue(theirs, out var above) ? above : null;
        known.Ids[m.Id] = id;
        return new(id, post, ParentOf(square, answered, id, post), By(square, m, known), changes.LastOrDefault(c => c.Kind == MomentKind.Edited)?.Text ?? m.Text ?? "", At(m))
        {
            IsEdited = changes.Exists(c => c.Kind == MomentKind.Edited),
            IsHidden = StandingActs.Hiding(changes) is not null,
            IsLikedByUs = StandingActs.Like(changes) is not null,
        };
    }

    /// <summary>Under a post of a page there is one level of answers; in a thread each answers another, and in the end the first.</summary>
    static string? ParentOf(PretendSquare square, string? answered, string id, string post) =>
        square.IsOpen ? answered ?? (id == post ? null : post) : answered is null ? null : square.Memory.Find(answered)?.Parent ?? answered;

    static Passerby By(PretendSquare square, Moment m, Known known) =>
        m.Direction == Direction.Out ? square.Us : square.Recalled(square.AuthorOf(m), known.Names[m.PersonId]);

    static DateTimeOffset At(Moment m) => new(m.At, TimeSpan.Zero);

    sealed record Left(Guid Moment, string? OutsideId, string To);

    sealed record Known(ILookup<Guid, Moment> Changes, Dictionary<Guid, string?> Names, Dictionary<Guid, string> Posts, ILookup<Guid, Left> Left)
    {
        /// <summary>Under which id each of them stands there.</summary>
        public Dictionary<Guid, string> Ids { get; } = [];
    }
}
