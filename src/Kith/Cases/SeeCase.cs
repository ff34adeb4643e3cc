namespace Kith.Cases;

/// <summary>PUT /api/cases/{number}/seen: how far I have read. It never goes back.</summary>
static class SeeCase
{
    public sealed record SeenUpTo(DateTime UpTo);

    public static void MapSeeCase(this RouteGroupBuilder cases) => cases.MapPut("/{number:long}/seen", SeeAsync).Allow(Role.Viewer);

    static async Task<NoContent> SeeAsync(long number, SeenUpTo asked, [AsParameters] CaseDesk desk)
    {
        var kase = await desk.Db.Cases.NumberedAsync(number, desk.Stop);
        await desk.Db.SeenAsync(kase, desk.Me, asked.UpTo < desk.Now ? asked.UpTo : desk.Now, desk.Stop);
        return TypedResults.NoContent();
    }

    public static async Task SeenAsync(this KithDb db, Case kase, Teammate me, DateTime upTo, CancellationToken stop)
    {
        if (await db.Seen.SingleOrDefaultAsync(s => s.CaseId == kase.Id && s.TeammateId == me.Id, stop) is not { } seen)
            db.Add(new Seen { WorkspaceId = kase.WorkspaceId, CaseId = kase.Id, TeammateId = me.Id, UpTo = upTo });
        else if (upTo > seen.UpTo) seen.UpTo = upTo;
    }
}
