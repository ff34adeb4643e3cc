namespace Kith.Tests.Hours;

/// <summary>Calendars as nobody would make them: several windows a day, some past midnight, holidays and other hours, in zones with clocks of their own mind. The same seed makes the same ones.</summary>
sealed class RandomCalendars(int seed)
{
    static readonly string[] zones =
    [
        "Africa/Johannesburg", "Europe/London", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu",
        "Pacific/Apia", "America/St_Johns", "Africa/Casablanca", "Pacific/Chatham", "Etc/UTC",
    ];

    static readonly DateTime first = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    readonly Random dice = new(seed);

    public int Minutes(int most) => Upto(most);

    public bool Sometimes(int oneIn) => Upto(oneIn - 1) == 0;

    /// <summary>A moment within three years; one in three stands near a change of clocks.</summary>
    public DateTime Moment(TimeZoneInfo zone)
    {
        var at = first.AddMinutes(Upto(3 * 365 * 1440));
        if (!Sometimes(3)) return at;

        for (var day = 0; day < 366; day++, at = at.AddDays(1))
            if (zone.GetUtcOffset(at) != zone.GetUtcOffset(at.AddDays(1))) return at;
        return at;
    }

    public (OpenHours Hours, SlowHours Slow, DateTime From) Next()
    {
        var (openings, days, zone) = Calendar();
        return (new(openings, days, zone), new(openings, days, zone), Moment(TimeZoneInfo.FindSystemTimeZoneById(zone)));
    }

    public (List<Opening> Openings, List<CalendarDay> Days, string Zone) Calendar()
    {
        List<Opening> openings = [.. Enumerable.Range(0, 1 + Upto(6)).Select(_ => Span()).Select(span => new Opening(1 + Upto(6), span.From, span.To))];
        List<CalendarDay> days = [.. Enumerable.Range(0, Upto(8)).Select(_ => Day()).DistinctBy(day => (day.Date, day.EveryYear))];
        return (openings, days, zones[Upto(zones.Length - 1)]);
    }

    CalendarDay Day()
    {
        var date = DateOnly.FromDateTime(first).AddDays(Upto(3 * 365));
        return new(date, "A day of its own", Sometimes(2) ? null : [.. Enumerable.Range(0, 1 + Upto(1)).Select(_ => Span())], Sometimes(3));
    }

    DayHours Span() => new(Time(), Time());

    TimeOnly Time() => new(Upto(23), Sometimes(2) ? 0 : Upto(59));

    int Upto(int most) => dice.Next(most + 1);
}
