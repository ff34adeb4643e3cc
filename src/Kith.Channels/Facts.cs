namespace Kith.Channels;

/// <summary>
/// Something that happened on a channel. The set is closed: a channel that needs another kind adds it here, for all.
/// </summary>
/// <param name="Key">Unique within the connection and the same however often it is read. The grammar stands in each channel's README.</param>
/// <param name="Surface">Where.</param>
/// <param name="At">When, by the platform's clock; null when it does not say.</param>
public abstract record Fact(string Key, string Surface, DateTimeOffset? At);

/// <summary>Somebody said something to us.</summary>
/// <param name="ThreadKey">The conversation on the platform: what a reply continues.</param>
/// <param name="From">Who.</param>
/// <param name="Text">The words; may be empty when something is attached.</param>
public sealed record MessageReceived(string Key, string Surface, DateTimeOffset? At, string ThreadKey, HandleRef From, string Text)
    : Fact(Key, Surface, At)
{
    /// <summary>Key of the message it answers.</summary>
    public string? ReplyToKey { get; init; }

    /// <summary>What it is about, where a channel has such a line.</summary>
    public string? Subject { get; init; }

    /// <summary>Files, to be fetched by the host.</summary>
    public IReadOnlyList<MediaRef> Attachments { get; init; } = [];

    /// <summary>Addresses the sender says are theirs. They never route, send or join.</summary>
    public IReadOnlyList<ClaimRef> Claims { get; init; } = [];

    /// <summary>The thread of this sender alone, for when <see cref="ThreadKey"/> turns out to be with somebody else: naming a thread lets nobody into it.</summary>
    public string? OwnThreadKey { get; init; }

    /// <summary>What an answer must name so that the other side keeps the thread; opaque to the host, which hands it back in <see cref="Parcel.Reference"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>Who else it was said to, besides us. They take part and do not become the sender.</summary>
    public IReadOnlyList<HandleRef> Others { get; init; } = [];

    /// <summary>
    /// Other handles of the same sender, for which the platform vouches. Somebody new under <see cref="From"/> is known by the first of these
    /// that is, unless that person has another account of the same kind there: numbers pass to other people.
    /// </summary>
    public IReadOnlyList<HandleRef> AlsoKnownAs { get; init; } = [];

    /// <summary>A machine said it, out of office and the like, or somebody else answers it: it is kept, opens no case and asks nobody for an answer.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Below the new words stand older ones, which were left out of <see cref="Text"/>.</summary>
    public bool IsFolded { get; init; }

    /// <summary>What the sender passes on for somebody else. It counts only where the host knows the sender as one of the team.</summary>
    public PassedOn? PassedOn { get; init; }

    /// <summary>Several messages that were sent as one, pictures mostly, have the same word here.</summary>
    public string? Album { get; init; }

    /// <summary>What a teammate should know before believing it, as stable words, e.g. <c>sender-failed</c>.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>
    /// On a public surface: the post it stands under. Many people speak under one post, so <see cref="ThreadKey"/> names the author there too.
    /// Null where it stands under none but itself.
    /// </summary>
    public PostRef? Post { get; init; }
}

/// <summary>Something public under which people speak: a post of ours, somebody's own, an article.</summary>
/// <param name="OutsideKey">Its key, the same for all who speak under it; an answer names it in <see cref="Parcel.PostKey"/>.</param>
public sealed record PostRef(string OutsideKey)
{
    /// <summary>Where everybody can read it.</summary>
    public string? Url { get; init; }

    /// <summary>Its words, where the channel says them; null when the first message under it is the post itself.</summary>
    public string? Text { get; init; }

    /// <summary>Who wrote it, as it is signed there.</summary>
    public string? AuthorName { get; init; }

    /// <summary>When, by the platform's clock.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>
    /// Key of a message that stands under the same post, where a platform tells what a message answers and not under which post that is: if the host
    /// knows it, its post counts, else this one.
    /// </summary>
    public string? SameAs { get; init; }
}

/// <summary>Somebody else's words that a sender passes on. Who said them is the sender's word alone: nobody vouches for it.</summary>
/// <param name="From">Who said them.</param>
/// <param name="ThreadKey">A thread of their own.</param>
/// <param name="Text">The words.</param>
/// <param name="Comment">What the sender says of them; empty when nothing.</param>
public sealed record PassedOn(HandleRef From, string ThreadKey, string Text, string Comment)
{
    /// <summary>What they were about.</summary>
    public string? Subject { get; init; }

    /// <summary>When they were said, by the sender's word.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What an answer to them must name: <see cref="MessageReceived.Reference"/>.</summary>
    public string? Reference { get; init; }
}

