namespace Kith.Channels;

/// <summary>
/// Asks for what came, as two pure halves, where the other side does not call us. The host asks again and again, keeps every item as it keeps
/// a request to a hook, remembers the place only then, and has <see cref="IReadFacts"/> read what was kept.
/// </summary>
public interface IPoll
{
    /// <summary>The question for what came after this place; null where this connection is told by a hook instead.</summary>
    /// <param name="account">The connection.</param>
    /// <param name="place">How far it was read, in the channel's own words; null before the first answer.</param>
    WireRequest? Ask(Account account, string? place);

    /// <summary>What the answer brings. Total: nothing is thrown, whatever came.</summary>
    Polled Read(WireAnswer answer, string? place, Account account, DateTimeOffset now);
}

/// <summary>What came of asking.</summary>
public abstract record Polled
{
    Polled() { }

    /// <summary>An answer, perhaps with nothing new in it.</summary>
    /// <param name="Items">What came, in the order in which it happened.</param>
    /// <param name="Place">Where to go on.</param>
    /// <param name="Pause">How long to wait before asking again; none where the other side holds the question until there is news.</param>
    public sealed record Brought(IReadOnlyList<PolledItem> Items, string? Place, TimeSpan Pause) : Polled;

    /// <summary>Not now.</summary>
    /// <param name="Problem">Why, in a sentence for whoever keeps the connection.</param>
    /// <param name="After">How long to wait, where they said.</param>
    public sealed record Later(ChannelProblem Problem, TimeSpan? After = null) : Polled;

    /// <summary>Our sign-in is refused: asking again changes nothing until a person connects it again.</summary>
    public sealed record Disconnected(ChannelProblem Problem) : Polled;
}

/// <summary>One thing that came, to be kept as it is.</summary>
/// <param name="Key">Its key, unique within the connection and the same at every reading.</param>
/// <param name="Body">Its bytes.</param>
public sealed record PolledItem(string Key, ReadOnlyMemory<byte> Body);
