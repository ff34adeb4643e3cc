using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Conversations;

/// <summary>Somebody put a sign to a message or took it away: a moment that points at the message. It opens no case and asks for no answer.</summary>
static class ReceiveReaction
{
    public static void Decide(Incoming incoming, ReactionChanged reaction, Known known, Plan plan)
    {
        if (known.Has(incoming.Name(reaction.Key)) || !known.Said.TryGetValue(incoming.Name(reaction.MessageKey), out var said)) return;

        // A sign is said within a conversation: whoever is not part of it adds nothing to it.
        if (!known.Handles.TryGetValue(incoming.Name(reaction.From), out var who) || who.RootId != said.RootId) return;

        var moment = new Moment
        {
            WorkspaceId = incoming.WorkspaceId,
            Id = Ids.New(incoming.Arrival.ReceivedAt),
            PersonId = who.PersonId,
            At = incoming.At,
            RecordedAt = incoming.Arrival.ReceivedAt,
            Kind = MomentKind.Reaction,
            Direction = Direction.In,
            Visibility = Visibility.Private,
            ConnectionId = incoming.Connection.Id,
            Surface = reaction.Surface,
            OutsideKey = reaction.Key,
            ReplyTo = said.MomentId,
            CaseId = said.CaseId,
            AuthorKind = AuthorKind.Person,
            AuthorId = who.PersonId,
            Text = reaction.Emoji,
        };
        plan.Add(moment);
        known.Said[incoming.Name(reaction.Key)] = new(moment.Id, who.RootId, said.CaseId);
    }
}
