namespace Kith.Team;

/// <summary>A key for scripts, with a role of its own; shown once, kept as SHA-256.</summary>
public sealed class ApiToken : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    /// <summary>The teammate who made it and in whose name it acts.</summary>
    public Guid TeammateId { get; set; }
    public required string Name { get; set; }
    public Role Role { get; set; }
    public required byte[] SecretHash { get; set; }
    public required string Prefix { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime? LastUsedAt { get; set; }
    public DateTime? ExpiresAt { get; set; }
    public DateTime? RevokedAt { get; set; }
}
