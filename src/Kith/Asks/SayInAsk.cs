namespace Kith.Asks;

/// <summary>
/// What is said in an ask: PUT …/answer by who was asked, POST …/questions back by them or on by who asked, and PUT …/withdrawal. Each is a word on
/// the timeline for the team alone, and tells the other side.
/// </summary>
static class SayInAsk
{
    public sealed record Said(string? Text, IReadOnlyList<NamedFile?>? Attachments);

    /// <param name="Back">Asked by who was asked; else more is said by who asks.</param>
    public sealed record MoreAsked(string? Text, bool? Back, IReadOnlyList<NamedFile?>? Attachments);

    public sealed record AskWithdrawal(string? Why);

    const int LongestWhy = 500;

    public static async Task<Ok<AskRow>> AnswerAsync(Guid id, Said asked, [AsParameters] AskDesk desk)
    {
        var (text, ask) = (TextOf(asked.Text), await desk.FindAsync(id));
        var files = await desk.Db.AttachedAsync(asked.Attachments, desk.Db.Moments.Where(m => m.CaseId == ask.CaseId), desk.Stop);
        await MayAnswer.CheckAsync(desk.Db, ask, desk.Caller, desk.Stop);
        ask.Answer(desk.Me, await desk.Db.HouseHoursAsync(desk.Stop), desk.Now);
        await desk.SayAsync(ask, MomentKind.AskAnswered, text, files);
        var matter = await desk.Db.MatterOfAsync(ask, desk.Stop);
        await desk.TellAsync(ask, NoticeKind.AskAnswered, $"{desk.Me.Name} answered about case {matter.Number}: {Notice.Short(text)}", ask.AskedBy, matter.OwnerId);
        return await desk.KeepAsync(ask);
    }

    public static async Task<Ok<AskRow>> AskMoreAsync(Guid id, MoreAsked asked, [AsParameters] AskDesk desk)
    {
        var (text, ask) = (TextOf(asked.Text), await desk.FindAsync(id));
        var files = await desk.Db.AttachedAsync(asked.Attachments, desk.Db.Moments.Where(m => m.CaseId == ask.CaseId), desk.Stop);
        var (house, department) = (await desk.Db.HouseHoursAsync(desk.Stop), await desk.DepartmentAsync(ask.DepartmentId));
        if (asked.Back == true)
        {
            await MayAnswer.CheckAsync(desk.Db, ask, desk.Caller, desk.Stop);
            ask.AskBack(desk.Me, house, desk.Now);
            await desk.SayAsync(ask, MomentKind.AskedBack, text, files);
            var matter = await desk.Db.MatterOfAsync(ask, desk.Stop);
            await desk.TellAsync(ask, NoticeKind.Asked, $"{desk.Me.Name} of {department.Name} asks back: {Notice.Short(text)}", ask.AskedBy, matter.OwnerId);
            return await desk.KeepAsync(ask);
        }
        RefuseColleagues(desk);
        ask.AskOn(house, await AskDepartment.TermAsync(ask.DepartmentId, null, desk), desk.Now);
        await desk.SayAsync(ask, MomentKind.AskedOn, text, files);
        await desk.TellAsync(ask, NoticeKind.Asked, $"{desk.Me.Name}: {Notice.Short(text)}", ask.OwnerId ?? department.HeadId);
        return await desk.KeepAsync(ask);
    }

    public static async Task<Ok<AskRow>> WithdrawAsync(Guid id, AskWithdrawal? asked, [AsParameters] AskDesk desk)
    {
        var why = Written.Line(asked?.Why, "why", LongestWhy);
        var ask = await desk.FindAsync(id);
        if (ask.Withdraw(desk.Now)) await SayWithdrawnAsync(desk, ask, why);
        return await desk.KeepAsync(ask);
    }

    static async Task SayWithdrawnAsync(AskDesk desk, Ask ask, string? why)
    {
        await desk.SayAsync(ask, MomentKind.AskWithdrawn, why is { Length: > 0 } ? why : null);
        await desk.TellAsync(ask, NoticeKind.Asked, $"{desk.Me.Name} needs no answer any more: {Notice.Short(ask.Question)}", ask.OwnerId);
    }

    static string TextOf(string? said) => Written.Text(said, "text", Ask.LongestText) is { Length: > 0 } text ? text : throw Refusal.Field("text", "Write something.");

    /// <summary>A colleague answers; what is asked in a case is for those who look after it.</summary>
    static void RefuseColleagues(AskDesk desk)
    {
        if (desk.Caller.Role < Role.Teammate) throw new Refusal("not_allowed", "Your role does not allow this.", StatusCodes.Status403Forbidden);
    }
}
