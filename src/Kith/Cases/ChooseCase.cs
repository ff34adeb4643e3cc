namespace Kith.Cases;

/// <summary>
/// Which case do our own words belong to? The one the teammate names; else the one of the message they answer; else the open one of the
/// thread; else the open one heard of last. No answer means that a new one opens. The same order as for words that come in.
/// </summary>
static class ChooseCase
{
    public static async Task<Case?> ChooseCaseAsync(this KithDb db, PersonGroup group, Moment? answered, Guid connection, string threadKey, CancellationToken stop)
    {
        if (answered?.CaseId is { } ofAnswered) return await RootAsync(db, ofAnswered, stop);

        // A thread that goes on in a case out of sight is none to go on with.
        var ofThread = await db.Threads.Where(t => t.ConnectionId == connection && t.ThreadKey == threadKey && db.Cases.Any(c => c.Id == t.CaseId)).Select(t => (Guid?)t.CaseId).SingleOrDefaultAsync(stop);
        if (ofThread is { } id && await RootAsync(db, id, stop) is { IsClosed: false } running && group.Ids.Contains(running.PersonId)) return running;

        return await db.Cases.Running.Where(c => group.Ids.Contains(c.PersonId)).OrderByDescending(c => c.LastAt).ThenByDescending(c => c.Id).FirstOrDefaultAsync(stop);
    }

    /// <summary>The person's case of this number, or the one it goes on in.</summary>
    public static async Task<Case> CaseOfAsync(this KithDb db, PersonGroup group, long number, CancellationToken stop)
    {
        var kase = await db.Cases.SingleOrDefaultAsync(c => c.Number == number && group.Ids.Contains(c.PersonId), stop) ?? throw Refusal.NotFound("This person has no such case.");
        return kase.IsMerged ? await RootAsync(db, kase.Id, stop) : kase;
    }

    static async Task<Case> RootAsync(KithDb db, Guid id, CancellationToken stop)
    {
        var kase = await db.Cases.SingleAsync(c => c.Id == id, stop);
        return kase.IsMerged ? await db.Cases.SingleAsync(c => c.Id == kase.RootId, stop) : kase;
    }
}
