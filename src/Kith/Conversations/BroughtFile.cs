namespace Kith.Conversations;

/// <summary>Who of us took these bytes in: whoever sees only a part of the house may send what they brought themselves.</summary>
public sealed class BroughtFile : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public required string Hash { get; set; }
    public Guid TeammateId { get; set; }
    public DateTime At { get; set; }
}
