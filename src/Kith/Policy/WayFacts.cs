using Kith.Channels;

namespace Kith.Policy;

/// <summary>What the policy must know of a person and of us, looked up once for all their ways.</summary>
sealed class WayFacts
{
    readonly PersonGroup group;
    readonly Workspace workspace;
    readonly NoOffers noOffers;
    readonly IReadOnlyDictionary<Guid, decimal> spent;
    readonly bool hasOwn;

    WayFacts(PersonGroup group, IReadOnlyList<Handle> handles, Workspace workspace, NoOffers noOffers, IReadOnlyDictionary<Guid, decimal> spent) =>
        (this.group, Handles, this.workspace, this.noOffers, this.spent, hasOwn) = (group, handles, workspace, noOffers, spent, handles.Any(handle => !handle.Shared));

    public IReadOnlyList<Handle> Handles { get; }

    /// <summary>Why we write.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>Whether what is to be said is for their eyes only.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Whether it is a text that the platform approved beforehand.</summary>
    public bool WithTemplate { get; init; }

    public static async Task<WayFacts> OfAsync(KithDb db, PersonGroup group, DateTime now, CancellationToken stop, Purpose purpose = Purpose.Service, bool isPersonal = false, bool withTemplate = false)
    {
        var handles = await db.Handles.Where(h => group.Ids.Contains(h.PersonId)).OrderByDescending(h => h.LastSeen).ThenBy(h => h.Id).ToListAsync(stop);
        return new(group, handles, await db.Workspaces.AsNoTracking().SingleAsync(stop), await NoOffers.ForAsync(db, group, purpose, stop), await db.SpentAsync(now, stop)) { Purpose = purpose, IsPersonal = isPersonal, WithTemplate = withTemplate };
    }

    public WayAsked Ask(Connection connection, Surface surface, Handle handle, DateTime? lastFromPerson) =>
        new(connection, surface, handle, group.StrictestBlock, lastFromPerson, hasOwn, Purpose, noOffers.At(connection.Channel, handle.Kind))
        {
            IsPersonal = IsPersonal,
            WithTemplate = WithTemplate,
            Quiet = workspace.QuietHours,
            Zones = WhereaboutsOf.Zones(group.Root.TimeZone, handle, workspace.TimeZone),
            Spent = spent.GetValueOrDefault(connection.Id),
        };
}
