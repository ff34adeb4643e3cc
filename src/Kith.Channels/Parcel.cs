namespace Kith.Channels;

/// <summary>One thing that leaves.</summary>
/// <param name="Surface">Where.</param>
/// <param name="To">To whom.</param>
/// <param name="Text">The words, final.</param>
/// <param name="Segments">In how many parts it will travel and be paid for; 1 where that has no meaning.</param>
public sealed record Parcel(string Surface, HandleRef To, string Text, int Segments = 1)
{
    /// <summary>Files that go with it.</summary>
    public IReadOnlyList<DraftAttachment> Attachments { get; init; } = [];

    /// <summary>Outside key of the message it answers.</summary>
    public string? ReplyToKey { get; init; }

    /// <summary>The conversation on the platform it continues.</summary>
    public string? ThreadKey { get; init; }

    /// <summary>Key of the post under which it is said, on a public surface: <see cref="PostRef.OutsideKey"/>.</summary>
    public string? PostKey { get; init; }

    /// <summary>What the message it answers said must be named: <see cref="MessageReceived.Reference"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>Who else gets it, openly.</summary>
    public IReadOnlyList<HandleRef> Others { get; init; } = [];

    /// <summary>Who else gets it without the others knowing, where a channel can.</summary>
    public IReadOnlyList<HandleRef> Hidden { get; init; } = [];

    /// <summary>What stands above the words, where a channel has room for it; plain.</summary>
    public string? Greeting { get; init; }

    /// <summary>What stands below the words, where a channel has room for it; plain.</summary>
    public string? Signature { get; init; }

    /// <summary>The same words with their looks, clean; null for plain words.</summary>
    public string? Html { get; init; }

    /// <summary>What it is about.</summary>
    public string? Subject { get; init; }

    /// <summary>Who says it, as the person may read it.</summary>
    public string? AuthorName { get; init; }

    /// <summary>The usual time for an answer is over: it leaves under the rule for people who answer themselves (<see cref="WindowState.OpenForHuman"/>).</summary>
    public bool IsLate { get; init; }

    /// <summary>The approved text it is, where it is one.</summary>
    public FilledTemplate? Template { get; init; }

    /// <summary>Where whoever gets it can say that they want no more of its kind; null where they asked for it.</summary>
    public string? StopUrl { get; init; }
}
