namespace Kith.People;

/// <summary>
/// DELETE /api/people/{id}/merges/{mergeId}: they are two after all. Everything that was said stays with the one whose handle said it; what was
/// made while they were one and could be either's is listed, so that a teammate can place it.
/// </summary>
static class UndoMerge
{
    public static async Task<Ok<Unmerged>> DeleteAsync(Guid id, Guid mergeId, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        await MergePeople.InTurnAsync(db, stop);
        var group = await PersonGroup.FindAsync(db, id, stop);
        var link = await db.Links.SingleOrDefaultAsync(l => l.Id == mergeId && l.What == Linked.Person, stop);
        if (link is null || !(group.Ids.Contains(link.FromId) || group.Ids.Contains(link.ToId))) throw Refusal.NotFound();

        var toPlace = await PartAsync(db, link, me.Id, clock.Now, stop);
        return TypedResults.Ok(new Unmerged(await db.ShowAsync(toPlace, stop)));
    }

    /// <summary>Ends a link between people; answers what could belong to either. Ending it twice changes nothing.</summary>
    public static async Task<IReadOnlyList<Moment>> PartAsync(KithDb db, Link link, Guid by, DateTime at, CancellationToken stop)
    {
        if (link.UndoneAt is not null) return [];

        var group = await PersonGroup.FindAsync(db, link.FromId, stop);
        var running = await db.Links.Where(l => l.What == Linked.Person && l.UndoneAt == null && group.Ids.Contains(l.FromId)).ToListAsync(stop);
        var apart = Merging.Undo(link, group, running, by, at).Select(p => p.Id).ToList();
        var rest = group.Ids.Except(apart).ToList();
        var (from, to) = (NameOf(link.FromId), NameOf(link.ToId));
        db.Add(Merging.Said(link, MomentKind.Unmerged, link.FromId, from, to, by, at));
        db.Add(Merging.Said(link, MomentKind.Unmerged, group.Root.Id, from, to, by, at));
        await db.SaveChangesAsync(stop);
        return await Unplaced.BetweenAsync(db, apart, rest, link.At, stop);

        string? NameOf(Guid person) => group.Members.FirstOrDefault(m => m.Id == person)?.Name;
    }
}

/// <summary>What was made while two were one and could belong to either; <c>PUT /api/moments/{id}/place</c> says whose it is.</summary>
public sealed record Unmerged(IReadOnlyList<MomentRow> ToPlace);
