using Kith.Channels;
using Microsoft.AspNetCore.Mvc;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Policy;

/// <summary>
/// GET /api/people/{id}/ways: where this person can be written to for this purpose, with these documents, and where not, why, and where
/// instead; and what of theirs stands in public and can be answered there.
/// </summary>
static class ListWays
{
    public static async Task<Ways> ListAsync(
        Guid id, string? purpose, [FromQuery(Name = "document")] Guid[]? documents, Teammate me, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, id, stop);
        var last = await db.LastUsedAsync(group, stop);
        var isPersonal = await db.IsPersonalAsync(documents, [], stop);
        var ways = await db.WaysAsync(group, channels, clock.Now, stop, Offer.PurposeOf(purpose), isPersonal);
        var inPublic = Offer.PurposeOf(purpose) == Purpose.Outreach ? [] : await db.InPublicAsync(group, channels, ways, isPersonal, clock.Now, stop);
        return new([.. ways.Select(way => RowOf(way, last?.Is(way) ?? false) with { Templates = way.TakesTemplates(clock.Now) }).Concat(await RowsAsync(db, inPublic, me, last, stop)).Concat(await OnceAsync(db, group, inPublic, channels, isPersonal, clock.Now, stop)).OrderByDescending(way => way.LastUsed).ThenByDescending(way => way.Allowed)]);
    }

    static async Task<IEnumerable<WayRow>> RowsAsync(KithDb db, IReadOnlyList<(Moment Said, WayFound Way)> inPublic, Teammate me, LastUsed? last, CancellationToken stop)
    {
        var ids = inPublic.Select(one => one.Said.PostId).ToList();
        var posts = ids.Count == 0 ? [] : await db.Posts.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, stop);
        return inPublic.Select(one => RowOf(one.Way, last?.Moment.PostId == one.Said.PostId) with
        {
            Answers = new(one.Said.Id, Case.Glance(one.Said), PostLine.Of(posts[one.Said.PostId!.Value]), PublicWords.EndingOf(me)),
        });
    }

    static async Task<IEnumerable<WayRow>> OnceAsync(
        KithDb db, PersonGroup group, IReadOnlyList<(Moment Said, WayFound Way)> inPublic, ChannelRegistry channels, bool isPersonal, DateTime now, CancellationToken stop)
    {
        var rows = new List<WayRow>();
        foreach (var (said, way) in inPublic)
            if (await db.PrivateReplyWayAsync(group, said, channels, isPersonal, now, stop) is { } once)
                rows.Add(RowOf(once, false) with { Replies = new(said.Id, way.Surface.PrivateReplyUntil(said)) });
        return rows;
    }

    static WayRow RowOf(WayFound way, bool wasLastUsed) => new(
        way.Connection.Id, way.Connection.Name, way.Connection.Channel, way.Surface.Id,
        way.Surface.Visibility == Channels.Visibility.Public ? Visibility.Public : Visibility.Private,
        way.Handle.Id, HandleWords.Label(way.Handle.Kind, way.Handle.Value), way.IsAllowed, way.Reason,
        new(way.Surface.Text.Unit, way.Surface.Text.Max), SegmentCost.Of(way.Connection), wasLastUsed, way.Surface.Format);

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
    /// <summary>Whether a template of the connection may go there now, also where words of our own may not.</summary>
    public bool Templates { get; init; }

    /// <summary>What it answers, in public; none where a message goes to the person alone.</summary>
    public AnswersInPublic? Answers { get; init; }

    /// <summary>What of theirs in public it may be sent to alone, once.</summary>
    public RepliesOnce? Replies { get; init; }
}

/// <summary>Something of theirs that stands in public.</summary>
/// <param name="Ending">What will stand below the words, and counts with them: who says it.</param>
public sealed record AnswersInPublic(Guid MomentId, string Text, PostLine Post, string Ending);

/// <summary>Something of theirs that stands in public, to which one message may go to them alone.</summary>
/// <param name="Until">Until then.</param>
public sealed record RepliesOnce(Guid MomentId, DateTime? Until);

/// <summary>How long a text may be, in the unit the channel counts in.</summary>
public sealed record TextLimit(TextUnit Unit, int Max);

public sealed record SegmentCost(decimal PerSegment, string Currency)
{
    public static SegmentCost? Of(Connection connection) => connection is { Price: { } price, Currency: { } currency } ? new(price, currency) : null;
}
