namespace Kith.Routing;

/// <summary>One line of the order by which it is decided who gets a new case. The first line that fits takes it.</summary>
public sealed class RoutingRule : IOfWorkspace
{
    public const int LongestName = 80, Most = 200;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    /// <summary>From 0; the lower one is asked first.</summary>
    public int Position { get; set; }
    public required string Name { get; set; }
    public bool IsOff { get; set; }
    public RuleConditions Conditions { get; set; } = new();
    public RuleOutcome Outcome { get; set; } = new();
}

/// <summary>When a rule fits: each thing that is said must hold, and of a list one is enough. What is left out is not asked.</summary>
public sealed record RuleConditions
{
    /// <summary>Kinds of channel, by id.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    public IReadOnlyList<Guid>? Connections { get; init; }

    /// <summary>The place that the person's last case was about.</summary>
    public IReadOnlyList<Guid>? Branches { get; init; }

    /// <summary>The language of the person, or of their words where nobody named it; <c>pt</c> stands for <c>pt-BR</c> too.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    public IReadOnlyList<Guid>? Organisations { get; init; }

    /// <summary>Own fields of the person.</summary>
    public IReadOnlyList<FieldCondition>? Fields { get; init; }

    /// <summary>It says at least one of these words or phrases.</summary>
    public IReadOnlyList<string>? AnyWords { get; init; }

    /// <summary>It says each of them.</summary>
    public IReadOnlyList<string>? AllWords { get; init; }

    /// <summary>It says none of them.</summary>
    public IReadOnlyList<string>? NoWords { get; init; }

    /// <summary>True for what everybody can read, false for what only we read.</summary>
    public bool? InPublic { get; init; }

    /// <summary>True while the house is open, false while it is closed.</summary>
    public bool? InHours { get; init; }
}

/// <param name="Values">As they are written; yes and no of such a field are <c>true</c> and <c>false</c>.</param>
public sealed record FieldCondition(string Key, IReadOnlyList<string> Values);

/// <summary>What becomes of the case. Without a department it goes where it would go without rules.</summary>
public sealed record RuleOutcome
{
    public Guid? DepartmentId { get; init; }

    public Guid? BranchId { get; init; }

    public OwnerPolicy Owner { get; init; }

    /// <summary>The teammate, where one is named.</summary>
    public Guid? OwnerId { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}

/// <summary>Nobody, a named teammate, whoever answered this person last, or the member of the department who is in and has the fewest open cases.</summary>
public enum OwnerPolicy { Nobody, Teammate, SameAsBefore, LeastBusy }
