namespace Kith.People;

/// <summary>
/// GET /api/people?query=: people by any handle or claim, by a number however it is written, by the beginning of an address or of any
/// words of the name. Without a query: those we spoke with last.
/// </summary>
static class FindPeople
{
    public static async Task<Page<PersonRow>> GetAsync(string? query, string? cursor, int? limit, KithDb db, CancellationToken stop)
    {
        var size = Page<PersonRow>.Size(limit);
        return string.IsNullOrWhiteSpace(query) ? await LatestAsync(cursor, size, db, stop) : await FindAsync(query.Trim(), cursor, size, db, stop);
    }

    public static async Task<Page<PersonRow>> FindAsync(string query, string? cursor, int size, KithDb db, CancellationToken stop)
    {
        List<Guid> found = [];
        if (cursor is null) found.AddRange(await ByAddress.FindAsync(query, size, db, stop));
        var (named, next) = await ByNameAsync(query, cursor, size, db, stop);
        return new(await db.PersonRowsAsync([.. found.Concat(named).Distinct()], stop), next);
    }

    static async Task<Page<PersonRow>> LatestAsync(string? cursor, int size, KithDb db, CancellationToken stop)
    {
        var people = db.People.Where(p => p.RootId == p.Id && p.TakenBackAt == null);
        if (cursor is not null)
        {
            var (at, id) = PageCursor.ReadPlace(cursor);
            people = people.Where(p => p.LastAt < at || (p.LastAt == at && p.Id < id));
        }
        var page = await people.OrderByDescending(p => p.LastAt).ThenByDescending(p => p.Id).Take(size + 1).Select(p => new { p.Id, p.LastAt }).ToListAsync(stop);
        var rows = await db.PersonRowsAsync([.. page.Take(size).Select(p => p.Id)], stop);
        return new(rows, page.Count > size ? PageCursor.WritePlace(page[size - 1].LastAt, page[size - 1].Id) : null);
    }

    /// <summary>
    /// Walks the index of name words along the longest word asked for; every other word must begin one of the same person's too. Names that
    /// are the word itself come before those that only begin with it.
    /// </summary>
    static async Task<(IReadOnlyList<Guid> Found, string? Next)> ByNameAsync(string query, string? cursor, int size, KithDb db, CancellationToken stop)
    {
        var asked = PersonName.Words(query).OrderByDescending(word => word.Length).ToList();
        if (asked.Count == 0) return ([], null);

        var (from, to) = (asked[0], Until(asked[0]));
        var words = db.PersonWords.Where(w => w.Word.CompareTo(from) >= 0 && w.Word.CompareTo(to) < 0
            && !db.PersonWords.Any(o => o.PersonId == w.PersonId && o.Word.CompareTo(from) >= 0 && o.Word.CompareTo(w.Word) < 0)
            && db.People.Any(p => p.Id == w.PersonId && p.TakenBackAt == null));
        foreach (var other in asked.Skip(1))
        {
            var end = Until(other);
            words = words.Where(w => db.PersonWords.Any(o => o.PersonId == w.PersonId && o.Word.CompareTo(other) >= 0 && o.Word.CompareTo(end) < 0));
        }
        if (cursor is not null)
        {
            var (word, id) = PlaceOf(cursor);
            words = words.Where(w => w.Word.CompareTo(word) > 0 || (w.Word == word && w.PersonId > id));
        }
        var page = await words.OrderBy(w => w.Word).ThenBy(w => w.PersonId).Take(size + 1).ToListAsync(stop);
        return ([.. page.Take(size).Select(w => w.PersonId)], page.Count > size ? PageCursor.Write(page[size - 1].Word, page[size - 1].PersonId.ToString()) : null);
    }

    /// <summary>Behind everything that begins with this.</summary>
    public static string Until(string beginning) => beginning + "\U0010FFFF";

    static (string Word, Guid Id) PlaceOf(string cursor)
    {
        var parts = PageCursor.Read(cursor, 2);
        return Guid.TryParse(parts[1], out var id) && !parts[0].Contains('\0', StringComparison.Ordinal) ? (parts[0], id) : throw Refusal.BadInput("bad_cursor", "This cursor is not one of ours.");
    }
}
