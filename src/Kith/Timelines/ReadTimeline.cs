namespace Kith.Timelines;

/// <summary>
/// GET /api/people/{id}/timeline: the streams of everybody merged into this person, as one, oldest first. It opens at the newest
/// moments, or <c>around</c> one, and goes on up and down by cursors.
/// </summary>
static class ReadTimeline
{
    static readonly MomentKind[] folded = [MomentKind.Edited, MomentKind.Withdrawn, MomentKind.Reaction, MomentKind.CallStep, MomentKind.Voicemail, MomentKind.Transcript];

    public static async Task<Timeline> ReadAsync(
        Guid id, string? before, string? after, Guid? around, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "case")] long? number, int? limit,
        KithDb db, HttpResponse response, CancellationToken stop)
    {
        // Who somebody is merged with can change at any moment: no cache may remember it.
        response.Headers.CacheControl = "no-store";
        var group = await PersonGroup.FindAsync(db, id, stop);
        var streams = await StreamsAsync(db, group, number, stop);
        var size = Page<Moment>.Size(limit);

        var middle = before is null && after is null && around is { } moment ? await FindAsync(db, group, moment, stop) : null;
        var page = await Stretch.ReadAsync(streams, before, after, middle, size, stop);
        return new(await ElsewhereMoments.ShowAsync(db, page.Moments, stop), page.Before, page.After, group.MergedInto);
    }

    /// <summary>One stream for each member, so that each is read from its own place in the index.</summary>
    static async Task<IReadOnlyList<IQueryable<Moment>>> StreamsAsync(KithDb db, PersonGroup group, long? number, CancellationToken stop)
    {
        var shown = (number is null ? db.MomentsOutOfSightToo : db.Moments).Where(m => !folded.Contains(m.Kind));
        if (number is null) return [.. group.Ids.Select(member => shown.Where(m => m.PersonId == member))];

        var root = await db.Cases.Where(c => c.Number == number && group.Ids.Contains(c.PersonId)).Select(c => (Guid?)c.RootId).SingleOrDefaultAsync(stop)
            ?? throw Refusal.NotFound();
        List<Guid> matter = [root, .. await db.Cases.MergedInto(root).Select(c => c.Id).ToListAsync(stop)];
        return [.. matter.Select(one => shown.Where(m => m.CaseId == one))];
    }

    static async Task<Moment> FindAsync(KithDb db, PersonGroup group, Guid moment, CancellationToken stop) =>
        await db.Moments.SingleOrDefaultAsync(m => m.Id == moment && group.Ids.Contains(m.PersonId), stop) ?? throw Refusal.NotFound();
}

/// <summary>A stretch of a timeline, oldest first; a cursor is null where there is nothing more.</summary>
public sealed record Timeline(IReadOnlyList<MomentRow> Items, string? Before, string? After, Guid? MergedInto);
