using System.Globalization;
using System.Text.Json;

namespace Kith.Channels.Mastodon;

/// <summary>Answers of the API: lists stand at the top there, ids are texts, and times are ISO 8601.</summary>
static class MastodonJson
{
    const int LongestId = 200;

    /// <summary>The document with the list under <c>items</c>; null when it is no list of objects.</summary>
    public static JsonDocument? List(ReadOnlyMemory<byte> body)
    {
        var (document, _) = StrictJson.Parse((byte[])[.. "{\"items\":"u8, .. body.Span, .. "}"u8]);
        if (document?.RootElement is { } root && root.EnumerateObject().Count() == 1 && root.GetProperty("items") is { ValueKind: JsonValueKind.Array } items
            && items.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object)) return document;

        document?.Dispose();
        return null;
    }

    /// <summary>An id; null when there is none that could stand in a path or a line.</summary>
    public static string? Id(this JsonElement parent, string name) =>
        parent.Peek(name) is { Length: > 0 and <= LongestId } id && !id.AsSpan().ContainsAnyExceptInRange('!', '~') ? id : null;

    /// <summary>The time under this name; null when there is none.</summary>
    public static DateTimeOffset? Time(this JsonElement parent, string name) =>
        DateTimeOffset.TryParse(parent.Peek(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : null;

    /// <summary>Whether it says yes.</summary>
    public static bool Says(this JsonElement parent, string name) => parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
