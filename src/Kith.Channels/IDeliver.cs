namespace Kith.Channels;

/// <summary>Sending over the HTTP wire, as two pure halves; the host does what is between them.</summary>
public interface IDeliver
{
    /// <summary>The request that sends this.</summary>
    /// <param name="parcel">What leaves.</param>
    /// <param name="attemptKey">Ours, the same at every try: planted wherever the platform lets something come back.</param>
    /// <param name="account">The connection.</param>
    /// <param name="now">The host's clock.</param>
    WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now);

    /// <summary>What their answer means. Total: whatever is not known is <see cref="Ending.Unsure"/> or <see cref="Ending.Rejected"/>, nothing is thrown.</summary>
    Ending Read(WireAnswer answer, DateTimeOffset now);
}

/// <summary>The endings of a try.</summary>
public abstract record Ending
{
    Ending() { }

    /// <summary>They have it.</summary>
    /// <param name="OutsideId">Their id of it; null when they give none.</param>
    /// <param name="Segments">In how many parts, by their count.</param>
    public sealed record Accepted(string? OutsideId, int? Segments = null) : Ending
    {
        /// <summary>Their id of who got it, where it was sent to something they said and not to an address: the host knows them by it from now on.</summary>
        public string? Recipient { get; init; }
    }

    /// <summary>They will never take it like this.</summary>
    public sealed record Rejected(ChannelProblem Problem) : Ending;

    /// <summary>Not now, and certainly not taken: the same again later is safe.</summary>
    /// <param name="Problem">Why.</param>
    /// <param name="After">How long to wait, where they said; null for the host's own back-off.</param>
    public sealed record Later(ChannelProblem Problem, TimeSpan? After = null) : Ending;

    /// <summary>It may have been taken. Settle it, let a receipt settle it, or ask a person; never just send again.</summary>
    public sealed record Unsure(ChannelProblem Problem) : Ending;

    /// <summary>Our sign-in is refused: pause the connection, keep the queue, tell a person once.</summary>
    public sealed record Disconnected(ChannelProblem Problem) : Ending;

    /// <summary>No answer came. What that means depends only on whether the request had left.</summary>
    public static Ending NoAnswer(bool bytesLeft) =>
        bytesLeft ? new Unsure(ChannelProblem.Unreachable("The answer was lost on the way.")) : new Later(ChannelProblem.Unreachable());
}
