namespace Kith.Timelines;

/// <summary>
/// GET /api/people/{id}/timeline: the streams of everybody merged into this person, as one, oldest first. It opens at the newest
/// moments, or <c>around</c> one, and goes on up and down by cursors.
/// </summary>
static class ReadTimeline
{
    static readonly MomentKind[] folded = [MomentKind.Edited, MomentKind.Withdrawn, MomentKind.Reaction];

    public static async Task<Timeline> ReadAsync(
        Guid id, string? before, string? after, Guid? around, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "case")] long? number, int? limit,
        KithDb db, HttpResponse response, CancellationToken stop)
    {
        // Who somebody is merged with can change at any moment: no cache may remember it.
        response.Headers.CacheControl = "no-store";
        var group = await PersonGroup.FindAsync(db, id, stop);
        var streams = await StreamsAsync(db, group, number, stop);
        var size = Page<Moment>.Size(limit);

        var page = (before, after, around) switch
        {
            ({ } up, _, _) => await UpFromAsync(streams, PageCursor.ReadPlace(up), size, stop),
            (_, { } down, _) => await DownFromAsync(streams, PageCursor.ReadPlace(down), size, stop),
            (_, _, { } moment) => await AroundAsync(streams, await FindAsync(db, group, moment, stop), size, stop),
            _ => await UpFromAsync(streams, null, size, stop),
        };
        return new(await db.ShowAsync(page.Moments, stop), page.Before, page.After, group.MergedInto);
    }

    /// <summary>One stream for each member, so that each is read from its own place in the index.</summary>
    static async Task<IReadOnlyList<IQueryable<Moment>>> StreamsAsync(KithDb db, PersonGroup group, long? number, CancellationToken stop)
    {
        var shown = db.Moments.Where(m => !folded.Contains(m.Kind));
        if (number is null) return [.. group.Ids.Select(member => shown.Where(m => m.PersonId == member))];

        var root = await db.Cases.Where(c => c.Number == number && group.Ids.Contains(c.PersonId)).Select(c => (Guid?)c.RootId).SingleOrDefaultAsync(stop)
            ?? throw Refusal.NotFound();
        List<Guid> matter = [root, .. await db.Cases.MergedInto(root).Select(c => c.Id).ToListAsync(stop)];
        return [.. matter.Select(one => shown.Where(m => m.CaseId == one))];
    }

    static async Task<Stretch> UpFromAsync(IReadOnlyList<IQueryable<Moment>> streams, (DateTime At, Guid Id)? place, int size, CancellationToken stop)
    {
        var up = await TakeUpAsync(streams, place, size + 1, stop);
        var moments = up.Take(size).Reverse().ToList();
        return new(moments, up.Count > size ? CursorOf(moments[0]) : null, place is null || moments.Count == 0 ? null : CursorOf(moments[^1]));
    }

    static async Task<Stretch> DownFromAsync(IReadOnlyList<IQueryable<Moment>> streams, (DateTime At, Guid Id) place, int size, CancellationToken stop)
    {
        var down = await TakeDownAsync(streams, place, size + 1, stop);
        var moments = down.Take(size).ToList();
        return new(moments, moments.Count > 0 ? CursorOf(moments[0]) : null, down.Count > size ? CursorOf(moments[^1]) : null);
    }

    static async Task<Stretch> AroundAsync(IReadOnlyList<IQueryable<Moment>> streams, Moment middle, int size, CancellationToken stop)
    {
        var place = (middle.At, middle.Id);
        var half = size / 2;
        var up = await TakeUpAsync(streams, place, half + 1, stop);
        var down = await TakeDownAsync(streams, place, size - half, stop);
        List<Moment> moments = [.. up.Take(half).Reverse(), middle, .. down.Take(size - half - 1)];
        return new(moments, up.Count > half ? CursorOf(moments[0]) : null, down.Count > size - half - 1 ? CursorOf(moments[^1]) : null);
    }

    static Task<List<Moment>> TakeUpAsync(IReadOnlyList<IQueryable<Moment>> streams, (DateTime At, Guid Id)? place, int count, CancellationToken stop) =>
        streams.Select(stream => (place is { } from ? stream.Where(m => Keyset.IsBefore(m.At, m.Id, from.At, from.Id)) : stream)
            .OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(count))
        .Aggregate((some, more) => some.Concat(more)).OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(count).ToListAsync(stop);

    static Task<List<Moment>> TakeDownAsync(IReadOnlyList<IQueryable<Moment>> streams, (DateTime At, Guid Id) place, int count, CancellationToken stop) =>
        streams.Select(stream => stream.Where(m => Keyset.IsAfter(m.At, m.Id, place.At, place.Id)).OrderBy(m => m.At).ThenBy(m => m.Id).Take(count))
        .Aggregate((some, more) => some.Concat(more)).OrderBy(m => m.At).ThenBy(m => m.Id).Take(count).ToListAsync(stop);

    static async Task<Moment> FindAsync(KithDb db, PersonGroup group, Guid moment, CancellationToken stop) =>
        await db.Moments.SingleOrDefaultAsync(m => m.Id == moment && group.Ids.Contains(m.PersonId), stop) ?? throw Refusal.NotFound();

    static string CursorOf(Moment moment) => PageCursor.WritePlace(moment.At, moment.Id);

    sealed record Stretch(List<Moment> Moments, string? Before, string? After);
}

/// <summary>A stretch of a timeline, oldest first; a cursor is null where there is nothing more.</summary>
public sealed record Timeline(IReadOnlyList<MomentRow> Items, string? Before, string? After, Guid? MergedInto);
