namespace Kith.Cases;

/// <summary>PUT /api/cases/{number}/promise: another time by which we answer, and why.</summary>
static class PromiseAnswer
{
    const int LongestReason = 500;

    public sealed record NewPromise(DateTime Due, string? Reason);

    public static void MapPromiseAnswer(this RouteGroupBuilder cases) => cases.MapPut("/{number:long}/promise", PromiseAsync).Allow(Role.Teammate);

    static async Task<Ok<CaseRow>> PromiseAsync(long number, NewPromise asked, [AsParameters] CaseDesk desk)
    {
        var due = RestCase.Later(asked.Due, "due", desk.Now);
        var reason = Written.Line(asked.Reason, "reason", LongestReason);
        var kase = await desk.FindAsync(number);
        if (kase.Promised(due, reason, desk.By, desk.Now) is not var (promise, moment)) throw new Refusal("closed", "This case is closed. Reopen it first.");

        foreach (var earlier in (await desk.RunningPromisesAsync(kase)).Where(one => one.Kind != PromiseKind.Solution)) earlier.EndedAt = desk.Now;
        desk.Db.Add(promise);
        return await desk.KeepAsync(kase, moment);
    }
}
