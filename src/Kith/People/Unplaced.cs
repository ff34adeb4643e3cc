namespace Kith.People;

/// <summary>
/// After an undo: what teammates made for the two as one. A note without a case could be about either; a moment in a case follows the case's
/// person, so one whose own person went the other way is shown too.
/// </summary>
static class Unplaced
{
    const int Most = 200;

    public static async Task<IReadOnlyList<Moment>> BetweenAsync(KithDb db, IReadOnlyList<Guid> apart, IReadOnlyList<Guid> rest, DateTime since, CancellationToken stop)
    {
        var all = apart.Concat(rest).ToList();
        var made = db.Moments.Where(m => all.Contains(m.PersonId) && m.RecordedAt >= since);
        var loose = made.Where(m => m.CaseId == null && m.AuthorKind == AuthorKind.Teammate && (m.Kind == MomentKind.Note || m.Kind == MomentKind.Message));
        var astray = made.Where(m => m.Kind == MomentKind.Note || m.Kind == MomentKind.Message)
            .Join(db.Cases, m => m.CaseId, c => c.Id, (m, c) => new { Moment = m, c.PersonId })
            .Where(x => (apart.Contains(x.Moment.PersonId) && rest.Contains(x.PersonId)) || (rest.Contains(x.Moment.PersonId) && apart.Contains(x.PersonId)))
            .Select(x => x.Moment);
        var found = await loose.OrderBy(m => m.At).Take(Most).ToListAsync(stop);
        found.AddRange(await astray.OrderBy(m => m.At).Take(Most).ToListAsync(stop));
        return [.. found.OrderBy(m => m.At).ThenBy(m => m.Id).Take(Most)];
    }
}
