namespace Kith.Cases;

/// <summary>
/// The running cases that a caller may see, in parts that each are read from their own place in an index: each department that their role
/// sees, what they own elsewhere, and where they are asked elsewhere. The filter of sight stands over every part all the same; without the
/// parts a list would walk along all that is out of sight. A role of branches or connections alone has no index, and walks.
/// </summary>
sealed class CaseReach
{
    readonly IQueryable<Case> running;
    readonly List<Guid>? seen;
    readonly IReadOnlyList<IQueryable<Case>> elsewhere = [];

    CaseReach(IQueryable<Case> cases) => running = cases.Running;

    CaseReach(IQueryable<Case> cases, Guid me, List<Guid> departments, List<Guid> asked) : this(cases)
    {
        var others = running.Where(c => !departments.Contains(c.DepartmentId));
        (seen, elsewhere) = (departments, [others.OwnedBy(me), others.Where(c => c.OwnerId != me && asked.Contains(c.Id))]);
    }

    public static Task<CaseReach> OfAsync(KithDb db, CancellationToken stop) => OfAsync(db, db.Cases, stop);

    /// <summary>The same cases, to be counted and for nothing else.</summary>
    public static Task<CaseReach> ToCountAsync(KithDb db, CancellationToken stop) => OfAsync(db, db.CasesToCount, stop);

    static async Task<CaseReach> OfAsync(KithDb db, IQueryable<Case> cases, CancellationToken stop)
    {
        if (!db.Sight.IsNarrow || (db.Sight.Scopes.OwnCasesOnly ? [] : db.Sight.Scopes.Departments) is not { } departments) return new(cases);

        var me = db.Sight.Of;
        var mine = await db.DepartmentMembers.Where(member => member.TeammateId == me).Select(member => member.DepartmentId).ToListAsync(stop);
        var asks = db.Set<AskedOf>().Where(ask => ask.State != AskState.Withdrawn && (ask.OwnerId == me || mine.Contains(ask.DepartmentId)));
        return new(cases, me, departments, await asks.Join(db.Cases.Running, ask => ask.MatterId, c => c.Id, (_, c) => c.Id).Distinct().ToListAsync(stop));
    }

    public IReadOnlyList<IQueryable<Case>> All => seen is null ? [running] : [.. seen.Select(department => running.Of(department)), .. elsewhere];

    public IReadOnlyList<IQueryable<Case>> In(Guid department) => Walks(department) ? [running.Of(department)] : [.. elsewhere.Select(part => part.Of(department))];

    /// <summary>How many of these there are, up to <paramref name="most"/>: a part of a query, read with the rest of it.</summary>
    public static IQueryable<Guid> Some(IEnumerable<IQueryable<Case>> parts, int most) =>
        parts.Select(part => part.Select(c => c.Id).Take(most)).Aggregate((some, more) => some.Concat(more)).Take(most);

    /// <summary>How many running cases each of these departments has in sight, up to <paramref name="most"/>.</summary>
    public async Task<Dictionary<Guid, int>> CountAsync(IQueryable<Department> departments, int most, CancellationToken stop)
    {
        var walked = seen is null ? departments : departments.Where(d => seen.Contains(d.Id));
        var counts = await walked.Select(d => new { d.Id, Cases = running.Where(c => c.DepartmentId == d.Id).Take(most).Count() }).ToDictionaryAsync(d => d.Id, d => d.Cases, stop);
        if (seen is null) return counts;

        var few = (await elsewhere.Select(part => part.Select(c => c.DepartmentId)).Aggregate((some, more) => some.Concat(more)).GroupBy(id => id).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(stop)).ToDictionary(g => g.Key, g => Math.Min(g.Count, most));
        foreach (var id in await departments.Where(d => !seen.Contains(d.Id)).Select(d => d.Id).ToListAsync(stop)) counts[id] = few.GetValueOrDefault(id);
        return counts;
    }

    bool Walks(Guid department) => seen is null || seen.Contains(department);
}
