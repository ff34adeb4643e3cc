namespace Kith.Cases;

/// <summary>
/// What happens with a promise that was broken, until somebody answers: the owner and the head of the department hear of it at once. After
/// an open hour the case stands with its department again, for whoever had it did not come to it. After an open day the owners of the house
/// hear of it, too. What was broken stays counted as broken, however it ends. A time to look again climbs by days, and only while the case still shows it.
/// </summary>
static class PromiseLadder
{
    const int Told = 1, GivenBack = 2, Top = 3;
    static readonly TimeSpan anHour = TimeSpan.FromHours(1), aDay = TimeSpan.FromHours(8);

    /// <summary>The case a promise belongs to, or the one that goes on in.</summary>
    public static async Task<Case> MatterOfAsync(this KithDb db, Promise promise, CancellationToken stop)
    {
        var kase = await db.Cases.SingleAsync(c => c.Id == promise.CaseId, stop);
        return kase.IsMerged ? await db.Cases.SingleAsync(c => c.Id == kase.RootId, stop) : kase;
    }

    /// <summary>Who answers for a case: its owner, or else the head of its department, or else the first owner of the house.</summary>
    public static async Task<Guid?> AnswerableAsync(this KithDb db, Case kase, CancellationToken stop) =>
        kase.OwnerId ?? await db.Departments.Where(d => d.Id == kase.DepartmentId).Select(d => d.HeadId).SingleAsync(stop)
        ?? await db.Teammates.Where(t => t.Role == Role.Owner && t.LeftAt == null).OrderBy(t => t.Id).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(stop);

    /// <summary>A due case of somebody who is away goes to whoever stands in for them. False where nobody does, or where its owner is here.</summary>
    public static async Task<bool> StandInAsync(this KithDb db, Case kase, DateTime now, CancellationToken stop)
    {
        if (kase.OwnerId is not { } id || await db.Teammates.SingleAsync(t => t.Id == id, stop) is not { } owner || !owner.IsAway(now)) return false;
        if (await db.StandingForAsync(owner, now, stop) is not { } standIn) return false;

        var department = await db.Departments.SingleAsync(d => d.Id == kase.DepartmentId, stop);
        if (kase.Assign(standIn, department, Actor.System, now) is not { } moment) return false;

        db.AddRange(moment, Notice.StandsIn(standIn.Id, kase, moment, owner.Name, now));
        return true;
    }

    /// <param name="isNews">Nobody was told that it is near.</param>
    public static async Task BreakAsync(KithDb db, HouseHours house, Promise promise, Case kase, bool isNews, DateTime now, CancellationToken stop)
    {
        var owner = kase.OwnerId;
        promise.BrokenAt = now;
        promise.Climbed = Told;
        promise.ClimbAt = house.HoursOf(kase).Add(now, promise.Kind == PromiseKind.LookAgain ? aDay : anHour);

        if (await db.StandInAsync(kase, now, stop)) owner = kase.OwnerId;
        // Who is away, with nobody standing in for them, does not answer: the case goes back to its department at once.
        var isAway = owner is { } id && (await db.Teammates.SingleAsync(t => t.Id == id, stop)).IsAway(now);
        if (isAway) await GiveBackAsync(db, kase, now, stop);
        if (promise.Kind == PromiseKind.LookAgain)
        {
            Tell(db, kase, promise, [await db.AnswerableAsync(kase, stop)], now);
            return;
        }
        var head = await db.Departments.Where(d => d.Id == kase.DepartmentId).Select(d => d.HeadId).SingleAsync(stop);
        // The owner knew that it was near; the head did not, unless there is no owner.
        Guid?[] told = isAway || owner is null ? [isNews || isAway ? head : null] : isNews ? [owner, head] : [head];
        Tell(db, kase, promise, told, now);
    }

    public static async Task ClimbAsync(KithDb db, HouseHours house, Promise promise, DateTime now, CancellationToken stop)
    {
        var kase = await db.MatterOfAsync(promise, stop);
        if (promise.Kind == PromiseKind.LookAgain && (kase.State, kase.PromiseKind, kase.PromiseDue) != (CaseState.Open, promise.Kind, promise.Due))
        {
            promise.EndedAt = now;
            return;
        }
        promise.Climbed++;
        promise.ClimbAt = promise.Climbed < Top ? house.HoursOf(kase).Add(now, aDay) : null;
        if (kase.IsClosed || kase.State == CaseState.Waiting) return;

        var head = await db.Departments.Where(d => d.Id == kase.DepartmentId).Select(d => d.HeadId).SingleAsync(stop);
        if (promise.Climbed == GivenBack)
        {
            // The head answers for the case already when it is theirs.
            if (kase.OwnerId == head) return;

            Tell(db, kase, promise, [kase.OwnerId, head], now);
            await GiveBackAsync(db, kase, now, stop);
        }
        else Tell(db, kase, promise, [head, .. await OwnersAsync(db, stop)], now);
    }

    static async Task GiveBackAsync(KithDb db, Case kase, DateTime now, CancellationToken stop)
    {
        var department = await db.Departments.SingleAsync(d => d.Id == kase.DepartmentId, stop);
        if (kase.OwnerId is not null && kase.Assign(null, department, Actor.System, now) is { } moment) db.Add(moment);
    }

    static async Task<List<Guid?>> OwnersAsync(KithDb db, CancellationToken stop) =>
        await db.Teammates.Where(t => t.Role == Role.Owner && t.LeftAt == null).Select(t => (Guid?)t.Id).ToListAsync(stop);

    static void Tell(KithDb db, Case kase, Promise promise, IEnumerable<Guid?> told, DateTime now) =>
        db.AddRange(told.OfType<Guid>().Distinct().Select(one => Notice.PromiseNear(one, kase, promise, now)));
}
