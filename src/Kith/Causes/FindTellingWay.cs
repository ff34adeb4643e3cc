using Kith.Channels;

namespace Kith.Causes;

/// <summary>Where a person is told: in the place where they said it, or where a teammate chose; and when the one policy says no, why, and the next way.</summary>
sealed record TellingWay(WayFound? Way, WayRefused? Reason)
{
    public static TellingWay Of(WayFound way) => new(way, way.Reason);
}

static class FindTellingWay
{
    public static async Task<TellingWay> WayOfAsync(this KithDb db, Telling telling, PersonGroup group, Moment? said, ChannelRegistry channels, DateTime now, CancellationToken stop)
    {
        var ways = await db.WaysAsync(group, channels, now, stop);
        if (telling.HandleId is { } handle)
            return ways.FirstOrDefault(way => way.Connection.Id == telling.ConnectionId && way.Handle.Id == handle) is { } chosen ? TellingWay.Of(chosen) : Nowhere(ways, noWay);
        if (said is { PostId: not null }) return await InPublicAsync(db, group, said, ways, channels, now, stop);
        if (said is not null) return ways.Where(way => new LastUsed(said, null).Is(way)).OrderByDescending(way => way.IsAllowed).FirstOrDefault() is { } same ? TellingWay.Of(same) : Nowhere(ways, noWay);
        return ways.Where(way => way.IsAllowed).OrderByDescending(way => way.Handle.Strength).ThenByDescending(way => way.Handle.LastSeen).FirstOrDefault() is { } best ? TellingWay.Of(best)
            : ways is [var any, ..] ? TellingWay.Of(any) : new(null, noWay);
    }

    static async Task<TellingWay> InPublicAsync(KithDb db, PersonGroup group, Moment said, IReadOnlyList<WayFound> ways, ChannelRegistry channels, DateTime now, CancellationToken stop)
    {
        if (await db.IsGoneAsync(said, stop)) return Nowhere(ways, gone);
        return await db.PublicWayAsync(group, said, channels, now, stop) is { } way ? TellingWay.Of(way.Instead(ways)) : Nowhere(ways, byHand);
    }

    /// <summary>Refused before any way was found; the best of the others is offered all the same.</summary>
    static TellingWay Nowhere(IReadOnlyList<WayFound> ways, WayRefused reason) =>
        ways.Where(way => way.IsAllowed).OrderByDescending(way => way.Handle.Strength).ThenByDescending(way => way.Handle.LastSeen).FirstOrDefault() is { } next
            ? new(null, reason with { Next = new(next.Connection.Id, next.Handle.Id, next.Surface.Id, next.Connection.Channel, HandleWords.Label(next.Handle.Kind, next.Handle.Value)) }) : new(null, reason);

    static readonly WayRefused noWay = new("no_way", "There is no address of theirs at which we can write to them.");

    static readonly WayRefused gone = new("gone", "What they said is gone from there: nothing can be said below it any more.");

    static readonly WayRefused byHand = new("by_hand", "This was found where Kith cannot speak. Say it there by hand, and leave them out here with the link to it.");
}
