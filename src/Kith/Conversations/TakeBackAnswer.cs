namespace Kith.Conversations;

/// <summary>What an answer changed on its case when it was written is taken back with it: the promise it kept, the state, the newest words.</summary>
static class TakeBackAnswer
{
    public static async Task TakeBackAsync(this KithDb db, Moment answer, Actor by, DateTime at, CancellationToken stop)
    {
        if (answer.CaseId is not { } id) return;

        var kase = await db.Cases.SingleAsync(c => c.Id == id, stop);
        if (kase.IsMerged) kase = await db.Cases.SingleAsync(c => c.Id == kase.RootId, stop);
        List<Guid> matter = [kase.Id, .. await db.Cases.MergedInto(kase.Id).Select(c => c.Id).ToListAsync(stop)];
        var said = db.Moments.Where(m => m.CaseId != null && matter.Contains(m.CaseId.Value) && m.Kind == MomentKind.Message && m.Id != answer.Id
            && !db.Moments.Any(change => change.ReplyTo == m.Id && change.Kind == MomentKind.Withdrawn));

        var kept = await db.Promises.Where(p => matter.Contains(p.CaseId) && p.KeptAt == answer.At).OrderBy(p => p.Due).ToListAsync(stop);
        var later = await said.Where(m => m.Direction == Direction.Out && m.At > answer.At).OrderBy(m => m.At).Select(m => (DateTime?)m.At).FirstOrDefaultAsync(stop);
        foreach (var promise in kept) promise.KeptAt = later;
        if (later is null)
        {
            var house = await db.HouseHoursAsync(stop);
            if (kase.TakeBack(answer, LookAgain.AfterAnswer(house.HoursOf(kase), answer.At), kept.FirstOrDefault(), by, at) is { } moment) db.Add(moment);
            if (kase.IsClosed) foreach (var promise in kept) promise.EndedAt = kase.ClosedAt;
        }
        kase.ShowNewest(await said.OrderByDescending(m => m.At).ThenByDescending(m => m.Id).FirstOrDefaultAsync(stop));
    }
}
