using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Conversations;

/// <summary>
/// GET /api/people/{id}/ways: where this person can be written to for this purpose, and where not and why; and what of theirs stands in
/// public and can be answered there.
/// </summary>
static class ListWays
{
    public static async Task<Ways> ListAsync(Guid id, string? purpose, Teammate me, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, id, stop);
        var last = await db.LastUsedAsync(group, stop);
        var ways = await db.WaysAsync(group, channels, clock.Now, stop, Offer.PurposeOf(purpose));
        var inPublic = Offer.PurposeOf(purpose) == Purpose.Outreach ? [] : await InPublicAsync(db, group, channels, me, clock.Now, last, stop);
        return new([.. ways.Select(way => RowOf(way, last)).Concat(inPublic).OrderByDescending(way => way.LastUsed).ThenByDescending(way => way.Allowed)]);
    }

    static async Task<List<WayRow>> InPublicAsync(KithDb db, PersonGroup group, ChannelRegistry channels, Teammate me, DateTime now, LastUsed? last, CancellationToken stop)
    {
        var said = await db.StandingInPublicAsync(group, stop);
        var posts = said.Select(m => m.PostId).ToList();
        var lines = said.Count == 0 ? [] : await db.Posts.Where(p => posts.Contains(p.Id)).ToDictionaryAsync(p => p.Id, stop);
        var rows = new List<WayRow>();
        foreach (var one in said)
            if (await db.PublicWayAsync(group, one, channels, now, stop) is { } way)
                rows.Add(RowOf(way, null) with { LastUsed = last?.Moment.PostId == one.PostId, Answers = new(one.Id, Case.Glance(one), PostLine.Of(lines[one.PostId!.Value]), PublicWords.EndingOf(me)) });
        return rows;
    }

    static WayRow RowOf(WayFound way, LastUsed? last) => new(
        way.Connection.Id, way.Connection.Name, way.Connection.Channel, way.Surface.Id,
        way.Surface.Visibility == Channels.Visibility.Public ? Visibility.Public : Visibility.Private,
        way.Handle.Id, HandleWords.Label(way.Handle.Kind, way.Handle.Value), way.IsAllowed, way.Reason,
        new(way.Surface.Text.Unit, way.Surface.Text.Max), null, last?.Is(way) ?? false, way.Surface.Format);

    /// <summary>Where the newest message came or went.</summary>
    public static async Task<LastUsed?> LastUsedAsync(this KithDb db, PersonGroup group, CancellationToken stop)
    {
        var newest = new List<Moment>();
        foreach (var member in group.Ids)
            if (await db.Moments.Where(m => m.PersonId == member && m.Kind == MomentKind.Message && m.ConnectionId != null)
                    .OrderByDescending(m => m.At).ThenByDescending(m => m.Id).FirstOrDefaultAsync(stop) is { } moment) newest.Add(moment);
        if (newest.MaxBy(m => (m.At, m.Id)) is not { } last) return null;

        var handle = last.Direction == Direction.Out
            ? await db.Deliveries.Where(d => d.MomentId == last.Id).Select(d => (Guid?)d.HandleId).FirstOrDefaultAsync(stop) : null;
        return new(last, handle);
    }
}

/// <summary>The newest message, and to which address it went if it was ours.</summary>
sealed record LastUsed(Moment Moment, Guid? HandleId)
{
    // Where threads have names of their own, as in mail, the name says nothing of the address.
    public bool Is(WayFound way) => way.Connection.Id == Moment.ConnectionId && Moment.PostId is null
        && (HandleId is { } id ? way.Handle.Id == id : way.Handle.PersonId == Moment.PersonId && (way.Surface.Threading == Threading.ByThread || Moment.ThreadKey?.EndsWith(way.Handle.Value, StringComparison.Ordinal) != false));
}

public sealed record Ways(IReadOnlyList<WayRow> Items);

/// <param name="Format">html where a message has a subject, other recipients and words with looks; plain elsewhere.</param>
public sealed record WayRow(
    Guid ConnectionId, string ConnectionName, string Channel, string Surface, Visibility Visibility, Guid? HandleId, string Label,
    bool Allowed, WayRefused? Reason, TextLimit Text, SegmentCost? Cost, bool LastUsed, TextFormat Format)
{
    /// <summary>What it answers, in public; none where a message goes to the person alone.</summary>
    public AnswersInPublic? Answers { get; init; }
}

/// <summary>Something of theirs that stands in public.</summary>
/// <param name="Ending">What will stand below the words, and counts with them: who says it.</param>
public sealed record AnswersInPublic(Guid MomentId, string Text, PostLine Post, string Ending);

/// <summary>How long a text may be, in the unit the channel counts in.</summary>
public sealed record TextLimit(TextUnit Unit, int Max);

public sealed record SegmentCost(decimal PerSegment, string Currency);
