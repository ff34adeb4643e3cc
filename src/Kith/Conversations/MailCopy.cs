using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Conversations;

/// <summary>
/// A conversation on its way to the person's own mailbox: one line on the timeline and one delivery, written together. It is no answer and
/// keeps no promise; what comes back to it belongs to the same case.
/// </summary>
sealed class MailCopy(KithDb db, ConnectionBook book, ChannelRegistry channels, KeepLooks keep, TimeProvider clock)
{
    readonly Reply reply = new(db, book, clock);

    public DateTime Now => reply.Now;

    /// <summary>The way by mail to this address of the person; null when they have no such address, or no mailbox of ours hands mail over.</summary>
    public async Task<WayFound?> WayAsync(PersonGroup group, Func<Handle, bool> isTheOne, CancellationToken stop) =>
        (await db.WaysAsync(group, channels, Now, stop)).Where(way => way.Surface.Wire == Channels.Wire.Mail && isTheOne(way.Handle) && CanHandIn(way.Connection.Id))
            .OrderByDescending(way => way.IsAllowed).ThenByDescending(way => way.Handle.LastSeen).ThenBy(way => way.Connection.Name).FirstOrDefault();

    /// <summary>Writes it down to leave at once.</summary>
    /// <param name="once">What makes it the one of its kind; a second one with the same is refused by the database.</param>
    public async Task<Moment> SendAsync(WayFound way, Case kase, MomentKind kind, string subject, (string Text, string Html) words, IReadOnlyList<AttachedFile> files, Actor by, string? once, CancellationToken stop)
    {
        if (!await MailLimits.MayGoByItselfAsync(db, way.Handle.PersonId, kase.Id, Now, stop))
            throw MailLimits.TooMany($"{MailLimits.ByItself} of these went out within an hour. Nothing was sent: wait a little.");

        var parcel = reply.Pack(way, Gate.Cleared.ByKith(new OwnWords(subject, files) { Subject = subject }), $"copies of {kase.Id:N} to {way.Handle.Id:N}");
        var moment = new Moment
        {
            WorkspaceId = db.WorkspaceId,
            Id = Ids.New(Now),
            PersonId = way.Handle.PersonId,
            CaseId = kase.Id,
            At = Now,
            RecordedAt = Now,
            Kind = kind,
            Direction = Direction.Out,
            Visibility = Visibility.Internal,
            ConnectionId = way.Connection.Id,
            Surface = way.Surface.Id,
            ThreadKey = parcel.ThreadKey,
            OutsideKey = once,
            AuthorKind = by.Kind,
            AuthorId = by.Id,
            Detail = new()
            {
                ["subject"] = parcel.Subject,
                ["to"] = MaskedHandle.Of(way.Handle),
                ["words"] = await keep.KeepWordsAsync(db, words.Text, stop),
                ["html"] = await keep.KeepAsync(db, words.Html, stop),
            },
            Attachments = files.Count == 0 ? null : [.. files],
        };
        db.Add(moment);
        db.Add(new Delivery
        {
            WorkspaceId = db.WorkspaceId,
            MomentId = moment.Id,
            HandleId = way.Handle.Id,
            ConnectionId = way.Connection.Id,
            AttemptKey = Ids.New(Now),
            State = DeliveryState.Queued,
            NextAt = Now,
            StateAt = Now,
            Segments = parcel.Segments,
        });
        await reply.ContinueThreadAsync(moment, kase, stop);
        return moment;
    }

    bool CanHandIn(Guid connection) => book.Get(connection) is { } open && open.Can<IPost>()?.Submission(open.Account) is not null;
}
