namespace Kith.Causes;

/// <summary>PUT and DELETE /api/causes/{id}/sending: the drafts leave one after another, at a gentle pace; those that have not left yet can be held back again.</summary>
static class SendTellings
{
    public static async Task<Ok<CauseRow>> SendAsync(Guid id, [AsParameters] CauseDesk desk)
    {
        var cause = await desk.FindAsync(id);
        if (!cause.IsFixed) throw new Refusal("not_fixed", "Nobody is told before it is fixed.");

        foreach (var telling in await InStateAsync(id, TellingState.Draft, desk)) telling.Send(desk.Me, desk.Now);
        return await desk.KeepAsync(cause);
    }

    public static async Task<Ok<CauseRow>> HoldAsync(Guid id, [AsParameters] CauseDesk desk)
    {
        var cause = await desk.FindAsync(id);
        foreach (var telling in await InStateAsync(id, TellingState.Waiting, desk)) telling.BackToDraft();
        return await desk.KeepAsync(cause);
    }

    static Task<List<Telling>> InStateAsync(Guid cause, TellingState state, CauseDesk desk) =>
        desk.Db.Tellings.Where(t => t.CauseId == cause && t.State == state).OrderBy(t => t.Id).ToListAsync(desk.Stop);
}
