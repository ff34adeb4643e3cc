using Kith.Channels;

namespace Kith.Connections;

/// <summary>The middle of the hot path: facts in their order, what is known of them, and out comes what is to be written. No database at hand.</summary>
static class DecideBatch
{
    public static Plan Decide(Wanted wanted, Known known)
    {
        var plan = new Plan();
        foreach (var incoming in wanted.Incoming)
        {
            if (!known.Workspaces.ContainsKey(incoming.WorkspaceId)) continue;

            plan.Received[incoming.Connection.Id] = (incoming.WorkspaceId, incoming.Arrival.ReceivedAt);
            switch (incoming.Fact)
            {
                case MessageReceived said: ReceiveMessage.Decide(incoming, said, known, plan); break;
                case MessageEdited edit: ReceiveChange.Decide(incoming, edit.From, edit.MessageKey, MomentKind.Edited, edit.Text, known, plan); break;
                case MessageWithdrawn back: ReceiveChange.Decide(incoming, back.From, back.MessageKey, MomentKind.Withdrawn, null, known, plan); break;
                case ReactionChanged reaction: ReceiveReaction.Decide(incoming, reaction, known, plan); break;
                case EchoSeen echo: ReceiveEcho.Decide(incoming, echo, known, plan); break;
                case ConsentChanged consent: ReceiveConsent.Decide(incoming, consent, known, plan); break;
                case DeliveryChanged receipt: ReceiveReceipt.Decide(incoming, receipt, known, plan); break;
                case CallProgressed step: ReceiveCall.Decide(incoming, step, known, plan); break;
                case VoicemailLeft voicemail: ReceiveCall.Decide(incoming, voicemail, known, plan); break;
                case TranscriptReady transcript: ReceiveCall.Decide(incoming, transcript, known, plan); break;
                case ConnectionTrouble trouble: plan.Trouble(incoming, trouble.Problem); break;
            }
        }
        return plan;
    }
}
