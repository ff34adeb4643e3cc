using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Kith.Audit;

/// <summary>
/// The facts of one entry as the chain hashes them. Each fact is hashed alone, one about a person with the key of that person, so that one of
/// them can be blanked and the rest still be checked: in its place stands what it hashed to. JSON is written anew with sorted names and
/// nothing between, for each database keeps it in a form of its own.
/// </summary>
sealed class HashedFacts
{
    public const string Person = "person", Erased = "erased", Change = "change", Row = "row";
    static readonly byte[] none = SHA256.HashData([]);

    readonly ArrayBufferWriter<byte> bytes = new(512);
    readonly ArrayBufferWriter<byte> hashes = new(128);

    /// <summary>People of whom something was blanked here.</summary>
    public HashSet<Guid> Blanked { get; } = [];

    /// <summary>People whose erasure stands here.</summary>
    public HashSet<Guid> ErasedPeople { get; } = [];

    /// <summary>The hash of all facts; <paramref name="keyOf"/> gives the key of a person, null once it was destroyed.</summary>
    public byte[] Of(string? facts, Func<Guid, byte[]?> keyOf)
    {
        if (facts is null) return none;

        using var read = JsonDocument.Parse(facts);
        hashes.ResetWrittenCount();
        if (read.RootElement.ValueKind == JsonValueKind.Array)
            foreach (var fact in read.RootElement.EnumerateArray()) Add(fact, keyOf);
        else Add(read.RootElement, keyOf);
        return SHA256.HashData(hashes.WrittenSpan);
    }

    /// <summary>What one fact hashes to, 32 bytes.</summary>
    public byte[] Of(JsonElement fact, Func<Guid, byte[]?> keyOf)
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        Hash(fact, keyOf, hash);
        return hash;
    }

    /// <summary>Whom a fact is about, if it is about one person.</summary>
    public static Guid? PersonOf(JsonElement fact)
    {
        if (fact.ValueKind != JsonValueKind.Object) return null;
        if (fact.TryGetProperty(Person, out var said) && said.ValueKind == JsonValueKind.String && said.TryGetGuid(out var id)) return id;

        return fact.TryGetProperty(Row, out var row) && row.GetString() is { } name && name.StartsWith("person ", StringComparison.Ordinal) && Guid.TryParse(name.AsSpan(7), out id) ? id : null;
    }

    void Add(JsonElement fact, Func<Guid, byte[]?> keyOf)
    {
        Hash(fact, keyOf, hashes.GetSpan(SHA256.HashSizeInBytes));
        hashes.Advance(SHA256.HashSizeInBytes);
    }

    void Hash(JsonElement fact, Func<Guid, byte[]?> keyOf, Span<byte> into)
    {
        var person = PersonOf(fact);
        if (person is { } blank && BlankedTo(fact) is { } hash)
        {
            Blanked.Add(blank);
            hash.CopyTo(into);
            return;
        }
        if (person is { } gone && fact.TryGetProperty(Change, out var change) && change.ValueEquals(Erased)) ErasedPeople.Add(gone);
        bytes.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true })) Write(writer, fact);
        if (person is { } whose && keyOf(whose) is { } key) HMACSHA256.HashData(key, bytes.WrittenSpan, into);
        else SHA256.HashData(bytes.WrittenSpan, into);
    }

    static byte[]? BlankedTo(JsonElement fact) =>
        fact.TryGetProperty(Erased, out var hash) && hash.GetString() is { Length: 64 } text && text.All(char.IsAsciiHexDigitLower) ? Convert.FromHexString(text) : null;

    static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var one in value.EnumerateObject().OrderBy(one => one.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(one.Name);
                    Write(writer, one.Value);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var one in value.EnumerateArray()) Write(writer, one);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
