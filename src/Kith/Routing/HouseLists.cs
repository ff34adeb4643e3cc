using Kith.Channels;

namespace Kith.Routing;

/// <summary>All that a rule may name.</summary>
/// <param name="Channels">Whether something is said in public there, and to us alone.</param>
/// <param name="Connections">Each with its kind of channel.</param>
/// <param name="Answering">Teammates who are here and may answer.</param>
/// <param name="Members">Departments with at least one member who may answer.</param>
sealed record HouseLists(
    Guid WorkspaceId, HouseNames Names, IReadOnlyDictionary<string, (bool HasPublic, bool HasPrivate)> Channels, IReadOnlyDictionary<Guid, string> Connections,
    IReadOnlySet<Guid> Organisations, IReadOnlySet<string> Fields, IReadOnlyDictionary<Guid, string> Answering, IReadOnlySet<Guid> Members)
{
    public static async Task<HouseLists> ReadAsync(KithDb db, ChannelRegistry channels, IReadOnlyCollection<Guid> organisations, CancellationToken stop)
    {
        var answering = await db.Teammates.Where(t => t.LeftAt == null && t.Role > Role.Viewer).ToDictionaryAsync(t => t.Id, t => t.Name, stop);
        var members = await db.DepartmentMembers.ToListAsync(stop);
        return new(
            db.WorkspaceId, await db.HouseNamesAsync(stop),
            channels.All.ToDictionary(one => one.Id, one => (one.Surfaces.Any(s => s.Visibility == Kith.Channels.Visibility.Public), one.Surfaces.Any(s => s.Visibility != Kith.Channels.Visibility.Public))),
            await db.Connections.ToDictionaryAsync(c => c.Id, c => c.Channel, stop),
            (await db.Organisations.Where(o => organisations.Contains(o.Id)).Select(o => o.Id).ToListAsync(stop)).ToHashSet(),
            (await db.OwnFields.Select(f => f.Key).ToListAsync(stop)).ToHashSet(),
            answering, members.Where(m => answering.ContainsKey(m.TeammateId)).Select(m => m.DepartmentId).ToHashSet());
    }

    public static IReadOnlyCollection<Guid> OrganisationsIn(IEnumerable<RuleConditions?> conditions) => [.. conditions.SelectMany(one => one?.Organisations ?? []).Distinct()];
}
