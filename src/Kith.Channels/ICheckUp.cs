namespace Kith.Channels;

/// <summary>
/// Asks a platform that calls us how it sees us: whether it still brings what it should, what our key may do there, and until when it is good. Such a
/// connection would fall silent without anybody being told. Pure halves again: the host asks a few times a day, and tells a person what is new.
/// </summary>
public interface ICheckUp
{
    /// <summary>The next question.</summary>
    /// <param name="answers">What was answered so far, in the order of the questions; null where nobody answered.</param>
    /// <param name="account">The connection.</param>
    /// <returns>Null when all was asked, or when there is nothing to ask: where we fetch messages ourselves the fetching tells.</returns>
    WireRequest? Question(IReadOnlyList<WireAnswer?> answers, Account account);

    /// <summary>What the answers mean. Total: nothing is thrown, whatever came; what cannot be told is no concern.</summary>
    IReadOnlyList<Concern> Read(IReadOnlyList<WireAnswer?> answers, Account account, DateTimeOffset now);
}

/// <summary>Something a person should see to before it hurts, or because it does.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Words">What is the matter, and the way out, in sentences for whoever keeps the connection. The same words for the same matter: they are told once.</param>
/// <param name="Until">When it will hurt, where that is known.</param>
public sealed record Concern(ConcernKind Kind, string Words, DateTimeOffset? Until = null)
{
    /// <summary>How long before the end of a key somebody is told.</summary>
    public static TimeSpan Ahead { get; } = TimeSpan.FromDays(14);
}

/// <summary>The kinds of concerns.</summary>
public enum ConcernKind
{
    /// <summary>What lets us speak there ends on a day that is known.</summary>
    EndsSoon,

    /// <summary>We are not allowed something we need.</summary>
    MayNot,

    /// <summary>The platform does not bring us what is said there.</summary>
    HookOff,
}
