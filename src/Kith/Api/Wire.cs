using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Kith.Api;

/// <summary>How JSON is read and written everywhere: camelCase, words for enums, no duplicate keys, no NUL, numbers are numbers.</summary>
public static class Wire
{
    // The same converters and the same resolver in all options: what was learned about a type is then kept once a process, not once for each.
    static readonly JsonConverter[] converters =
    [
        new JsonStringEnumConverter<MomentKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
        new JsonStringEnumConverter<NoticeKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
        new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        new WordsWithoutNul(),
        new WholeWords(),
        new UtcTime(),
        new TimeOfDay(),
    ];
    static readonly DefaultJsonTypeInfoResolver resolver = new();

    public static JsonSerializerOptions Json { get; } = Tune(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Tune(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 32;
        options.TypeInfoResolver = resolver;
        foreach (var converter in converters) options.Converters.Add(converter);
        return options;
    }

    /// <summary>NUL is no character that PostgreSQL can keep; it is refused here instead of failing there.</summary>
    sealed class WordsWithoutNul : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String) throw new Unexpected("text is expected there.");
            return Words(ref reader);
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Words(ref reader);

        static string Words(ref Utf8JsonReader reader)
        {
            try { return WithoutNul(reader.GetString()!); }
            catch (InvalidOperationException broken) { throw new Unexpected("the text is no valid Unicode.", broken); }
        }
    }

    /// <summary>What is read as it comes has its words checked too: otherwise they break only where somebody looks at them.</summary>
    sealed class WholeWords : JsonConverter<JsonElement>
    {
        public override JsonElement Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var read = JsonElement.ParseValue(ref reader);
            try { Check(read); }
            catch (InvalidOperationException broken) { throw new Unexpected("the text is no valid Unicode.", broken); }
            return read;
        }

        public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);

        static void Check(JsonElement read)
        {
            if (read.ValueKind == JsonValueKind.String) WithoutNul(read.GetString()!);
            else if (read.ValueKind == JsonValueKind.Array) foreach (var one in read.EnumerateArray()) Check(one);
            else if (read.ValueKind == JsonValueKind.Object)
                foreach (var field in read.EnumerateObject())
                {
                    WithoutNul(field.Name);
                    Check(field.Value);
                }
        }
    }

    static string WithoutNul(string words) => words.Contains('\0', StringComparison.Ordinal) ? throw new Unexpected("the text holds a NUL character.") : words;

    /// <summary>A time of the weekly table: <c>08:00</c>.</summary>
    sealed class TimeOfDay : JsonConverter<TimeOnly>
    {
        public override TimeOnly Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TimeOnly.TryParseExact(reader.GetString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                ? at : throw new Unexpected("a time such as 08:00 is expected there.");

        public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString("HH:mm", CultureInfo.InvariantCulture));
    }

    /// <summary>Written with all the digits that both databases keep, always: browsers and scripts put times in order as the text they are.</summary>
    sealed class UtcTime : JsonConverter<DateTime>
    {
        const string Microseconds = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

        public override DateTime Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TryGetDateTimeOffset(out var at) ? at.UtcDateTime : throw new Unexpected("a time such as 2026-03-01T09:00:00Z is expected there.");

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
        {
            Span<byte> words = stackalloc byte["2026-03-01T09:00:00.000000Z".Length];
            value.TryFormat(words, out _, Microseconds, CultureInfo.InvariantCulture);
            writer.WriteStringValue(words);
        }
    }
}
