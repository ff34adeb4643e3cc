namespace Kith.Cases;

/// <summary>PUT and DELETE /api/cases/{number}/snooze and /waiting: out of sight until a time, or until the person speaks.</summary>
static class RestCase
{
    static readonly TimeSpan longest = TimeSpan.FromDays(366);

    public sealed record Snooze(DateTime Until);

    public sealed record Waiting(DateTime? Until);

    public static void MapRestCase(this RouteGroupBuilder cases)
    {
        cases.MapPut("/{number:long}/snooze", SnoozeAsync).Allow(Role.Teammate);
        cases.MapDelete("/{number:long}/snooze", WakeAsync).Allow(Role.Teammate);
        cases.MapPut("/{number:long}/waiting", WaitAsync).Allow(Role.Teammate);
        cases.MapDelete("/{number:long}/waiting", WakeAsync).Allow(Role.Teammate);
    }

    static async Task<Ok<CaseRow>> SnoozeAsync(long number, Snooze asked, [AsParameters] CaseDesk desk)
    {
        var until = Later(asked.Until, "until", desk.Now);
        return await RestAsync(number, desk, kase => kase.Snooze(until, desk.By, desk.Now));
    }

    static async Task<Ok<CaseRow>> WaitAsync(long number, Waiting? asked, [AsParameters] CaseDesk desk)
    {
        var until = asked?.Until is { } time ? Later(time, "until", desk.Now) : LookAgain.AfterWaiting(await desk.WorkspaceAsync(), desk.Now);
        return await RestAsync(number, desk, kase => kase.Wait(until, desk.By, desk.Now));
    }

    static async Task<Ok<CaseRow>> WakeAsync(long number, [AsParameters] CaseDesk desk)
    {
        var kase = await desk.FindAsync(number);
        var owed = await desk.RunningPromisesAsync(kase);
        return await desk.KeepAsync(kase, kase.Wake(owed.FirstOrDefault(), desk.By, desk.Now, LookAgain.Soon(await desk.WorkspaceAsync(), desk.Now)));
    }

    static async Task<Ok<CaseRow>> RestAsync(long number, CaseDesk desk, Func<Case, Moment?> rest)
    {
        var kase = await desk.FindAsync(number);
        if (kase.IsClosed) throw new Refusal("closed", "This case is closed. Reopen it first.");
        return await desk.KeepAsync(kase, rest(kase));
    }

    public static DateTime Later(DateTime time, string field, DateTime now) =>
        time > now && time - now <= longest ? time : throw Refusal.Field(field, "Choose a time that is still to come, within a year.");
}
