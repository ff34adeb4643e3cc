namespace Kith.Widget;

/// <summary>
/// What a visitor may see, and nothing else can show them more. Always: what was said with their own token. After they came back by a
/// one-time link of ours, which only the person could hold: also what that very person and we said in private elsewhere. Never: notes,
/// public posts, what is still being sent, and never what somebody merged into this person, because a merge can be a mistake.
/// </summary>
sealed record ChatSight(
    VisitorAtDesk At, IReadOnlyList<Guid> Handles, IReadOnlyList<Guid> Group, Guid? Person, Guid? Root, bool IsProven, IReadOnlyList<Guid> PersonHandles)
{
    static readonly DeliveryState[] arrived = [DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Read];

    public static async Task<ChatSight> OfAsync(KithDb db, VisitorAtDesk at, CancellationToken stop)
    {
        var scope = at.Scope;
        var values = at.Values;
        var handles = await db.Handles.Where(h => h.Kind == "chat" && h.Scope == scope && values.Contains(h.Value)).ToListAsync(stop);
        if (handles.Count == 0) return new(at, [], [], null, null, false, []);

        var speaking = handles.MinBy(h => values.Index().First(v => v.Item == h.Value).Index)!;
        var people = handles.Select(h => h.PersonId).Distinct().ToList();
        var roots = await db.People.Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.RootId }).ToListAsync(stop);
        var rootIds = roots.Select(r => r.RootId).Distinct().ToList();
        var group = await db.People.Where(p => rootIds.Contains(p.RootId)).Select(p => p.Id).ToListAsync(stop);
        var isProven = await db.Links.AnyAsync(l => l.What == Linked.Handle && l.FromId == speaking.Id && l.ToId == speaking.PersonId && l.UndoneAt == null, stop);
        List<Guid> own = isProven ? await db.Handles.Where(h => h.PersonId == speaking.PersonId && !h.Shared).Select(h => h.Id).ToListAsync(stop) : [];
        return new(at, [.. handles.Select(h => h.Id)], group, speaking.PersonId, roots.Single(r => r.Id == speaking.PersonId).RootId, isProven, own);
    }

    public IQueryable<Moment> Of(KithDb db)
    {
        var (chat, values, group, person) = (At.Chat.Id, At.Values, Group, Person);
        var handles = PersonHandles.Concat(Handles).Distinct().ToList();
        var (isProven, workspace) = (IsProven, At.Chat.WorkspaceId);
        return db.Moments.Where(m => m.WorkspaceId == workspace && group.Contains(m.PersonId) && m.Kind == MomentKind.Message && m.Visibility == Visibility.Private
            && ((m.Direction == Direction.In && ((m.ConnectionId == chat && values.Contains(m.ThreadKey!)) || (isProven && m.PersonId == person && m.AuthorId == person)))
                || (m.Direction == Direction.Out && db.Deliveries.Any(d => d.MomentId == m.Id && handles.Contains(d.HandleId) && arrived.Contains(d.State)))));
    }

    /// <summary>What came into sight since then: received, or arrived on our side's word.</summary>
    public IQueryable<Moment> Since(KithDb db, DateTime then)
    {
        var handles = PersonHandles.Concat(Handles).Distinct().ToList();
        return Of(db).Where(m => m.RecordedAt > then || db.Deliveries.Any(d => d.MomentId == m.Id && handles.Contains(d.HandleId) && d.StateAt > then));
    }
}
