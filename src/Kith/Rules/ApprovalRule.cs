namespace Kith.Rules;

/// <summary>Whose words somebody else reads before they leave. Each condition that is set must hold; one that is empty holds always.</summary>
public sealed class ApprovalRule : IOfWorkspace
{
    public const int LongestName = 120, MostDays = 365, MostMinutes = 60 * 24 * 7;

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public bool IsInForce { get; set; } = true;
    public ApprovalAbout About { get; set; }
    /// <summary>Whoever joined within so many days; with named ones, they too.</summary>
    public int? NewDays { get; set; }
    public List<Guid> Teammates { get; set; } = [];
    public RulePlace Place { get; set; }
    public List<Guid> Departments { get; set; } = [];
    public List<Guid> Branches { get; set; } = [];
    public List<string> Channels { get; set; } = [];
    /// <summary>A sum of money above this one is named, in whatever currency.</summary>
    public decimal? Above { get; set; }
    /// <summary>Who approves; empty for the head of the department.</summary>
    public List<Guid> Approvers { get; set; } = [];
    /// <summary>Who is asked when they do not come to it in time; null for the head.</summary>
    public Guid? StandInId { get; set; }
    /// <summary>How long each has, in open minutes.</summary>
    public int Minutes { get; set; } = 60;
    public DateTime ChangedAt { get; set; }
    public int Version { get; set; }

    public bool Concerns(Writing one, DateTime now) => IsInForce && About == one.About
        && ((NewDays is null && Teammates.Count == 0) || Teammates.Contains(one.By.Id) || (NewDays is { } days && one.By.CreatedAt > now.AddDays(-days)))
        && (Place == RulePlace.Anywhere || Place == RulePlace.Public == one.IsPublic)
        && (Departments.Count == 0 || Departments.Contains(one.Department))
        && (Branches.Count == 0 || (one.Branch is { } branch && Branches.Contains(branch)))
        && (Channels.Count == 0 || (one.Channel is { } channel && Channels.Contains(channel)))
        && (Above is not { } sum || Amounts.Largest(one.Words) > sum);
}

public enum ApprovalAbout { Messages, Tellings }

/// <summary>What somebody wants to send, as far as a rule asks about it.</summary>
public sealed record Writing(Teammate By, Guid Department, Guid? Branch, string? Channel, bool IsPublic, string Words, ApprovalAbout About = ApprovalAbout.Messages);
