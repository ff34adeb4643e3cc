using Kith.Channels;

namespace Kith.Afterwards;

/// <summary>Whom one does not ask how it was.</summary>
static class WhetherToAsk
{
    static readonly TimeSpan rest = TimeSpan.FromDays(30);

    /// <summary>A code; null where nothing speaks against it.</summary>
    public static async Task<string?> WhyNotAsync(KithDb db, Case kase, PersonGroup group, DateTime now, CancellationToken stop)
    {
        if (group.StrictestBlock != Block.None) return "blocked";

        var since = now - rest;
        if (await db.AfterQuestions.AnyAsync(q => q.AskedAt > since && group.Ids.Contains(q.PersonId), stop)) return "asked_before";
        if (await db.Departments.AnyAsync(d => d.Id == kase.DepartmentId && d.AskAfterHours == null, stop)) return "switched_off";
        if ((await db.ConsentsOf(group.Root.Id).Where(c => c.Purpose == Purpose.Outreach).AsNoTracking().ToListAsync(stop)).GroupBy(c => c.Channel).Any(of => of.MaxBy(c => c.At)!.Answer == ConsentAnswer.No)) return "opted_out";
        if (!await SaidIn(db, kase).AnyAsync(m => m.Direction == Direction.Out && m.AuthorKind == AuthorKind.Teammate, stop)) return "not_answered";
        return await db.Cases.AnyAsync(c => group.Ids.Contains(c.PersonId) && c.RootId == c.Id && c.Id != kase.Id && c.State == CaseState.Open && c.OpenedAt >= kase.OpenedAt, stop) ? "something_open" : null;
    }

    /// <summary>The newest of their words in it that not everybody could read; null where there is none.</summary>
    public static Task<Moment?> LastHeardAsync(KithDb db, Case kase, CancellationToken stop) =>
        SaidIn(db, kase).Where(m => m.Direction == Direction.In && m.PostId == null && m.ConnectionId != null).OrderByDescending(m => m.At).ThenByDescending(m => m.Id).FirstOrDefaultAsync(stop);

    /// <summary>Where, so long after their last word, only a person of ours may write.</summary>
    public static bool IsForHumansOnly(WayFound way, DateTime now) =>
        way.Surface.Window(new Situation(way.Handle.LastHeard is { } heard ? new DateTimeOffset(heard) : null, way.Handle.StoppedAt is not null), new DateTimeOffset(now)) is WindowState.OpenForHuman;

    static IQueryable<Moment> SaidIn(KithDb db, Case kase) =>
        db.Moments.Where(m => m.Kind == MomentKind.Message && db.Cases.Any(c => c.Id == m.CaseId && c.RootId == kase.Id));
}
