using Kith.Channels;

namespace Kith.Cases;

/// <summary>
/// Which case does a message continue? The one it answers; else the open one of its thread; else the open one heard of last; else
/// the thread's own case if it was closed only just now. No answer means that a new one opens.
/// </summary>
static class ContinueCase
{
    /// <summary>Within this time "and one more thing" belongs to the matter that was just closed.</summary>
    static readonly TimeSpan justClosed = TimeSpan.FromDays(3);

    public static Case? Find(Incoming incoming, MessageReceived message, Who who, Known known)
    {
        if (Answered(incoming, message, who, known) is { } answered) return answered;

        var ofThread = OfThread(incoming, message, who, known);
        if (ofThread is { IsClosed: false }) return ofThread;
        if (Latest(who, known) is { } latest) return latest;
        return ofThread?.ClosedAt > incoming.Arrival.ReceivedAt - justClosed ? ofThread : null;
    }

    /// <summary>The thread the message names; the sender's own one when the named one is with somebody else. Naming a thread lets nobody in.</summary>
    public static string ThreadKeyOf(Incoming incoming, MessageReceived message, Who who, Known known) =>
        message.OwnThreadKey is { } own && IsWithAnother(incoming, message, who, known) ? own : message.ThreadKey;

    /// <summary>Whether the message names a thread that somebody else has with us.</summary>
    public static bool IsWithAnother(Incoming incoming, MessageReceived message, Who who, Known known) =>
        known.Threads.TryGetValue(incoming.Thread(message.ThreadKey), out var thread) && thread.RootId != who.RootId;

    /// <summary>Whether a message of ours in that thread went to the sender too: then the answer is no stranger's, and still stands on a timeline of its own.</summary>
    public static bool WasInCopy(Incoming incoming, MessageReceived message, Known known) =>
        known.Copies.Contains(new(incoming.Thread(message.ThreadKey), incoming.Name(message.From)));

    /// <summary>A reply names its message, but a name proves nothing: the message must stand on the sender's own timeline.</summary>
    static Case? Answered(Incoming incoming, MessageReceived message, Who who, Known known) =>
        message.ReplyToKey is { } key && known.Said.TryGetValue(incoming.Name(key), out var said) && said.RootId == who.RootId && said.CaseId is { } id
            ? known.Cases.GetValueOrDefault(id) : null;

    static Case? OfThread(Incoming incoming, MessageReceived message, Who who, Known known) =>
        known.Threads.TryGetValue(incoming.Thread(ThreadKeyOf(incoming, message, who, known)), out var thread) && thread.RootId == who.RootId
            ? known.Cases.GetValueOrDefault(thread.CaseId) : null;

    static Case? Latest(Who who, Known known) =>
        known.Running.TryGetValue(who.RootId, out var running) ? running.Where(c => !c.IsClosed).MaxBy(c => (c.LastAt, c.Id)) : null;
}
