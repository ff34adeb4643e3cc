using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Conversations;

/// <summary>Somebody edited or took back what they said, or the platform says that it is changed or gone: a moment that points at the one it changes. The first words stay in their row.</summary>
static class ReceiveChange
{
    public static void Decide(Incoming incoming, HandleRef? from, string target, MomentKind kind, string? text, Known known, Plan plan)
    {
        if (known.Has(incoming.Name(incoming.Fact.Key))) return;
        if (!known.Said.TryGetValue(incoming.Name(target), out var said)) return;

        // Only who said it may change it; or the platform says that it is so, and then it is.
        var who = from is null ? null : RecognizePerson.Of(incoming, from, known, plan);
        if (who is not null && said.RootId != who.RootId) return;

        var change = new Moment
        {
            WorkspaceId = incoming.WorkspaceId,
            Id = Ids.New(incoming.Arrival.ReceivedAt),
            PersonId = who?.PersonId ?? said.RootId,
            At = incoming.At,
            RecordedAt = incoming.Arrival.ReceivedAt,
            Kind = kind,
            Direction = Direction.In,
            Visibility = said.PostId is null ? Visibility.Private : Visibility.Public,
            ConnectionId = incoming.Connection.Id,
            Surface = incoming.Fact.Surface,
            OutsideKey = incoming.Fact.Key,
            ReplyTo = said.MomentId,
            CaseId = said.CaseId,
            AuthorKind = who is null ? AuthorKind.System : AuthorKind.Person,
            AuthorId = who?.PersonId,
            Text = text,
        };
        plan.Add(change);
        if (said.CaseId is { } id && known.Cases.GetValueOrDefault(id) is { } kase && kase.Unsay(said.At, change)) plan.Change(kase);
        known.Said[incoming.Name(incoming.Fact.Key)] = new(change.Id, said.RootId, said.CaseId);
    }
}
