using Kith.Channels;

namespace Kith.Connections;

/// <summary>Everything a batch names, each thing once: what the one look-up before deciding asks for.</summary>
sealed class Wanted(DateTime now)
{
    public DateTime Now => now;

    public List<Incoming> Incoming { get; } = [];

    public HashSet<Guid> Workspaces { get; } = [];

    public HashSet<HandleName> Handles { get; } = [];

    /// <summary>Whether the person of a handle by which somebody new may be known has accounts of the same kind already.</summary>
    public HashSet<Kin> Kin { get; } = [];

    public HashSet<ThreadName> Threads { get; } = [];

    /// <summary>Who may be in copy of a thread that turns out to be with somebody else.</summary>
    public HashSet<InCopy> Copies { get; } = [];

    /// <summary>Addresses that pass something on: are they one of the team?</summary>
    public HashSet<(Guid WorkspaceId, string Email)> Teammates { get; } = [];

    /// <summary>Keys of the facts themselves: is it there already?</summary>
    public HashSet<OutsideName> Keys { get; } = [];

    /// <summary>Keys of messages that are answered, changed or taken back.</summary>
    public HashSet<OutsideName> Others { get; } = [];

    public HashSet<OutsideName> Receipts { get; } = [];

    /// <summary>Words of ours that came back without a key of ours: what of the connection is under way?</summary>
    public HashSet<OutsideName> UnderWay { get; } = [];

    public HashSet<ReadMark> Read { get; } = [];

    public HashSet<(Guid WorkspaceId, string Hash)> Files { get; } = [];

    /// <summary>Who came by a one-time link.</summary>
    public List<Incoming> Moves { get; } = [];

    /// <summary>Posts under which something public is said.</summary>
    public HashSet<OutsideName> Posts { get; } = [];

    public int Unrecognised { get; private set; }

    public bool IsOnlyUnrecognised => Unrecognised == Incoming.Count;

    public void Add(Incoming incoming)
    {
        Incoming.Add(incoming);
        Workspaces.Add(incoming.WorkspaceId);
        switch (incoming.Fact)
        {
            case MessageReceived message:
                Handles.Add(incoming.Name(message.From));
                Threads.Add(incoming.Thread(message.ThreadKey));
                if (message.OwnThreadKey is { } own)
                {
                    Threads.Add(incoming.Thread(own));
                    Copies.Add(new(incoming.Thread(message.ThreadKey), incoming.Name(message.From)));
                }
                Keys.Add(incoming.Name(message.Key));
                foreach (var also in message.AlsoKnownAs)
                {
                    Handles.Add(incoming.Name(also));
                    Kin.Add(new(incoming.Name(also), message.From.Kind, message.From.Scope));
                }
                if (message.PassedOn is { } passed)
                {
                    Teammates.Add((incoming.WorkspaceId, message.From.Value));
                    Handles.Add(incoming.Name(passed.From));
                    Threads.Add(incoming.Thread(passed.ThreadKey));
                }
                if (incoming.IsPublic) Posts.Add(incoming.Name(RecognizePost.KeyOf(message)));
                if (message.ReplyToKey is { } answered) Others.Add(incoming.Name(answered));
                if (message.Post?.SameAs is { } beside) Others.Add(incoming.Name(beside));
                foreach (var file in message.Attachments) if (ReceiveMessage.HashOf(file) is { } hash) Files.Add((incoming.WorkspaceId, hash));
                break;
            case MessageEdited edited: AddChange(incoming, edited.From, edited.MessageKey); break;
            case ReactionChanged reaction: AddChange(incoming, reaction.From, reaction.MessageKey); break;
            case EchoSeen echo: AddEcho(incoming, echo); break;
            case MessageWithdrawn withdrawn: AddChange(incoming, withdrawn.From, withdrawn.MessageKey); break;
            case ConsentChanged consent:
                Handles.Add(incoming.Name(consent.From));
                Keys.Add(incoming.Name(consent.Key));
                break;
            case DeliveryChanged receipt:
                if (receipt.Complaint is not null) Keys.Add(incoming.Name(receipt.Key));
                if (receipt.From is { } reader) Handles.Add(incoming.Name(reader));
                if (receipt is { AndEarlier: true, From: { } who, AttemptKey: { } mark } && incoming.Name(mark).OurId is { } upTo) Read.Add(new(incoming.Name(mark), incoming.Name(who), upTo));
                else if (ReadMark.OfTime(incoming, receipt) is { } byTime) Read.Add(byTime);
                else if (receipt.AttemptKey is { } planted) Receipts.Add(incoming.Name(planted));
                if (receipt.OutsideId is { } theirs) Receipts.Add(incoming.Name(theirs));
                break;
            case MoveBrought: Moves.Add(incoming); break;
            case CallProgressed step: AddCall(incoming, step.CallKey, step.With, step.ThreadKey); break;
            case VoicemailLeft voicemail: AddCall(incoming, voicemail.CallKey, voicemail.From, voicemail.ThreadKey); break;
            case TranscriptReady transcript: AddCall(incoming, transcript.CallKey, transcript.From, transcript.ThreadKey); break;
            case Channels.Unrecognised: Unrecognised++; break;
        }
    }

    void AddCall(Incoming incoming, string call, HandleRef with, string thread)
    {
        Handles.Add(incoming.Name(with));
        Threads.Add(incoming.Thread(thread));
        Keys.Add(incoming.Name(incoming.Fact.Key));
        Others.Add(incoming.Name(call));
        foreach (var step in CallKeys.Telling) Keys.Add(incoming.Name(CallKeys.Of(call, step)));
    }

    void AddEcho(Incoming incoming, EchoSeen echo)
    {
        if (echo.To is { } to) Handles.Add(incoming.Name(to));
        if (echo.Answers is { } answered) Others.Add(incoming.Name(answered));
        if (incoming.BringsNoKey(echo)) UnderWay.Add(incoming.Name(echo.OutsideId));
        Threads.Add(incoming.Thread(echo.ThreadKey));
        Keys.Add(incoming.Name(echo.Key));
        foreach (var theirs in new[] { echo.AttemptKey, echo.OutsideId })
            if (theirs is not null) Receipts.Add(incoming.Name(theirs));
    }

    void AddChange(Incoming incoming, HandleRef? from, string target)
    {
        if (from is not null) Handles.Add(incoming.Name(from));
        Keys.Add(incoming.Name(incoming.Fact.Key));
        Others.Add(incoming.Name(target));
    }
}
