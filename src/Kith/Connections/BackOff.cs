namespace Kith.Connections;

/// <summary>How long a connection that failed is left alone: twice as long each time, an hour at most.</summary>
public static class BackOff
{
    /// <summary>From here on a connection sleeps: it is tried once an hour, and a person was told.</summary>
    public const int Asleep = 8;

    static readonly TimeSpan first = TimeSpan.FromSeconds(5);
    static readonly TimeSpan longest = TimeSpan.FromHours(1);

    public static TimeSpan After(int failures) =>
        failures <= 0 ? TimeSpan.Zero
        : failures >= Asleep ? longest
        : TimeSpan.FromTicks(Math.Min(longest.Ticks, first.Ticks << (failures - 1)));
}
