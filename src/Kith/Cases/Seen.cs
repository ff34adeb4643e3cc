namespace Kith.Cases;

/// <summary>How far one teammate has read one case: what is new differs by teammate.</summary>
public sealed class Seen : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid CaseId { get; set; }
    public Guid TeammateId { get; set; }
    public DateTime UpTo { get; set; }
}
