namespace Kith.Automations;

/// <summary>
/// Looks for what automations are to do, and does it: each case in a work of its own, all steps or none, and once for each thing that happened. What an
/// automation does is nothing that starts one: they begin with words of people, and with a case that is opened or closed, which happens once.
/// </summary>
sealed class RunAutomations(Store store, TimeProvider clock, ILogger<RunAutomations> log) : BackgroundService
{
    const int MostAtOnce = 100;
    static readonly TimeSpan pause = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pause, clock);
        while (await timer.WaitForNextTickAsync(stop))
            try { await LookAsync(stop); }
            catch (Exception failure) when (failure is not OperationCanceledException) { log.LogWarning(failure, "Looking for what automations are to do did not succeed this time"); }
    }

    public async Task LookAsync(CancellationToken stop)
    {
        foreach (var (workspace, id) in await SwitchedOnAsync(stop))
            foreach (var found in await DueAsync(workspace, id, stop))
                try { await RunAsync(workspace, id, found, stop); }
                catch (Exception clash) when (Clash.Is(clash)) { /* Somebody changed the case at this very moment, or another node did the same: the next look sees what is there then. */ }
                catch (Exception failure) when (failure is not OperationCanceledException) { log.LogWarning(failure, "An automation could not be run on a case; it tries again"); }
    }

    async Task<List<(Guid Workspace, Guid Id)>> SwitchedOnAsync(CancellationToken stop)
    {
        await using var work = await store.ReadAcrossAsync(stop);
        var on = await work.Db.Automations.IgnoreQueryFilters().Where(a => a.OnSince != null).OrderBy(a => a.WorkspaceId).ThenBy(a => a.Name).ThenBy(a => a.Id).Select(a => new { a.WorkspaceId, a.Id }).ToListAsync(stop);
        return [.. on.Select(one => (one.WorkspaceId, one.Id))];
    }

    async Task<List<MeantCase>> DueAsync(Guid workspace, Guid id, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(workspace, stop);
        if (await work.Db.Automations.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.OnSince != null, stop) is not { } automation) return [];

        return await (await FindMeant.OfAsync(work.Db, automation, stop)).DueAsync(clock.Now, stop).Take(MostAtOnce).ToListAsync(stop);
    }

    async Task RunAsync(Guid workspace, Guid id, MeantCase found, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(workspace, Actor.System, "run an automation", stop);
        var (db, now) = (work.Db, clock.Now);
        if (await db.Automations.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.OnSince != null, stop) is not { } automation) return;
        if (await db.AutomationRuns.AnyAsync(r => r.AutomationId == id && r.CaseId == found.Id && r.Since == found.Since, stop)) return;
        if (!await (await FindMeant.OfAsync(db, automation, stop)).IsStillAsync(found, now, stop)) return;

        var run = new AutomationRun { WorkspaceId = workspace, Id = Ids.New(now), AutomationId = id, CaseId = found.Id, Since = found.Since, At = now };
        var no = await work.TryAsync(async () => await TakeStepsAsync(new(db, Actor.System, now, stop), automation, run), stop);
        if (no is not null) (run.Outcome, run.Why, run.Before) = (RunOutcome.Refused, no.Message, null);
        db.Add(run);
        work.Note($"automation {automation.Name}", $"case {found.Number}");
        await work.CommitAsync(stop);
    }

    static async Task TakeStepsAsync(CaseHand hand, Automation automation, AutomationRun run)
    {
        var kase = await hand.Db.Cases.SingleAsync(c => c.Id == run.CaseId, hand.Stop);
        var missing = await MissingPieces.OfAsync(hand.Db, automation.Steps, hand.Stop);
        if (automation.Steps.Select(missing.Of).FirstOrDefault(words => words is not null) is { } gone) throw new Refusal("automation_misses", gone);

        run.Before = CaseBefore.Of(kase, await hand.Db.RunningPromisesAsync(kase, hand.Stop));
        var version = kase.Version;
        foreach (var step in automation.Steps)
        {
            if (step.At(hand.Now) is not { } deed || !await hand.TakeAsync(kase, deed)) continue;
            if (step.OwnerId is { } owner) hand.Db.Add(Notice.GivenBy(automation, owner, kase, hand.Now));
        }
        run.Outcome = kase.Version == version ? RunOutcome.Nothing : RunOutcome.Done;
        if (run.Outcome == RunOutcome.Done) hand.Db.Add(kase.Automate(automation.Name, [.. kase.Tags.Except(run.Before.Tags)], hand.Now));
        run.CaseVersion = kase.Version;
    }
}
