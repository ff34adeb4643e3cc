namespace Kith.Cases;

/// <summary>
/// PUT /api/cases/{number}/settlement: no more is owed in public, and why, or where it was said by hand. And what our own words do to the debt: said under the post they
/// pay it; said in private while the question stands in public they leave it open, for nobody there reads how it went on.
/// </summary>
static class PublicDebt
{
    public const int LongestWhy = 500;

    /// <param name="Why">Why nothing more is said there; may be left out where it was said.</param>
    /// <param name="Url">Where it was said by hand, where Kith itself cannot speak.</param>
    public sealed record Settlement(string? Why, string? Url);

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
        if (ours is not { PostId: not null, CaseId: not null } || await IsSaidOtherwiseAsync(db, ours, stop)) return;

        var kase = await MatterAsync(db, ours, stop);
        var soon = LookAgain.Soon(await db.HouseHoursAsync(stop), kase, now);
        if (kase.OweAgain(ours.Id, Case.OwedSince(ours) ?? ours.At, soon, now) is not { Count: > 0 } told) return;

        kase.Version++;
        db.AddRange(told);
    }

    /// <summary>Somebody has what was refused sent after all: it counts as said again, as when it was written.</summary>
    public static async Task PayAgainAsync(this KithDb db, Moment ours, CancellationToken stop)
    {
        if (ours is { PostId: not null, CaseId: not null }) await db.WeighPublicDebtAsync(await MatterAsync(db, ours, stop), ours, ours.Detail?["goesPrivate"] is not null, stop);
    }

    static async Task<Case> MatterAsync(KithDb db, Moment ours, CancellationToken stop)
    {
        var kase = await db.Cases.SingleAsync(c => c.Id == ours.CaseId, stop);
        return kase.IsMerged ? await db.Cases.SingleAsync(c => c.Id == kase.RootId, stop) : kase;
    }

    /// <summary>A later answer of ours under the same post, which was not refused, says how it ended.</summary>
    static Task<bool> IsSaidOtherwiseAsync(KithDb db, Moment ours, CancellationToken stop) =>
        db.Moments.AnyAsync(m => m.PostId == ours.PostId && m.PersonId == ours.PersonId && m.Direction == Direction.Out && m.Kind == MomentKind.Message && m.At > ours.At
            && !db.Deliveries.Any(d => d.MomentId == m.Id && (d.State == DeliveryState.Failed || d.State == DeliveryState.Withdrawn)), stop);

    static async Task<Ok<CaseRow>> SettleAsync(long number, Settlement asked, [AsParameters] CaseDesk desk)
    {
        var (why, url) = (Written.Line(asked.Why, "why", LongestWhy), PublicLink.Read(asked.Url, "url"));
        if (why is not { Length: > 0 } && url is null) throw Refusal.Field("why", "Write why nothing more is said there, or give the link to where it was said.");

        return await desk.ChangeAsync(number, kase => kase.SettlePublic(why, url, desk.By, desk.Now));
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
