using System.Globalization;
using System.Text;
using Kith.Channels;

namespace Kith.Hours;

/// <summary>
/// The closed days that an iCalendar file tells of (RFC 5545): events of whole days, once or every year. What is anything else is left out
/// with a reason, and nothing in a file can make reading it fail.
/// </summary>
/// <param name="Days">Closed days, in the order of the file, each date once.</param>
/// <param name="LeftOut">What was not taken, and why.</param>
public sealed record HolidayFile(IReadOnlyList<CalendarDay> Days, IReadOnlyList<LeftOutEvent> LeftOut)
{
    public const int LongestName = 80;

    const int MostTold = 50, LongestEvent = 60, YearsAhead = 10;

    /// <summary>Reads what came from outside; null when it is no iCalendar file at all.</summary>
    public static HolidayFile? Read(ReadOnlySpan<byte> bytes, DateOnly today)
    {
        var lines = Unfolded(bytes).Split('\n').Select(ContentLine.Read).OfType<ContentLine>().ToList();
        if (lines is not [{ Name: "BEGIN", Value: var first }, ..] || !first.Equals("VCALENDAR", StringComparison.OrdinalIgnoreCase)) return null;

        var (days, leftOut) = (new Dictionary<(DateOnly, bool), CalendarDay>(), new List<LeftOutEvent>());
        foreach (var told in EventsOf(lines)) Take(told, today, days, leftOut);
        return new([.. days.Values], [.. leftOut.Take(MostTold)]);
    }

    static void Take(HolidayEvent told, DateOnly today, Dictionary<(DateOnly, bool), CalendarDay> days, List<LeftOutEvent> leftOut)
    {
        if (told.Trouble is { } why)
        {
            leftOut.Add(new(told.Name, why));
            return;
        }
        if (told.Lasts > LongestEvent)
        {
            leftOut.Add(new(told.Name, $"It lasts longer than {LongestEvent} days."));
            return;
        }
        foreach (var start in told.Starts(today.AddYears(-1), today.AddYears(YearsAhead)))
            for (var offset = 0; offset < told.Lasts && days.Count < Calendar.MostDays && start.DayNumber + offset <= DateOnly.MaxValue.DayNumber; offset++)
                days.TryAdd((start.AddDays(offset), told.IsEveryYear), new(start.AddDays(offset), told.Name, null, told.IsEveryYear));
    }

    /// <summary>§3.1: a line may be broken anywhere, even inside a letter, so bytes are joined before they are read as letters.</summary>
    static string Unfolded(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        var joined = new byte[bytes.Length];
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\r') continue;
            if (bytes[i] == '\n' && i + 1 < bytes.Length && bytes[i + 1] is (byte)' ' or (byte)'\t') i++;
            else joined[length++] = bytes[i];
        }
        return Encoding.UTF8.GetString(joined, 0, length);
    }

    static IEnumerable<HolidayEvent> EventsOf(List<ContentLine> lines)
    {
        List<ContentLine>? inside = null;
        var depth = 0;
        foreach (var line in lines)
            switch (line.Name)
            {
                case "BEGIN" when inside is null:
                    if (line.Value.Equals("VEVENT", StringComparison.OrdinalIgnoreCase)) (inside, depth) = ([], 0);
                    break;
                case "BEGIN": depth++; break;
                case "END" when depth > 0: depth--; break;
                case "END" when inside is not null:
                    yield return HolidayEvent.Of(inside);
                    inside = null;
                    break;
                // An alarm inside an event has a summary and a start of its own.
                case var _ when depth == 0: inside?.Add(line); break;
            }
    }
}

/// <summary>Something in a file of holidays that did not become a closed day.</summary>
public sealed record LeftOutEvent(string Name, string Why);

/// <summary>§3.1: name, parameters, value.</summary>
sealed record ContentLine(string Name, string Value)
{
    public static ContentLine? Read(string line)
    {
        var (end, quoted, nameEnd) = (-1, false, -1);
        for (var i = 0; i < line.Length && end < 0; i++)
            switch (line[i])
            {
                case '"': quoted = !quoted; break;
                case ';' when nameEnd < 0: nameEnd = i; break;
                case ':' when !quoted: end = i; break;
            }
        return end < 0 ? null : new(line[..(nameEnd < 0 ? end : nameEnd)].Trim().ToUpperInvariant(), line[(end + 1)..].Trim());
    }
}

/// <summary>One event of the file, as far as it says when we are closed.</summary>
sealed record HolidayEvent(string Name, DateOnly Start, int Lasts, YearlyRule? Rule, IReadOnlySet<DateOnly> Except, string? Trouble)
{
    /// <summary>On the same date every year, for ever.</summary>
    public bool IsEveryYear => Rule is { IsPlain: true } && Except.Count == 0;

    public static HolidayEvent Of(List<ContentLine> lines)
    {
        string? Of(string name) => lines.Find(line => line.Name == name)?.Value;
        var name = PlainText.Line(Unescaped(Of("SUMMARY") ?? ""), HolidayFile.LongestName) is { Length: > 0 } said ? said : "Closed";
        HolidayEvent Left(string why) => new(name, default, 0, null, new HashSet<DateOnly>(), why);

        if (Of("STATUS") is { } status && status.Equals("CANCELLED", StringComparison.OrdinalIgnoreCase)) return Left("It is cancelled there.");
        if (Of("DTSTART") is not { } began) return Left("It does not say when it is.");
        if (DateOf(began) is not { } start) return Left(began.Contains('T', StringComparison.Ordinal) ? "It has a time of day. Only whole days are taken." : "Its date cannot be read.");
        if (YearlyRule.Read(Of("RRULE"), start, out var rule) is { } why) return Left(why);

        return new(name, start, LastsOf(start, Of("DTEND"), Of("DURATION")), rule, ExceptOf(lines), null);
    }

