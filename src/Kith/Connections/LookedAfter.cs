using System.Text.Json;
using Kith.Channels;

namespace Kith.Connections;

/// <summary>What came of looking after a connection whose platform calls us. It is kept where the place of a fetched one is, for there is none here.</summary>
/// <param name="Version">Of the settings with which was asked.</param>
/// <param name="Concerns">What a person should see to.</param>
sealed record LookedAfter(long Version, IReadOnlyList<Concern> Concerns)
{
    public const string Mark = "looked after ";

    public static bool IsOne(string? place) => place?.StartsWith(Mark, StringComparison.Ordinal) == true;

    /// <summary>Null when this place says nothing of the kind.</summary>
    public static LookedAfter? In(string? place)
    {
        if (!IsOne(place)) return null;
        try { return JsonSerializer.Deserialize<LookedAfter>(place.AsSpan(Mark.Length), Api.Wire.Json); }
        catch (JsonException) { return null; }
    }

    public override string ToString() => Mark + JsonSerializer.Serialize(this, Api.Wire.Json);
}
