using System.Text.Json;
using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Cases;

/// <summary>Opens a case for a message that continues none: a department, a promise with a time, and a line on the timeline for each.</summary>
static class OpenCase
{
    public static (Case Case, Routed Routed) For(Incoming incoming, Moment message, MessageReceived said, Who who, KnownWorkspace house, Known known, Plan plan)
    {
        var now = incoming.Arrival.ReceivedAt;
        var kase = new Case
        {
            WorkspaceId = incoming.WorkspaceId,
            Id = Ids.New(now),
            PersonId = who.PersonId,
            PersonName = who.Name ?? Label(who.Handle),
            Title = said.Subject,
            State = CaseState.Open,
            PromiseKind = PromiseKind.FirstAnswer,
            OpenedAt = now,
            LastAt = DateTime.MinValue,
        };
        kase.RootId = kase.Id;
        var routed = RouteCase.Of(house.Rules, MatterOf(incoming, said, who, known), known.Facts?.TeamOf(incoming.WorkspaceId) ?? TeamNow.Nobody, incoming.Connection.Department, house.DefaultDepartment);
        routed.Place(kase);
        kase.PromiseDue = house.Answer(PromiseKind.FirstAnswer, kase, incoming.Connection.Channel.Id, now).Due;
        kase.Remember(message);
        if (message.PostId is not null) kase.OwePublic(message.At);
        plan.Opened.Add(kase);
        known.Add(who.RootId, kase);
        return (kase, routed);
    }

    /// <summary>To be told after the message itself, so that the timeline reads in the order in which it happened.</summary>
    public static void Opened(Case kase, Routed routed, Moment message, KnownWorkspace house, string channel, Plan plan)
    {
        var opened = MomentOf(kase, message, MomentKind.CaseOpened);
        opened.Detail = routed.Trace(house.Names);
        plan.Add(opened);
        if (routed.Owner is { } owner) plan.Add(Notice.Routed(owner.Id, kase, opened, message.RecordedAt));
        var promised = MomentOf(kase, message, MomentKind.Promised);
        promised.Detail = new() { ["kind"] = JsonNamingPolicy.CamelCase.ConvertName(kase.PromiseKind.ToString()), ["due"] = kase.PromiseDue };
        plan.Add(promised);
        plan.Promises.Add(Promise.By(house.Answer(PromiseKind.FirstAnswer, kase, channel, message.RecordedAt), kase, PromiseKind.FirstAnswer, message.RecordedAt));
        if (house.Solution(kase, channel, message.RecordedAt) is { } solution) plan.Promises.Add(Promise.By(solution, kase, PromiseKind.Solution, message.RecordedAt));
    }

    public static void Reopened(Case kase, Moment message, Plan plan) => plan.Add(MomentOf(kase, message, MomentKind.CaseReopened));

    static Moment MomentOf(Case kase, Moment message, MomentKind kind) => new()
    {
        WorkspaceId = kase.WorkspaceId,
        Id = Ids.New(message.RecordedAt),
        PersonId = message.PersonId,
        At = message.At,
        RecordedAt = message.RecordedAt,
        Kind = kind,
        Visibility = Visibility.Internal,
        CaseId = kase.Id,
        AuthorKind = AuthorKind.System,
    };

    static Matter MatterOf(Incoming incoming, MessageReceived said, Who who, Known known) => new(
        incoming.Connection.Channel.Id, incoming.Connection.Id, incoming.IsPublic, Matter.TextOf(said.Subject, said.Text), incoming.Arrival.ReceivedAt,
        known.Facts?.Of(who.RootId) ?? PersonFacts.None);

    /// <summary>Addresses that people know by heart stand in for a name; the others mean nothing to anybody.</summary>
    static string? Label(Handle handle) => handle.Kind is AddressKind.Phone or AddressKind.Email or "http" ? HandleWords.Label(handle.Kind, handle.Value) : null;
}
