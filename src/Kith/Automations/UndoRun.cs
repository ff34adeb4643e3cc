namespace Kith.Automations;

/// <summary>POST /api/automations/{id}/runs/{run}/undo: as the case was before, as long as nothing has happened to it since.</summary>
static class UndoRun
{
    public static async Task<NoContent> UndoAsync(Guid id, Guid run, Work work, [AsParameters] CaseDesk desk)
    {
        var one = await desk.Db.AutomationRuns.SingleOrDefaultAsync(r => r.Id == run && r.AutomationId == id, desk.Stop) ?? throw Refusal.NotFound("There is no such run.");
        if (one is not { Outcome: RunOutcome.Done, Before: { } before }) throw new Refusal("not_undoable", "There is nothing of it to undo.");

        var kase = await desk.Db.Cases.SingleAsync(c => c.Id == one.CaseId, desk.Stop);
        if (kase.Version != one.CaseVersion) throw new Refusal("changed_since", $"Something has happened to case {kase.Number} since. Change it by hand.");

        var name = await desk.Db.Automations.Where(a => a.Id == id).Select(a => a.Name).SingleAsync(desk.Stop);
        await ReturnAsync(desk, kase, name, before);
        one.Outcome = RunOutcome.Undone;
        work.Note("automation undone", $"case {kase.Number}");
        return TypedResults.NoContent();
    }

    /// <summary>Who has it now must still be there to have it; what was promised runs on.</summary>
    static async Task ReturnAsync(CaseDesk desk, Case kase, string name, CaseBefore before)
    {
        if ((kase.OwnerId, kase.DepartmentId) != (before.OwnerId, before.DepartmentId) && await desk.Hand.GiveAsync(kase, before.OwnerId, before.DepartmentId) is { } given) desk.Db.Add(given);
        if (!kase.Tags.SequenceEqual(before.Tags)) kase.Describe(null, before.Tags);
        var (ids, house) = (before.Promises.Select(promise => promise.Id).ToList(), await desk.HoursAsync());
        foreach (var promise in await desk.Db.Promises.Where(p => ids.Contains(p.Id)).ToListAsync(desk.Stop)) before.Promises.Single(one => one.Id == promise.Id).Restore(promise, house);
        desk.Db.Add(kase.UndoAutomation(name, before.Standing, desk.By, desk.Now, LookAgain.Soon(house, kase, desk.Now)));
    }
}
