namespace Kith.Insights;

/// <summary>GET /api/insights/served: how long people waited and how long it took to help them, by where and how they spoke; whether all are served alike.</summary>
static class ServedAlike
{
    const int Usual = 90, Longest = 800;

    public static async Task<ServedPage> ReadAsync(DateOnly? from, DateOnly? to, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var until = to ?? DateOnly.FromDateTime(clock.Now);
        var since = from ?? until.AddDays(1 - Usual);
        if (since > until) throw Refusal.Field("from", "It begins after it ends.");
        if (until.DayNumber - since.DayNumber >= Longest) throw Refusal.Field("from", $"At most {Longest} days are shown at once.");

        var (first, last) = (Served.DayOf(since), Served.DayOf(until));
        var counted = await db.Served.Where(s => s.Day >= first && s.Day <= last)
            .GroupBy(s => new { s.What, s.Dimension, s.Value, s.Bucket }).Select(g => new Counted(g.Key.What, g.Key.Dimension, g.Key.Value, g.Key.Bucket, g.Sum(s => (long)s.Cases))).ToListAsync(stop);
        var names = await NamesAsync(db, stop);
        return new(since, until, Buckets.Minutes, TableOf(ServedWhat.Waiting, counted, names), TableOf(ServedWhat.Solving, counted, names));
    }

    static async Task<Dictionary<string, string>> NamesAsync(KithDb db, CancellationToken stop)
    {
        var departments = await db.Departments.Select(d => new { d.Id, d.Name }).ToListAsync(stop);
        var branches = await db.Branches.Select(b => new { b.Id, b.Name }).ToListAsync(stop);
        return departments.Concat(branches).ToDictionary(one => one.Id.ToString("N"), one => one.Name);
    }

    static ServedTable TableOf(ServedWhat what, List<Counted> counted, Dictionary<string, string> names)
    {
        var mine = counted.Where(c => c.What == what).ToList();
        var everybody = SpreadOf(mine.Where(c => c.Dimension == ServedBy.Everybody));
        return new(LineOf("", null, everybody, new()), [.. mine.Where(c => c.Dimension != ServedBy.Everybody).GroupBy(c => c.Dimension).OrderBy(g => g.Key)
            .Select(g => new ServedGroup(g.Key, [.. g.GroupBy(c => c.Value).Select(own => LineOf(own.Key, names.GetValueOrDefault(own.Key), SpreadOf(own), everybody)).OrderBy(line => line.Name ?? line.Value, StringComparer.Ordinal)]))]);
    }

    static Spread SpreadOf(IEnumerable<Counted> counted)
    {
        var spread = new Spread();
        foreach (var one in counted) spread.Add(one.Bucket, one.Cases);
        return spread;
    }

    static ServedLine LineOf(string value, string? name, Spread own, Spread everybody) =>
        new(value, name, own.Count, own.Within(0.5), own.Confidence(), own.Within(0.9), own.Cases, own.Beside(everybody.Without(own)));

    sealed record Counted(ServedWhat What, ServedBy Dimension, string Value, short Bucket, long Cases);
}

/// <param name="Buckets">Minutes: how long each bucket of <see cref="ServedLine.Buckets"/> reaches; what takes longer is in one more.</param>
/// <param name="Waiting">To the first answer.</param>
/// <param name="Solving">From the opening to the end.</param>
public sealed record ServedPage(DateOnly From, DateOnly To, IReadOnlyList<int> Buckets, ServedTable Waiting, ServedTable Solving);

public sealed record ServedTable(ServedLine Everybody, IReadOnlyList<ServedGroup> Groups);

public sealed record ServedGroup(ServedBy By, IReadOnlyList<ServedLine> Lines);

/// <param name="Value">What tells them apart: an id, a kind of channel, a language, public or private; empty where it is not known.</param>
/// <param name="Name">Of a department or a branch.</param>
/// <param name="Median">Minutes; null where there are no cases.</param>
/// <param name="Confidence">Between which minutes the median lies with 95 % confidence; null where there are too few cases to say.</param>
/// <param name="NineOfTen">Minutes within which nine of ten were done.</param>
/// <param name="Buckets">Cases by bucket.</param>
/// <param name="Likeness">Beside all the others.</param>
public sealed record ServedLine(string Value, string? Name, long Cases, double? Median, Between? Confidence, double? NineOfTen, IReadOnlyList<long> Buckets, Likeness Likeness);
