namespace Kith.Tests.Hours;

/// <summary>
/// The oracle: too slow to be wrong. It knows nothing of spans or offsets; it walks minute by minute, asks the wall clock, and looks into the
/// calendar as a person would.
/// </summary>
sealed class SlowHours(IReadOnlyList<Opening> openings, IReadOnlyList<CalendarDay> days, string zone)
{
    readonly Dictionary<DateOnly, List<DayHours>> looked = [];
    readonly TimeZoneInfo clock = TimeZoneInfo.FindSystemTimeZoneById(zone);

    public bool IsOpen(DateTime atUtc)
    {
        if (openings.Count == 0 && days.Count == 0) return true;

        var wall = TimeZoneInfo.ConvertTimeFromUtc(atUtc, clock);
        var (today, now) = (DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
        foreach (var h in HoursOf(today))
            if (h.To > h.From ? now >= h.From && now < h.To : now >= h.From) return true;
        foreach (var h in HoursOf(today.AddDays(-1)))
            if (h.To <= h.From && now < h.To) return true;
        return false;
    }

    /// <summary>When so many open minutes have passed; with none, the first moment that is open.</summary>
    public DateTime Add(DateTime from, int minutes)
    {
        for (var at = from; ; at = at.AddMinutes(1))
        {
            var isOpen = IsOpen(at);
            if (minutes == 0 && isOpen) return at;
            if (isOpen && --minutes == 0) return at.AddMinutes(1);
        }
    }

    public int Between(DateTime from, DateTime to)
    {
        var open = 0;
        for (var at = from; at < to; at = at.AddMinutes(1))
            if (IsOpen(at)) open++;
        return open;
    }

    List<DayHours> HoursOf(DateOnly date)
    {
        if (looked.TryGetValue(date, out var hours)) return hours;

        var own = days.FirstOrDefault(day => !day.EveryYear && day.Date == date) ?? days.FirstOrDefault(day => day.EveryYear && day.Date.Month == date.Month && day.Date.Day == date.Day);
        return looked[date] = own is not null ? own.Openings ?? [] : [.. openings.Where(o => o.Day % 7 == (int)date.DayOfWeek).Select(o => new DayHours(o.From, o.To))];
    }
}
