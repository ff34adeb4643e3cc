namespace Kith.Cases;

/// <summary>PUT and DELETE /api/cases/{number}/closure.</summary>
static class CloseCase
{
    /// <param name="WhyNotInPublic">Why the outcome is not said where the question was asked; needed while the case owes a word in public.</param>
    /// <param name="EndAsks">Ends the questions to other departments that nobody answered yet; needed while there are any.</param>
    public sealed record Closing(string? WhyNotInPublic, bool? EndAsks);

    public static void MapCloseCase(this RouteGroupBuilder cases)
    {
        cases.MapPut("/{number:long}/closure", CloseAsync).Allow(Role.Teammate);
        cases.MapDelete("/{number:long}/closure", ReopenAsync).Allow(Role.Teammate);
    }

    static async Task<Ok<CaseRow>> CloseAsync(long number, Closing? asked, [AsParameters] CaseDesk desk)
    {
        var why = Written.Line(asked?.WhyNotInPublic, "whyNotInPublic", PublicDebt.LongestWhy);
        var kase = await desk.FindAsync(number);
        return await desk.KeepAsync(kase, await desk.Db.CloseCaseAsync(kase, desk.By, desk.Now, desk.Stop, why, asked?.EndAsks == true));
    }

    /// <summary>With the case end the promises that were neither kept nor broken yet: nobody is owed an answer any more. That it would be settled is kept.</summary>
    public static async Task<Moment?> CloseCaseAsync(this KithDb db, Case kase, Actor by, DateTime at, CancellationToken stop, string? whyNotInPublic = null, bool endAsks = false)
    {
        if (!kase.IsClosed) await db.EndAsksAsync(kase, endAsks, by, at, stop);
        var moment = kase.Close(by, at, whyNotInPublic);
        if (moment is not null)
            foreach (var promise in await db.RunningPromisesAsync(kase, stop))
                if (promise.Kind == PromiseKind.Solution) promise.KeptAt = at;
                else promise.EndedAt = at;
        return moment;
    }

    static async Task<Ok<CaseRow>> ReopenAsync(long number, [AsParameters] CaseDesk desk)
    {
        var kase = await desk.FindAsync(number);
        return await desk.KeepAsync(kase, await desk.ReopenCaseAsync(kase));
    }

    public static async Task<Moment?> ReopenCaseAsync(this CaseDesk desk, Case kase)
    {
        var house = await desk.HoursAsync();
        foreach (var settled in await desk.Db.Promises.Where(p => p.CaseId == kase.Id && p.Kind == PromiseKind.Solution && p.KeptAt == kase.ClosedAt).ToListAsync(desk.Stop)) settled.Unsettle(house, desk.Now);
        return kase.Reopen(desk.By, desk.Now, LookAgain.Soon(house, kase, desk.Now));
    }
}
