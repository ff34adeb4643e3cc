namespace Kith.Conversations;

/// <summary>Going on elsewhere: a one-time hand-over. Only the hash of its token or code is kept.</summary>
public sealed class Move : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public required byte[] TokenHash { get; set; }
    public Guid PersonId { get; set; }
    public Guid? FromMoment { get; set; }
    public required string ToChannel { get; set; }
    public Guid ToConnection { get; set; }
    public Guid? ToHandle { get; set; }
    public DateTime At { get; set; }
    public DateTime ExpiresAt { get; set; }
    public DateTime? UsedAt { get; set; }
}
