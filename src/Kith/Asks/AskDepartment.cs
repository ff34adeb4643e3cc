namespace Kith.Asks;

/// <summary>POST /api/cases/{number}/asks: a question to another department. The case keeps its owner, and the promise to the person stays as it is.</summary>
static class AskDepartment
{
    /// <param name="OwnerId">Who of the department is to answer; left out, whoever takes it.</param>
    /// <param name="Due">By when it is needed; left out, as the house promises.</param>
    public sealed record NewAsk(Guid? DepartmentId, string? Question, Guid? OwnerId, DateTime? Due, IReadOnlyList<NamedFile?>? Attachments);

    public static async Task<Created<AskRow>> AskAsync(long number, NewAsk asked, [AsParameters] AskDesk desk)
    {
        var question = Written.Text(asked.Question, "question", Ask.LongestText) is { Length: > 0 } said ? said : throw Refusal.Field("question", "Write what you want to know.");
        var department = await desk.DepartmentAsync(asked.DepartmentId ?? throw Refusal.Field("departmentId", "Say which department you ask."));
        var kase = await new CaseDesk(desk.Me, desk.Db, desk.Clock, desk.Stop).FindAsync(number);
        var files = await desk.Db.AttachedAsync(asked.Attachments, desk.Db.Moments.Where(m => m.CaseId == kase.Id), desk.Stop);
        if (kase.IsClosed) throw new Refusal("closed", "This case is closed. Reopen it first.");

        var ask = Ask.Of(kase, department, question, await TermAsync(department.Id, asked.Due, desk), desk.Me, desk.Now);
        if (asked.OwnerId is { } owner) ask.OwnerId = (await AssignAsk.OwnerAsync(ask, owner, desk)).Id;
        desk.Db.Add(ask);
        await desk.SayAsync(ask, MomentKind.Asked, question, files);
        await desk.TellAsync(ask, NoticeKind.Asked, $"{desk.Me.Name} asks {department.Name}: {Notice.Short(question)}", ask.OwnerId ?? department.HeadId);
        await desk.Db.SaveChangesAsync(desk.Stop);
        return TypedResults.Created($"/api/asks/{ask.Id}", await desk.Db.RowAsync(ask, desk.Caller, desk.Stop));
    }

    /// <summary>An ask is always promised: by a time that somebody named, or by the hours of the department that is asked.</summary>
    public static async Task<Term> TermAsync(Guid department, DateTime? named, AskDesk desk) =>
        named is { } due ? new Term(null, null, RestCase.Later(due, "due", desk.Now)) : (await desk.Db.HouseHoursAsync(desk.Stop)).AnswerOf(PromiseKind.Ask, department, null, null, desk.Now);
}
