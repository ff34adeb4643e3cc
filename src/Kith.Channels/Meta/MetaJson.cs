using System.Globalization;
using System.Text.Json;

namespace Kith.Channels.Meta;

/// <summary>Looking into JSON that nobody is there to be told about: what is missing or of another kind is simply not there.</summary>
static class MetaJson
{
    const int MostItems = 2000;

    extension(JsonElement parent)
    {
        /// <summary>The object under this name; an empty one when there is none.</summary>
        public JsonElement Part(string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var part) ? part : default;

        /// <summary>The objects of the list under this name.</summary>
        public IEnumerable<JsonElement> Each(string name) => parent.Part(name) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Take(MostItems).Where(item => item.ValueKind == JsonValueKind.Object) : [];

        /// <summary>A word of theirs, an id or a name, on one line; null when there is none. Ids may come as numbers.</summary>
        public string? Word(string name, int max = 200)
        {
            var said = parent.Part(name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : parent.Peek(name);
            return said is null ? null : PlainText.Line(said, max) is { Length: > 0 } line ? line : null;
        }

        /// <summary>Words of a person, as they wrote them; empty when there are none.</summary>
        public string Said(string name) => parent.Peek(name) ?? "";

        /// <summary>A number, also where it is written as text; null when there is none.</summary>
        public long? Number(string name) =>
            long.TryParse(parent.Word(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

        public bool IsTrue(string name) => parent.Part(name).ValueKind == JsonValueKind.True;

        /// <summary>A time, which some of their objects give in seconds and others in milliseconds.</summary>
        public DateTimeOffset? Time(string name) => parent.Number(name) switch
        {
            > 100_000_000_000 and < 253_402_300_800_000 and var milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
            > 0 and <= 100_000_000_000 and var seconds => DateTimeOffset.FromUnixTimeSeconds(seconds),
            _ => null,
        };
    }
}
