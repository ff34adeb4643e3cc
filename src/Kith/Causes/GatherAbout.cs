namespace Kith.Causes;

/// <summary>
/// What a cause is about: GET /api/causes/{id}/about, PUT and DELETE of one case or one word, POST of many at once. Gathering and letting go
/// stand on the timeline of whom it concerns.
/// </summary>
static class GatherAbout
{
    const int MostAtOnce = 200;

    /// <param name="Cases">Their numbers.</param>
    /// <param name="Moments">Words that people said: messages, calls, what they wrote in public.</param>
    public sealed record Gathering(IReadOnlyList<long>? Cases, IReadOnlyList<Guid>? Moments);

    public static async Task<Ok<CauseRow>> GatherAsync(Guid id, Gathering asked, [AsParameters] CauseDesk desk)
    {
        var (cases, moments) = (asked.Cases ?? [], asked.Moments ?? []);
        if (cases.Count + moments.Count > MostAtOnce) throw Refusal.Field("cases", $"At most {MostAtOnce} can be gathered at once.");

        var cause = await desk.FindAsync(id);
        foreach (var number in cases.Distinct()) await GatherAsync(cause, await CaseAsync(number, desk), desk);
        foreach (var moment in moments.Distinct()) await GatherAsync(cause, await SaidAsync(moment, desk), desk);
        return await KeepAsync(cause, desk);
    }

    public static async Task<Ok<CauseRow>> GatherCaseAsync(Guid id, long number, [AsParameters] CauseDesk desk)
    {
        var cause = await desk.FindAsync(id);
        await GatherAsync(cause, await CaseAsync(number, desk), desk);
        return await KeepAsync(cause, desk);
    }

    public static async Task<Ok<CauseRow>> GatherMomentAsync(Guid id, Guid moment, [AsParameters] CauseDesk desk)
    {
        var cause = await desk.FindAsync(id);
        await GatherAsync(cause, await SaidAsync(moment, desk), desk);
        return await KeepAsync(cause, desk);
    }

    public static async Task<Ok<CauseRow>> LetCaseGoAsync(Guid id, long number, [AsParameters] CauseDesk desk)
    {
        var kase = await desk.Db.Cases.NumberedAsync(number, desk.Stop);
        return await LetGoAsync(id, AboutWhat.Case, kase.Id, kase.Id, desk);
    }

    public static async Task<Ok<CauseRow>> LetMomentGoAsync(Guid id, Guid moment, [AsParameters] CauseDesk desk) =>
        await LetGoAsync(id, AboutWhat.Moment, moment, (await SaidAsync(moment, desk)).CaseId, desk);

    static Task GatherAsync(Cause cause, Case kase, CauseDesk desk) => GatherAsync(cause, CauseAbout.Of(cause, kase, desk.Me, desk.Now), kase.Id, desk);

    static Task GatherAsync(Cause cause, Moment said, CauseDesk desk) => GatherAsync(cause, CauseAbout.Of(cause, said, desk.Me, desk.Now), said.CaseId, desk);

    static async Task GatherAsync(Cause cause, CauseAbout about, Guid? kase, CauseDesk desk)
    {
        if (await desk.Db.CauseAbouts.AnyAsync(a => a.CauseId == cause.Id && a.What == about.What && a.AboutId == about.AboutId, desk.Stop)) return;

        desk.Db.AddRange(about, about.Fact(MomentKind.Gathered, cause, kase, desk.Me, desk.Now));
    }

    /// <summary>Whoever is gathered when it is fixed already is told too.</summary>
    static async Task<Ok<CauseRow>> KeepAsync(Cause cause, CauseDesk desk)
    {
        await desk.Db.SaveChangesAsync(desk.Stop);
        if (cause.IsFixed) await new DraftTellings(desk.Db, desk.Me, desk.Now).DraftAsync(cause, desk.Stop);
        return await desk.KeepAsync(cause);
    }

    /// <summary>Whoever has nothing left under the cause has nothing to be told either.</summary>
    static async Task<Ok<CauseRow>> LetGoAsync(Guid id, AboutWhat what, Guid about, Guid? kase, CauseDesk desk)
    {
        var cause = await desk.FindAsync(id);
        if (await desk.Db.CauseAbouts.SingleOrDefaultAsync(a => a.CauseId == id && a.What == what && a.AboutId == about, desk.Stop) is not { } gathered) return await desk.KeepAsync(cause);

        desk.Db.Remove(gathered);
        desk.Db.Add(gathered.Fact(MomentKind.LetGo, cause, kase, desk.Me, desk.Now));
        await desk.Db.SaveChangesAsync(desk.Stop);
        var group = await PersonGroup.FindAsync(desk.Db, gathered.PersonId, desk.Stop);
        if (!await desk.Db.CauseAbouts.AnyAsync(a => a.CauseId == id && group.Ids.Contains(a.PersonId), desk.Stop))
            desk.Db.RemoveRange(await desk.Db.Tellings.Where(t => t.CauseId == id && group.Ids.Contains(t.PersonId) && t.State != TellingState.Told).ToListAsync(desk.Stop));
        return await desk.KeepAsync(cause);
    }

    /// <summary>A case that goes on in another one is gathered as that one.</summary>
    static async Task<Case> CaseAsync(long number, CauseDesk desk)
    {
        var kase = await desk.Db.Cases.NumberedAsync(number, desk.Stop);
        return kase.IsMerged ? await desk.Db.Cases.SingleAsync(c => c.Id == kase.RootId, desk.Stop) : kase;
    }

    static async Task<Moment> SaidAsync(Guid id, CauseDesk desk)
    {
        var said = await desk.Db.Moments.SingleOrDefaultAsync(m => m.Id == id, desk.Stop) ?? throw Refusal.NotFound();
        return said is { Direction: Direction.In, Kind: MomentKind.Message or MomentKind.Call or MomentKind.Voicemail } ? said
            : throw new Refusal("not_said", "Only what people said themselves is gathered: a message, a call, what they wrote in public.");
    }
}
