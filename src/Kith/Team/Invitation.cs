namespace Kith.Team;

/// <summary>A copyable link by which somebody joins the team, once.</summary>
public sealed class Invitation : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required byte[] TokenHash { get; set; }
    public string? Email { get; set; }
    public string? Name { get; set; }
    public Role Role { get; set; }
    public List<Guid> DepartmentIds { get; set; } = [];
    public Guid By { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime ExpiresAt { get; set; }
    /// <summary>Set when the link gives a teammate who is locked out a new password, instead of making a new one.</summary>
    public Guid? ForTeammate { get; set; }
    public DateTime? UsedAt { get; set; }
    public DateTime? RevokedAt { get; set; }
}
