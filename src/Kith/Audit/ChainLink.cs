namespace Kith.Audit;

/// <summary>
/// One link of a workspace's chain: what stood in one audit row when it was taken in, tied to the link before it. Written by
/// <see cref="ChainFollower"/>, never changed.
/// </summary>
public sealed class ChainLink : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }

    /// <summary>1 for the first link of the workspace, one more for each that follows.</summary>
    public long Seq { get; set; }
    public Guid AuditId { get; set; }
    public required byte[] FactsHash { get; set; }
    public required byte[] Previous { get; set; }
    public required byte[] Hash { get; set; }
}

/// <summary>What facts about one person are hashed with; null from the day the person was erased.</summary>
public sealed class PersonKey : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid PersonId { get; set; }
    public byte[]? Key { get; set; }
}

/// <summary>Which entries speak of a person or a case. Filled with the chain; it can be built again from the entries.</summary>
public sealed class AuditAbout : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid AboutId { get; set; }
    public Guid AuditId { get; set; }
}
