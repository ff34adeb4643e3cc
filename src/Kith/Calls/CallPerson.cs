using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Calls;

/// <summary>POST /api/people/{id}/calls: our own phone rings first, and when it is picked up, the person's.</summary>
static class CallPerson
{
    /// <param name="Id">Made by the browser: sent again it is the same call, and nobody's phone rings twice.</param>
    /// <param name="About">The call that is called back: to the same number, from the same line.</param>
    /// <param name="Ring">The phone that rings first; remembered as the teammate's own. Not needed where one is remembered.</param>
    public sealed record NewCall(Guid Id, Guid? ConnectionId, Guid? HandleId, Guid? About, string? Ring);

    public static async Task<Created<MomentRow>> CallAsync(Guid id, NewCall asked, Teammate me, KithDb db, ChannelRegistry channels, ConnectionBook book, TimeProvider clock, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, id, stop);
        var callId = CallKeys.IdOf(me, asked.Id);
        if (await db.Moments.SingleOrDefaultAsync(m => m.Id == callId, stop) is { } before)
            return group.Ids.Contains(before.PersonId) && before.Kind == MomentKind.Call ? await AnswerAsync(db, before, stop) : throw ClientId.Taken();

        if (asked.Ring is { Length: > 0 } ring) me.Phone = await OwnPhone.ReadAsync(db, ring, stop, "ring");
        if (me.Phone is not { } ours) throw Refusal.Field("ring", "Which phone is yours? It rings first.");

        var way = await WayAsync(db, group, asked, channels, clock.Now, stop);
        if (way.Reason is { } reason) throw new Refusal(reason.Code, reason.Words);
        if (way.Handle.Value == ours) throw Refusal.Field("ring", "This is the number to be called. Give the phone that you pick up.");

        var call = MomentOf(db, callId, way, book, ours, me, clock.Now);
        call.CaseId = (await db.ChooseCaseAsync(group, null, way.Connection.Id, call.ThreadKey!, stop))?.Id;
        db.Add(call);
        await db.SaveChangesAsync(stop);
        return await AnswerAsync(db, call, stop);
    }

    static async Task<WayFound> WayAsync(KithDb db, PersonGroup group, NewCall asked, ChannelRegistry channels, DateTime now, CancellationToken stop)
    {
        var about = asked.About is { } id
            ? await db.Moments.SingleOrDefaultAsync(m => m.Id == id && m.Kind == MomentKind.Call && group.Ids.Contains(m.PersonId), stop) ?? throw Refusal.NotFound("There is no such call of this person.") : null;
        var ways = (await db.WaysAsync(group, channels, now, stop, toCall: true)).ToList();
        if (asked.HandleId is { } handle && ways.Count > 0 && ways.All(way => way.Handle.Id != handle)) throw Refusal.NotFound("This person has no such number.");

        var fitting = ways.Where(way => (asked.ConnectionId is null || way.Connection.Id == asked.ConnectionId) && (asked.HandleId is null || way.Handle.Id == asked.HandleId)).ToList();
        if (asked.HandleId is null && about?.ThreadKey is { } thread && fitting.Where(way => thread.EndsWith($":{way.Handle.Value}", StringComparison.Ordinal)).ToList() is { Count: > 0 } same) fitting = same;
        return fitting.OrderByDescending(way => way.IsAllowed).ThenByDescending(way => way.Connection.Id == about?.ConnectionId).FirstOrDefault()
            ?? throw new Refusal("no_way", "There is no telephone line, or no number of theirs to call.");
    }

    static Moment MomentOf(KithDb db, Guid id, WayFound way, ConnectionBook book, string ours, Teammate me, DateTime now) => new()
    {
        WorkspaceId = db.WorkspaceId,
        Id = id,
        PersonId = way.Handle.PersonId,
        At = now,
        RecordedAt = now,
        Kind = MomentKind.Call,
        Direction = Direction.Out,
        Visibility = Visibility.Private,
        ConnectionId = way.Connection.Id,
        Surface = way.Surface.Id,
        ThreadKey = $"{book.Get(way.Connection.Id)?.Channel.AddressOf(book.Get(way.Connection.Id)!.Account)}:{way.Handle.Value}",
        OutsideKey = CallKeys.Of(id),
        AuthorKind = AuthorKind.Teammate,
        AuthorId = me.Id,
        Detail = new() { ["ring"] = ours, ["kind"] = way.Handle.Kind, ["to"] = way.Handle.Value },
    };

    static async Task<Created<MomentRow>> AnswerAsync(KithDb db, Moment call, CancellationToken stop) => TypedResults.Created((string?)null, await db.ShowAsync(call, stop));
}
