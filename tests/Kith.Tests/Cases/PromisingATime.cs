using FsCheck;
using FsCheck.Fluent;

namespace Kith.Tests.Cases;

/// <summary>Held against an oracle too slow to be wrong: it walks minute by minute and looks at the wall clock.</summary>
public class PromisingATime
{
    static readonly string[] zones =
    [
        "Africa/Johannesburg", "Europe/London", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu",
        "Pacific/Apia", "America/St_Johns", "Africa/Casablanca", "Pacific/Chatham", "Etc/UTC",
    ];

    [Fact]
    public void counts_open_minutes_only()
    {
        var friday = new DateTime(2026, 11, 20, 14, 0, 0, DateTimeKind.Utc);
        Assert.Equal(new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc), PromiseClock.Due(House("Africa/Johannesburg", Opening.Weekdays), friday, 240));
    }

    [Fact]
    public void of_a_house_that_never_closes_is_plain_addition() =>
        Assert.Equal(new DateTime(2026, 11, 21, 3, 0, 0, DateTimeKind.Utc), PromiseClock.Due(House("Europe/London", []), new DateTime(2026, 11, 20, 23, 0, 0, DateTimeKind.Utc), 240));

    [Fact]
    public void skips_the_hour_that_the_clock_skips()
    {
        var night = new List<Opening> { new(7, new TimeOnly(0, 0), new TimeOnly(4, 0)) };
        Assert.Equal(new DateTime(2026, 3, 29, 3, 0, 0, DateTimeKind.Utc), PromiseClock.Due(House("Europe/London", night), new DateTime(2026, 3, 29, 0, 0, 0, DateTimeKind.Utc), 180));
        Assert.Equal(new DateTime(2026, 10, 25, 3, 0, 0, DateTimeKind.Utc), PromiseClock.Due(House("Europe/London", night), new DateTime(2026, 10, 24, 23, 0, 0, DateTimeKind.Utc), 240));
    }

    [Fact]
    public void through_the_night_runs_into_the_next_day()
    {
        var night = new List<Opening> { new(1, new TimeOnly(22, 0), new TimeOnly(6, 0)) };
        Assert.Equal(new DateTime(2026, 11, 24, 1, 0, 0, DateTimeKind.Utc), PromiseClock.Due(House("Etc/UTC", night), new DateTime(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc), 180));
    }

    [Fact]
    public void in_a_zone_nobody_knows_keeps_utc() =>
        Assert.Equal(new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc), PromiseClock.Due(House("Mars/Olympus", Opening.Weekdays), new DateTime(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc), 60));

    [Fact]
    public void agrees_with_the_wall_clock_minute_by_minute()
    {
        var openings = from day in Gen.Choose(1, 7)
                       from start in Gen.Choose(0, 1439)
                       from end in Gen.Choose(0, 1439)
                       select new Opening(day, new TimeOnly(start / 60, start % 60), new TimeOnly(end / 60, end % 60));
        var cases = from zone in Gen.Elements(zones)
                    from table in Gen.ListOf(openings, 6)
                    from hour in Gen.Choose(0, 3 * 8766)
                    from minute in Gen.Choose(0, 59)
                    from minutes in Gen.Choose(0, 3000)
                    select (zone, table: table.ToList(), since: new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(hour).AddMinutes(minute), minutes);
        Prop.ForAll(cases.ToArbitrary(), c => PromiseClock.Due(House(c.zone, c.table), c.since, c.minutes) == Slowly(c.zone, c.table, c.since, c.minutes))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    static DateTime Slowly(string zone, List<Opening> table, DateTime from, int minutes)
    {
        var clock = TimeZoneInfo.FindSystemTimeZoneById(zone);
        if (table.Count == 0) return from.AddMinutes(minutes);

        var at = from;
        while (true)
        {
            var open = IsOpen(table, TimeZoneInfo.ConvertTimeFromUtc(at, clock));
            if (minutes == 0 && (open || at > from && IsOpen(table, TimeZoneInfo.ConvertTimeFromUtc(at.AddMinutes(-1), clock)))) return at;
            if (open && --minutes == 0) return at.AddMinutes(1);
            at = at.AddMinutes(1);
        }
    }

    static bool IsOpen(List<Opening> table, DateTime wall) => table.Any(o =>
    {
        var (opens, closes, now) = (o.From.ToTimeSpan(), o.To.ToTimeSpan(), wall.TimeOfDay);
        var today = (int)wall.DayOfWeek == o.Day % 7;
        var yesterday = ((int)wall.DayOfWeek + 6) % 7 == o.Day % 7;
        return closes > opens ? today && now >= opens && now < closes : today && now >= opens || yesterday && now < closes;
    });

    static Workspace House(string zone, List<Opening> openings) => new() { Name = "Marula Mutual", TimeZone = zone, Openings = openings };
}
