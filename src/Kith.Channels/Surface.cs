namespace Kith.Channels;

/// <summary>A place on a channel where people speak, with everything that may and can be done there.</summary>
/// <param name="Id">Lower-case word, unique within the channel: <c>sms</c>, <c>chat</c>; later <c>x.mentions</c>, <c>x.dm</c>.</param>
/// <param name="Name">The name people read.</param>
/// <param name="Visibility">Who can read what is said here. It never widens.</param>
/// <param name="Wire">How a message leaves.</param>
/// <param name="Text">How long a text may be, counted how, and what happens beyond.</param>
/// <param name="HandleKind">Kind of the handle a person has here: <c>phone</c>, <c>chat</c>, <c>http</c>. STOP holds for the kind.</param>
/// <param name="Identity">How sure one may be of who speaks.</param>
/// <param name="SendSafety">What stops a second copy when an answer was lost.</param>
public sealed record Surface(
    string Id, string Name, Visibility Visibility, Wire Wire, TextRule Text, string HandleKind, Identity Identity, SendSafety SendSafety)
{
    /// <summary>What a text may carry besides words.</summary>
    public TextFormat Format { get; init; } = TextFormat.Plain;

    /// <summary>Files that may go with a message; null when none may.</summary>
    public AttachmentRule? Attachments { get; init; }

    /// <summary>Whether our own messages can be changed afterwards.</summary>
    public Afterwards Edit { get; init; } = Afterwards.Never;

    /// <summary>Whether our own messages can be taken back.</summary>
    public Afterwards Withdraw { get; init; } = Afterwards.Never;

    /// <summary>Whether we can like what others said here: <see cref="IAct"/>.</summary>
    public bool Like { get; init; }

    /// <summary>Whether we can hide what others wrote under our posts, and show it again: <see cref="IAct"/>.</summary>
    public bool Hide { get; init; }

    /// <summary>The receipts that can ever be seen here. The page must not wait for one that never comes.</summary>
    public IReadOnlyList<DeliveryProgress> Receipts { get; init; } = [];

    /// <summary>Until when we may answer, as a pure function of what happened and the time.</summary>
    public AnswerWindow Window { get; init; } = AnswerWindows.None;

    /// <summary>Whether we may speak first.</summary>
    public bool MayStart { get; init; }

    /// <summary>Whether texts that the platform approved beforehand may go where our own words may not: <see cref="ITemplates"/>.</summary>
    public bool Templates { get; init; }

    /// <summary>What a reply continues.</summary>
    public Threading Threading { get; init; } = Threading.ByContact;

    /// <summary>How fast we may send, applied by the host; null when nobody said.</summary>
    public Pace? Pace { get; init; }

    /// <summary>The surface to go on in private; null where it is private already or cannot be.</summary>
    public string? GoPrivate { get; init; }

    /// <summary>
    /// In public: within this time whoever said something may be written to alone once for each thing they said, on <see cref="GoPrivate"/>, by a message that
    /// names it in <see cref="Draft.ReplyToKey"/> and goes to the handle they have here. Null where <see cref="GoPrivate"/> has no such limit.
    /// </summary>
    public TimeSpan? RepliesPrivatelyWithin { get; init; }
}

/// <summary>Who can read what is said on a surface.</summary>
public enum Visibility
{
    /// <summary>The two sides.</summary>
    Private,

    /// <summary>Everybody.</summary>
    Public,
}

/// <summary>The ways a message can leave; the host owns each.</summary>
public enum Wire
{
    /// <summary>Written to our own store, where the other side fetches it: nothing leaves, nothing gets lost.</summary>
    Local,

    /// <summary>A request of ours to their server: <see cref="IDeliver"/>.</summary>
    Http,

    /// <summary>A mail handed to a mail server: <see cref="IPost"/>.</summary>
    Mail,

    /// <summary>Nothing written leaves here: people speak, and the host rings them by <see cref="ICall"/>.</summary>
    Call,
}

/// <summary>How long a text may be.</summary>
/// <param name="Max">The most, counted in <paramref name="Unit"/>.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="MaxCharacters">A second limit in UTF-16 characters, where there is one.</param>
/// <param name="MaxBytes">A second limit in bytes of UTF-8, where there is one.</param>
public sealed record TextRule(int Max, TextUnit Unit, int? MaxCharacters = null, int? MaxBytes = null);

