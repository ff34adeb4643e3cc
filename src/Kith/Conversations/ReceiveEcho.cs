using System.Text.Json.Nodes;
using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Conversations;

/// <summary>
/// A message of ours comes back. What Kith sent is settled by it; what a colleague wrote in the platform's own app is recorded as said by one
/// of us whom Kith does not know, and keeps what was promised.
/// </summary>
static class ReceiveEcho
{
    public static void Decide(Incoming incoming, EchoSeen echo, Known known, Plan plan)
    {
        if (IsOfKith(incoming, echo, known))
        {
            Reach(incoming, echo, known, plan);
            ReceiveReceipt.Decide(incoming, new DeliveryChanged(echo.Key, echo.Surface, echo.At, echo.AttemptKey, echo.OutsideId, DeliveryProgress.Sent), known, plan);
            return;
        }
        if (known.Has(incoming.Name(echo.Key)) || ToldTo(incoming, echo, known, plan) is not { } told) return;

        var message = MomentOf(incoming, echo, told);
        if (told.Block is not (Block.Blocked or Block.Spam) && CaseOf(incoming, echo, told, known) is { } kase)
        {
            message.CaseId = kase.Id;
            if (message.PostId is not null) kase.SaidInPublic();
            Answer(kase, message, known.Workspaces[incoming.WorkspaceId], plan);
        }
        plan.Add(message);
        known.Said[incoming.Name(echo.Key)] = new(message.Id, told.RootId, message.CaseId, message.PostId, message.At);
    }

    static bool IsOfKith(Incoming incoming, EchoSeen echo, Known known)
    {
        var theirs = incoming.Name(echo.OutsideId);
        if ((echo.AttemptKey is { } planted && known.Sent.ContainsKey(incoming.Name(planted))) || known.Sent.ContainsKey(theirs)) return true;
        if (!incoming.BringsNoKey(echo) || UnderWayOf(incoming, theirs, echo, known) is not { } ours) return false;

        known.Add(theirs, ours.Sent);
        return true;
    }

    /// <summary>Written to by what they said in public, they have an address in private now, which the answer would have told if it was not lost.</summary>
    static void Reach(Incoming incoming, EchoSeen echo, Known known, Plan plan)
    {
        if (echo.To is not { } to || known.Handles.ContainsKey(incoming.Name(to)) || known.Sent.GetValueOrDefault(incoming.Name(echo.AttemptKey ?? echo.OutsideId)) is not [var sent, ..] || sent.To.Kind == to.Kind) return;

        var handle = Handle.Reached(incoming.WorkspaceId, incoming.Name(to), sent.PersonId, incoming.Arrival.ReceivedAt);
        plan.Handles.Add(handle);
        known.Handles[incoming.Name(to)] = new Who(handle, sent.PersonId, null, handle.LastSeen, Block.None);
    }

    /// <summary>It may be back before its answer is: then the words, and the post or the person, tell. One message of ours comes back once.</summary>
    static UnderWay? UnderWayOf(Incoming incoming, OutsideName theirs, EchoSeen echo, Known known) => known.UnderWay.GetValueOrDefault(theirs)?.FirstOrDefault(one =>
        one.Surface == echo.Surface && one.PostKey == echo.PostKey && (echo.To is not { } to || to.Kind != one.Sent.To.Kind || one.Sent.To == incoming.Name(to)) && PlainText.SameWords(one.Text, echo.Text) && !known.Sent.Values.Any(others => others.Any(other => other.Delivery.AttemptKey == one.Sent.Delivery.AttemptKey)));

    /// <summary>Words of ours are no sign that they were heard of: an address that is known stays as it is. What answers something is said to its author.</summary>
    static Told? ToldTo(Incoming incoming, EchoSeen echo, Known known, Plan plan)
    {
        if (echo.To is { } to)
        {
            var who = known.Handles.TryGetValue(incoming.Name(to), out var found) ? found : RecognizePerson.Of(incoming, to, known, plan);
            return new(who.PersonId, who.RootId, who.Block, null);
        }
        return echo.Answers is { } key && known.Said.TryGetValue(incoming.Name(key), out var answered) ? new(answered.RootId, answered.RootId, Block.None, answered) : null;
    }

    static Case? CaseOf(Incoming incoming, EchoSeen echo, Told told, Known known) =>
        told.Answered is { CaseId: { } answered } ? known.Cases.GetValueOrDefault(answered)
        : known.Threads.TryGetValue(incoming.Thread(echo.ThreadKey), out var thread) && thread.RootId == told.RootId && known.Cases.GetValueOrDefault(thread.CaseId) is { IsClosed: false } ofThread
            ? ofThread
            : known.Running.TryGetValue(told.RootId, out var running) ? running.Where(c => !c.IsClosed).MaxBy(c => (c.LastAt, c.Id)) : null;

    /// <summary>What they said after it is not answered by it.</summary>
    static void Answer(Case kase, Moment message, KnownWorkspace house, Plan plan)
    {
        if (message.At < kase.LastAt) return;

        kase.AnsweredElsewhere(message, house.LookAgain(kase));
        plan.Answer(kase, message.At);
    }

    static Moment MomentOf(Incoming incoming, EchoSeen echo, Told told) => new()
    {
        WorkspaceId = incoming.WorkspaceId,
        Id = Ids.New(incoming.Arrival.ReceivedAt),
        PersonId = told.PersonId,
        At = incoming.At,
        RecordedAt = incoming.Arrival.ReceivedAt,
        Kind = MomentKind.Message,
        Direction = Direction.Out,
        Visibility = incoming.IsPublic ? Visibility.Public : Visibility.Private,
        PostId = incoming.IsPublic ? told.Answered?.PostId : null,
        ReplyTo = told.Answered?.MomentId,
        ConnectionId = incoming.Connection.Id,
        Surface = echo.Surface,
        ThreadKey = echo.ThreadKey,
        OutsideKey = echo.Key,
        AuthorKind = AuthorKind.Teammate,
        Text = echo.Text,
        Detail = DetailOf(echo),
    };

    static JsonObject DetailOf(EchoSeen echo)
    {
        var detail = new JsonObject { ["elsewhere"] = true };
        if (echo.Attachments.Count > 0) detail["media"] = new JsonArray([.. echo.Attachments.Select(media => ReceiveMessage.MediaOf(media, null))]);
        return detail;
    }

    /// <summary>To whom it was said, and what it answers where the platform tells that instead.</summary>
    sealed record Told(Guid PersonId, Guid RootId, Block Block, Said? Answered);
}
