namespace Kith.Notices;

/// <summary>Something one teammate should know: mentioned, given, answered, a promise is near, a connection is in trouble.</summary>
public sealed class Notice : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid TeammateId { get; set; }
    public NoticeKind Kind { get; set; }
    public DateTime At { get; set; }
    public Guid? PersonId { get; set; }
    public Guid? CaseId { get; set; }
    public Guid? MomentId { get; set; }
    public string? Text { get; set; }
    public DateTime? ReadAt { get; set; }
}

public enum NoticeKind { Mentioned, Given, Answered, PromiseNear, Connection }
