namespace Kith.Cases;

public sealed partial class Case
{
    public Guid DepartmentId { get; set; }
    public Guid? OwnerId { get; set; }
    public Guid? BranchId { get; set; }
}
