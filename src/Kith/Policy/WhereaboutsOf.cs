namespace Kith.Policy;

/// <summary>Where somebody may be: the time zone they told, else those of the country their number is from, else our own.</summary>
static class WhereaboutsOf
{
    public static IReadOnlyList<TimeZoneInfo> Zones(string? told, Handle handle, string ours)
    {
        if (Find(told) is { } zone) return [zone];
        if (handle.Value is ['+', ..] && PhoneNumber.TryParse(handle.Value, null, out var number) && number.Region is { } region && Of(region) is { Count: > 0 } there) return there;
        return [Find(ours) ?? TimeZoneInfo.Utc];
    }

    static IReadOnlyList<TimeZoneInfo> Of(string region) =>
        [.. HomeRegion.ZonesOf(region).Select(Find).OfType<TimeZoneInfo>().DistinctBy(zone => (zone.BaseUtcOffset, zone.SupportsDaylightSavingTime))];

    static TimeZoneInfo? Find(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
