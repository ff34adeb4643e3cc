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
        var kase = await desk.FindAsync(number);
        return await desk.KeepAsync(kase, await desk.Hand.SnoozeCaseAsync(kase, until));
    }

    public static async Task<Moment?> SnoozeCaseAsync(this CaseHand hand, Case kase, DateTime until)
    {
        CheckOpen(kase);
        var house = await hand.Db.HouseHoursAsync(hand.Stop);
        foreach (var promise in await hand.Db.RunningPromisesAsync(kase, hand.Stop)) promise.Resume(house, hand.Now);
        return kase.Snooze(until, hand.By, hand.Now);
    }

    static async Task<Ok<CaseRow>> WaitAsync(long number, Waiting? asked, [AsParameters] CaseDesk desk)
    {
        var (kase, house) = (await FindAsync(number, desk), await desk.HoursAsync());
        var until = asked?.Until is { } time ? Later(time, "until", desk.Now) : LookAgain.AfterWaiting(house.HoursOf(kase), desk.Now);
        foreach (var promise in await desk.RunningPromisesAsync(kase)) promise.Pause(house, desk.Now);
        return await desk.KeepAsync(kase, kase.Wait(until, desk.By, desk.Now));
    }

    static async Task<Ok<CaseRow>> WakeAsync(long number, [AsParameters] CaseDesk desk)
    {
        var kase = await desk.FindAsync(number);
        return await desk.KeepAsync(kase, await desk.WakeCaseAsync(kase));
    }

    public static async Task<Moment?> WakeCaseAsync(this CaseDesk desk, Case kase)
    {
        var (owed, house) = (await desk.RunningPromisesAsync(kase), await desk.HoursAsync());
        foreach (var promise in owed) promise.Resume(house, desk.Now);
        return kase.Wake(owed.FirstAnswer(), desk.By, desk.Now, LookAgain.Soon(house, kase, desk.Now));
    }

    static async Task<Case> FindAsync(long number, CaseDesk desk)
    {
        var kase = await desk.FindAsync(number);
        CheckOpen(kase);
        return kase;
    }

    static void CheckOpen(Case kase)
    {
        if (kase.IsClosed) throw new Refusal("closed", "This case is closed. Reopen it first.");
    }

    public static DateTime Later(DateTime time, string field, DateTime now) =>
        time > now && time - now <= longest ? time : throw Refusal.Field(field, "Choose a time that is still to come, within a year.");
}
