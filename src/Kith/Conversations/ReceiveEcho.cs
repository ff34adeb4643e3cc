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
            ReceiveReceipt.Decide(incoming, new DeliveryChanged(echo.Key, echo.Surface, echo.At, echo.AttemptKey, echo.OutsideId, DeliveryProgress.Sent), known, plan);
            return;
        }
        if (known.Has(incoming.Name(echo.Key))) return;

        // Words of ours are no sign that they were heard of: an address that is known stays as it is.
        var who = known.Handles.TryGetValue(incoming.Name(echo.To), out var found) ? found : RecognizePerson.Of(incoming, echo.To, known, plan);
        var message = MomentOf(incoming, echo, who);
        if (who.Block is not (Block.Blocked or Block.Spam) && CaseOf(incoming, echo, who, known) is { } kase)
        {
            message.CaseId = kase.Id;
            Answer(kase, message, known.Workspaces[incoming.WorkspaceId], plan);
        }
        plan.Add(message);
        known.Said[incoming.Name(echo.Key)] = new(message.Id, who.RootId, message.CaseId);
    }

    static bool IsOfKith(Incoming incoming, EchoSeen echo, Known known) =>
        (echo.AttemptKey is { } planted && known.Sent.ContainsKey(incoming.Name(planted))) || known.Sent.ContainsKey(incoming.Name(echo.OutsideId));

    static Case? CaseOf(Incoming incoming, EchoSeen echo, Who who, Known known) =>
        known.Threads.TryGetValue(incoming.Thread(echo.ThreadKey), out var thread) && thread.RootId == who.RootId && known.Cases.GetValueOrDefault(thread.CaseId) is { IsClosed: false } ofThread
            ? ofThread
            : known.Running.TryGetValue(who.RootId, out var running) ? running.Where(c => !c.IsClosed).MaxBy(c => (c.LastAt, c.Id)) : null;

    /// <summary>What they said after it is not answered by it.</summary>
    static void Answer(Case kase, Moment message, KnownWorkspace house, Plan plan)
    {
        if (message.At < kase.LastAt) return;

        kase.AnsweredElsewhere(message, house.LookAgain);
        plan.Answer(kase, message.At);
    }

    static Moment MomentOf(Incoming incoming, EchoSeen echo, Who who) => new()
    {
        WorkspaceId = incoming.WorkspaceId,
        Id = Ids.New(incoming.Arrival.ReceivedAt),
        PersonId = who.PersonId,
        At = incoming.At,
        RecordedAt = incoming.Arrival.ReceivedAt,
        Kind = MomentKind.Message,
        Direction = Direction.Out,
        Visibility = incoming.Connection.SurfaceOf(echo.Surface)?.Visibility == Channels.Visibility.Public ? Visibility.Public : Visibility.Private,
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
}
