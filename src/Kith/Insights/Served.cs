namespace Kith.Insights;

/// <summary>
/// How many cases of a day took how long, told apart by one thing. Counted from promises and cases in the background; it can be thrown
/// away and is counted again from nothing.
/// </summary>
public sealed class Served : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    /// <summary>Days since 1970-01-01, UTC.</summary>
    public int Day { get; set; }
    public ServedWhat What { get; set; }
    public ServedBy Dimension { get; set; }
    /// <summary>An id without hyphens, a kind of channel, a language, or a word of <see cref="ServedBy.Place"/>; empty where nobody said.</summary>
    public required string Value { get; set; }
    /// <summary>A place in <see cref="Buckets.Minutes"/>.</summary>
    public short Bucket { get; set; }
    public int Cases { get; set; }

    public static int DayOf(DateTime at) => (int)((at.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay);

    public static int DayOf(DateOnly day) => day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static DateTime StartOf(int day) => DateTime.UnixEpoch.AddDays(day);
}

/// <summary>From the first word of a person to the first answer, and from the opening of a case to its end.</summary>
public enum ServedWhat { Waiting, Solving }

/// <summary>Place is where the case began: in public, or in private.</summary>
public enum ServedBy { Everybody, Channel, Place, Branch, Language, Department }