/// <summary>Somebody changed what they said.</summary>
/// <param name="MessageKey">Key of the message.</param>
/// <param name="From">Who; must be the one who said it. Null where the platform itself vouches that it is so and does not name them.</param>
/// <param name="Text">The words as they are now.</param>
public sealed record MessageEdited(string Key, string Surface, DateTimeOffset? At, string MessageKey, HandleRef? From, string Text)
    : Fact(Key, Surface, At);

/// <summary>Somebody took back what they said.</summary>
/// <param name="MessageKey">Key of the message.</param>
/// <param name="From">Who; must be the one who said it. Null where the platform itself vouches that it is gone, whoever took it away.</param>
public sealed record MessageWithdrawn(string Key, string Surface, DateTimeOffset? At, string MessageKey, HandleRef? From)
    : Fact(Key, Surface, At);

/// <summary>Somebody put a sign to a message, or took it away again. It asks for no answer.</summary>
/// <param name="MessageKey">Key of the message, theirs or ours.</param>
/// <param name="From">Who.</param>
/// <param name="Emoji">The sign; null when it was taken away.</param>
public sealed record ReactionChanged(string Key, string Surface, DateTimeOffset? At, string MessageKey, HandleRef From, string? Emoji)
    : Fact(Key, Surface, At);

/// <summary>
/// A message of ours as the platform shows it back. Where Kith sent it, it settles what became of that; where a colleague wrote it in the
/// platform's own app, it is recorded as ours. It is never answered.
/// </summary>
/// <param name="ThreadKey">The conversation on the platform.</param>
/// <param name="To">To whom it was said; null where the platform names only what it answers, in <see cref="Answers"/>.</param>
/// <param name="Text">The words.</param>
/// <param name="OutsideId">Their id of it.</param>
/// <param name="AttemptKey">The key we planted when sending; null when it carries none.</param>
public sealed record EchoSeen(
    string Key, string Surface, DateTimeOffset? At, string ThreadKey, HandleRef? To, string Text, string OutsideId, string? AttemptKey)
    : Fact(Key, Surface, At)
{
    /// <summary>Files that went with it, to be fetched by the host.</summary>
    public IReadOnlyList<MediaRef> Attachments { get; init; } = [];

    /// <summary>
    /// In public: key of what it answers, whose author it is said to. No key of ours comes back there, so that what is under way in the same words under
    /// the same post is taken for it.
    /// </summary>
    public string? Answers { get; init; }

    /// <summary>In public: key of the post it stands under.</summary>
    public string? PostKey { get; init; }
}

/// <summary>How far one of our messages came.</summary>
/// <param name="AttemptKey">The key we planted when sending; null when only theirs came back.</param>
/// <param name="OutsideId">Their id of it; null when only ours came back.</param>
/// <param name="Progress">How far.</param>
public sealed record DeliveryChanged(
    string Key, string Surface, DateTimeOffset? At, string? AttemptKey, string? OutsideId, DeliveryProgress Progress)
    : Fact(Key, Surface, At)
{
    /// <summary>Which part of a text that left in several, where receipts come part by part. See <see cref="DeliveryParts"/>.</summary>
    public string? Part { get; init; }

    /// <summary>Why it failed.</summary>
    public ChannelProblem? Problem { get; init; }

    /// <summary>What the one who got it holds against it, by their provider's word: nothing more goes there until they write. Null when nothing.</summary>
    public string? Complaint { get; init; }

    /// <summary>Who said so, where it is the person and not the platform: only messages to this handle may be moved.</summary>
    public HandleRef? From { get; init; }

    /// <summary>
    /// True for a watermark: everything earlier in the same conversation came as far, up to the message of <see cref="AttemptKey"/>; where
    /// that is null, up to the time <see cref="Fact.At"/>.
    /// </summary>
    public bool AndEarlier { get; init; }
}

/// <summary>Somebody said STOP, or took it back. Holds for every surface with this kind of handle.</summary>
/// <param name="From">Who.</param>
/// <param name="Given">True when we may write again, false when we may not.</param>
/// <param name="Proof">Their own words, or the platform's.</param>
public sealed record ConsentChanged(string Key, string Surface, DateTimeOffset? At, HandleRef From, bool Given, string Proof)
    : Fact(Key, Surface, At);

/// <summary>Somebody came here with a one-time link of ours, which carries who they are elsewhere. They have said nothing yet.</summary>
/// <param name="From">Who.</param>
/// <param name="Token">What the link carried; any text at all.</param>
public sealed record MoveBrought(string Key, string Surface, DateTimeOffset? At, HandleRef From, string Token)
    : Fact(Key, Surface, At);

