namespace Kith.Conversations;

/// <summary>A conversation on the platform (table <c>thread</c>): whom it is with and which case a reply on it continues.</summary>
public sealed class TalkThread : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid ConnectionId { get; set; }
    public required string ThreadKey { get; set; }
    public Guid PersonId { get; set; }
    public Guid CaseId { get; set; }
    public DateTime LastAt { get; set; }
}
