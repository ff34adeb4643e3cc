using System.Text.Json.Nodes;

namespace Kith.Cases;

public sealed partial class Case
{
    public Guid DepartmentId { get; set; }
    public Guid? OwnerId { get; set; }

    /// <summary>The names are kept as they were that day: a timeline tells what happened, not what somebody is called now.</summary>
    public Moment? Assign(Teammate? owner, Department department, Actor by, DateTime at)
    {
        if (owner?.Id == OwnerId && department.Id == DepartmentId) return null;

        var moved = department.Id != DepartmentId;
        (OwnerId, DepartmentId) = (owner?.Id, department.Id);
        return Fact(MomentKind.CaseAssigned, by, at, new JsonObject
        {
            ["ownerId"] = owner?.Id,
            ["ownerName"] = owner?.Name,
            ["departmentId"] = department.Id,
            ["departmentName"] = moved || owner is null ? department.Name : null,
        });
    }
}
