namespace Kith.Cases;

/// <summary>
/// PUT /api/cases/{number}/settlement: no more is owed in public, and why. And what our own words do to the debt: said under the post they
/// pay it; said in private while the question stands in public they leave it open, for nobody there reads how it went on.
/// </summary>
static class PublicDebt
{
    public const int LongestWhy = 500;

    public sealed record Settlement(string? Why);

    public static void MapPublicDebt(this RouteGroupBuilder cases) => cases.MapPut("/{number:long}/settlement", SettleAsync).Allow(Role.Teammate);

    public static async Task WeighPublicDebtAsync(this KithDb db, Case kase, Moment ours, bool goesPrivate, CancellationToken stop)
    {
        var standing = await PostsOfAsync(db, kase, stop);
        if (ours.PostId is null ? standing.Count > 0 : goesPrivate || standing.Any(post => post.Id != ours.PostId && post.Owes)) kase.OwePublic(ours.At);
        else if (ours.PostId is not null) kase.SaidInPublic();
    }

    /// <summary>What was refused where it was to be said was not said: nobody reads it there, and a case that was closed with it is not over.</summary>
    public static async Task OwePublicAgainAsync(this KithDb db, Guid moment, DateTime now, CancellationToken stop)
    {
        var ours = await db.Moments.SingleAsync(m => m.Id == moment, stop);
        if (ours is not { PostId: not null, CaseId: { } id }) return;

        var kase = await db.Cases.SingleAsync(c => c.Id == id, stop);
        if (kase.IsMerged) kase = await db.Cases.SingleAsync(c => c.Id == kase.RootId, stop);
        if (kase.Reopen(Actor.System, now, LookAgain.Soon(await db.Workspaces.AsNoTracking().SingleAsync(stop), now)) is { } reopened) db.Add(reopened);
        kase.OwePublic(ours.At);
        kase.Version++;
    }

    static async Task<Ok<CaseRow>> SettleAsync(long number, Settlement asked, [AsParameters] CaseDesk desk)
    {
        var why = Written.RequiredLine(asked.Why, "why", LongestWhy);
        return await desk.ChangeAsync(number, kase => kase.SettlePublic(why, desk.By, desk.Now));
    }

    /// <summary>The posts under which the person spoke in this matter, and whether their newest word there is still unanswered.</summary>
    static async Task<List<Standing>> PostsOfAsync(KithDb db, Case kase, CancellationToken stop)
    {
        List<Guid> matter = [kase.Id, .. await db.Cases.MergedInto(kase.Id).Select(c => c.Id).ToListAsync(stop)];
        var said = await db.Moments.Where(m => m.CaseId != null && matter.Contains(m.CaseId.Value) && m.PostId != null && m.Kind == MomentKind.Message)
            .Select(m => new { Post = m.PostId!.Value, m.Direction, m.At }).ToListAsync(stop);
        return [.. said.GroupBy(m => m.Post).Select(post => new Standing(post.Key, post.OrderBy(m => m.At).Last().Direction == Direction.In))];
    }

    sealed record Standing(Guid Id, bool Owes);
}
