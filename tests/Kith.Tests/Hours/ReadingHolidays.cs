using System.Diagnostics;
using System.Text;

namespace Kith.Tests.Hours;

public class ReadingHolidays
{
    static readonly DateOnly today = new(2026, 11, 22);

    [Fact]
    public void takes_days_that_come_once_and_days_that_come_every_year()
    {
        var file = Read(Event("SUMMARY:Day of Goodwill", "DTSTART;VALUE=DATE:20201226", "DTEND;VALUE=DATE:20201227", "RRULE:FREQ=YEARLY"), Event("SUMMARY:Stocktaking", "DTSTART;VALUE=DATE:20270104"));

        Assert.Equal([new(new(2020, 12, 26), "Day of Goodwill", null, true), new(new(2027, 1, 4), "Stocktaking")], file.Days);
        Assert.Empty(file.LeftOut);
    }

    [Fact]
    public void of_several_days_is_each_of_them_and_its_end_is_the_day_after()
    {
        var days = Read(Event("SUMMARY:Between the years", "DTSTART;VALUE=DATE:20261228", "DTEND;VALUE=DATE:20270101"), Event("DTSTART:20270201", "DURATION:P1W")).Days;

        Assert.Equal(["2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31"], days.Take(4).Select(day => $"{day.Date:yyyy-MM-dd}"));
        Assert.Equal((7, "Closed"), (days.Skip(4).Count(), days[4].Name));
    }

    [Fact]
    public void by_the_fourth_thursday_or_the_last_monday_writes_out_the_years_to_come()
    {
        var thanks = Read(Event("SUMMARY:Thanksgiving", "DTSTART;VALUE=DATE:20251127", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")).Days;
        Assert.Equal([new(2025, 11, 27), new(2026, 11, 26), new(2027, 11, 25)], thanks.Take(3).Select(day => day.Date));
        Assert.All(thanks, day => Assert.Equal(DayOfWeek.Thursday, day.Date.DayOfWeek));

        var spring = Read(Event("SUMMARY:Spring bank holiday", "DTSTART;VALUE=DATE:20260525", "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=3")).Days;
        Assert.Equal([new(2026, 5, 25), new(2027, 5, 31), new(2028, 5, 29)], spring.Select(day => day.Date));
    }

    [Fact]
    public void ends_where_the_rule_ends_and_leaves_out_what_it_excepts()
    {
        var days = Read(Event("DTSTART;VALUE=DATE:20260301", "RRULE:FREQ=YEARLY;UNTIL=20290301", "EXDATE;VALUE=DATE:20280301")).Days;
        Assert.Equal([2026, 2027, 2029], days.Select(day => day.Date.Year));
        Assert.All(days, day => Assert.False(day.EveryYear));
    }

    [Fact]
    public void joins_a_line_that_is_broken_inside_a_letter_and_reads_what_is_written_with_a_backslash()
    {
        var bytes = Encoding.UTF8.GetBytes(File("SUMMARY:Saint-É", "DTSTART;VALUE=DATE:20270501"));
        var at = bytes.AsSpan().IndexOf("É"u8) + 1;
        byte[] folded = [.. bytes[..at], .. "\r\n "u8, .. bytes[at..]];
        Assert.Equal("Saint-É", Assert.Single(HolidayFile.Read(folded, today)!.Days).Name);

        Assert.Equal("Christmas, and more: all", Assert.Single(Read(Event("""SUMMARY;X-A="a:b;c":Christmas\, and\nmore: all""", "DTSTART;VALUE=DATE:20270501")).Days).Name);
    }

    [Fact]
    public void says_what_it_leaves_out_and_why()
    {
        var file = Read(
            Event("SUMMARY:Board meeting", "DTSTART:20270501T090000Z", "DTEND:20270501T100000Z"), Event("SUMMARY:Every week", "DTSTART;VALUE=DATE:20270501", "RRULE:FREQ=WEEKLY"),
            Event("SUMMARY:Called off", "DTSTART;VALUE=DATE:20270501", "STATUS:CANCELLED"), Event("SUMMARY:Never"), Event("SUMMARY:Wrong", "DTSTART;VALUE=DATE:20270231"),
            Event("SUMMARY:An age", "DTSTART;VALUE=DATE:20270101", "DTEND;VALUE=DATE:20290101"), Event("SUMMARY:Long ago", "DTSTART;VALUE=DATE:20190101"));

        Assert.Empty(file.Days);
        Assert.Equal(["Board meeting", "Every week", "Called off", "Never", "Wrong", "An age"], file.LeftOut.Select(one => one.Name));
        Assert.All(file.LeftOut, one => Assert.EndsWith(".", one.Why, StringComparison.Ordinal));
    }

    [Fact]
    public void does_not_take_the_alarm_of_an_event_for_the_event() =>
        Assert.Equal("Heritage Day", Assert.Single(Read(Event("BEGIN:VALARM", "SUMMARY:Wake up", "END:VALARM", "SUMMARY:Heritage Day", "DTSTART;VALUE=DATE:20270924")).Days).Name);

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Sign in</body></html>")]
    [InlineData("{\"days\":[]}")]
    [InlineData("BEGIN:VCARD\r\nEND:VCARD")]
    public void that_is_something_else_is_no_calendar(string said) => Assert.Null(HolidayFile.Read(Encoding.UTF8.GetBytes(said), today));

    [Fact]
    public void survives_whatever_bytes_come()
    {
        var whole = Encoding.UTF8.GetBytes(File("SUMMARY:Youth Day", "DTSTART;VALUE=DATE:20270616", "DTEND;VALUE=DATE:20270617", "RRULE:FREQ=YEARLY;BYMONTH=6;BYDAY=3WE;COUNT=4", "DURATION:P1D"));
        var dice = new Random(11);
        for (var round = 0; round < 20_000; round++)
        {
            var spoiled = whole.ToArray();
            for (var change = dice.Next(1, 6); change > 0; change--) spoiled[dice.Next(spoiled.Length)] = (byte)dice.Next(256);
            var read = HolidayFile.Read(spoiled.AsSpan(0, dice.Next(2) == 0 ? spoiled.Length : dice.Next(spoiled.Length)), today);
            Assert.True(read is null || read.Days.Count <= Calendar.MostDays);
        }
    }

    [Fact]
    public void of_a_rule_without_an_end_stays_within_what_a_calendar_holds()
    {
        var many = Enumerable.Range(0, 5000).Select(i => Event($"DTSTART;VALUE=DATE:{new DateOnly(1970, 1, 1).AddDays(i):yyyyMMdd}", "RRULE:FREQ=YEARLY;INTERVAL=1;COUNT=999999999", "DURATION:P60D")).ToArray();
        var began = Stopwatch.GetTimestamp();
        Assert.InRange(Read(many).Days.Count, 1, Calendar.MostDays);
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20));
    }

    static HolidayFile Read(params string[] events) => HolidayFile.Read(Encoding.UTF8.GetBytes($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{string.Concat(events)}END:VCALENDAR\r\n"), today)!;

    static string File(params string[] lines) => $"BEGIN:VCALENDAR\r\n{Event(lines)}END:VCALENDAR\r\n";

    static string Event(params string[] lines) => $"BEGIN:VEVENT\r\n{string.Concat(lines.Select(line => line + "\r\n"))}END:VEVENT\r\n";
}
