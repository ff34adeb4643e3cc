using Kith.Channels;

namespace Kith.Policy;

/// <summary>Every address of a person on every connection that reaches addresses of its kind, each with the policy's answer: to write to, or to call.</summary>
static class FindWays
{
    public static async Task<IReadOnlyList<WayFound>> WaysAsync(this KithDb db, PersonGroup group, ChannelRegistry channels, DateTime now, CancellationToken stop, Purpose purpose = Purpose.Service, bool isPersonal = false, bool toCall = false, bool withTemplate = false)
    {
        var facts = await WayFacts.OfAsync(db, group, now, stop, purpose, isPersonal, withTemplate);
        var connections = await db.Connections.AsNoTracking().OrderBy(c => c.Name).ToListAsync(stop);
        WayFound[] ways =
        [
            .. from connection in connections
               from surface in channels.Find(connection.Channel)?.Surfaces ?? []
               from handle in facts.Handles
               where surface.Visibility == Channels.Visibility.Private && surface.Wire == Channels.Wire.Call == toCall && Reaches(surface, connection, handle)
               select WayFound.Of(facts.Ask(connection, surface, handle, handle.LastHeard), now),
        ];
        return [.. ways.Select(way => way.Instead(ways))];
    }

    /// <summary>A platform's id means something only where it was given: on one connection, or in one account of ours; a phone number everywhere.</summary>
    public static bool Reaches(Surface surface, Connection connection, Handle handle) =>
        surface.HandleKind == handle.Kind && handle.Scope == surface.Identity.ScopeOf(connection.Id, key => connection.Settings[key]?.ToString());

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

    /// <summary>Whether a text that the platform approved beforehand may go there now.</summary>
    public bool TakesTemplates(DateTime now) => Surface.Templates && WayPolicy.Decide(Asked with { WithTemplate = true }, now) is null;

    /// <summary>Where the answer is no, with the way to take instead: never one on which more people read, and best one that was proved.</summary>
    public WayFound Instead(IEnumerable<WayFound> others) => Reason is null || others
            .Where(other => other.IsAllowed && other.Surface.Visibility == Channels.Visibility.Private)
            .OrderByDescending(other => other.Handle.Strength).ThenByDescending(other => other.Handle.LastSeen).FirstOrDefault() is not { } other
        ? this : this with { Reason = Reason with { Next = new(other.Connection.Id, other.Handle.Id, other.Surface.Id, other.Connection.Channel, HandleWords.Label(other.Handle.Kind, other.Handle.Value)) } };
}
