namespace Kith.Rules;

/// <summary>GET /api/rules/{id}/exceptions: who sent what in spite of a rule, and why; newest first.</summary>
static class ListExceptions
{
    public sealed record RuleException(Guid Id, DateTime At, Guid TeammateId, string TeammateName, Guid PersonId, string? PersonName, Guid MomentId, string Words, string Why);

    public static async Task<Page<RuleException>> ListAsync(Guid id, string? cursor, int? limit, KithDb db, CancellationToken stop)
    {
        var size = Page<RuleException>.Size(limit);
        var kept = db.Overrulings.Where(o => o.RuleId == id);
        if (cursor is not null)
        {
            var (at, last) = PageCursor.ReadPlace(cursor);
            kept = kept.Where(o => Keyset.IsBefore(o.At, o.Id, at, last));
        }
        var rows = await kept.OrderByDescending(o => o.At).ThenByDescending(o => o.Id).Take(size + 1).Select(o => new RuleException(
            o.Id, o.At, o.TeammateId, db.Teammates.Where(t => t.Id == o.TeammateId).Select(t => t.Name).First(), o.PersonId, db.People.Where(p => p.Id == o.PersonId).Select(p => p.Name).FirstOrDefault(), o.MomentId, o.Words, o.Why)).ToListAsync(stop);
        return rows.Count <= size ? new(rows, null) : new(rows[..size], PageCursor.WritePlace(rows[size - 1].At, rows[size - 1].Id));
    }
}
