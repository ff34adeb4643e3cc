using Kith.Channels;

namespace Kith.Conversations;

/// <summary>
/// Where a platform lets us write to whoever said something in public, alone and once for each thing they said. What they write back is a conversation like any other,
/// and continues the same matter.
/// </summary>
static class PrivateReply
{
    /// <summary>The way to the author of this alone, with why not where it is used up or over; null where its place knows no such way.</summary>
    public static async Task<WayFound?> PrivateReplyWayAsync(this KithDb db, PersonGroup group, Moment said, ChannelRegistry channels, bool isPersonal, DateTime now, CancellationToken stop)
    {
        if (await db.PublicWayAsync(group, said, channels, now, stop, isPersonal) is not { } inPublic || inPublic.Surface is not { RepliesPrivatelyWithin: { } within, GoPrivate: { } place }) return null;
        if (channels.Find(inPublic.Connection.Channel)?.Surfaces.FirstOrDefault(one => one.Id == place) is not { } surface) return null;

        var reason = now >= said.At + within ? LateBy(within) : await IsUsedAsync(db, group, said, inPublic, stop) ? used : await db.IsGoneAsync(said, stop) ? gone : null;
        return new(inPublic.Asked with { Surface = surface }, inPublic.Reason ?? reason);
    }

    /// <summary>Until when.</summary>
    public static DateTime? PrivateReplyUntil(this Surface inPublic, Moment said) => said.At + inPublic.RepliesPrivatelyWithin;

    static readonly WayRefused used = new("private_reply_used", "They were written to alone about this already, and the platform allows it once. Answer in public, or wait until they write.");

    static readonly WayRefused gone = new("gone", "It is gone from there, and only what stands there can be answered alone. Wait until they write.");

    static WayRefused LateBy(TimeSpan within) =>
        new("private_reply_late", $"They could be written to alone about this for {within.TotalDays:0} days, and those are over. Answer in public, and ask them to write to us.");

    /// <summary>What failed or was taken back in time has not reached them.</summary>
    static Task<bool> IsUsedAsync(KithDb db, PersonGroup group, Moment said, WayFound inPublic, CancellationToken stop) => db.Moments
        .Where(m => group.Ids.Contains(m.PersonId) && m.At >= said.At && m.ReplyTo == said.Id && m.PostId == null && m.Direction == Direction.Out && m.Kind == MomentKind.Message && m.Surface == inPublic.Surface.GoPrivate)
        .Join(db.Deliveries.Where(d => d.State != DeliveryState.Failed && d.State != DeliveryState.Withdrawn), m => m.Id, d => d.MomentId, (_, d) => d.HandleId)
        .Join(db.Handles.Where(h => h.Kind == inPublic.Handle.Kind), id => id, h => h.Id, (id, _) => id).AnyAsync(stop);
}
