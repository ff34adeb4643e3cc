namespace Kith.Rules;

/// <summary>/api/approvals: what waits for somebody to read it first, and by which rules.</summary>
static class ApprovalDoors
{
    public static void MapApprovals(this RouteGroupBuilder api)
    {
        var approvals = api.MapGroup("/approvals");
        approvals.MapGet("", ListAsync).Allow(Role.Teammate);
        approvals.MapGet("/{id:guid}", ReadAsync).Allow(Role.Teammate);
        approvals.MapDelete("/{id:guid}", DecideApproval.WithdrawAsync).Allow(Role.Teammate);
        approvals.MapPut("/{id:guid}/approval", DecideApproval.ApproveAsync).Allow(Role.Teammate);
        approvals.MapPut("/{id:guid}/return", DecideApproval.ReturnAsync).Allow(Role.Teammate);
        approvals.MapApprovalRules();
    }

    /// <summary>Ordered by when they are due, and then by id: nothing else of whom they are for counts.</summary>
    /// <param name="person">Only what is for this person.</param>
    /// <param name="list">mine: what I may decide; written: what I wrote, with what was decided in the last days; left out, everything that waits, and of one person what came back to me too.</param>
    static async Task<Page<ApprovalRow>> ListAsync(string? list, Guid? person, string? cursor, int? limit, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        const int daysShown = 2;
        var size = Page<ApprovalRow>.Size(limit);
        var since = clock.Now.AddDays(-daysShown);
        var approvals = db.Approvals.AsNoTracking();
        if (person is { } id)
        {
            var group = await PersonGroup.FindAsync(db, id, stop);
            approvals = approvals.Where(a => a.PersonId != null && group.Ids.Contains(a.PersonId.Value));
        }
        approvals = list switch
        {
            null => approvals.Where(a => a.State == ApprovalState.Waiting || (person != null && a.AuthorId == me.Id && a.DecidedAt > since && (a.State == ApprovalState.SentBack || a.State == ApprovalState.CouldNot))),
            "written" => approvals.Where(a => a.AuthorId == me.Id && (a.State == ApprovalState.Waiting || a.DecidedAt > since)),
            "mine" => approvals.Where(a => a.State == ApprovalState.Waiting && a.AuthorId != me.Id),
            _ => throw Refusal.Field("list", "There are the lists mine and written."),
        };
        if (cursor is not null)
        {
            var (at, last) = PageCursor.ReadPlace(cursor);
            approvals = approvals.Where(a => Keyset.IsAfter(a.Due, a.Id, at, last));
        }
        var page = await approvals.OrderBy(a => a.Due).ThenBy(a => a.Id).Take(size + 1).ToListAsync(stop);
        var rows = await db.RowsAsync(page.Take(size).ToList(), me, stop);
        return new([.. rows.Where(row => list != "mine" || row.MayDecide)], page.Count > size ? PageCursor.WritePlace(page[size - 1].Due, page[size - 1].Id) : null);
    }

    static async Task<Ok<ApprovalRow>> ReadAsync(Guid id, Teammate me, KithDb db, CancellationToken stop) =>
        TypedResults.Ok(await db.RowAsync(await db.Approvals.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, stop) ?? throw Refusal.NotFound(), me, stop));
}
