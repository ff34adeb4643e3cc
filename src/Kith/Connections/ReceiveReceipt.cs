using System.Text.Json;
using Kith.Channels;

namespace Kith.Connections;

/// <summary>How far one of our messages came. Receipts come late, twice and in any order: they only ever move it forward.</summary>
static class ReceiveReceipt
{
    public static void Decide(Incoming incoming, DeliveryChanged receipt, Known known, Plan plan)
    {
        var upToTime = ReadMark.OfTime(incoming, receipt)?.Name;
        foreach (var name in new[] { receipt.AttemptKey is { } planted ? incoming.Name(planted) : null, receipt.OutsideId is { } theirs ? incoming.Name(theirs) : null, upToTime })
            if (name is { } named && known.Sent.TryGetValue(named, out var sent))
                foreach (var one in sent)
                    if ((receipt.From is not { } reader || one.To == incoming.Name(reader)) && (name != upToTime || HasLeft(one.Delivery)))
                    {
                        Move(one, receipt, incoming, known, plan);
                        if (receipt.Complaint is { } words) Stop(one, receipt.Key, words, incoming, known, plan);
                    }
    }

    /// <summary>A time speaks only of what they had by then: a message of that moment may still be on its way.</summary>
    static bool HasLeft(Delivery delivery) => delivery.State is DeliveryState.Sent or DeliveryState.Delivered;

    /// <summary>Who is further? A failure beats "on its way" and gives way to a message that was seen to arrive.</summary>
    public static int Rank(DeliveryState state) => state switch
    {
        DeliveryState.Sent => 1,
        DeliveryState.Failed => 2,
        DeliveryState.Delivered => 3,
        DeliveryState.Read => 4,
        DeliveryState.Withdrawn => 5,
        _ => 0,
    };

    static void Move(SentHere one, DeliveryChanged receipt, Incoming incoming, Known known, Plan plan)
    {
        var delivery = one.Delivery;
        delivery.OutsideId ??= receipt.OutsideId;
        var progress = receipt.Progress;
        if (receipt.Part is { } part) (delivery.Parts, progress) = DeliveryParts.Add(delivery.Parts, part, progress, delivery.Segments);
        var state = StateOf(progress);
        if (Rank(state) > Rank(delivery.State))
        {
            (delivery.State, delivery.StateAt, delivery.NextAt) = (state, incoming.At, null);
            var problem = state == DeliveryState.Failed ? receipt.Problem : null;
            (delivery.ProblemCode, delivery.ProblemWords) = (problem is null ? null : JsonNamingPolicy.CamelCase.ConvertName(problem.Code.ToString()), problem?.Words);
            if (problem?.Code == ProblemCode.NoSuchRecipient) plan.DeadHandles.Add(new(delivery.WorkspaceId, delivery.HandleId, ProblemWord.Of(problem)));
            if (state == DeliveryState.Failed) OweInPublic(one, incoming, known, plan);
            plan.NewsOf(delivery.WorkspaceId).Deliveries.Add(new(delivery.MomentId, delivery.HandleId, state, one.PersonId));
        }
        plan.Change(delivery);
    }

    /// <summary>It counted as said, and nobody reads it there after all.</summary>
    static void OweInPublic(SentHere one, Incoming incoming, Known known, Plan plan)
    {
        if (one.InPublic is not { IsSaidOtherwise: false } said || !known.Workspaces.TryGetValue(incoming.WorkspaceId, out var house)) return;
        if (said.Case.OweAgain(one.Delivery.MomentId, said.Since, house.Answer(PromiseKind.NextAnswer, said.Case, incoming.Connection.Channel.Id, incoming.Arrival.ReceivedAt).Due, incoming.Arrival.ReceivedAt) is not { Count: > 0 } told) return;

        foreach (var moment in told) plan.Add(moment);
        plan.Change(said.Case);
    }

    /// <summary>Whoever complains asks for no more: it holds at once, stands on the record, and ends when they write to us.</summary>
    static void Stop(SentHere one, string key, string words, Incoming incoming, Known known, Plan plan)
    {
        if (known.Has(incoming.Name(key))) return;

        var delivery = one.Delivery;
        (delivery.ProblemCode, delivery.ProblemWords) = (JsonNamingPolicy.CamelCase.ConvertName(nameof(ProblemCode.OptedOut)), words);
        plan.DeadHandles.Add(new(delivery.WorkspaceId, delivery.HandleId, Handle.Complained));
        var moment = ReceiveConsent.MomentOf(incoming, key, one.PersonId, delivery.HandleId, isGiven: false, words);
        plan.Add(moment);
        known.Said[incoming.Name(key)] = new(moment.Id, one.PersonId, null);
    }

    static DeliveryState StateOf(DeliveryProgress progress) => progress switch
    {
        DeliveryProgress.Delivered => DeliveryState.Delivered,
        DeliveryProgress.Read => DeliveryState.Read,
        DeliveryProgress.Failed => DeliveryState.Failed,
        _ => DeliveryState.Sent,
    };
}
