namespace Kith.Channels;

/// <summary>
/// What went wrong on a channel, from a vocabulary short enough to learn. Kept with the delivery and shown under the bubble, so the
/// words are ours: never the vendor's text, which may repeat a number, a password or an address.
/// </summary>
/// <param name="Code">Which one.</param>
/// <param name="Words">A sentence a teammate can read.</param>
/// <param name="Until">When it will be over, where that is known.</param>
/// <param name="Vendor">The vendor's own number for it, e.g. <c>30006</c>; digits and letters only.</param>
public sealed record ChannelProblem(ProblemCode Code, string Words, DateTimeOffset? Until = null, string? Vendor = null)
{
    /// <summary>Whether trying again, changed in nothing, can help.</summary>
    public bool CanRetry => Code is ProblemCode.RateLimited or ProblemCode.Unreachable or ProblemCode.SignInExpired;

    /// <summary>Whether it is the connection that is ill and not this one message: pause it, keep the queue, tell a person once.</summary>
    public bool IsOfConnection => Code is ProblemCode.SignInExpired;

    /// <summary>We are too fast.</summary>
    public static ChannelProblem RateLimited(DateTimeOffset? until = null, string? vendor = null) =>
        new(ProblemCode.RateLimited, "The other side asked us to slow down.", until, vendor);

    /// <summary>Nobody answered, or only to say that they cannot now.</summary>
    public static ChannelProblem Unreachable(string words = "The other side could not be reached.", string? vendor = null) =>
        new(ProblemCode.Unreachable, words, Vendor: vendor);

    /// <summary>Our sign-in there is no longer valid.</summary>
    public static ChannelProblem SignInExpired(string? vendor = null) =>
        new(ProblemCode.SignInExpired, "The sign-in of this connection is not accepted any more. Connect it again.", Vendor: vendor);

    /// <summary>They do not take it, and say why.</summary>
    public static ChannelProblem Rejected(string words, string? vendor = null) => new(ProblemCode.Rejected, words, Vendor: vendor);

    /// <summary>There is nobody at this address.</summary>
    public static ChannelProblem NoSuchRecipient(string words, string? vendor = null) => new(ProblemCode.NoSuchRecipient, words, Vendor: vendor);

    /// <summary>The person asked us to stop.</summary>
    public static ChannelProblem OptedOut(string? vendor = null) =>
        new(ProblemCode.OptedOut, "This person asked for no more messages here.", Vendor: vendor);

    /// <summary>The text or a file is too large.</summary>
    public static ChannelProblem TooLarge(string words, string? vendor = null) => new(ProblemCode.TooLarge, words, Vendor: vendor);

    /// <summary>The time in which an answer is allowed is over.</summary>
    public static ChannelProblem WindowClosed(string words) => new(ProblemCode.WindowClosed, words);

    /// <summary>They answered something we have no words for.</summary>
    public static ChannelProblem NotUnderstood(string? vendor = null) =>
        new(ProblemCode.NotUnderstood, "The other side answered in a way Kith does not understand.", Vendor: vendor);
}

/// <summary>The vocabulary.</summary>
public enum ProblemCode
{
    /// <summary>We are too fast.</summary>
    RateLimited,

    /// <summary>Nobody answered, or only to say that they cannot now.</summary>
    Unreachable,

    /// <summary>Our sign-in there is no longer valid.</summary>
    SignInExpired,

    /// <summary>They do not take it.</summary>
    Rejected,

    /// <summary>There is nobody at this address.</summary>
    NoSuchRecipient,

    /// <summary>The person asked us to stop.</summary>
    OptedOut,

    /// <summary>The text or a file is too large.</summary>
    TooLarge,

    /// <summary>The time in which an answer is allowed is over.</summary>
    WindowClosed,

    /// <summary>They answered something we have no words for.</summary>
    NotUnderstood,
}