    /// <summary>On which dates it begins. What comes back in its own way is written out for some years.</summary>
    public IEnumerable<DateOnly> Starts(DateOnly from, DateOnly until) =>
        Rule is null ? Start.DayNumber + Lasts > from.DayNumber ? [Start] : []
        : IsEveryYear ? [Start]
        : Rule.Dates(Start, until).Where(date => date >= from && !Except.Contains(date));

    /// <summary>§3.8.2.2: the end of an event of whole days is the day after it.</summary>
    static int LastsOf(DateOnly start, string? end, string? duration)
    {
        if (end is not null && DateOf(end) is { } after) return Math.Max(1, after.DayNumber - start.DayNumber);
        if (duration is ['P', .. var count, var unit] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var many) && many < 1000)
            return Math.Max(1, unit switch { 'D' => many, 'W' => many * 7, _ => 1 });
        return 1;
    }

    static HashSet<DateOnly> ExceptOf(List<ContentLine> lines) =>
        [.. lines.Where(line => line.Name == "EXDATE").SelectMany(line => line.Value.Split(',')).Select(DateOf).OfType<DateOnly>()];

    public static DateOnly? DateOf(string said) =>
        DateOnly.TryParseExact(said, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>§3.3.11.</summary>
    static string Unescaped(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (text[i] != '\\' || i + 1 == text.Length) plain.Append(text[i]);
            else plain.Append(text[++i] is 'n' or 'N' ? ' ' : text[i]);
        return plain.ToString();
    }
}

/// <summary>§3.3.10, as far as holidays need it: every year, or every few, on a date or on the first, second or last such weekday of a month.</summary>
sealed record YearlyRule(int Interval, int? Count, DateOnly? Until, int Month, int Nth, DayOfWeek? Weekday)
{
    const string NotUnderstood = "It comes back by a rule that is not understood here. Only yearly ones are.";

    static readonly string[] weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    public bool IsPlain => this is { Interval: 1, Count: null, Until: null, Weekday: null };

    /// <summary>Why the rule cannot be followed; null when it can, or when there is none.</summary>
    public static string? Read(string? said, DateOnly start, out YearlyRule? rule)
    {
        rule = null;
        if (said is not { Length: > 0 }) return null;

        var read = new YearlyRule(1, null, null, start.Month, 0, null);
        var isYearly = false;
        foreach (var part in said.ToUpperInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = part.Split('=', 2) is [var k, var v] ? (k, v) : (part, "");
            isYearly |= part == "FREQ=YEARLY";
            if (key == "FREQ") continue;
            if (read.With(key, value, start) is not { } further) return NotUnderstood;

            read = further;
        }
        if (!isYearly) return NotUnderstood;

        rule = read;
        return null;
    }

    public IEnumerable<DateOnly> Dates(DateOnly start, DateOnly until)
    {
        var told = 0;
        for (var year = start.Year; year <= Math.Min(until.Year, 9998); year += Interval)
            if (DateIn(year, start) is { } date && date >= start)
            {
                if (date > until || date > Until || told++ == Count) yield break;
                yield return date;
            }
    }

    YearlyRule? With(string key, string value, DateOnly start) => (key, int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) switch
    {
        ("INTERVAL", true) when number is > 0 and < 100 => this with { Interval = number },
        ("COUNT", true) when number > 0 => this with { Count = number },
        ("UNTIL", _) when HolidayEvent.DateOf(value[..Math.Min(8, value.Length)]) is { } until => this with { Until = until },
        ("BYMONTH", true) when number is >= 1 and <= 12 => this with { Month = number },
        ("BYMONTHDAY", true) when number == start.Day => this,
        ("BYDAY", _) when WeekdayIn(value) is var (nth, weekday) => this with { Nth = nth, Weekday = weekday },
        ("WKST", _) => this,
        _ => null,
    };

    /// <summary>4TH, -1MO: which one of the month, counted from its end when it is negative.</summary>
    static (int Nth, DayOfWeek Weekday)? WeekdayIn(string value) =>
        value.Length is > 2 and <= 4 && Array.IndexOf(weekdays, value[^2..]) is >= 0 and var day
            && int.TryParse(value[..^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var nth) && nth is not 0 and >= -5 and <= 5 ? (nth, (DayOfWeek)day) : null;

    DateOnly? DateIn(int year, DateOnly start)
    {
        if (Weekday is not { } weekday) return start.Day <= DateTime.DaysInMonth(year, Month) ? new(year, Month, start.Day) : null;

        var edge = Nth > 0 ? new DateOnly(year, Month, 1) : new DateOnly(year, Month, DateTime.DaysInMonth(year, Month));
        var toFirst = Nth > 0 ? ((int)weekday - (int)edge.DayOfWeek + 7) % 7 : -(((int)edge.DayOfWeek - (int)weekday + 7) % 7);
        var date = edge.AddDays(toFirst + (Nth > 0 ? Nth - 1 : Nth + 1) * 7);
        return date.Month == Month ? date : null;
    }
}
