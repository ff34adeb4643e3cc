using Kith.Channels;

namespace Kith.Connections;

/// <summary>Everything a batch names, each thing once: what the one look-up before deciding asks for.</summary>
sealed class Wanted(DateTime now)
{
    public DateTime Now => now;

    public List<Incoming> Incoming { get; } = [];

    public HashSet<Guid> Workspaces { get; } = [];

    public HashSet<HandleName> Handles { get; } = [];

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
                if (message.PassedOn is { } passed)
                {
                    Teammates.Add((incoming.WorkspaceId, message.From.Value));
                    Handles.Add(incoming.Name(passed.From));
                    Threads.Add(incoming.Thread(passed.ThreadKey));
                }
                if (incoming.IsPublic) Posts.Add(incoming.Name(RecognizePost.KeyOf(message)));
                if (message.ReplyToKey is { } answered) Others.Add(incoming.Name(answered));
                foreach (var file in message.Attachments) if (ReceiveMessage.HashOf(file) is { } hash) Files.Add((incoming.WorkspaceId, hash));
                break;
            case MessageEdited edited: AddChange(incoming, edited.From, edited.MessageKey); break;
            case MessageWithdrawn withdrawn: AddChange(incoming, withdrawn.From, withdrawn.MessageKey); break;
            case ConsentChanged consent:
                Handles.Add(incoming.Name(consent.From));
                Keys.Add(incoming.Name(consent.Key));
                break;
            case DeliveryChanged receipt:
                if (receipt.Complaint is not null) Keys.Add(incoming.Name(receipt.Key));
                if (receipt.From is { } reader) Handles.Add(incoming.Name(reader));
                if (receipt is { AndEarlier: true, From: { } who, AttemptKey: { } mark } && incoming.Name(mark).OurId is { } upTo) Read.Add(new(incoming.Name(mark), incoming.Name(who), upTo));
                else if (receipt.AttemptKey is { } planted) Receipts.Add(incoming.Name(planted));
                if (receipt.OutsideId is { } theirs) Receipts.Add(incoming.Name(theirs));
                break;
            case MoveBrought: Moves.Add(incoming); break;
            case Channels.Unrecognised: Unrecognised++; break;
        }
    }

    void AddChange(Incoming incoming, HandleRef from, string target)
    {
        Handles.Add(incoming.Name(from));
        Keys.Add(incoming.Name(incoming.Fact.Key));
        Others.Add(incoming.Name(target));
    }
}
