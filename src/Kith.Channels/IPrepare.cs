namespace Kith.Channels;

/// <summary>Makes a draft ready to leave, or says why not. Pure: the composer runs it at every key.</summary>
public interface IPrepare
{
    /// <summary>The parcels of this draft, or a refusal with a way out.</summary>
    Prepared Prepare(Draft draft, Account account, DateTimeOffset now);
}

/// <summary>What a teammate wants to say, to whom, where.</summary>
/// <param name="Surface">Where.</param>
/// <param name="To">To whom.</param>
/// <param name="Text">The words.</param>
public sealed record Draft(string Surface, HandleRef To, string Text)
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

    /// <summary>Who else gets it, openly, where a channel can.</summary>
    public IReadOnlyList<HandleRef> Others { get; init; } = [];

    /// <summary>Who else gets it without the others knowing, where a channel can.</summary>
    public IReadOnlyList<HandleRef> Hidden { get; init; } = [];

    /// <summary>What stands above the words, where a channel has room for it; plain.</summary>
    public string? Greeting { get; init; }

    /// <summary>What stands below the words, where a channel has room for it; plain.</summary>
    public string? Signature { get; init; }

    /// <summary>The same words with their looks, clean, where a channel carries them.</summary>
    public string? Html { get; init; }

    /// <summary>What it is about, where a channel has such a line.</summary>
    public string? Subject { get; init; }

    /// <summary>Who says it, as the person may read it.</summary>
    public string? AuthorName { get; init; }

    /// <summary>Where whoever gets it can say that they want no more of its kind; null where they asked for it.</summary>
    public string? StopUrl { get; init; }

    /// <summary>The approved text it is, where it is one; <see cref="Text"/> is then what the person will read.</summary>
    public FilledTemplate? Template { get; init; }

    /// <summary>What happened in this conversation on this surface.</summary>
    public Situation Situation { get; init; }
}

/// <summary>A file that goes with a message.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as we saw for ourselves.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Url">Where the other side can fetch it for a while.</param>
public sealed record DraftAttachment(string Name, string Type, long Size, string Url)
{
    /// <summary>Its bytes, when it leaves and <see cref="AttachmentRule.ByUrl"/> says that they travel with the message; empty otherwise.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }
}

/// <summary>What came of a draft.</summary>
public abstract record Prepared
{
    Prepared() { }

    /// <summary>It can leave, as these.</summary>
    public sealed record Ready(IReadOnlyList<Parcel> Parcels) : Prepared;

    /// <summary>It cannot leave like this.</summary>
    /// <param name="Problem">Why.</param>
    /// <param name="WayOut">What to do instead, in words.</param>
    public sealed record Refusal(ChannelProblem Problem, string WayOut) : Prepared;
}
