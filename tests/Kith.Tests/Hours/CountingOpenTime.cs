using System.Diagnostics;

namespace Kith.Tests.Hours;

/// <summary>Held against <see cref="SlowHours"/>, in zones whose clocks change in every way there is.</summary>
public class CountingOpenTime
{
    static readonly DateTime monday = At(2026, 11, 23, 12, 0);

    [Fact]
    public void counts_open_minutes_only() =>
        Assert.Equal(At(2026, 11, 23, 9, 0), Hours("Africa/Johannesburg", Opening.Weekdays).Add(At(2026, 11, 20, 14, 0), TimeSpan.FromMinutes(240)));

    [Fact]
    public void of_a_house_that_never_closes_is_plain_addition() =>
        Assert.Equal(At(2026, 11, 21, 3, 0), Hours("Europe/London", []).Add(At(2026, 11, 20, 23, 0), TimeSpan.FromMinutes(240)));

    [Fact]
    public void skips_the_hour_that_the_clock_skips_and_counts_twice_the_one_it_repeats()
    {
        var night = Hours("Europe/London", [new(7, new(0, 0), new(4, 0))]);
        Assert.Equal(At(2026, 3, 29, 3, 0), night.Add(At(2026, 3, 29, 0, 0), TimeSpan.FromMinutes(180)));
        Assert.Equal(At(2026, 10, 25, 3, 0), night.Add(At(2026, 10, 24, 23, 0), TimeSpan.FromMinutes(240)));
    }

    [Fact]
    public void through_the_night_runs_into_the_next_day() =>
        Assert.Equal(At(2026, 11, 24, 1, 0), Hours("Etc/UTC", [new(1, new(22, 0), new(6, 0))]).Add(monday, TimeSpan.FromMinutes(180)));

    [Fact]
    public void in_a_zone_nobody_knows_keeps_utc() =>
        Assert.Equal(At(2026, 11, 23, 9, 0), Hours("Mars/Olympus", Opening.Weekdays).Add(At(2026, 11, 21, 0, 0), TimeSpan.FromMinutes(60)));

    [Fact]
    public void leaves_a_holiday_out_and_keeps_the_other_hours_of_a_day()
    {
        var closed = new CalendarDay(new(2026, 12, 25), "Christmas", null, EveryYear: true);
        var half = new CalendarDay(new(2026, 12, 24), "Christmas Eve", [new(new(8, 0), new(12, 0))]);
        var hours = new OpenHours(Opening.Weekdays, [closed, half], "Etc/UTC");

        Assert.Equal(At(2026, 12, 28, 9, 0), hours.Add(At(2026, 12, 24, 11, 0), TimeSpan.FromHours(2)));
        Assert.False(hours.IsOpen(At(2028, 12, 25, 10, 0)));
        Assert.Equal(TimeSpan.FromHours(4), hours.Between(At(2026, 12, 24, 0, 0), At(2026, 12, 28, 8, 0)));
    }

    [Fact]
    public void a_day_closed_does_not_end_the_night_that_began_before_it()
    {
        var hours = new OpenHours([new(1, new(22, 0), new(6, 0))], [new(new(2026, 11, 24), "Closed")], "Etc/UTC");
        Assert.Equal(At(2026, 11, 24, 6, 0), hours.Add(monday, TimeSpan.FromHours(8)));
    }

    [Fact]
    public void agrees_with_the_wall_clock_in_a_thousand_calendars() => Agrees(1_000);

    [Fact, Trait("Category", "Long")]
    public void agrees_with_the_wall_clock_in_ten_thousand_calendars() => Agrees(10_000);

    static void Agrees(int calendars)
    {
        var dice = new RandomCalendars(20261122);
        for (var round = 0; round < calendars; round++)
        {
            var (hours, slow, from) = dice.Next();
            var minutes = dice.Minutes(200);

            var due = slow.Add(from, minutes);
            Assert.True(due == hours.Add(from, TimeSpan.FromMinutes(minutes)), $"Round {round}: {minutes} minutes from {from:O}: {hours.Add(from, TimeSpan.FromMinutes(minutes)):O}, and by the wall clock {due:O}.");
            Assert.True(round % 5 > 0 || slow.Between(from, due) == hours.Between(from, due).TotalMinutes, $"Round {round}: between {from:O} and {due:O}.");
            Assert.True(slow.IsOpen(from) == hours.IsOpen(from), $"Round {round}: at {from:O}.");
        }
    }

    [Fact]
    public void shows_the_spans_it_counts()
    {
        var dice = new RandomCalendars(7);
        for (var round = 0; round < 300; round++)
        {
            var (hours, slow, from) = dice.Next();
            var spans = hours.Within(from, from.AddDays(3)).ToList();
            Assert.Equal(slow.Between(from, from.AddDays(3)), spans.Sum(span => (span.To - span.From).TotalMinutes));
            Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From));
        }
    }

    [Fact]
    public void years_ahead_costs_no_more_than_tomorrow_once_laid_out()
    {
        var hours = Hours("Europe/London", Opening.Weekdays);
        var (near, far) = (Cost(hours, TimeSpan.FromHours(4)), Cost(hours, TimeSpan.FromHours(4000)));
        Assert.True(far < near * 200, $"{far} against {near}");
    }

    static TimeSpan Cost(OpenHours hours, TimeSpan open)
    {
        hours.Add(monday, open);
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20_000; i++) hours.Add(monday.AddMinutes(i), open);
        return Stopwatch.GetElapsedTime(began);
    }

    static OpenHours Hours(string zone, List<Opening> openings) => new(openings, [], zone);

    static DateTime At(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, DateTimeKind.Utc);
}
