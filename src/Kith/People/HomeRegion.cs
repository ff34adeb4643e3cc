namespace Kith.People;

/// <summary>
/// Where the workspace's people dial from when they write a number without its country: the country of the workspace's time zone, by the
/// table that every time-zone database carries.
/// </summary>
static class HomeRegion
{
    static readonly Lazy<IReadOnlyDictionary<string, string>> countries = new(ReadTable);

    static readonly Lazy<ILookup<string, string>> zones = new(() => countries.Value.ToLookup(pair => pair.Value, pair => pair.Key));

    public static async Task<string?> OfAsync(KithDb db, CancellationToken stop) =>
        Of(await db.Workspaces.Select(w => w.TimeZone).SingleAsync(stop));

    public static string? Of(string timeZone) => countries.Value.GetValueOrDefault(timeZone);

    /// <summary>The time zones of a country, the most important first where the table says so.</summary>
    public static IReadOnlyList<string> ZonesOf(string region) => [.. zones.Value[region]];

    static Dictionary<string, string> ReadTable()
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("TZDIR") ?? "/usr/share/zoneinfo", "zone.tab");
        if (!File.Exists(path)) return [];

        return File.ReadLines(path).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'))
            .Where(row => row.Length >= 3).ToDictionary(row => row[2], row => row[0]);
    }
}
