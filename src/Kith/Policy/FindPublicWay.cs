using Kith.Channels;

namespace Kith.Policy;

/// <summary>In public nobody is written to: only what they said there is answered, there.</summary>
static class FindPublicWay
{
    /// <summary>The way to answer this under its post; null when it does not stand in public.</summary>
    public static async Task<WayFound?> PublicWayAsync(this KithDb db, PersonGroup group, Moment said, ChannelRegistry channels, DateTime now, CancellationToken stop, bool isPersonal = false)
    {
        if (said is not { PostId: not null, ConnectionId: not null, Direction: Direction.In, Kind: MomentKind.Message }) return null;

        var connection = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == said.ConnectionId, stop);
        if (channels.Find(connection.Channel)?.Surfaces.FirstOrDefault(one => one.Id == said.Surface && one.Visibility == Channels.Visibility.Public) is not { } surface) return null;

        var facts = await WayFacts.OfAsync(db, group, now, stop, isPersonal: isPersonal);
        return facts.Handles.Where(h => FindWays.Reaches(surface, connection, h)).OrderByDescending(h => h.PersonId == said.PersonId).FirstOrDefault() is not { } handle ? null
            : WayFound.Of(facts.Ask(connection, surface, handle, handle.LastHeard) with { Item = said.AsItem }, now);
    }

    /// <summary>What of theirs stands in public, each with the way to answer it there.</summary>
    public static async Task<IReadOnlyList<(Moment Said, WayFound Way)>> InPublicAsync(
        this KithDb db, PersonGroup group, ChannelRegistry channels, IReadOnlyList<WayFound> others, bool isPersonal, DateTime now, CancellationToken stop)
    {
        var ways = new List<(Moment, WayFound)>();
        foreach (var said in await db.StandingInPublicAsync(group, stop))
            if (await db.PublicWayAsync(group, said, channels, now, stop, isPersonal) is { } way) ways.Add((said, way.Instead(others)));
        return ways;
    }

    /// <summary>Whether its author took it back, or the platform removed it.</summary>
    public static Task<bool> IsGoneAsync(this KithDb db, Moment said, CancellationToken stop) =>
        db.Moments.AnyAsync(change => change.ReplyTo == said.Id && change.Kind == MomentKind.Withdrawn, stop);

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
