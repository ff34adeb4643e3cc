using System.Text.Json;

namespace Kith.Routing;

/// <summary>What the rules may know of a matter when its case opens.</summary>
/// <param name="Channel">The kind of channel; null where a teammate opens it.</param>
/// <param name="Text">Subject and words of the person.</param>
public readonly record struct Matter(string? Channel, Guid? Connection, bool InPublic, string Text, DateTime At, PersonFacts Person)
{
    /// <summary>Beyond so many letters nobody looks for words.</summary>
    public const int LongestText = 8_000;

    /// <summary>The language that somebody named for the person, or else the one that these words are surely in.</summary>
    public string? Language() => Person.Language ?? (LanguageGuess.Of(Text) is { IsSure: true } guess ? guess.Language : null);

    public static string TextOf(string? subject, string? text)
    {
        var whole = subject is { Length: > 0 } ? $"{subject}\n{text}" : text ?? "";
        return whole.Length <= LongestText ? whole : whole[..LongestText];
    }
}

/// <summary>What is known of the person, and of whoever was merged with them.</summary>
/// <param name="LastAnsweredBy">The teammate who wrote to them last.</param>
/// <param name="LastBranch">The place that their last case with one was about.</param>
public sealed record PersonFacts(string? Language, IReadOnlyDictionary<string, JsonElement> Fields, IReadOnlyList<Guid> Organisations, Guid? LastAnsweredBy, Guid? LastBranch)
{
    public static PersonFacts None { get; } = new(null, new Dictionary<string, JsonElement>(), [], null, null);
}
