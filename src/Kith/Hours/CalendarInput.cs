namespace Kith.Hours;

/// <summary>A new calendar.</summary>
/// <param name="TimeZone">Left out for the zone of the house.</param>
/// <param name="Openings">The week; one that ends at or before its beginning runs into the next day.</param>
/// <param name="Days">Holidays, and days with other hours.</param>
public sealed record NewCalendar(string? Name, string? TimeZone, List<Opening>? Openings, List<CalendarDay>? Days);

/// <summary>What may be changed of a calendar; what is left out stays as it is.</summary>
/// <param name="TimeZone">An empty one for the zone of the house.</param>
/// <param name="IsDefault">True makes it the calendar of whatever chose none.</param>
public sealed record CalendarChange(string? Name, string? TimeZone, List<Opening>? Openings, List<CalendarDay>? Days, bool? IsDefault);

/// <summary>What a teammate wrote of a calendar, or the sentence that says why it cannot be one.</summary>
static class CalendarInput
{
    const int Week = 7, MostSpans = 10;
    static readonly TimeSpan year = TimeSpan.FromDays(366);

    public static void Take(this Calendar calendar, CalendarChange asked, string zoneOfHouse, DateTime now)
    {
        if (asked.Name is not null) calendar.Name = Written.RequiredLine(asked.Name, "name", Calendar.LongestName);
        if (asked.TimeZone is { } zone) calendar.TimeZone = zone.Length == 0 ? null : WorkspaceDoors.Zone(zone);
        if (asked.Openings is { } openings) calendar.Openings = WeekOf(openings);
        if (asked.Days is { } days) calendar.Days = DaysOf(days);
        calendar.RefuseIfNeverOpen(zoneOfHouse, now);
    }

    // A promise by it would never come due.
    public static void RefuseIfNeverOpen(this Calendar calendar, string zoneOfHouse, DateTime now)
    {
        if (calendar.Openings.Count > 0 && calendar.Hours(zoneOfHouse).Between(now, now + year) > TimeSpan.Zero) return;

        throw new Refusal("never_open", "With this calendar nobody is ever there, so nothing promised by it would come due. Give the week at least one opening.");
    }

    static List<Opening> WeekOf(List<Opening> said)
    {
        if (said.Count > Calendar.MostOpenings) throw Refusal.Field("openings", $"A week has {Calendar.MostOpenings} openings at most.");
        if (said.Any(o => o is null || o.Day is < 1 or > Week)) throw Refusal.Field("openings", "An opening has a day from 1 (Monday) to 7, and from when until when.");

        var week = said.OrderBy(o => o.Day).ThenBy(o => o.From).ToList();
        if (week.GroupBy(o => o.Day).Any(day => Overlap([.. day.Select(o => new DayHours(o.From, o.To))]))) throw Refusal.Field("openings", "Two openings of a day overlap.");
        return week;
    }

    static List<CalendarDay> DaysOf(List<CalendarDay> said)
    {
        if (said.Count > Calendar.MostDays) throw Refusal.Field("days", $"A calendar has {Calendar.MostDays} days of its own at most.");
        if (said.Any(day => day is null || day.Openings is { } spans && (spans.Count > MostSpans || spans.Any(span => span is null)))) throw Refusal.Field("days", "A day has a date, and from when until when it is open, if at all.");

        var days = said.Select(day => day with { Name = Written.Line(day.Name, "days", HolidayFile.LongestName) ?? "", Openings = day.Openings is { Count: > 0 } spans ? [.. spans.OrderBy(span => span.From)] : null })
            .OrderBy(day => day.Date).ThenBy(day => day.EveryYear).ToList();
        if (days.Exists(day => day.Openings is { } spans && Overlap(spans))) throw Refusal.Field("days", "Two openings of a day overlap.");
        return days.Zip(days.Skip(1)).Any(pair => (pair.First.Date, pair.First.EveryYear) == (pair.Second.Date, pair.Second.EveryYear)) ? throw Refusal.Field("days", "A date is there twice.") : days;
    }

    static bool Overlap(List<DayHours> sorted) =>
        sorted.Zip(sorted.Skip(1)).Any(pair => pair.First.To <= pair.First.From || pair.Second.From < pair.First.To);
}
