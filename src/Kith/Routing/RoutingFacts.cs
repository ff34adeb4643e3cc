namespace Kith.Routing;

/// <summary>
/// What the rules ask of the people and teams that a batch names, read before the batch takes its turn. Where the rules of a house ask for nothing but
/// the message itself, nothing is read.
/// </summary>
sealed class RoutingFacts(Store store, WhoIsIn here)
{
    readonly Dictionary<Guid, PersonFacts> people = [];
    readonly Dictionary<Guid, TeamNow> teams = [];

    public PersonFacts Of(Guid rootPerson) => people.GetValueOrDefault(rootPerson) ?? PersonFacts.None;

    public TeamNow TeamOf(Guid workspace) => teams.GetValueOrDefault(workspace) ?? TeamNow.Nobody;

    /// <summary>People without an open case whom nobody looked up yet, by workspace; and workspaces whose team nobody looked at. None when all is there.</summary>
    public ILookup<Guid, Guid?> Missing(Known known)
    {
        var missing = known.Workspaces.Where(house => house.Value.Rules.AsksForTeam && !teams.ContainsKey(house.Key)).Select(house => (house.Key, (Guid?)null));
        var strangers = known.Handles.Where(one => known.Workspaces.TryGetValue(one.Key.WorkspaceId, out var house) && house.Rules.AsksForPerson
                && !known.Running.ContainsKey(one.Value.RootId) && !people.ContainsKey(one.Value.RootId))
            .Select(one => (one.Key.WorkspaceId, (Guid?)one.Value.RootId));
        return missing.Concat(strangers).Distinct().ToLookup(one => one.Item1, one => one.Item2);
    }

    public async Task ReadAsync(ILookup<Guid, Guid?> missing, DateTime now, CancellationToken stop)
    {
        foreach (var workspace in missing)
        {
            await using var work = await store.ReadAsync(workspace.Key, stop);
            if (workspace.Contains(null)) teams[workspace.Key] = await work.Db.TeamNowAsync(here, now, stop);
            var roots = workspace.OfType<Guid>().ToList();
            foreach (var (root, facts) in await work.Db.PersonFactsAsync(roots, stop)) people[root] = facts;
            foreach (var root in roots) people.TryAdd(root, PersonFacts.None);
        }
    }
}
