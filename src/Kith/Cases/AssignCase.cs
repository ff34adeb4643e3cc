namespace Kith.Cases;

/// <summary>PUT and DELETE /api/cases/{number}/assignment: who looks after it, in which department.</summary>
static class AssignCase
{
    /// <param name="IfFree">Only where nobody else has it: of two who take it at once one has it, and the other reads who.</param>
    public sealed record Assignment(Guid? OwnerId, Guid? DepartmentId, bool? IfFree);

    public static void MapAssignCase(this RouteGroupBuilder cases)
    {
        cases.MapPut("/{number:long}/assignment", AssignAsync).Allow(Role.Teammate);
        cases.MapDelete("/{number:long}/assignment", GiveBackAsync).Allow(Role.Teammate);
    }

    static async Task<Ok<CaseRow>> AssignAsync(long number, Assignment asked, [AsParameters] CaseDesk desk)
    {
        if (asked is { OwnerId: null, DepartmentId: null }) throw Refusal.Field("ownerId", "Say to whom, or to which department.");

        var kase = await desk.FindAsync(number);
        if (asked.IfFree == true && kase.OwnerId is { } has && has != asked.OwnerId) throw await TakeOver.RefusalAsync(desk.Db, "taken", has, "has it already", desk.Stop);

        var moment = await desk.Hand.GiveAsync(kase, asked.OwnerId, asked.DepartmentId);
        if (moment is not null && asked.OwnerId is { } owner && owner != desk.Me.Id) desk.Db.Add(Notice.Given(owner, kase, moment, desk.Me, desk.Now));
        return await desk.KeepAsync(kase, moment);
    }

    static async Task<Ok<CaseRow>> GiveBackAsync(long number, [AsParameters] CaseDesk desk)
    {
        var kase = await desk.FindAsync(number);
        return await desk.KeepAsync(kase, await desk.Hand.GiveAsync(kase, null, null));
    }

    /// <summary>To somebody, to a department, or with neither back to its own. Whoever calls tells the new owner.</summary>
    public static async Task<Moment?> GiveAsync(this CaseHand hand, Case kase, Guid? owner, Guid? department) =>
        kase.Assign(owner is { } id ? await OwnerAsync(hand, id) : null, await DepartmentAsync(hand, department ?? kase.DepartmentId), hand.By, hand.Now);

    static async Task<Teammate> OwnerAsync(CaseHand hand, Guid id)
    {
        var owner = await hand.Db.Teammates.SingleOrDefaultAsync(t => t.Id == id && t.LeftAt == null, hand.Stop) ?? throw Refusal.NotFound("There is no such teammate.");
        return owner.Role >= Role.Teammate ? owner : throw new Refusal("cannot_answer", $"{owner.Name} does not write to people, so nobody would answer.");
    }

    static async Task<Department> DepartmentAsync(CaseHand hand, Guid id) =>
        await hand.Db.Departments.SingleOrDefaultAsync(d => d.Id == id, hand.Stop) ?? throw Refusal.NotFound("There is no such department.");
}
