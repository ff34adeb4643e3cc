namespace Kith.Cases;

/// <summary>What each deed on a case needs: who does it, when, and the case itself, found by its number.</summary>
sealed record CaseDesk(Teammate Me, KithDb Db, TimeProvider Clock, CancellationToken Stop)
{
    public DateTime Now { get; } = Clock.Now;

    public Actor By => Actor.Of(Me);

    public CaseHand Hand => new(Db, By, Now, Stop);

    public Task<HouseHours> HoursAsync() => Db.HouseHoursAsync(Stop);

    /// <summary>A case that goes on in another one is not changed on its own any more.</summary>
    public async Task<Case> FindAsync(long number)
    {
        var kase = await Db.Cases.NumberedAsync(number, Stop);
        if (!kase.IsMerged) return kase;

        var into = await Db.Cases.Where(c => c.Id == kase.RootId).Select(c => c.Number).SingleAsync(Stop);
        throw new Refusal("merged", $"Case {number} goes on in case {into}.");
    }

    public async Task<Ok<CaseRow>> ChangeAsync(long number, Func<Case, Moment?> change)
    {
        var kase = await FindAsync(number);
        return await KeepAsync(kase, change(kase));
    }

    public async Task<Ok<CaseRow>> KeepAsync(Case kase, Moment? moment)
    {
        if (moment is not null) Db.Add(moment);
        await Db.SaveChangesAsync(Stop);
        return TypedResults.Ok(await Db.RowAsync(kase.Number, Me.Id, Stop));
    }

    /// <summary>What is still owed to the person in this matter, in the cases merged into it too; the earliest first.</summary>
    public Task<List<Promise>> RunningPromisesAsync(Case kase) => Db.RunningPromisesAsync(kase, Stop);
}

/// <summary>Whoever does something with a case: a teammate at their desk, or the house itself.</summary>
sealed record CaseHand(KithDb Db, Actor By, DateTime Now, CancellationToken Stop);

static class RunningPromises
{
    /// <summary>The answer that was promised for the earliest time.</summary>
    public static Promise? FirstAnswer(this IEnumerable<Promise> running) => running.Where(promise => promise.Kind != PromiseKind.Solution).MinBy(promise => (promise.Due, promise.Id));

    public static async Task<List<Promise>> RunningPromisesAsync(this KithDb db, Case kase, CancellationToken stop)
    {
        List<Guid> matter = [kase.Id, .. await db.Cases.MergedInto(kase.Id).Select(c => c.Id).ToListAsync(stop)];
        return await db.Promises.Where(p => matter.Contains(p.CaseId) && p.KeptAt == null && p.EndedAt == null && p.Kind != PromiseKind.LookAgain).OrderBy(p => p.Due).ThenBy(p => p.Id).ToListAsync(stop);
    }
}
