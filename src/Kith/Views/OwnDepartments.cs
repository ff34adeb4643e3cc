namespace Kith.Views;

static class OwnDepartments
{
    /// <summary>Those one is in or leads; whoever runs the workspace is in all of them.</summary>
    public static Task<List<Guid>> OwnDepartmentsAsync(this KithDb db, Teammate me, CancellationToken stop) =>
        db.Departments.Where(d => me.Role >= Role.Admin || d.HeadId == me.Id || db.DepartmentMembers.Any(m => m.DepartmentId == d.Id && m.TeammateId == me.Id)).Select(d => d.Id).ToListAsync(stop);
}
