namespace Kith.Timelines;

/// <summary>GET /api/search: people and what was said, newest first. Notes among teammates are found too; every teammate reads every timeline.</summary>
static class SearchTimelines
{
    const int UsualSize = 20, MostPeople = 5, LongestQuery = 500;

    public static void MapSearch(this RouteGroupBuilder api) => api.MapGet("/search", GetAsync).Allow(Role.Viewer);

    static async Task<SearchAnswer> GetAsync(string? query, string? cursor, int? limit, Work work, KithDb db, CancellationToken stop)
    {
        if (query is { Length: > LongestQuery }) throw Refusal.Field("query", $"At most {LongestQuery} letters.");
        if (string.IsNullOrWhiteSpace(query)) return new([], [], null);

        var size = Page<Hit>.Size(limit, UsualSize);
        var asked = SearchWords.Asked(query);
        var people = cursor is null ? (await FindPeople.FindAsync(query.Trim(), null, MostPeople, db, stop)).Items : [];
        if (asked.Words.Count == 0) return new(people, [], null);

        var found = await MomentIndex.FindAsync(work, asked, cursor is null ? "" : PageCursor.Read(cursor, 1)[0], size + 1, stop);
        var hits = await HitsAsync([.. found.Take(size).Select(f => f.Id)], asked, db, stop);
        return new([.. people.Take(MostPeople)], hits, found.Count > size ? PageCursor.Write(found[size - 1].Place) : null);
    }

    /// <summary>The index only says where to look: what is shown comes from the rows, as they are now and as this workspace sees them.</summary>
    static async Task<IReadOnlyList<Hit>> HitsAsync(IReadOnlyList<Guid> ids, AskedWords asked, KithDb db, CancellationToken stop)
    {
        var said = await db.Moments.Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, stop);
        var shownIds = ids.Where(said.ContainsKey).Select(id => said[id] is { Kind: MomentKind.Edited or MomentKind.Transcript, ReplyTo: { } changed } ? changed : id).Distinct().ToList();
        var moments = await db.Moments.Where(m => shownIds.Contains(m.Id)).ToListAsync(stop);
        var rows = (await db.ShowAsync([.. shownIds.Join(moments, id => id, m => m.Id, (_, m) => m)], stop)).Where(row => !row.Withdrawn).ToList();
        var names = await NamesAsync(db, [.. rows.Select(r => r.PersonId).Distinct()], stop);
        // The index is read in the order in which things were recorded; what came late from long ago takes its place on the page.
        return [.. rows.OrderByDescending(row => row.At).Select(row => (row, SearchSnippet.Of(row.Text ?? row.Call?.Voicemail?.Transcript, asked)))
            .Select(hit => new Hit(hit.row, names.GetValueOrDefault(hit.row.PersonId), hit.Item2.Text, hit.Item2.Highlights))];
    }

    static Task<Dictionary<Guid, string?>> NamesAsync(KithDb db, IReadOnlyList<Guid> people, CancellationToken stop) =>
        db.People.Where(p => people.Contains(p.Id)).Join(db.People, p => p.RootId, root => root.Id, (p, root) => new { p.Id, Name = root.Name ?? p.Name })
            .ToDictionaryAsync(p => p.Id, p => p.Name, stop);
}

public sealed record SearchAnswer(IReadOnlyList<PersonRow> People, IReadOnlyList<Hit> Items, string? Next);

public sealed record Hit(MomentRow Moment, string? PersonName, string Snippet, IReadOnlyList<Highlight> Highlights);
