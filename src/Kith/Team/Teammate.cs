namespace Kith.Team;

/// <summary>Someone who works for the organisation.</summary>
public sealed class Teammate : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid AccountId { get; set; }
    public required string Name { get; set; }
    /// <summary>What they chose to be called where everybody reads; null for their first name.</summary>
    public string? PublicName { get; set; }
    public required string Email { get; set; }
    public Role Role { get; set; }
    /// <summary>What they see, where the house gave them a role of its own; null sees all.</summary>
    public Guid? TeamRoleId { get; set; }
    public string Language { get; set; } = "en";
    public string? PictureHash { get; set; }
    /// <summary>The phone that rings first when they call somebody from here.</summary>
    public string? Phone { get; set; }
    public DateTime? AwaySince { get; set; }
    public DateTime? AwayUntil { get; set; }
    /// <summary>Who has their new and their due cases while they are away.</summary>
    public Guid? StandInId { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime? LastSeenAt { get; set; }
    public DateTime? LeftAt { get; set; }

    public static Teammate Joining(Guid workspace, Account account, string name, Role role, DateTime now) => new()
    {
        WorkspaceId = workspace,
        Id = Ids.New(now),
        AccountId = account.Id,
        Name = name,
        Email = account.Email!,
        Role = role,
        CreatedAt = now,
    };

    public string NameInPublic => PublicName ?? ChatWords.FirstName(Name);

    public string? PictureUrl => PictureHash is null ? null : AttachmentRef.UrlOf(PictureHash, "picture");

    public bool IsAway(DateTime now) => AwaySince is not null && (AwayUntil is null || AwayUntil > now);
}

/// <summary>Each role may do what the ones before it may. A colleague reads, comments and answers what is asked of their department, and writes to nobody outside.</summary>
public enum Role { Viewer, Colleague, Teammate, Admin, Owner }
