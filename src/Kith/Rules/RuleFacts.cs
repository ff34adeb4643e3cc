namespace Kith.Rules;

/// <summary>What the rules must know of the place the words go to and of whom they are for.</summary>
/// <param name="Channel">Null where it is not chosen yet.</param>
public sealed record RuleFacts(string? Channel, Guid? Department, bool IsPublic)
{
    /// <summary>The language the person writes, without region; null where nobody knows.</summary>
    public string? Theirs { get; init; }

    /// <summary>The language the words are taken to be in; decided by <see cref="RuleSet"/> where none is given.</summary>
    public string? Language { get; init; }

    /// <summary>The words are a text that a platform approved: only what was filled in can be wrong.</summary>
    public bool IsApprovedText { get; init; }

    /// <summary>What we keep of the person that others must not read, each with what it is called.</summary>
    public IReadOnlyList<(string Label, string Value)> Private { get; init; } = [];

    /// <summary>Our own addresses, which may be said anywhere.</summary>
    public IReadOnlyCollection<string> Ours { get; init; } = [];

    /// <summary>Where numbers without a country are dialled from.</summary>
    public string? Region { get; init; }

    /// <summary>The number of the case, for what must name it.</summary>
    public long? Case { get; init; }
}
