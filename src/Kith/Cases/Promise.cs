namespace Kith.Cases;

/// <summary>Who will answer by when. The case shows the running one; this row remembers each that was made.</summary>
public sealed class Promise : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid CaseId { get; set; }
    public PromiseKind Kind { get; set; }
    public DateTime MadeAt { get; set; }
    public DateTime Due { get; set; }
    public DateTime? ToldAt { get; set; }
    public DateTime? KeptAt { get; set; }
    public DateTime? BrokenAt { get; set; }
    /// <summary>When it stopped to count, neither kept nor broken: another time was promised, or the case was closed.</summary>
    public DateTime? EndedAt { get; set; }
    /// <summary>When the answerable teammate was told that it is near; nobody is told twice.</summary>
    public DateTime? WarnedAt { get; set; }
    public string? Reason { get; set; }

    public bool IsRunning => KeptAt is null && EndedAt is null;
}
