namespace Kith.Channels;

/// <summary>
/// What we do to something that others said, besides answering it: liking it, or hiding it under our own post. Two pure halves, as for
/// sending; the host makes the request while the teammate waits, and writes down what was done only when the other side has done it.
/// </summary>
public interface IAct
{
    /// <summary>The request. Made again it changes nothing more.</summary>
    WireRequest Acting(Act act, Account account, DateTimeOffset now);

    /// <summary>What the answer means: null when it is done, else why not. Total: nothing is thrown, whatever came.</summary>
    ChannelProblem? ReadActing(WireAnswer answer, Act act, DateTimeOffset now);
}

/// <summary>One thing to do.</summary>
/// <param name="Kind">What. Only what the surface declares is ever asked for.</param>
/// <param name="Surface">Where.</param>
/// <param name="MessageKey">Outside key of what they said.</param>
/// <param name="Key">Ours: the same for the same message, for doing and for undoing, so that a record of our own can be named by it.</param>
public sealed record Act(ActKind Kind, string Surface, string MessageKey, Guid Key)
{
    /// <summary>When they said it, as it was recorded.</summary>
    public required DateTimeOffset SaidAt { get; init; }

    /// <summary>What it said must be named: <see cref="MessageReceived.Reference"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>Key of the post it stands under: <see cref="PostRef.OutsideKey"/>.</summary>
    public string? PostKey { get; init; }
}

/// <summary>What can be done.</summary>
public enum ActKind
{
    /// <summary>Like it, in our name.</summary>
    Like,

    /// <summary>Take the like back.</summary>
    Unlike,

    /// <summary>Hide it, so that only its author and their friends still see it.</summary>
    Hide,

    /// <summary>Show it again.</summary>
    Show,
}
