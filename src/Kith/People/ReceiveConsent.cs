using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.People;

/// <summary>STOP and START: they hold at once, for everything that goes to this handle, and stay on the record in the person's own words.</summary>
static class ReceiveConsent
{
    public static void Decide(Incoming incoming, ConsentChanged consent, Known known, Plan plan)
    {
        if (known.Has(incoming.Name(consent.Key))) return;

        var who = RecognizePerson.Of(incoming, consent.From, known, plan);
        who.Handle.StoppedAt = consent.Given ? null : who.Handle.StoppedAt ?? incoming.At;
        if (!who.IsNew) plan.ChangedHandles[who.Handle.Id] = who.Handle;
        var moment = MomentOf(incoming, consent.Key, who.PersonId, who.Handle.Id, consent.Given, consent.Proof);
        plan.Add(moment);
        known.Said[incoming.Name(consent.Key)] = new(moment.Id, who.RootId, null);
    }

    public static Moment MomentOf(Incoming incoming, string key, Guid person, Guid handle, bool isGiven, string proof) => new()
    {
        WorkspaceId = incoming.WorkspaceId,
        Id = Ids.New(incoming.Arrival.ReceivedAt),
        PersonId = person,
        At = incoming.At,
        RecordedAt = incoming.Arrival.ReceivedAt,
        Kind = MomentKind.Consent,
        Direction = Direction.In,
        Visibility = Visibility.Private,
        ConnectionId = incoming.Connection.Id,
        Surface = incoming.Fact.Surface,
        OutsideKey = key,
        AuthorKind = AuthorKind.Person,
        AuthorId = person,
        Text = proof,
        Detail = new() { ["given"] = isGiven, ["handle"] = handle },
    };
}
