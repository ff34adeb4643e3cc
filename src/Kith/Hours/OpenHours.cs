using System.Collections.Concurrent;

namespace Kith.Hours;

/// <summary>
/// A calendar laid on the line of time. A minute is open when the wall clock of its zone stands within an opening, so an hour that a
/// clock change skips counts for nothing and one that it repeats counts twice. Without any opening it is always open. What was once laid
/// out is kept: asking again costs a search in a short list.
/// </summary>
public sealed class OpenHours(IReadOnlyList<Opening> openings, IReadOnlyList<CalendarDay> days, string timeZone)
{
    const int StretchDays = 28, MostStretches = 131;
    static readonly long stretch = TimeSpan.FromDays(StretchDays).Ticks;

    readonly bool isAlwaysOpen = openings.Count == 0 && days.Count == 0;
    readonly TimeZoneInfo zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;
    readonly List<Span>[] week = WeekOf(openings);
    readonly Dictionary<DateOnly, CalendarDay> once = FirstOf(days.Where(day => !day.EveryYear), day => day.Date);
    readonly Dictionary<(int, int), CalendarDay> yearly = FirstOf(days.Where(day => day.EveryYear), day => (day.Date.Month, day.Date.Day));
    readonly ConcurrentDictionary<long, Stretch> laidOut = [];

    public static OpenHours Always { get; } = new([], [], "Etc/UTC");

    /// <summary>When so much open time has passed since then. With none it is the next moment that is open. Beyond ten years without an opening it gives up there.</summary>
    public DateTime Add(DateTime fromUtc, TimeSpan open)
    {
        if (isAlwaysOpen) return fromUtc + open;

        var (at, left) = (fromUtc.Ticks, open.Ticks);
        var first = at / stretch;
        for (var number = first; number < first + MostStretches; number++)
        {
            var part = At(number);
            var before = number == first ? part.OpenUntil(at) : 0;
            if (part.Reaches(before, left) is { } reached) return new(reached, DateTimeKind.Utc);
            left -= part.Open - before;
        }
        return new((first + MostStretches) * stretch, DateTimeKind.Utc);
    }

    public bool IsOpen(DateTime atUtc) => isAlwaysOpen || At(atUtc.Ticks / stretch).IsOpen(atUtc.Ticks);

    /// <summary>How much of the time between is open.</summary>
    public TimeSpan Between(DateTime fromUtc, DateTime toUtc)
    {
        if (toUtc <= fromUtc) return TimeSpan.Zero;
        if (isAlwaysOpen) return toUtc - fromUtc;

        var (first, last) = (fromUtc.Ticks / stretch, toUtc.Ticks / stretch);
        var open = At(last).OpenUntil(toUtc.Ticks) - At(first).OpenUntil(fromUtc.Ticks);
        for (var number = first; number < last; number++) open += At(number).Open;
        return new(open);
    }

    /// <summary>The openings that touch this time, in order.</summary>
    public IEnumerable<(DateTime From, DateTime To)> Within(DateTime fromUtc, DateTime toUtc)
    {
        if (isAlwaysOpen) return [(fromUtc, toUtc)];

        return Joined(Enumerable.Range(0, (int)(toUtc.Ticks / stretch - fromUtc.Ticks / stretch) + 1).SelectMany(number => At(fromUtc.Ticks / stretch + number).Spans))
            .Select(span => (Later(span.From, fromUtc.Ticks), Earlier(span.To, toUtc.Ticks)))
            .Where(span => span.Item1 < span.Item2)
            .Select(span => (new DateTime(span.Item1, DateTimeKind.Utc), new DateTime(span.Item2, DateTimeKind.Utc)));
    }

    Stretch At(long number) => laidOut.TryGetValue(number, out var known) ? known : laidOut.GetOrAdd(number, LayOut);

    Stretch LayOut(long number)
    {
        var spans = new List<Span>();
        foreach (var (start, end, offset) in SameOffset(number * stretch, (number + 1) * stretch))
            for (var date = DateOnly.FromDateTime(new(start + offset)); ; date = date.AddDays(1))
            {
                var midnight = date.ToDateTime(TimeOnly.MinValue).Ticks - offset;
                if (midnight >= end) break;
                foreach (var span in HoursOn(date))
                {
                    var (from, to) = (Later(midnight + span.From, start), Earlier(midnight + span.To, end));
                    if (from < to) spans.Add(new(from, to));
                }
            }
        return new(Joined(spans));
    }

    /// <summary>Parts of the time in which the zone keeps one offset from UTC; within one, wall clock and UTC run side by side.</summary>
    IEnumerable<(long Start, long End, long Offset)> SameOffset(long from, long until)
    {
        for (var start = from; start < until;)
        {
            var offset = OffsetAt(start);
            var end = start;
            do
            {
                var next = Math.Min(end + TimeSpan.TicksPerDay, until);
                if (OffsetAt(next) != offset)
                {
                    end = ChangeBetween(offset, end, next);
                    break;
                }
                end = next;
            } while (end < until);
            yield return (start, end, offset);
            start = end;
        }
    }

