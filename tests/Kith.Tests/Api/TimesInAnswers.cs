using System.Text.Json;

namespace Kith.Tests.Api;

/// <summary>Browsers and scripts put what was said in order by its time, as text.</summary>
public class TimesInAnswers
{
    [Fact]
    public void sort_as_text_in_the_order_in_which_they_are()
    {
        var second = new DateTime(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);
        DateTime[] times = [second, second.AddMicroseconds(1), second.AddMilliseconds(500), second.AddMilliseconds(530), second.AddMicroseconds(530_001), second.AddSeconds(1), second.AddYears(1)];

        var told = times.Select(at => JsonSerializer.Serialize(at, Wire.Json)).ToList();

        Assert.Equal(told, told.Order(StringComparer.Ordinal));
        Assert.Equal(times, told.Select(at => JsonSerializer.Deserialize<DateTime>(at, Wire.Json)));
        Assert.Equal("\"2026-03-01T09:00:00.530000Z\"", told[3]);
    }
}