/// <summary>
/// A telephone call came a step further. Each step is told once under a key of its own, so what became of the call is the set of its steps:
/// the same whichever way round they came.
/// </summary>
/// <param name="CallKey">The call, the same for all its steps.</param>
/// <param name="ThreadKey">The two numbers.</param>
/// <param name="With">Who is on the other side.</param>
/// <param name="Direction">Who rang whom.</param>
/// <param name="Step">How far.</param>
public sealed record CallProgressed(
    string Key, string Surface, DateTimeOffset? At, string CallKey, string ThreadKey, HandleRef With, CallDirection Direction, CallStep Step)
    : Fact(Key, Surface, At)
{
    /// <summary>The platform's own count of what it told about this call; null where it counts nothing.</summary>
    public int? Sequence { get; init; }

    /// <summary>How long they spoke, where the step ends that.</summary>
    public int? Seconds { get; init; }

    /// <summary>What the carriers vouch for of the caller's number, as a stable word: <c>passed</c>, <c>failed</c>, <c>unproven</c>; null where they say nothing.</summary>
    public string? CallerProof { get; init; }

    /// <summary>Why it came to nothing, as a stable word: <c>busy</c>, <c>no-answer</c>, <c>closed</c>, …</summary>
    public string? Reason { get; init; }
}

/// <summary>Somebody spoke on our answering machine. The recording is fetched by the host.</summary>
/// <param name="CallKey">In which call.</param>
/// <param name="ThreadKey">The two numbers.</param>
/// <param name="From">Who.</param>
/// <param name="Recording">What they said, as they said it.</param>
/// <param name="Seconds">How long; null where nobody says.</param>
public sealed record VoicemailLeft(
    string Key, string Surface, DateTimeOffset? At, string CallKey, string ThreadKey, HandleRef From, MediaRef Recording, int? Seconds)
    : Fact(Key, Surface, At);

/// <summary>The words of a recording, as a machine heard them.</summary>
/// <param name="CallKey">In which call.</param>
/// <param name="ThreadKey">The two numbers.</param>
/// <param name="From">Who spoke.</param>
/// <param name="RecordingKey">Key of the recording: <see cref="VoicemailLeft"/>.</param>
/// <param name="Text">The words.</param>
public sealed record TranscriptReady(
    string Key, string Surface, DateTimeOffset? At, string CallKey, string ThreadKey, HandleRef From, string RecordingKey, string Text)
    : Fact(Key, Surface, At);

/// <summary>Who rang whom.</summary>
public enum CallDirection
{
    /// <summary>They rang us.</summary>
    In,

    /// <summary>We rang them.</summary>
    Out,
}

/// <summary>The steps of a call.</summary>
public enum CallStep
{
    /// <summary>It rings on the side that is called.</summary>
    Rang,

    /// <summary>The two sides speak.</summary>
    Answered,

    /// <summary>Nobody took it on the side that was called.</summary>
    Missed,

    /// <summary>It is over.</summary>
    Ended,

    /// <summary>The caller pressed the key that asks for a link to go on in writing.</summary>
    LinkAsked,

    /// <summary>We were to speak first, and did not pick up our own phone.</summary>
    NotPickedUp,

    /// <summary>The carrier would not or could not put it through.</summary>
    Failed,
}

/// <summary>The connection itself is ill.</summary>
/// <param name="Problem">What it has.</param>
public sealed record ConnectionTrouble(string Key, string Surface, DateTimeOffset? At, ChannelProblem Problem)
    : Fact(Key, Surface, At);

/// <summary>Something we have no word for yet: kept, counted, shown to an administrator; no error.</summary>
/// <param name="Kind">What it called itself, shortened.</param>
/// <param name="Where">Where in the request.</param>
public sealed record Unrecognised(string Key, string Surface, DateTimeOffset? At, string Kind, string Where)
    : Fact(Key, Surface, At);

/// <summary>A handle as a channel sees it.</summary>
/// <param name="Kind"><c>phone</c>, <c>email</c>, <c>chat</c>, <c>site</c>, <c>http</c>, …</param>
/// <param name="Scope">Where the value means something; empty for everywhere.</param>
/// <param name="Value">In its one canonical form.</param>
/// <param name="Strength">What stands behind it.</param>
/// <param name="Name">What they call themselves: a claim, not an identity.</param>
public sealed record HandleRef(string Kind, string Scope, string Value, IdentityStrength Strength, string? Name = null);

/// <summary>An address somebody says is theirs.</summary>
/// <param name="Kind"><c>email</c>, <c>phone</c>, …</param>
/// <param name="Value">As they said it.</param>
public sealed record ClaimRef(string Kind, string Value);

/// <summary>A file on the other side, or one the host already has.</summary>
/// <param name="Ref">An address to fetch it from by <see cref="IMedia"/>, or <c>kith:{hash}</c> when it was uploaded to us.</param>
/// <param name="Type">The type they say it has; the host looks for itself.</param>
/// <param name="Name">The name they gave it.</param>
public sealed record MediaRef(string Ref, string? Type, string? Name)
{
    /// <summary>The message as it came, kept beside it for good and shown only when asked for; no file of its own.</summary>
    public bool IsSource { get; init; }
}
