namespace Kith.Team;

/// <summary>One signed-in browser. The cookie holds the workspace and a secret; only the secret's SHA-256 is kept.</summary>
public sealed class Session : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid TeammateId { get; set; }
    public required byte[] SecretHash { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime LastSeenAt { get; set; }
    public DateTime ExpiresAt { get; set; }
    public string UserAgent { get; set; } = "";
    public string Ip { get; set; } = "";
    public DateTime? RevokedAt { get; set; }
}
