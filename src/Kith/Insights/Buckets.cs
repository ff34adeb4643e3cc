namespace Kith.Insights;

/// <summary>Times are counted in buckets that people speak of: within five minutes, within a day.</summary>
static class Buckets
{
    /// <summary>Below how many minutes a time is in the bucket of this place; what takes longer is in one more.</summary>
    public static IReadOnlyList<int> Minutes { get; } = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1440, 2880, 4320, 7200, 10080, 20160, 43200];

    public static int Count => Minutes.Count + 1;

    /// <summary>SQL that says the bucket of a number of minutes.</summary>
    public static string Of(string minutes) => $"case {string.Concat(Minutes.Select((below, place) => $"when {minutes} < {below} then {place} "))}else {Minutes.Count} end";
}