/// <summary>What counts as one.</summary>
public enum TextUnit
{
    /// <summary>UTF-16 characters, as browsers and .NET count.</summary>
    Utf16,

    /// <summary>What a person would call a letter.</summary>
    Graphemes,

    /// <summary>Parts of an SMS: each is paid for.</summary>
    GsmSegments,

    /// <summary>Bytes of the text in UTF-8.</summary>
    Utf8Bytes,

    /// <summary>As X weighs: a link is 23, an emoji and a letter of the scripts of East Asia 2, names at the beginning nothing.</summary>
    XWeighted,
}

/// <summary>What a text may carry besides words.</summary>
public enum TextFormat
{
    /// <summary>Words only.</summary>
    Plain,

    /// <summary>Words with looks, as mail carries them.</summary>
    Html,
}

/// <summary>Files that may go with a message.</summary>
/// <param name="MaxCount">The most in one message.</param>
/// <param name="MaxBytes">The largest one.</param>
/// <param name="Types">MIME types; <c>image/*</c> stands for all images; empty for any.</param>
/// <param name="ByUrl">True when the other side fetches them from an address of ours.</param>
public sealed record AttachmentRule(int MaxCount, long MaxBytes, IReadOnlyList<string> Types, bool ByUrl);

/// <summary>Whether something can be done after sending.</summary>
public enum Afterwards
{
    /// <summary>No.</summary>
    Never,

    /// <summary>At any time.</summary>
    Always,
}

/// <summary>What a reply continues.</summary>
public enum Threading
{
    /// <summary>The pair of addresses: there is no reply id.</summary>
    ByContact,

    /// <summary>The message it names.</summary>
    ByReplyId,

    /// <summary>A thread of its own for each matter, which our side names.</summary>
    ByThread,
}

/// <summary>How sure one may be of who speaks.</summary>
/// <param name="Strength">What stands behind the handle.</param>
/// <param name="Scope">Where the handle means something.</param>
/// <param name="Recyclable">It can pass to another person one day: confirm again before telling secrets.</param>
public sealed record Identity(IdentityStrength Strength, IdentityScope Scope, bool Recyclable = false)
{
    /// <summary>For <see cref="IdentityScope.Account"/>: the setup fields that name the account, the first that is filled in counts.</summary>
    public IReadOnlyList<string> ScopeFields { get; init; } = [];

    /// <summary>The scope of the handles of a connection with this id and these settings.</summary>
    public string ScopeOf(Guid connection, Func<string, string?> setting) => Scope switch
    {
        IdentityScope.Global => "",
        IdentityScope.Account => ScopeFields.Select(setting).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim() ?? "",
        _ => connection.ToString("N"),
    };
}

/// <summary>What stands behind a handle, weakest first.</summary>
public enum IdentityStrength
{
    /// <summary>Somebody with this browser.</summary>
    Anonymous,

    /// <summary>They say so.</summary>
    SelfClaimed,

    /// <summary>A platform's account.</summary>
    PlatformAccount,

    /// <summary>A phone that was reached.</summary>
    PhoneReached,

    /// <summary>The receiving mail server vouches that the sender's domain let it out (DMARC).</summary>
    DomainVouched,

    /// <summary>Our own site, where they are signed in, signed for it.</summary>
    SignedBySite,
}

/// <summary>Where a handle means something.</summary>
public enum IdentityScope
{
    /// <summary>Everywhere: a phone number.</summary>
    Global,

    /// <summary>On this connection only.</summary>
    Connection,

    /// <summary>In one account of ours with the platform, which several connections may share: a page, a business.</summary>
    Account,
}

/// <summary>What stops a second copy when an answer was lost.</summary>
public enum SendSafety
{
    /// <summary>Sending again with the same id changes nothing.</summary>
    NaturalKey,

    /// <summary>Our tag comes back with the receipt and tells.</summary>
    TagReturns,

    /// <summary>Look there before sending again: <see cref="ISettle"/>.</summary>
    LookBeforeResend,

    /// <summary>Nothing. Where an answer was lost a person decides, who can ask whether it came.</summary>
    None,
}

/// <summary>How fast we may send.</summary>
/// <param name="PerSecond">Messages a second on one connection.</param>
/// <param name="Burst">How many may go at once.</param>
public sealed record Pace(double PerSecond, int Burst);
