namespace Kith.Insights;

/// <summary>
/// GET /api/insights/departments: what each department owes, kept and handed on. Figures of departments and never of one teammate; who does
/// not see all cases gets them of those in sight.
/// </summary>
static class DepartmentFigures
{
    const int Usual = 30, Longest = 400;
    static readonly int[] ages = [1, 3, 7, 30];

    public static async Task<FiguresPage> ReadAsync(DateOnly? from, DateOnly? to, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.Now;
        var until = to ?? DateOnly.FromDateTime(now);
        var since = from ?? until.AddDays(1 - Usual);
        if (since > until) throw Refusal.Field("from", "It begins after it ends.");
        if (until.DayNumber - since.DayNumber >= Longest) throw Refusal.Field("from", $"At most {Longest} days are shown at once.");

        var (start, end) = (since.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), until.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        var open = await OpenAsync(db, now, stop);
        var promised = await PromisedAsync(db, start, end, stop);
        var handed = await HandedOnAsync(db, start, end, stop);
        var departments = await InSight(db).OrderBy(d => d.Name).ThenBy(d => d.Id).Select(d => new { d.Id, d.Name }).ToListAsync(stop);
        return new(since, until, ages, Buckets.Minutes[^1], [.. departments.Select(d => new FiguresRow(d.Id, d.Name, open.GetValueOrDefault(d.Id) ?? new(0, 0, 0, [.. new long[ages.Length + 1]]), [.. Kinds(promised, d.Id)], handed.GetValueOrDefault(d.Id)))]);
    }

    /// <summary>A department of which nothing is seen would show nothing but zeros, as if nobody there had work.</summary>
    static IQueryable<Department> InSight(KithDb db) => db.Sight.Scopes.Departments is { } seen ? db.Departments.Where(d => seen.Contains(d.Id)) : db.Departments;

    static async Task<Dictionary<Guid, OpenCases>> OpenAsync(KithDb db, DateTime now, CancellationToken stop)
    {
        var (day, three, week, month) = (now.AddDays(-ages[0]), now.AddDays(-ages[1]), now.AddDays(-ages[2]), now.AddDays(-ages[3]));
        var rows = await db.Cases.Where(c => c.State != CaseState.Closed).GroupBy(c => c.DepartmentId).Select(g => new
        {
            g.Key,
            All = g.LongCount(),
            Owed = g.LongCount(c => c.OwesPublic),
            Late = g.LongCount(c => c.PromiseDue < now && c.PromiseKind != PromiseKind.LookAgain),
            Day = g.LongCount(c => c.OpenedAt < day),
            Three = g.LongCount(c => c.OpenedAt < three),
            Week = g.LongCount(c => c.OpenedAt < week),
            Month = g.LongCount(c => c.OpenedAt < month),
        }).ToListAsync(stop);
        return rows.ToDictionary(r => r.Key, r => new OpenCases(r.All, r.Owed, r.Late, [r.All - r.Day, r.Day - r.Three, r.Three - r.Week, r.Week - r.Month, r.Month]));
    }

    static async Task<List<Promised>> PromisedAsync(KithDb db, DateTime start, DateTime end, CancellationToken stop)
    {
        // Ids rise with time, so the days are a stretch of the primary key.
        var (first, last) = (Ids.LastOf(start.AddMilliseconds(-1)), Ids.LastOf(end.AddMilliseconds(-1)));
        return await db.Promises.Where(p => p.Id.CompareTo(first) > 0 && p.Id.CompareTo(last) <= 0 && p.Kind != PromiseKind.LookAgain)
            .Join(db.Cases, p => p.CaseId, c => c.Id, (p, c) => new { c.DepartmentId, p.Kind, p.KeptAt, p.BrokenAt, Bucket = p.KeptAt == null ? (int?)null : Buckets.Of(p.MadeAt, p.KeptAt) })
            .GroupBy(p => new { p.DepartmentId, p.Kind, p.Bucket })
            .Select(g => new Promised(g.Key.DepartmentId, g.Key.Kind, g.Key.Bucket, g.LongCount(), g.LongCount(p => p.KeptAt != null && p.BrokenAt == null), g.LongCount(p => p.BrokenAt != null))).ToListAsync(stop);
    }

    static IEnumerable<PromiseFigures> Kinds(List<Promised> promised, Guid department) =>
        promised.Where(p => p.DepartmentId == department).GroupBy(p => p.Kind).OrderBy(kind => kind.Key).Select(kind => Figures(kind.Key, [.. kind]));

    static PromiseFigures Figures(PromiseKind kind, List<Promised> promised)
    {
        var took = new Spread();
        foreach (var some in promised) if (some.Bucket is { } bucket) took.Add(bucket, some.Made);
        return new(kind, promised.Sum(p => p.Made), promised.Sum(p => p.Kept), promised.Sum(p => p.Broken), took.Within(0.5), took.Within(0.9));
    }

    /// <summary>Given by one department or teammate to another: what a person would have to tell twice.</summary>
    static async Task<Dictionary<Guid, long>> HandedOnAsync(KithDb db, DateTime start, DateTime end, CancellationToken stop) =>
        await db.Moments.Where(m => m.Kind == MomentKind.CaseAssigned && m.At >= start && m.At < end && m.CaseId != null)
            .Join(db.Cases, m => m.CaseId, c => (Guid?)c.Id, (m, c) => c.DepartmentId).GroupBy(id => id).Select(g => new { g.Key, Many = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Many, stop);

    sealed record Promised(Guid DepartmentId, PromiseKind Kind, int? Bucket, long Made, long Kept, long Broken);
}

/// <param name="Ages">Days: the bounds of <see cref="OpenCases.ByAge"/>; the last is for older ones.</param>
/// <param name="Longest">Minutes: what took longer is told as this.</param>
public sealed record FiguresPage(DateOnly From, DateOnly To, IReadOnlyList<int> Ages, int Longest, IReadOnlyList<FiguresRow> Items);

/// <param name="Open">As it is now.</param>
/// <param name="Promises">What was promised in these days.</param>
/// <param name="HandedOn">How often a case of theirs was given to somebody in these days.</param>
public sealed record FiguresRow(Guid DepartmentId, string Name, OpenCases Open, IReadOnlyList<PromiseFigures> Promises, long HandedOn);

/// <param name="OwedInPublic">Of them, those that owe a word where others read it.</param>
/// <param name="Late">Of them, those whose promised time went by and that owe it still.</param>
public sealed record OpenCases(long Count, long OwedInPublic, long Late, IReadOnlyList<long> ByAge);

/// <summary>What is neither kept nor broken still runs, or ended with its case.</summary>
/// <param name="Median">Minutes by the clock on the wall within which half of what was done was done, in time or late; null where nothing was.</param>
/// <param name="NineOfTen">The same for nine of ten.</param>
public sealed record PromiseFigures(PromiseKind Kind, long Made, long Kept, long Broken, double? Median, double? NineOfTen);
