namespace Kith.Timelines;

/// <summary>A stretch of moments out of one or several streams, oldest first, with the cursors to what is before and after; null where nothing is.</summary>
sealed record Stretch(List<Moment> Moments, string? Before, string? After)
{
    /// <summary>A cursor before everything.</summary>
    public static string Beginning { get; } = PageCursor.WritePlace(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc), Guid.Empty);

    /// <summary>Up from a cursor, down from one, around a moment, or the newest.</summary>
    public static Task<Stretch> ReadAsync(IReadOnlyList<IQueryable<Moment>> streams, string? before, string? after, Moment? around, int size, CancellationToken stop) => (before, after, around) switch
    {
        ({ } up, _, _) => UpFromAsync(streams, PageCursor.ReadPlace(up), size, stop),
        (_, { } down, _) => DownFromAsync(streams, PageCursor.ReadPlace(down), size, stop),
        (_, _, { } moment) => AroundAsync(streams, moment, size, stop),
        _ => UpFromAsync(streams, null, size, stop),
    };

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

    static string CursorOf(Moment moment) => PageCursor.WritePlace(moment.At, moment.Id);
}
