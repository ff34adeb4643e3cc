namespace Kith.Causes;

/// <summary>GET /api/causes/{id}/about: who spoke of it and what they said, newest first.</summary>
static class ListAbout
{
    public static async Task<Page<CauseAboutRow>> ListAsync(Guid id, string? cursor, int? limit, KithDb db, CancellationToken stop)
    {
        await db.CauseAsync(id, stop);
        var size = Page<CauseAboutRow>.Size(limit);
        var about = db.CauseAbouts.Where(a => a.CauseId == id);
        if (cursor is not null)
        {
            var (at, after) = PageCursor.ReadPlace(cursor);
            about = about.Where(a => a.At < at || (a.At == at && a.AboutId < after));
        }
        var page = await about.OrderByDescending(a => a.At).ThenByDescending(a => a.AboutId).Take(size + 1).ToListAsync(stop);
        return new(await RowsAsync(db, [.. page.Take(size)], stop), page.Count > size ? PageCursor.WritePlace(page[size - 1].At, page[size - 1].AboutId) : null);
    }

    static async Task<List<CauseAboutRow>> RowsAsync(KithDb db, List<CauseAbout> page, CancellationToken stop)
    {
        var momentIds = page.Where(a => a.What == AboutWhat.Moment).Select(a => a.AboutId).ToList();
        var said = (await db.ShowAsync(await db.Moments.Where(m => momentIds.Contains(m.Id)).ToListAsync(stop), stop)).ToDictionary(m => m.Id);
        var caseIds = page.Where(a => a.What == AboutWhat.Case).Select(a => a.AboutId).ToList();
        var cases = await db.Cases.Where(c => caseIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, stop);
        var connections = await db.Connections.ToDictionaryAsync(c => c.Id, c => c.Channel, stop);
        var personIds = page.Select(a => a.PersonId).ToList();
        var people = await db.People.Where(p => personIds.Contains(p.Id)).Select(p => new { p.Id, p.RootId, Name = db.People.Where(r => r.Id == p.RootId).Select(r => r.Name).First() }).ToDictionaryAsync(p => p.Id, stop);
        return [.. page.Select(a => a.What == AboutWhat.Case ? OfCase(a, cases[a.AboutId]) : OfMoment(a, said[a.AboutId]))];

        CauseAboutRow OfCase(CauseAbout a, Case c) => new(
            a.What, people[a.PersonId].RootId, people[a.PersonId].Name ?? c.PersonName ?? "", c.Number, c.Title, null, c.LastText, a.At, c.ConnectionId is { } connection ? connections.GetValueOrDefault(connection) : null, c.LastVisibility, null, c.State);

        CauseAboutRow OfMoment(CauseAbout a, MomentRow m) => new(
            a.What, people[a.PersonId].RootId, people[a.PersonId].Name ?? m.Author.Name, m.CaseNumber, null, m.Id, m.Text, a.At, m.Channel, m.Visibility, m.Post, null);
    }
}

/// <summary>A case or a word under a cause.</summary>
/// <param name="Case">The number of the case, or of the one the word was said in.</param>
/// <param name="Title">What the case is about.</param>
/// <param name="MomentId">The word; none for a whole case.</param>
/// <param name="Text">What was said; of a case the newest.</param>
public sealed record CauseAboutRow(
    AboutWhat What, Guid PersonId, string PersonName, long? Case, string? Title, Guid? MomentId, string? Text, DateTime At, string? Channel, Visibility Visibility, PostLine? Post, CaseState? State);
