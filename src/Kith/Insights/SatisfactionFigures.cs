namespace Kith.Insights;

/// <summary>GET /api/insights/satisfaction: what people answered when they were asked how it was. Figures of departments and never of one teammate; nothing is put in order by them.</summary>
static class SatisfactionFigures
{
    const int Usual = 30, Longest = 400;

    public static async Task<SatisfactionPage> ReadAsync(DateOnly? from, DateOnly? to, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var until = to ?? DateOnly.FromDateTime(clock.Now);
        var since = from ?? until.AddDays(1 - Usual);
        if (since > until) throw Refusal.Field("from", "It begins after it ends.");
        if (until.DayNumber - since.DayNumber >= Longest) throw Refusal.Field("from", $"At most {Longest} days are shown at once.");

        var (start, end) = (since.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), until.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        var counted = await db.AfterQuestions.Where(q => q.AskedAt >= start && q.AskedAt < end).Join(db.Cases, q => q.CaseId, c => c.Id, (q, c) => new { c.DepartmentId, q.Answer })
            .GroupBy(one => new { one.DepartmentId, one.Answer }).Select(g => new { g.Key.DepartmentId, g.Key.Answer, Count = g.LongCount() }).ToListAsync(stop);
        var asking = counted.Select(one => one.DepartmentId).Distinct().ToList();
        var departments = await db.Departments.Where(d => d.AskAfterHours != null || asking.Contains(d.Id)).OrderBy(d => d.Name).ThenBy(d => d.Id).Select(d => new { d.Id, d.Name }).ToListAsync(stop);
        var byDepartment = counted.ToLookup(one => one.DepartmentId, one => (one.Answer, one.Count));
        return new(since, until, Of(counted.Select(one => (one.Answer, one.Count))), [.. departments.Select(d => new SatisfactionRow(d.Id, d.Name, Of(byDepartment[d.Id])))]);
    }

    static Satisfaction Of(IEnumerable<(int? Answer, long Count)> counted)
    {
        var (asked, answers) = (0L, new long[AfterQuestion.Best]);
        foreach (var (answer, count) in counted)
        {
            asked += count;
            if (answer is { } said) answers[said - 1] += count;
        }
        var answered = answers.Sum();
        return new(asked, answered, answered == 0 ? null : Math.Round(answers.Select((count, at) => (at + 1.0) * count).Sum() / answered, 2), answers);
    }
}

/// <param name="Everybody">All departments together.</param>
public sealed record SatisfactionPage(DateOnly From, DateOnly To, Satisfaction Everybody, IReadOnlyList<SatisfactionRow> Items);

public sealed record SatisfactionRow(Guid DepartmentId, string Name, Satisfaction Said);

/// <param name="Asked">How many people were asked in these days.</param>
/// <param name="Answered">How many of them answered, whenever they did.</param>
/// <param name="Average">1 to 5; null where nobody answered.</param>
/// <param name="Answers">How many answered 1, 2, 3, 4 and 5.</param>
public sealed record Satisfaction(long Asked, long Answered, double? Average, IReadOnlyList<long> Answers);
