namespace Kith.Api;

/// <summary>What was answered to a write that carried an Idempotency-Key, to be said again when the key comes again.</summary>
public sealed class IdempotentAnswer : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid ActorId { get; set; }
    public required string Key { get; set; }
    public required byte[] Fingerprint { get; set; }
    public int Status { get; set; }
    public string? Body { get; set; }
    public string? Location { get; set; }
    public DateTime At { get; set; }
}
