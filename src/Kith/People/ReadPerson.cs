namespace Kith.People;

/// <summary>GET /api/people/{id}: the page of the person, or of the one they were merged into. Every old id answers for ever.</summary>
static class ReadPerson
{
    const int MostCases = 100;

    public static async Task<PersonPage> GetAsync(Guid id, Teammate me, KithDb db, HttpResponse response, CancellationToken stop)
    {
        // Who an id leads to changes with every merge and undo.
        response.Headers.CacheControl = "no-store";
        return await PageAsync(await PersonGroup.FindAsync(db, id, stop), me, db, stop);
    }

    public static async Task<PersonPage> PageAsync(PersonGroup group, Teammate me, KithDb db, CancellationToken stop)
    {
        var root = group.Root;
        var handles = await HandlesAsync(db, group, stop);
        var claims = await ClaimsAsync(db, group, stop);
        return new PersonPage(
            group.Asked.Id, root.Id, group.MergedInto, root.Name ?? group.Members.Select(m => m.Name).FirstOrDefault(name => name is not null),
            root.Language, root.TimeZone, group.Members.Min(m => m.CreatedAt), root.Fields, group.Members.Max(m => m.Block).OrNull, handles, claims,
            [.. group.Members.OrderBy(m => m.Id != root.Id).ThenBy(m => m.Id).Select(m => new MemberRow(m.Id, m.Name))],
            await CasesAsync(db, group, me, stop), await OrganisationsAsync(db, group, stop),
            await SuggestDuplicates.ForAsync(db, group, handles, claims, stop), await MergesAsync(db, group, stop));
    }

    public static async Task<IReadOnlyList<HandleRow>> HandlesAsync(KithDb db, PersonGroup group, CancellationToken stop)
    {
        var handles = await db.Handles.Where(h => group.Ids.Contains(h.PersonId)).OrderByDescending(h => h.LastSeen).ToListAsync(stop);
        var ids = handles.Select(h => h.Id).ToList();
        var evidence = (await db.Links.Where(l => l.What == Linked.Handle && ids.Contains(l.FromId) && l.UndoneAt == null).ToListAsync(stop)).ToLookup(l => l.FromId);
        return [.. handles.Select(h => HandleRow.Of(h, evidence[h.Id].MaxBy(l => l.At)?.Evidence))];
    }

    public static async Task<IReadOnlyList<ClaimRow>> ClaimsAsync(KithDb db, PersonGroup group, CancellationToken stop) =>
        [.. (await db.PersonClaims.Where(c => group.Ids.Contains(c.PersonId)).OrderBy(c => c.Id).ToListAsync(stop)).Select(ClaimRow.Of)];

    /// <summary>What still runs comes first, by promised time; then what was closed, the latest first.</summary>
    static async Task<IReadOnlyList<CaseRow>> CasesAsync(KithDb db, PersonGroup group, Teammate me, CancellationToken stop)
    {
        var cases = db.Cases.Where(c => group.Ids.Contains(c.PersonId)).OrderBy(c => c.State == CaseState.Closed).ThenByDescending(c => c.LastAt).Take(MostCases);
        var rows = await db.Rows(cases, me.Id).ToListAsync(stop);
        return [.. rows.OrderBy(c => c.State == CaseState.Closed).ThenBy(c => c.State == CaseState.Closed ? null : c.PromiseDue).ThenByDescending(c => c.LastAt)];
    }

    static async Task<IReadOnlyList<BelongsTo>> OrganisationsAsync(KithDb db, PersonGroup group, CancellationToken stop) =>
        await db.Memberships.Where(m => group.Ids.Contains(m.PersonId))
            .Join(db.Organisations, m => m.OrganisationId, o => o.Id, (m, o) => new { o.Id, o.Name, m.Role })
            .OrderBy(o => o.Name).ThenBy(o => o.Id).Select(o => new BelongsTo(o.Id, o.Name, o.Role)).ToListAsync(stop);

    static async Task<IReadOnlyList<MergeRow>> MergesAsync(KithDb db, PersonGroup group, CancellationToken stop)
    {
        if (group.Members.Count == 1) return [];

        var links = await db.Links.Where(l => l.What == Linked.Person && l.UndoneAt == null && group.Ids.Contains(l.FromId)).OrderBy(l => l.At).ToListAsync(stop);
        return await MergeRowsAsync(db, links, group.Members, stop);
    }

    public static async Task<IReadOnlyList<MergeRow>> MergeRowsAsync(KithDb db, IReadOnlyList<Link> links, IReadOnlyList<Person> people, CancellationToken stop)
    {
        var by = links.Select(l => l.By).OfType<Guid>().Distinct().ToList();
        var team = await db.Teammates.Where(t => by.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, stop);
        return [.. links.Select(l => new MergeRow(l.Id, l.FromId, people.FirstOrDefault(p => p.Id == l.FromId)?.Name, l.ToId,
            l.By is { } teammate ? team.GetValueOrDefault(teammate) : null, l.At, l.Evidence))];
    }
}
