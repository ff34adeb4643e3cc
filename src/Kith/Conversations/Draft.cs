using System.Text.Json.Nodes;

namespace Kith.Conversations;

/// <summary>What a teammate has written to a person and not sent yet.</summary>
public sealed class Draft : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid TeammateId { get; set; }
    public Guid PersonId { get; set; }
    public required JsonObject Body { get; set; }
    public DateTime At { get; set; }
}
