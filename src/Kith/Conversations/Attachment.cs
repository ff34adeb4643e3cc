namespace Kith.Conversations;

/// <summary>Bytes that somebody sent, stored once under their SHA-256; <see cref="Type"/> comes from the bytes, never from the sender.</summary>
public sealed class Attachment : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public required string Hash { get; set; }
    public long Size { get; set; }
    public required string Type { get; set; }
    public DateTime At { get; set; }
}
