namespace Kith.Widget;

/// <summary>
/// What a visitor may see, and nothing else can show them more. Always: what was said with their own token. After they came back by a
/// one-time link: also what was said in private with the person whose address the link was sent to, because only they could hold it.
/// Never: notes, public posts, what is still being sent, and never what somebody merged into that person, because a merge can be a
/// mistake.
/// </summary>
sealed record ChatSight(
    VisitorAtDesk At, IReadOnlyList<Guid> Handles, Guid? Person, Guid? Root, IReadOnlyList<Guid> Group, Guid? ArrivedBy, IReadOnlyList<Guid> Proven, IReadOnlyList<Guid> ProvenHandles)
{
    static readonly DeliveryState[] arrived = [DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Read];

    public static async Task<ChatSight> OfAsync(KithDb db, VisitorAtDesk at, CancellationToken stop)
    {
        var (scope, values) = (at.Scope, at.Values);
        var handles = await db.Handles.Where(h => h.Kind == "chat" && h.Scope == scope && values.Contains(h.Value)).ToListAsync(stop);
        if (handles.Count == 0) return new(at, [], null, null, [], null, [], []);

        var speaking = handles.MinBy(h => values.Index().First(v => v.Item == h.Value).Index)!;
        var people = handles.Select(h => h.PersonId).Distinct().ToList();
        var roots = await db.People.Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.RootId }).ToListAsync(stop);
        var rootIds = roots.Select(r => r.RootId).Distinct().ToList();
        var group = await db.People.Where(p => rootIds.Contains(p.RootId)).Select(p => p.Id).ToListAsync(stop);
        var (by, proven, theirs) = await ProvenAsync(db, speaking, stop);
        return new(at, [.. handles.Select(h => h.Id)], speaking.PersonId, roots.Single(r => r.Id == speaking.PersonId).RootId, group, by, proven, theirs);
    }

    public IQueryable<Moment> Of(KithDb db)
    {
        var (chat, values, group, proven) = (At.Chat.Id, At.Values, Group, Proven);
        var reached = ProvenHandles.Concat(Handles).Distinct().ToList();
        return db.Moments.Where(m => group.Contains(m.PersonId) && m.Kind == MomentKind.Message && m.Visibility == Visibility.Private
            && ((m.Direction == Direction.In && ((m.ConnectionId == chat && values.Contains(m.ThreadKey!)) || (m.AuthorId == m.PersonId && proven.Contains(m.PersonId))))
                || (m.Direction == Direction.Out && db.Deliveries.Any(d => d.MomentId == m.Id && reached.Contains(d.HandleId) && arrived.Contains(d.State)))));
    }

    /// <summary>What came into sight since then: received, or arrived on our side's word.</summary>
    public IQueryable<Moment> Since(KithDb db, DateTime then)
    {
        var reached = ProvenHandles.Concat(Handles).Distinct().ToList();
        return Of(db).Where(m => m.RecordedAt > then || db.Deliveries.Any(d => d.MomentId == m.Id && reached.Contains(d.HandleId) && d.StateAt > then));
    }

    /// <summary>Whose address the link went to by which they came, the message that carried it, and every address of that very person.</summary>
    static async Task<(Guid? By, List<Guid> Proven, List<Guid> Handles)> ProvenAsync(KithDb db, Handle speaking, CancellationToken stop)
    {
        if (!await db.Links.AnyAsync(l => l.What == Linked.Handle && l.FromId == speaking.Id && l.UndoneAt == null, stop)) return (null, [], []);

        var held = await (
            from move in db.Moves
            join sent in db.Deliveries on move.FromMoment equals sent.MomentId
            join address in db.Handles on sent.HandleId equals address.Id
            where move.ToHandle == speaking.Id && move.UsedAt != null && !address.Shared
            orderby move.UsedAt descending
            select new { move.FromMoment, address.PersonId }).ToListAsync(stop);
        var people = held.Select(h => h.PersonId).Distinct().ToList();
        var handles = await db.Handles.Where(h => people.Contains(h.PersonId) && !h.Shared).Select(h => h.Id).ToListAsync(stop);
        return (held.Select(h => h.FromMoment).FirstOrDefault(), people, handles);
    }
}
