namespace Kith.Asks;

/// <summary>
/// Nobody answers what nobody waits for: a case is not closed over open questions in silence. Whoever closes it says that they end with it, in the
/// same step, and who was to answer hears so.
/// </summary>
static class EndAsks
{
    public static async Task EndAsksAsync(this KithDb db, Case kase, bool isSaid, Actor by, DateTime at, CancellationToken stop)
    {
        var open = await db.Asks.InMatter(kase.Id).Running.ByPromise.ToListAsync(stop);
        if (open.Count == 0) return;

        var departments = await db.Departments.ToDictionaryAsync(d => d.Id, d => d.Name, stop);
        if (!isSaid) throw Refused([.. open.Select(ask => departments[ask.DepartmentId]).Distinct()]);

        foreach (var ask in open)
        {
            ask.Withdraw(at);
            db.Add(ask.Word(MomentKind.AskWithdrawn, kase, null, by, at, departments[ask.DepartmentId]));
            if (ask.OwnerId is { } owner && owner != by.Id) db.Add(Notice.OfAsk(owner, kase, NoticeKind.Asked, $"No answer is needed any more: {Notice.Short(ask.Question)}", at));
        }
    }

    static Refusal Refused(IReadOnlyList<string> asked) =>
        new("open_asks", $"{string.Join(", ", asked)} {(asked.Count == 1 ? "was" : "were")} asked and did not answer yet. Wait for it, or close and end the question.") { More = new Dictionary<string, object?> { ["asked"] = asked } };
}
