using Kith.Channels;

namespace Kith.Conversations;

/// <summary>Every address of a person on every connection that reaches addresses of its kind, each with the policy's answer.</summary>
static class FindWays
{
    public static async Task<IReadOnlyList<WayFound>> WaysAsync(this KithDb db, PersonGroup group, ChannelRegistry channels, DateTime now, CancellationToken stop, Purpose purpose = Purpose.Service)
    {
        var handles = await db.Handles.Where(h => group.Ids.Contains(h.PersonId)).OrderByDescending(h => h.LastSeen).ThenBy(h => h.Id).ToListAsync(stop);
        var connections = await db.Connections.AsNoTracking().OrderBy(c => c.Name).ToListAsync(stop);
        var (hasOwn, block) = (handles.Any(h => !h.Shared), group.StrictestBlock);
        var noOffers = await NoOffers.ForAsync(db, group, purpose, stop);
        return
        [
            .. from connection in connections
               from surface in channels.Find(connection.Channel)?.Surfaces ?? []
               from handle in handles
               where surface.Visibility == Channels.Visibility.Private && Reaches(surface, connection, handle)
               select WayFound.Of(new WayAsked(connection, surface, handle, block, handle.LastSeen, hasOwn, purpose, noOffers.At(connection.Channel, handle.Kind)), now),
        ];
    }

    /// <summary>A platform's id means something only where it was given; a phone number everywhere.</summary>
    public static bool Reaches(Surface surface, Connection connection, Handle handle) =>
        surface.HandleKind == handle.Kind && (surface.Identity.Scope == IdentityScope.Global ? handle.Scope.Length == 0 : handle.Scope == connection.Id.ToString("N"));

    extension(PersonGroup group)
    {
        public Block StrictestBlock => group.Members.Max(member => member.Block);
    }
}

sealed record WayFound(WayAsked Asked, WayRefused? Reason)
{
    public static WayFound Of(WayAsked asked, DateTime now) => new(asked, WayPolicy.Decide(asked, now));

    public Connection Connection => Asked.Connection;

    public Surface Surface => Asked.Surface;

    public Handle Handle => Asked.Handle;

    public bool IsAllowed => Reason is null;
}
