namespace Kith.Causes;

/// <summary>GET /api/causes: the newest first, never by what anybody is worth; by state, by words of the title, or those that a case or a word belongs to.</summary>
static class ListCauses
{
    public static async Task<Page<CauseRow>> ListAsync(
        string? state, string? query, long? @case, Guid? moment, string? cursor, int? limit, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var size = Page<CauseRow>.Size(limit);
        var found = FoldedWords.In(query ?? "").Select(word => $" {word.Word}").Aggregate(db.Causes.AsQueryable(), (causes, word) => causes.Where(c => c.Words.Contains(word)));
        if (CauseQueries.StateNamed<CauseState>(state) is { } one) found = found.Where(c => c.State == one);
        if (@case is { } number) found = About(db, found, AboutWhat.Case, await CaseAsync(db, number, stop));
        if (moment is { } said) found = About(db, found, AboutWhat.Moment, said);
        if (cursor is not null && PageCursor.Read(cursor, 1) is [var place])
        {
            var before = Guid.TryParse(place, out var id) ? id : throw Refusal.BadInput("bad_cursor", "This cursor is not one of ours.");
            found = found.Where(c => c.Id < before);
        }
        var page = await found.OrderByDescending(c => c.Id).Take(size + 1).ToListAsync(stop);
        return new(await db.RowsAsync([.. page.Take(size)], clock.Now, stop), page.Count > size ? PageCursor.Write(page[size - 1].Id.ToString()) : null);
    }

    public static async Task<CauseRow> ReadAsync(Guid id, KithDb db, TimeProvider clock, CancellationToken stop) => await db.RowAsync(await db.CauseAsync(id, stop), clock.Now, stop);

    static IQueryable<Cause> About(KithDb db, IQueryable<Cause> causes, AboutWhat what, Guid id) =>
        causes.Where(c => db.CauseAbouts.Any(a => a.CauseId == c.Id && a.What == what && a.AboutId == id));

    static async Task<Guid> CaseAsync(KithDb db, long number, CancellationToken stop) => (await db.Cases.NumberedAsync(number, stop)).Id;
}
