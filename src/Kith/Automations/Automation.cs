namespace Kith.Automations;

/// <summary>
/// When, if, then: something happened to a case so many hours ago, it is a case of this kind, and so these steps are taken on it. It writes to nobody:
/// words leave by a person.
/// </summary>
public sealed class Automation : IOfWorkspace
{
    public const int LongestName = 80, Most = 100, MostHours = 60 * 24;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public AutomationWhen When { get; set; }
    /// <summary>So long afterwards; 0 is at once.</summary>
    public int Hours { get; set; }
    /// <summary>Counts the hours in which somebody is there for the case, and not those of the clock.</summary>
    public bool InOpenHours { get; set; }
    public AutomationConditions Conditions { get; set; } = new();
    public required List<MacroStep> Steps { get; set; }
    /// <summary>Since when it is on; null while it is off. What happened before is left alone.</summary>
    public DateTime? OnSince { get; set; }
    public DateTime ChangedAt { get; set; }

    public DateTime Due(DateTime since, OpenHours open) => InOpenHours ? open.Add(since, TimeSpan.FromHours(Hours)) : since.AddHours(Hours);
}

/// <summary>
/// The case was opened; the person wrote, each time; the person's words wait for ours since the first of them; the last word is ours and waits for theirs;
/// the case was closed.
/// </summary>
public enum AutomationWhen { Opened, Unanswered, Silent, Closed, Written }

/// <summary>Which cases: each thing that is said must hold, and of a list one is enough. What is left out is not asked.</summary>
public sealed record AutomationConditions
{
    public IReadOnlyList<Guid>? Departments { get; init; }

    /// <summary>Kinds of channel, by id: where the last word was said.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<Guid>? Branches { get; init; }

    /// <summary>The language of the person; <c>pt</c> stands for <c>pt-BR</c> too.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Words and phrases: one stands in the title, or in what the person said last.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>True where nobody has it, false where somebody does.</summary>
    public bool? Unowned { get; init; }

    /// <summary>True where the last word is for everybody to read, false where it is not.</summary>
    public bool? InPublic { get; init; }
}
