namespace Kith.Cases;

/// <summary>
/// When is a promise due that was made now and counts only the minutes in which the workspace is open? A minute is open when the wall
/// clock of the workspace's time zone stands within an opening, so an hour that a clock change skips counts for nothing and one that
/// it repeats counts twice. A workspace without openings is always open.
/// </summary>
public static class PromiseClock
{
    static readonly TimeSpan horizon = TimeSpan.FromDays(3660);

    public static DateTime Due(Workspace workspace, DateTime fromUtc, int minutes)
    {
        var left = TimeSpan.FromMinutes(minutes);
        var week = WeekOf(workspace.Openings);
        if (week.All(day => day.Count == 0)) return fromUtc + left;

        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(workspace.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        foreach (var (start, end) in OpenSpans(week, zone, fromUtc))
        {
            if (end - start >= left) return start + left;
            left -= end - start;
        }
        return fromUtc + horizon;
    }

    /// <summary>Whether somebody is there at this moment. Without openings somebody always is.</summary>
    public static bool IsOpen(IReadOnlyList<Opening> openings, string timeZone, DateTime atUtc)
    {
        var week = WeekOf(openings);
        if (week.All(day => day.Count == 0)) return true;

        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;
        return OpenSpans(week, zone, atUtc).First().Start == atUtc;
    }

    /// <summary>The spans in which somebody is there, from <paramref name="fromUtc"/> on, in order and without overlap.</summary>
    static IEnumerable<(DateTime Start, DateTime End)> OpenSpans(List<Span>[] week, TimeZoneInfo zone, DateTime fromUtc)
    {
        foreach (var (start, end, offset) in Stretches(zone, fromUtc))
            for (var day = (start + offset).Date; day < end + offset; day = day.AddDays(1))
                foreach (var span in week[(int)day.DayOfWeek])
                {
                    var opens = Later(day + span.From - offset, start);
                    var closes = Earlier(day + span.To - offset, end);
                    if (opens < closes) yield return (opens, closes);
                }
    }

    /// <summary>Stretches of time in which the zone keeps one offset from UTC; within one, wall clock and UTC run side by side.</summary>
    static IEnumerable<(DateTime Start, DateTime End, TimeSpan Offset)> Stretches(TimeZoneInfo zone, DateTime fromUtc)
    {
        var start = fromUtc;
        while (start - fromUtc < horizon)
        {
            var offset = zone.GetUtcOffset(start);
            var end = start.AddDays(1);
            if (zone.GetUtcOffset(end) != offset) end = ChangeBetween(zone, start, end);
            yield return (start, end, offset);
            start = end;
        }
    }

    static DateTime ChangeBetween(TimeZoneInfo zone, DateTime before, DateTime after)
    {
        var offset = zone.GetUtcOffset(before);
        while (after - before > TimeSpan.FromTicks(1))
        {
            var middle = before + (after - before) / 2;
            if (zone.GetUtcOffset(middle) == offset) before = middle;
            else after = middle;
        }
        return after;
    }

    /// <summary>By <see cref="DayOfWeek"/>, sorted and joined where they touch. An opening that ends at or before its beginning runs into the next day.</summary>
    static List<Span>[] WeekOf(IEnumerable<Opening> openings)
    {
        var week = Enumerable.Range(0, 7).Select(_ => new List<Span>()).ToArray();
        foreach (var opening in openings)
        {
            var day = opening.Day % 7;
            var (from, to) = (opening.From.ToTimeSpan(), opening.To.ToTimeSpan());
            week[day].Add(new(from, to > from ? to : TimeSpan.FromDays(1)));
            if (to <= from && to > TimeSpan.Zero) week[(day + 1) % 7].Add(new(TimeSpan.Zero, to));
        }
        return [.. week.Select(Joined)];
    }

    static List<Span> Joined(List<Span> spans)
    {
        var joined = new List<Span>();
        foreach (var span in spans.OrderBy(s => s.From))
            if (joined.Count > 0 && span.From <= joined[^1].To) joined[^1] = joined[^1] with { To = span.To > joined[^1].To ? span.To : joined[^1].To };
            else joined.Add(span);
        return joined;
    }

    static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    readonly record struct Span(TimeSpan From, TimeSpan To);
}
