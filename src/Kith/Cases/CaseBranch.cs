namespace Kith.Cases;

/// <summary>PUT and DELETE /api/cases/{number}/branch: which place the case is about.</summary>
static class CaseBranch
{
    public sealed record ChosenBranch(Guid BranchId);

    public static void MapCaseBranch(this RouteGroupBuilder cases)
    {
        cases.MapPut("/{number:long}/branch", ChooseAsync).Allow(Role.Teammate);
        cases.MapDelete("/{number:long}/branch", LeaveAsync).Allow(Role.Teammate);
    }

    static async Task<Ok<CaseRow>> ChooseAsync(long number, ChosenBranch asked, [AsParameters] CaseDesk desk)
    {
        var branch = await desk.Db.Branches.SingleOrDefaultAsync(b => b.Id == asked.BranchId, desk.Stop) ?? throw Refusal.NotFound("There is no such branch.");
        return await desk.ChangeAsync(number, kase => kase.BeAbout(branch, desk.By, desk.Now));
    }

    static Task<Ok<CaseRow>> LeaveAsync(long number, [AsParameters] CaseDesk desk) => desk.ChangeAsync(number, kase => kase.BeAbout(null, desk.By, desk.Now));
}
