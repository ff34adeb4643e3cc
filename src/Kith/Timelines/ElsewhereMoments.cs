namespace Kith.Timelines;

/// <summary>A timeline to somebody who does not see every case: that something was said with another department, and when, and nothing more.</summary>
static class ElsewhereMoments
{
    static readonly AuthorRow nobody = new(AuthorKind.System, null, "", null);

    public static async Task<IReadOnlyList<MomentRow>> ShowAsync(KithDb db, IReadOnlyList<Moment> moments, CancellationToken stop)
    {
        if (!db.Sight.IsNarrow) return await db.ShowAsync(moments, stop);

        var ids = moments.Select(m => m.Id).ToList();
        var seen = (await db.Moments.Where(m => ids.Contains(m.Id)).Select(m => m.Id).ToListAsync(stop)).ToHashSet();
        var rows = (await db.ShowAsync([.. moments.Where(m => seen.Contains(m.Id))], stop)).ToDictionary(row => row.Id);
        return [.. moments.Select(m => rows.GetValueOrDefault(m.Id) ?? Elsewhere(m))];
    }

    static MomentRow Elsewhere(Moment m) => new(
        m.Id, m.PersonId, null, m.At, m.At, MomentKind.Elsewhere, Direction.None, Visibility.Internal, null, null, null, null, nobody, null, null, [], [], [], false, false, []);
}
