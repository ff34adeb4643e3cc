namespace Kith.Channels;

/// <summary>
/// A kind of medium: declarations and pure translation. The host owns everything with time, storage or failure in it: listening,
/// the raw inbox, telling duplicates, cursors, the outbox, retries, secrets, downloads, the clock. A channel never opens a database,
/// never sleeps and never decides to try again; what it can do it says by the small interfaces it implements besides this one:
/// <see cref="IHandshake"/>, <see cref="IProof"/>, <see cref="IReadFacts"/>, <see cref="IPrepare"/>, <see cref="IDeliver"/>, <see cref="ISettle"/>,
/// <see cref="IMedia"/>, <see cref="IMediaInside"/>, <see cref="IMailbox"/>, <see cref="IPoll"/>, <see cref="IPost"/>, <see cref="ISetup"/>, <see cref="IConnect"/>,
/// <see cref="IInvite"/>, <see cref="IFound"/>, <see cref="ICheckUp"/>, <see cref="IAct"/>, <see cref="IOpenSession"/>, <see cref="IPriced"/>, <see cref="IAnswer"/>, <see cref="ICall"/>.
/// </summary>
/// <remarks>One instance serves all connections at once and keeps nothing between calls.</remarks>
public interface IChannel
{
    /// <summary>Lower-case word used in URLs (<c>/hooks/{id}/…</c>), the API and the database. Never changes.</summary>
    string Id { get; }

    /// <summary>The name people read.</summary>
    string Name { get; }

    /// <summary>The name of an icon: a word, not a file.</summary>
    string Icon { get; }

    /// <summary>Where the vendor explains its side; null when we are the vendor.</summary>
    string? DocsUrl { get; }

    /// <summary>What it costs, and which approvals it needs, in one or two sentences.</summary>
    string Note { get; }

    /// <summary>The fields of its settings form, in order.</summary>
    IReadOnlyList<SetupField> Setup { get; }

    /// <summary>Where it can be spoken on. Every capability hangs on the surface, because rules differ inside one platform.</summary>
    IReadOnlyList<Surface> Surfaces { get; }

    /// <summary>How messages can come in.</summary>
    IReadOnlyList<IntakeKind> Intake { get; }

    /// <summary>The part after the connection's own hook URL that the other side must be told, e.g. <c>/messages</c>; may hold a secret.</summary>
    string HookTail(Account account);

    /// <summary>What a teammate calls this connection's address: our number, our page. Empty when it has none.</summary>
    string AddressOf(Account account);
}

/// <summary>How messages come in.</summary>
public enum IntakeKind
{
    /// <summary>The other side calls us.</summary>
    Webhook,

    /// <summary>We read a mailbox: <see cref="IMailbox"/>.</summary>
    Mailbox,

    /// <summary>We ask for what is new: <see cref="IPoll"/>.</summary>
    Poll,
}
