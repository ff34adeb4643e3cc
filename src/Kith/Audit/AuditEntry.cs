using System.Text.Json.Nodes;

namespace Kith.Audit;

/// <summary>One change or sensitive read: who did what to what. Written in the change's own transaction, never changed.</summary>
public sealed class AuditEntry : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public int Epoch { get; set; }
    public long Tx { get; set; }
    public DateTime At { get; set; }
    public AuthorKind ActorKind { get; set; }
    public Guid? ActorId { get; set; }
    public required string Action { get; set; }
    public string? Object { get; set; }
    public JsonNode? Facts { get; set; }
}
