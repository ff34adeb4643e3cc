namespace Kith.Asks;

/// <summary>Who answers a question: the members of the department that was asked, its head, and whoever it was given to. An admin may always step in, so that nothing sits where nobody is.</summary>
static class MayAnswer
{
    public static bool It(Ask ask, Caller caller, bool isOfDepartment) =>
        caller.Role >= Role.Admin || (caller.Role >= Role.Colleague && (isOfDepartment || ask.OwnerId == caller.TeammateId));

    public static async Task CheckAsync(KithDb db, Ask ask, Caller caller, CancellationToken stop)
    {
        if (It(ask, caller, await db.DepartmentsOf(caller.TeammateId).ContainsAsync(ask.DepartmentId, stop))) return;

        var department = await db.Departments.Where(d => d.Id == ask.DepartmentId).Select(d => d.Name).SingleAsync(stop);
        throw new Refusal("not_asked", $"This was asked of {department}. Only its members answer it.", StatusCodes.Status403Forbidden);
    }
}
