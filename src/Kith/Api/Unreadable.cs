using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Kith.Api;

/// <summary>Tells whoever sent a body that cannot be read where that is, and what is expected there.</summary>
static partial class Unreadable
{
    /// <summary>UTF-16 units of a place that are told: names of fields are the sender's, and may be as long as a body.</summary>
    const int LongestPlace = 200;

    /// <param name="broken">With the place as System.Text.Json tells it: <c>$.items[3].opens</c>.</param>
    /// <param name="body">What the door reads; null when that is not known.</param>
    public static Refusal Said(JsonException broken, Type? body) =>
        IsUnknownField(broken) ? Refusal.BadInput("unknown_field", $"Nobody reads {Where(broken)}{Known(broken, body)}")
            : Refusal.BadInput("bad_json", $"The body could not be read at {Where(broken)}{Why(broken, body)}");

    static bool IsUnknownField(JsonException broken) => broken.Message.StartsWith("The JSON property ", StringComparison.Ordinal);

    static string Known(JsonException broken, Type? body) =>
        body is not null && Upper().Match(broken.Path ?? "$") is { Success: true } upper && At(body, upper.Value) is { } there
            ? $"; known there: {string.Join(", ", Wire.Json.GetTypeInfo(there).Properties.Select(field => field.Name))}." : ".";

    static string Where(JsonException broken) => broken.Path switch
    {
        null or "$" => "its beginning",
        { Length: > LongestPlace } place => $"{place[..(char.IsHighSurrogate(place[LongestPlace - 1]) ? LongestPlace - 1 : LongestPlace)]}…",
        var place => place,
    };

    static string Why(JsonException broken, Type? body)
    {
        if (broken is Unexpected) return $": {broken.Message}";
        if (broken.InnerException is JsonException) return ": that is no JSON.";
        if (broken.Message.StartsWith("Duplicate property", StringComparison.Ordinal)) return ": the same field is there twice.";
        return body is not null && At(body, broken.Path ?? "$") is { } wanted && Kind(wanted) is { } kind ? $": {kind} is expected there." : ".";
    }

    /// <summary>The type of the value at a place of a body; null where anything may stand.</summary>
    static Type? At(Type body, string path)
    {
        Type? type = body;
        foreach (Match step in Steps().Matches(path))
        {
            if (type is null) return null;

            var info = Wire.Json.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
            type = info.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary ? info.ElementType
                : info.Properties.FirstOrDefault(field => field.Name.Equals(step.Groups["name"].Value, StringComparison.OrdinalIgnoreCase))?.PropertyType;
        }
        return type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
    }

    static string? Kind(Type type) => type switch
    {
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.Serialize(value, type, Wire.Json).Trim('"')))}",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) || type == typeof(short) => "a whole number",
        _ when type == typeof(decimal) || type == typeof(double) => "a number",
        _ when type == typeof(Guid) => "an id",
        _ when type == typeof(DateTime) || type == typeof(DateTimeOffset) => "a time such as 2026-03-01T09:00:00Z",
        _ when type == typeof(DateOnly) => "a day such as 2026-03-01",
        _ => Wire.Json.GetTypeInfo(type).Kind switch
        {
            JsonTypeInfoKind.Enumerable => "a list",
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object",
            _ => null,
        },
    };

    [GeneratedRegex(@"^.*(?=\.[^.\[]+$|\['[^']*'\]$)")]
    private static partial Regex Upper();

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\['(?<name>[^']*)'\]|\[[0-9]+\]")]
    private static partial Regex Steps();
}

/// <summary>What our own converters say of a value, as it is told on.</summary>
sealed class Unexpected(string words, Exception? why = null) : JsonException(words, why);
