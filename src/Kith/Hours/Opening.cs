namespace Kith.Hours;

/// <summary>
/// One opening of the week; <paramref name="Day"/> counts from Monday = 1, times are of the calendar's time zone. One that ends at or
/// before its beginning runs into the next day, so that one until 00:00 lasts to midnight.
/// </summary>
public sealed record Opening(int Day, TimeOnly From, TimeOnly To)
{
    public static List<Opening> Weekdays => [.. Enumerable.Range(1, 5).Select(day => new Opening(day, new TimeOnly(8, 0), new TimeOnly(17, 0)))];
}

/// <summary>An opening of one day.</summary>
public sealed record DayHours(TimeOnly From, TimeOnly To);

/// <summary>A day that is not as its weekday is: closed, or open at other times.</summary>
/// <param name="Name">What the day is called.</param>
/// <param name="Openings">When it is open; none when it is closed.</param>
/// <param name="EveryYear">Whether it comes back on the same date each year.</param>
public sealed record CalendarDay(DateOnly Date, string Name, List<DayHours>? Openings = null, bool EveryYear = false);
