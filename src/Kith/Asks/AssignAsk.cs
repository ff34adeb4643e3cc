namespace Kith.Asks;

/// <summary>PUT and DELETE /api/asks/{id}/assignment: somebody of the department takes it, gives it to another one, or gives it back.</summary>
static class AssignAsk
{
    /// <param name="OwnerId">Left out, the caller.</param>
    public sealed record AskOwner(Guid? OwnerId);

    public static async Task<Ok<AskRow>> GiveAsync(Guid id, AskOwner? asked, [AsParameters] AskDesk desk)
    {
        var ask = await desk.FindAsync(id);
        await MayAnswer.CheckAsync(desk.Db, ask, desk.Caller, desk.Stop);
        var owner = await OwnerAsync(ask, asked?.OwnerId ?? desk.Me.Id, desk);
        if (ask.Assign(owner.Id)) await desk.TellAsync(ask, NoticeKind.Asked, $"{desk.Me.Name} gave you a question: {Notice.Short(ask.Question)}", owner.Id);
        return await desk.KeepAsync(ask);
    }

    public static async Task<Ok<AskRow>> GiveBackAsync(Guid id, [AsParameters] AskDesk desk)
    {
        var ask = await desk.FindAsync(id);
        await MayAnswer.CheckAsync(desk.Db, ask, desk.Caller, desk.Stop);
        ask.Assign(null);
        return await desk.KeepAsync(ask);
    }

    /// <summary>Who is to answer belongs to the department, or may answer for everybody.</summary>
    public static async Task<Teammate> OwnerAsync(Ask ask, Guid id, AskDesk desk)
    {
        var owner = await desk.Db.Teammates.SingleOrDefaultAsync(t => t.Id == id && t.LeftAt == null, desk.Stop) ?? throw Refusal.NotFound("There is no such teammate.");
        if (owner.Role < Role.Colleague) throw new Refusal("cannot_answer", $"{owner.Name} may only look, so nobody would answer.");
        if (owner.Role >= Role.Admin || await desk.Db.DepartmentsOf(id).ContainsAsync(ask.DepartmentId, desk.Stop)) return owner;
        throw new Refusal("not_asked", $"{owner.Name} does not belong to the department that was asked.");
    }
}
