using System.Text.Json;

namespace Kith.Channels;

/// <summary>
/// JSON of strangers, read so that two programs cannot read it differently: no duplicate names, no comments, no depth beyond reason,
/// no invalid UTF-8, an object at the top.
/// </summary>
public static class StrictJson
{
    /// <summary>The deepest nesting that is taken.</summary>
    public const int MaxDepth = 16;

    static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>The document, or what is wrong with it.</summary>
    public static (JsonDocument? Document, Proof.Refused? Refused) Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var document = JsonDocument.Parse(WithoutBom(body), Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return (document, null);

            document.Dispose();
            return (null, new(400, "bad_json", "The body must be a JSON object."));
        }
        catch (JsonException)
        {
            return (null, Why(body));
        }
    }

    /// <summary>The text under this name; null when it is missing or null. Another kind, or half a surrogate pair, is a <see cref="BadField"/>.</summary>
    public static string? Text(this JsonElement parent, string name, string path = "")
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String) throw new BadField(path + name, "must be text");

        try
        {
            return PlainText.Clean(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            throw new BadField(path + name, "holds half a surrogate pair");
        }
    }

    /// <summary>The text under this name, or null when there is nothing decent: for answers, where nobody is there to be told.</summary>
    public static string? Peek(this JsonElement parent, string name)
    {
        try
        {
            return parent.ValueKind == JsonValueKind.Object ? parent.Text(name) : null;
        }
        catch (BadField)
        {
            return null;
        }
    }

    /// <summary>The text under this name, which must be there and not be blank.</summary>
    public static string Needed(this JsonElement parent, string name, string path = "", int max = 1000)
    {
        var text = parent.Text(name, path);
        if (string.IsNullOrWhiteSpace(text)) throw new BadField(path + name, "is missing");
        if (text.Length > max) throw new BadField(path + name, $"is longer than {max} characters");
        return text;
    }

    /// <summary>The object under this name, or null when it is missing or null.</summary>
    public static JsonElement? Inner(this JsonElement parent, string name, string path = "")
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.Object ? value : throw new BadField(path + name, "must be an object");
    }

    /// <summary>The objects of the array under this name; none when it is missing or null.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement parent, string name, string path = "", int max = 50)
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return [];
        if (value.ValueKind != JsonValueKind.Array) throw new BadField(path + name, "must be an array");
        if (value.GetArrayLength() > max) throw new BadField(path + name, $"has more than {max} items");
        if (value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object)) throw new BadField(path + name, "must hold objects");
        return value.EnumerateArray();
    }

    // Only the unhappy pay for finding out why.
    static Proof.Refused Why(ReadOnlyMemory<byte> body) =>
        Parses(body, new() { MaxDepth = MaxDepth }) ? new(400, "duplicate_key", "The JSON names something twice in one object.")
        : Parses(body, new() { MaxDepth = 100_000 }) ? new(400, "too_deep", $"The JSON is nested deeper than {MaxDepth}.")
        : new(400, "bad_json", "The body is not valid JSON in UTF-8.");

    static bool Parses(ReadOnlyMemory<byte> body, JsonDocumentOptions options)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutBom(body), options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static ReadOnlyMemory<byte> WithoutBom(ReadOnlyMemory<byte> body) => body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
}

/// <summary>A field of a signed request that is not what it must be. Stays within this assembly's doors, which turn it into an answer.</summary>
sealed class BadField(string path, string what) : Exception($"{path} {what}.")
{
    public Proof.Refused Refused => new(422, "bad_field", Message);
}