    long ChangeBetween(long offset, long before, long after)
    {
        while (after - before > 1)
        {
            var middle = before + (after - before) / 2;
            if (OffsetAt(middle) == offset) before = middle;
            else after = middle;
        }
        return after;
    }

    long OffsetAt(long ticks) => zone.GetUtcOffset(new DateTime(ticks, DateTimeKind.Utc)).Ticks;

    /// <summary>A day's own openings, and what runs into it from the night before.</summary>
    List<Span> HoursOn(DateOnly date)
    {
        var (today, before) = (OwnOf(date), OwnOf(date.AddDays(-1)));
        if (!before.Exists(span => span.To > TimeSpan.TicksPerDay) && !today.Exists(span => span.To > TimeSpan.TicksPerDay)) return today;

        return Joined(before.Where(span => span.To > TimeSpan.TicksPerDay).Select(span => new Span(0, span.To - TimeSpan.TicksPerDay))
            .Concat(today.Select(span => span with { To = Earlier(span.To, TimeSpan.TicksPerDay) })));
    }

    List<Span> OwnOf(DateOnly date) =>
        once.TryGetValue(date, out var day) || yearly.TryGetValue((date.Month, date.Day), out day)
            ? [.. (day.Openings ?? []).Select(span => SpanOf(span.From, span.To))]
            : week[(int)date.DayOfWeek];

    /// <summary>By <see cref="DayOfWeek"/>.</summary>
    static List<Span>[] WeekOf(IReadOnlyList<Opening> openings)
    {
        var week = Enumerable.Range(0, 7).Select(_ => new List<Span>()).ToArray();
        foreach (var opening in openings) week[opening.Day % 7].Add(SpanOf(opening.From, opening.To));
        return [.. week.Select(Joined)];
    }

    static Span SpanOf(TimeOnly from, TimeOnly to) => new(from.Ticks, to > from ? to.Ticks : to.Ticks + TimeSpan.TicksPerDay);

    static Dictionary<TKey, CalendarDay> FirstOf<TKey>(IEnumerable<CalendarDay> days, Func<CalendarDay, TKey> key) where TKey : notnull
    {
        var first = new Dictionary<TKey, CalendarDay>();
        foreach (var day in days) first.TryAdd(key(day), day);
        return first;
    }

    static List<Span> Joined(IEnumerable<Span> spans)
    {
        var joined = new List<Span>();
        foreach (var span in spans.OrderBy(s => s.From))
            if (joined.Count > 0 && span.From <= joined[^1].To) joined[^1] = joined[^1] with { To = Later(span.To, joined[^1].To) };
            else joined.Add(span);
        return joined;
    }

    static long Later(long one, long other) => Math.Max(one, other);

    static long Earlier(long one, long other) => Math.Min(one, other);

    readonly record struct Span(long From, long To);

    /// <summary>Four weeks of open spans in UTC ticks, each with the open time before it.</summary>
    sealed class Stretch
    {
        readonly long[] openBefore;

        public Stretch(List<Span> spans)
        {
            Spans = [.. spans];
            openBefore = new long[spans.Count];
            for (var i = 0; i < spans.Count; i++)
            {
                openBefore[i] = Open;
                Open += spans[i].To - spans[i].From;
            }
        }

        public Span[] Spans { get; }

        public long Open { get; }

        public bool IsOpen(long at) => LastBegunBy(at) is >= 0 and var i && at < Spans[i].To;

        public long OpenUntil(long at) => LastBegunBy(at) is >= 0 and var i ? openBefore[i] + Math.Min(at, Spans[i].To) - Spans[i].From : 0;

        /// <summary>Where so much more than <paramref name="before"/> has been open; null when it is not in here.</summary>
        public long? Reaches(long before, long left)
        {
            var wanted = before + left;
            if (wanted > Open || Spans.Length == 0 || (left == 0 && wanted == Open)) return null;

            var i = Array.BinarySearch(openBefore, wanted);
            if (i < 0) i = ~i - 1;
            // Time that is up just as a span ends is up there, and not when the next one begins; with none to wait for, the next one it is.
            if (left > 0 && openBefore[i] == wanted && i > 0) i--;
            return Spans[i].From + wanted - openBefore[i];
        }

        int LastBegunBy(long at)
        {
            var (low, high) = (0, Spans.Length - 1);
            while (low <= high)
            {
                var middle = (low + high) / 2;
                if (Spans[middle].From <= at) low = middle + 1;
                else high = middle - 1;
            }
            return high;
        }
    }
}
