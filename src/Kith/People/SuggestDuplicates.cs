namespace Kith.People;

/// <summary>
/// Who else may be this person? A few look-ups by index: the same address elsewhere, the same name. Each suggestion shows the facts for and
/// against; nothing is ever merged by it.
/// </summary>
static class SuggestDuplicates
{
    const int MostValues = 20, MostCandidates = 20, MostShown = 5, LeastWeight = 25;

    public static void MapSuggestions(this RouteGroupBuilder people) =>
        people.MapPut("/{id:guid}/suggestions/{otherId:guid}/dismissal", DismissAsync).Allow(Role.Teammate);

    public static async Task<IReadOnlyList<Suggestion>> ForAsync(
        KithDb db, PersonGroup group, IReadOnlyList<HandleRow> handles, IReadOnlyList<ClaimRow> claims, CancellationToken stop)
    {
        var values = handles.Select(h => h.Value).Concat(claims.Select(c => c.Value)).Distinct().Take(MostValues).ToList();
        var candidates = await ByValueAsync(db, values, stop);
        candidates.AddRange(await ByNameAsync(db, group, stop));
        var others = candidates.Distinct().Except(group.Ids).ToList();
        if (others.Count == 0) return [];

        var known = await Portrait.OfAsync(db, [group.Root.Id, .. others], stop);
        var dismissed = await DismissedAsync(db, group, stop);
        var mine = known.Single(p => p.RootId == group.Root.Id);
        return [.. known.Where(p => p.RootId != mine.RootId && !p.Ids.Any(dismissed.Contains))
            .Select(p => mine.CompareWith(p)).Where(s => s.Weight >= LeastWeight)
            .OrderByDescending(s => s.Weight).ThenBy(s => s.PersonId).Take(MostShown)];
    }

    static async Task<List<Guid>> ByValueAsync(KithDb db, IReadOnlyList<string> values, CancellationToken stop)
    {
        if (values.Count == 0) return [];

        var found = await db.Handles.Where(h => values.Contains(h.Value)).Select(h => h.PersonId).Take(MostCandidates).ToListAsync(stop);
        found.AddRange(await db.PersonClaims.Where(c => values.Contains(c.Value)).Select(c => c.PersonId).Take(MostCandidates).ToListAsync(stop));
        return found;
    }

    /// <summary>The longest word of the name must be the same; of another word at least the first letter.</summary>
    static async Task<List<Guid>> ByNameAsync(KithDb db, PersonGroup group, CancellationToken stop)
    {
        var words = PersonName.Words(group.Root.Name).OrderByDescending(word => word.Length).Take(3).ToList();
        if (words is not [var longest, ..] || longest.Length < 2) return [];

        var same = db.PersonWords.Where(w => w.Word == longest);
        foreach (var word in words.Skip(1).Take(1))
        {
            var (initial, end) = (word[..1], FindPeople.Until(word[..1]));
            same = same.Where(w => db.PersonWords.Any(o => o.PersonId == w.PersonId && o.Word != longest
                && (word.Length == 1 ? o.Word.CompareTo(initial) >= 0 && o.Word.CompareTo(end) < 0 : o.Word == word || o.Word == initial)));
        }
        return await same.OrderBy(w => w.PersonId).Select(w => w.PersonId).Take(MostCandidates).ToListAsync(stop);
    }

    static async Task<HashSet<Guid>> DismissedAsync(KithDb db, PersonGroup group, CancellationToken stop) =>
        [.. (await db.Dismissals.Where(d => group.Ids.Contains(d.PersonId)).ToListAsync(stop)).Select(d => d.OtherId)];

    /// <summary>Kept from both sides, so that neither page suggests the other again.</summary>
    static async Task<NoContent> DismissAsync(Guid id, Guid otherId, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var (one, other) = (await PersonGroup.FindAsync(db, id, stop), await PersonGroup.FindAsync(db, otherId, stop));
        if (one.Root.Id == other.Root.Id) throw new Refusal("same_person", "These two are one person. Undo the merge first.");

        foreach (var (a, b) in new[] { (one.Root.Id, other.Root.Id), (other.Root.Id, one.Root.Id) })
            if (!await db.Dismissals.AnyAsync(d => d.PersonId == a && d.OtherId == b, stop))
                db.Add(new Dismissal { WorkspaceId = db.WorkspaceId, PersonId = a, OtherId = b, By = me.Id, At = clock.Now });
        await db.SaveChangesAsync(stop);
        return TypedResults.NoContent();
    }
}
