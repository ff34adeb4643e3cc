namespace Kith.Routing;

/// <summary>Looks up what rules ask of people and of the team; only for houses whose rules ask.</summary>
static class ReadFacts
{
    /// <param name="roots">Surviving people.</param>
    public static async Task<Dictionary<Guid, PersonFacts>> PersonFactsAsync(this KithDb db, IReadOnlyCollection<Guid> roots, CancellationToken stop)
    {
        var all = await db.People.AsNoTracking().Where(p => roots.Contains(p.RootId)).Select(p => new { p.Id, p.RootId, p.Language, p.Fields }).ToListAsync(stop);
        var ids = all.Select(p => p.Id).ToList();
        var memberships = (await db.Memberships.Where(m => ids.Contains(m.PersonId)).Select(m => new { m.PersonId, m.OrganisationId }).ToListAsync(stop)).ToLookup(m => m.PersonId, m => m.OrganisationId);
        var answers = (await db.People.Where(p => ids.Contains(p.Id)).Select(p => db.Moments
                .Where(m => m.PersonId == p.Id && m.Direction == Direction.Out && m.AuthorKind == AuthorKind.Teammate && m.Kind == MomentKind.Message)
                .OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Select(m => new { m.PersonId, m.At, m.AuthorId }).FirstOrDefault()).ToListAsync(stop))
            .Where(answer => answer is not null).ToDictionary(answer => answer!.PersonId);
        var branches = (await db.Cases.Where(c => ids.Contains(c.PersonId) && c.BranchId != null).Select(c => new { c.PersonId, c.LastAt, c.BranchId }).ToListAsync(stop)).ToLookup(c => c.PersonId);
        return all.GroupBy(p => p.RootId).ToDictionary(group => group.Key, group =>
        {
            var root = group.FirstOrDefault(p => p.Id == group.Key) ?? group.First();
            return new PersonFacts(
                root.Language ?? group.Select(p => p.Language).FirstOrDefault(language => language is not null), root.Fields, [.. group.SelectMany(p => memberships[p.Id]).Distinct()],
                group.Select(p => answers.GetValueOrDefault(p.Id)).Where(answer => answer is not null).MaxBy(answer => answer!.At)?.AuthorId,
                group.SelectMany(p => branches[p.Id]).MaxBy(kase => kase.LastAt)?.BranchId);
        });
    }

    public static async Task<TeamNow> TeamNowAsync(this KithDb db, WhoIsIn here, DateTime now, CancellationToken stop)
    {
        var loads = await db.Cases.Running.Where(c => c.OwnerId != null).GroupBy(c => c.OwnerId!.Value).Select(g => new { g.Key, Count = g.Count(), Last = g.Max(c => c.OpenedAt) }).ToDictionaryAsync(g => g.Key, stop);
        var team = await db.Teammates.AsNoTracking().Where(t => t.LeftAt == null).ToListAsync(stop);
        var members = await db.DepartmentMembers.AsNoTracking().ToListAsync(stop);
        return new(team.ToDictionary(t => t.Id, t => new Mate(t.Id, t.Name, t.Role > Role.Viewer, t.IsAway(now), here.IsIn(t.WorkspaceId, t.Id, now), t.StandInId)
        {
            OpenCases = loads.GetValueOrDefault(t.Id)?.Count ?? 0,
            LastGiven = loads.GetValueOrDefault(t.Id)?.Last ?? default,
        }), members.ToLookup(m => m.DepartmentId, m => m.TeammateId));
    }
}
