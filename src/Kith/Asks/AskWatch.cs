namespace Kith.Asks;

/// <summary>
/// Nothing sits: whoever is to answer a question is told once that it is promised soon. Not answered in time it is late for all to see, and climbs: the
/// head of the department hears of it at once; after an open hour it stands with the department again, and whoever looks after the case hears of it.
/// </summary>
sealed class AskWatch(Store store, TimeProvider clock, ILogger<AskWatch> log) : BackgroundService
{
    const int MostAtOnce = 200, Told = 1;
    static readonly TimeSpan pause = TimeSpan.FromSeconds(10), near = TimeSpan.FromMinutes(15), anHour = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pause, clock);
        while (await timer.WaitForNextTickAsync(stop))
            try
            {
                await LookAsync(stop);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Somebody answered at this very moment, or the database is away: the next look sees what is there then.
                log.LogWarning(failure, "Looking at what was asked did not succeed this time");
            }
    }

    public async Task LookAsync(CancellationToken stop)
    {
        var now = clock.Now;
        foreach (var workspace in await DueAsync(now, stop)) await LookAsync(workspace, now, stop);
    }

    async Task<List<Guid>> DueAsync(DateTime now, CancellationToken stop)
    {
        await using var work = await store.ReadAcrossAsync(stop);
        var near = await ToTell(work.Db.Asks.IgnoreQueryFilters(), now).Select(a => a.WorkspaceId).ToListAsync(stop);
        return [.. near.Union(await ToClimb(work.Db.Asks.IgnoreQueryFilters(), now).Select(a => a.WorkspaceId).ToListAsync(stop))];
    }

    async Task LookAsync(Guid workspace, DateTime now, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(workspace, Actor.System, "look at what was asked", stop);
        var house = await work.Db.HouseHoursAsync(stop);
        foreach (var ask in await ToTell(work.Db.Asks, now).ToListAsync(stop)) await TellAsync(work.Db, house, ask, now, stop);
        foreach (var ask in await ToClimb(work.Db.Asks, now).ToListAsync(stop)) await ClimbAsync(work.Db, ask, now, stop);
        await work.CommitAsync(stop);
    }

    static IQueryable<Ask> ToTell(IQueryable<Ask> asks, DateTime now)
    {
        var soon = now + near;
        return asks.Where(a => a.KeptAt == null && a.BrokenAt == null && a.EndedAt == null && a.PausedAt == null && a.Due <= soon && (a.WarnedAt == null || a.Due <= now)).OrderBy(a => a.Due).Take(MostAtOnce);
    }

    static IQueryable<Ask> ToClimb(IQueryable<Ask> asks, DateTime now) =>
        asks.Where(a => a.ClimbAt != null && a.KeptAt == null && a.EndedAt == null && a.State == AskState.Open && a.ClimbAt <= now).OrderBy(a => a.ClimbAt).Take(MostAtOnce);

    static async Task TellAsync(KithDb db, HouseHours house, Ask ask, DateTime now, CancellationToken stop)
    {
        var (isNews, matter, department) = (ask.WarnedAt is null, await db.MatterOfAsync(ask, stop), await db.Departments.SingleAsync(d => d.Id == ask.DepartmentId, stop));
        ask.WarnedAt ??= now;
        ask.Version++;
        if (ask.Due > now)
        {
            Tell(db, matter, $"{department.Name} promised an answer soon: {Notice.Short(ask.Question)}", now, ask.OwnerId ?? department.HeadId);
            return;
        }
        (ask.BrokenAt, ask.Climbed, ask.ClimbAt) = (now, Told, house.Of(department.Id, null).Add(now, anHour));
        // Who has it knew that it was near; the head did not, unless nobody has it.
        Tell(db, matter, Late(ask, department), now, isNews ? ask.OwnerId : null, ask.OwnerId is null && !isNews ? null : department.HeadId);
    }

    static async Task ClimbAsync(KithDb db, Ask ask, DateTime now, CancellationToken stop)
    {
        var (matter, department) = (await db.MatterOfAsync(ask, stop), await db.Departments.SingleAsync(d => d.Id == ask.DepartmentId, stop));
        (ask.Climbed, ask.ClimbAt) = (ask.Climbed + 1, null);
        ask.Version++;
        Tell(db, matter, Late(ask, department), now, department.HeadId, await db.AnswerableAsync(matter, stop), ask.AskedBy);
        if (ask.OwnerId is { } owner && owner != department.HeadId) ask.Assign(null);
    }

    static string Late(Ask ask, Department department) => $"{department.Name} did not answer in time: {Notice.Short(ask.Question)}";

    static void Tell(KithDb db, Case matter, string words, DateTime now, params Guid?[] told) =>
        db.AddRange(told.OfType<Guid>().Distinct().Select(one => Notice.OfAsk(one, matter, NoticeKind.PromiseNear, words, now)));
}
