namespace Kith.Audit;

/// <summary>GET /api/audit/chain: how far the chain goes, and what the last walk along it found. POST /api/audit/checks walks it now.</summary>
static class ReadChain
{
    public static async Task<ChainRow> ReadAsync(Work work, ChainFeed feed, Anchors anchors, TellAnchors outside, CheckChains checks, CancellationToken stop) =>
        Row(await feed.EndAsync(work.WorkspaceId, stop), anchors.LastOf(work.WorkspaceId), checks.LastOf(work.WorkspaceId), outside.Of(work.WorkspaceId));

    public static async Task<Ok<ChainRow>> CheckAsync(Desk desk, Store store, ChainFollower follower, ChainFeed feed, Anchors anchors, TellAnchors outside, CheckChains checks, CancellationToken stop)
    {
        var caller = desk.Caller!;
        await follower.CatchUpAsync(caller.WorkspaceId, stop);
        var found = await checks.CheckAsync(caller.WorkspaceId, stop);
        await using var work = await store.WriteAsync(caller.WorkspaceId, new Actor(AuthorKind.Teammate, caller.TeammateId), "POST /api/audit/checks", stop);
        work.Note(found.Report.IsWhole ? $"whole: {found.Report.Entries} entries" : $"not whole: {found.Report.Wrong.Count + found.Report.MoreWrong} wrong", "record");
        await work.CommitAsync(stop);
        return TypedResults.Ok(Row(await feed.EndAsync(caller.WorkspaceId, stop), anchors.LastOf(caller.WorkspaceId), found, outside.Of(caller.WorkspaceId)));
    }

    static ChainRow Row(ChainEnd? end, Anchor? anchor, CheckedChain? found, OutsideRow? outside) => new(
        end?.Seq ?? 0, anchor?.Seq, anchor?.At, found?.At, found?.Report.Entries, found?.Report.IsWhole, [.. (found?.Report.Wrong ?? []).Select(one => new ChainTroubleRow(one.Seq, one.AuditId, one.At, one.What))], found?.Report.MoreWrong ?? 0, outside);
}

/// <param name="Entries">How many entries hang on the chain.</param>
/// <param name="AnchoredEntries">How many of them were written down outside the database, and when last.</param>
/// <param name="CheckedEntries">How many the last walk looked at; null before the first.</param>
/// <param name="Outside">What became of it at the receiver the operator named; null where there is none.</param>
public sealed record ChainRow(long Entries, long? AnchoredEntries, DateTime? AnchoredAt, DateTime? CheckedAt, long? CheckedEntries, bool? IsWhole, IReadOnlyList<ChainTroubleRow> Wrong, int MoreWrong, OutsideRow? Outside);

/// <summary>One thing that is not as it was written, and where.</summary>
public sealed record ChainTroubleRow(long? Seq, Guid? EntryId, DateTime? At, string What);
