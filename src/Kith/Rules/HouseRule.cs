namespace Kith.Rules;

/// <summary>
/// What the house asks of its words before they leave. Those that Kith brings stand in <see cref="BuiltInRules"/> until somebody changes
/// one: then there is a row of the same id here, which counts instead.
/// </summary>
public sealed class HouseRule : IOfWorkspace
{
    public const int LongestName = 120, LongestPhrase = 200, MostPhrases = 500, MostTemplates = 50;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public RuleKind Kind { get; set; }
    /// <summary>Nobody may send in spite of it; else they may, with a reason.</summary>
    public bool Stops { get; set; }
    public bool IsInForce { get; set; } = true;
    public RulePlace Place { get; set; }
    /// <summary>Where it counts; empty for everywhere.</summary>
    public List<Guid> Departments { get; set; } = [];
    public List<string> Channels { get; set; } = [];
    /// <summary>The language of the words it is for, without region; null for every one.</summary>
    public string? Language { get; set; }
    /// <summary>What it is about, by kind: words to avoid with the better ones, what must be said, templates of numbers.</summary>
    public List<RulePhrase> Phrases { get; set; } = [];
    /// <summary>By kind: the most characters, or the least ease of reading.</summary>
    public int? Limit { get; set; }
    public DateTime ChangedAt { get; set; }
    public int Version { get; set; }

    public bool Concerns(RuleFacts facts) => IsInForce
        && (Place == RulePlace.Anywhere || Place == RulePlace.Public == facts.IsPublic)
        && (Departments.Count == 0 || (facts.Department is { } department && Departments.Contains(department)))
        && (Channels.Count == 0 || (facts.Channel is { } channel && Channels.Contains(channel)))
        // Words too few to tell their language are read by the rules of every one: a phrase names its own.
        && (Language is null || facts.Language is null || Language == facts.Language)
        && (!facts.IsApprovedText || Kind is RuleKind.Cards or RuleKind.Addresses or RuleKind.Numbers or RuleKind.TheirFields);
}

/// <param name="Words">What to avoid, what must be said, or a template: # for a digit, @ for a letter.</param>
/// <param name="Better">What to say instead.</param>
public sealed record RulePhrase(string Words, string? Better);

public enum RuleKind { Avoid = 0, Shouting = 1, Length = 2, Reading = 3, TheirLanguage = 4, Cards = 10, Addresses = 11, Numbers = 12, TheirFields = 13, Required = 20 }

public enum RulePlace { Anywhere, Public, Private }
