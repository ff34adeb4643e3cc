using Kith.Channels;

namespace Kith.Conversations;

/// <summary>In public nobody is written to: only what they said there is answered, there.</summary>
static class FindPublicWay
{
    /// <summary>The way to answer this under its post; null when it does not stand in public.</summary>
    public static async Task<WayFound?> PublicWayAsync(this KithDb db, PersonGroup group, Moment said, ChannelRegistry channels, DateTime now, CancellationToken stop)
    {
        if (said is not { PostId: not null, Direction: Direction.In, Kind: MomentKind.Message }) return null;

        var connection = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == said.ConnectionId, stop);
        if (channels.Find(connection.Channel)?.Surfaces.FirstOrDefault(one => one.Id == said.Surface && one.Visibility == Channels.Visibility.Public) is not { } surface) return null;

        var handles = await db.Handles.Where(h => group.Ids.Contains(h.PersonId)).OrderByDescending(h => h.LastSeen).ThenBy(h => h.Id).ToListAsync(stop);
        return handles.Where(h => FindWays.Reaches(surface, connection, h)).OrderByDescending(h => h.PersonId == said.PersonId).FirstOrDefault() is not { } handle ? null
            : WayFound.Of(new WayAsked(connection, surface, handle, group.StrictestBlock, handle.LastSeen, handles.Any(h => !h.Shared), Purpose.Service, false), now);
    }

    /// <summary>The newest word of theirs under each post that still stands there; the newest post first.</summary>
    public static async Task<List<Moment>> StandingInPublicAsync(this KithDb db, PersonGroup group, CancellationToken stop)
    {
        const int MostLooked = 50;
        var said = new List<Moment>();
        foreach (var member in group.Ids)
            said.AddRange(await db.Moments.Where(m => m.PersonId == member && m.PostId != null && m.Direction == Direction.In && m.Kind == MomentKind.Message
                && !db.Moments.Any(change => change.ReplyTo == m.Id && change.Kind == MomentKind.Withdrawn)).OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(MostLooked).ToListAsync(stop));
        return [.. said.OrderByDescending(m => m.At).ThenByDescending(m => m.Id).DistinctBy(m => m.PostId)];
    }
}
