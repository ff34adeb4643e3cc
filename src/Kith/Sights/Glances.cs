namespace Kith.Sights;

/// <summary>By what a case is in sight or not.</summary>
public interface ICaseInSight
{
    Guid Id { get; }
    Guid RootId { get; }
    Guid DepartmentId { get; }
    Guid? BranchId { get; }
    Guid? ConnectionId { get; }
    Guid? OwnerId { get; }
}

/// <summary>The case in which another goes on. It is a second look at the same table, for a filter cannot ask through itself.</summary>
public sealed class RootCase : IOfWorkspace, ICaseInSight
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    public Guid RootId { get; set; }
    public Guid DepartmentId { get; set; }
    public Guid? BranchId { get; set; }
    public Guid? ConnectionId { get; set; }
    public Guid? OwnerId { get; set; }
}

/// <summary>Whom a case asks: a second look at the table of asks.</summary>
public sealed class AskedOf : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid MatterId { get; set; }
    public Guid DepartmentId { get; set; }
    public Guid? OwnerId { get; set; }
    public AskState State { get; set; }
}
