using System.Text;
using System.Text.Json;

namespace Kith.Channels.Bluesky;

/// <summary>
/// Links and mentions in the words of a post, which are no part of the words but lie beside them, by their place in the bytes of the text
/// (lexicon app.bsky.richtext.facet: UTF-8, start inclusive, end exclusive). Without them a link is dead and a mention reaches nobody.
/// </summary>
static class Facets
{
    const int Most = 50;

    /// <summary>What is a link or a mention of somebody we know by this handle.</summary>
    public static void Write(Utf8JsonWriter json, string text, IReadOnlyList<(string Did, string Handle)> people)
    {
        var found = In(text, people).Take(Most).ToList();
        if (found.Count == 0) return;

        json.WriteStartArray("facets");
        foreach (var (from, to, type, name, value) in found)
        {
            json.WriteStartObject();
            json.WriteStartObject("index");
            json.WriteNumber("byteStart", from);
            json.WriteNumber("byteEnd", to);
            json.WriteEndObject();
            json.WriteStartArray("features");
            json.WriteStartObject();
            json.WriteString("$type", $"app.bsky.richtext.facet#{type}");
            json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static IEnumerable<(int From, int To, string Type, string Name, string Value)> In(string text, IReadOnlyList<(string Did, string Handle)> people)
    {
        var (bytes, counted) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (at > 0 && !IsEdge(text[at - 1])) continue;

            var (length, type, name, value) = LinkAt(text, at) is > 0 and var link ? (link, "link", "uri", text.Substring(at, link))
                : HandleAt(text, at) is > 1 and var handle && DidOf(text.Substring(at + 1, handle - 1), people) is { } did ? (handle, "mention", "did", did) : (0, "", "", "");
            if (length == 0) continue;

            bytes += Encoding.UTF8.GetByteCount(text.AsSpan(counted, at - counted));
            var size = Encoding.UTF8.GetByteCount(text.AsSpan(at, length));
            yield return (bytes, bytes + size, type, name, value);
            (bytes, counted) = (bytes + size, at + length);
            at += length - 1;
        }
    }

    /// <summary>
    /// The words as a person reads them, with links written out whose own words hide or shorten where they lead. Facets that lie outside the text
    /// or inside a letter are left out: whoever posts writes them, not the platform.
    /// </summary>
    public static string Spelt(string text, JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty("facets", out var facets) || facets.ValueKind != JsonValueKind.Array) return text;

        var bytes = Encoding.UTF8.GetBytes(text);
        var links = facets.EnumerateArray().Take(Most).Select(facet => LinkIn(facet, bytes)).OfType<(int From, int To, string Uri)>().OrderByDescending(link => link.To).ToList();
        var (end, pieces) = (bytes.Length, new List<string>());
        foreach (var (_, to, uri) in links.Where(link => !IsSame(Encoding.UTF8.GetString(bytes.AsSpan(link.From..link.To)), link.Uri)))
        {
            if (to > end) continue;
            pieces.Add(Encoding.UTF8.GetString(bytes.AsSpan(to..end)));
            pieces.Add($" ({uri})");
            end = to;
        }
        pieces.Add(Encoding.UTF8.GetString(bytes.AsSpan(..end)));
        pieces.Reverse();
        return string.Concat(pieces);
    }

    /// <summary>Whom the words mention, with the handle by which they do.</summary>
    public static IEnumerable<(string Did, string Handle)> MentionsIn(string text, JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty("facets", out var facets) || facets.ValueKind != JsonValueKind.Array) yield break;

        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var facet in facets.EnumerateArray().Take(Most))
            if (FeatureOf(facet, "mention")?.Peek("did") is { Length: > 0 and <= 300 } did && RangeOf(facet, bytes) is var (from, to) && Encoding.UTF8.GetString(bytes.AsSpan(from..to)) is ['@', .. { Length: > 0 and <= 253 } handle])
                yield return (did, handle);
    }

    static (int From, int To, string Uri)? LinkIn(JsonElement facet, byte[] text) =>
        FeatureOf(facet, "link")?.Peek("uri") is { Length: > 0 and <= 2000 } uri && RangeOf(facet, text) is var (from, to)
            && Uri.TryCreate(uri, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? (from, to, PlainText.Line(uri, 2000)) : null;

    static JsonElement? FeatureOf(JsonElement facet, string type)
    {
        if (facet.ValueKind != JsonValueKind.Object || !facet.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array) return null;

        foreach (var feature in features.EnumerateArray())
            if (feature.Peek("$type") == $"app.bsky.richtext.facet#{type}") return feature;
        return null;
    }

    static (int From, int To)? RangeOf(JsonElement facet, byte[] text) =>
        facet.TryGetProperty("index", out var index) && index.ValueKind == JsonValueKind.Object
            && index.TryGetProperty("byteStart", out var start) && start.ValueKind == JsonValueKind.Number && start.TryGetInt32(out var from)
            && index.TryGetProperty("byteEnd", out var end) && end.ValueKind == JsonValueKind.Number && end.TryGetInt32(out var to)
            && from >= 0 && from < to && to <= text.Length && IsStart(text, from) && IsStart(text, to) ? (from, to) : null;

    static bool IsStart(byte[] text, int at) => at == text.Length || (text[at] & 0xC0) != 0x80;

    /// <summary>Apps cut an address short for the eye: without the scheme, and with three dots at its end.</summary>
    static bool IsSame(string shown, string uri) => shown == uri || uri == $"https://{shown}" || uri == $"http://{shown}" || uri == $"https://{shown}/" || shown.Length == 0;

    static bool IsEdge(char before) => char.IsWhiteSpace(before) || before is '(' or '[' or '"' or '\'' or '«' or '“' or '„' or '‘';

    static int LinkAt(string text, int at)
    {
        var rest = text.AsSpan(at);
        var scheme = rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
        if (scheme == 0) return 0;

        var length = scheme;
        while (length < rest.Length && !char.IsWhiteSpace(rest[length]) && rest[length] is not ('<' or '>' or '"')) length++;
        while (length > scheme && IsTrailing(rest[..length])) length--;
        return length > scheme && Uri.TryCreate(text.Substring(at, length), UriKind.Absolute, out _) ? length : 0;
    }

    /// <summary>What ends a sentence ends no address; a bracket belongs to it only where it was opened in it.</summary>
    static bool IsTrailing(ReadOnlySpan<char> link) => link[^1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '…' or '”' or '»' || (link[^1] == ')' && !link.Contains('('));

    static int HandleAt(string text, int at)
    {
        if (text[at] != '@') return 0;

        var length = 1;
        while (at + length < text.Length && (char.IsAsciiLetterOrDigit(text[at + length]) || text[at + length] is '.' or '-')) length++;
        while (length > 1 && text[at + length - 1] is '.' or '-') length--;
        return length;
    }

    static string? DidOf(string handle, IReadOnlyList<(string Did, string Handle)> people) =>
        people.Where(one => one.Handle.Equals(handle, StringComparison.OrdinalIgnoreCase)).Select(one => one.Did).FirstOrDefault();
}
