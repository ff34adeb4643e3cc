using System.Text;
using System.Text.Json;

namespace Kith.Channels.Bluesky;

/// <summary>
/// What an answer must name: the post at the root of the thread and the one it answers, both with the hash of their contents (lexicon
/// app.bsky.feed.post#replyRef), and who is spoken of there, since a handle alone mentions nobody.
/// </summary>
sealed record BlueskyReference(BlueskyReference.Strong Root, BlueskyReference.Strong Parent, IReadOnlyList<(string Did, string Handle)> People)
{
    const int MostPeople = 10;

    public sealed record Strong(string Uri, string Cid);

    public static BlueskyReference? Read(string? reference)
    {
        if (string.IsNullOrEmpty(reference)) return null;

        var (document, _) = StrictJson.Parse(Encoding.UTF8.GetBytes(reference));
        using (document)
            return document?.RootElement is { } root && StrongIn(root, "root") is { } thread && StrongIn(root, "parent") is { } parent ? new(thread, parent, [.. PeopleIn(root)]) : null;
    }

    public string Write()
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            Write(json, "root", Root);
            Write(json, "parent", Parent);
            json.WriteStartArray("people");
            foreach (var (did, handle) in People.DistinctBy(one => one.Did).Take(MostPeople))
            {
                json.WriteStartObject();
                json.WriteString("did", did);
                json.WriteString("handle", handle);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(body.ToArray());
    }

    public static void Write(Utf8JsonWriter json, string name, Strong post)
    {
        json.WriteStartObject(name);
        json.WriteString("uri", post.Uri);
        json.WriteString("cid", post.Cid);
        json.WriteEndObject();
    }

    /// <summary>The reference to a record under this name; null when there is no whole one.</summary>
    public static Strong? StrongIn(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var post) && post.Peek("uri") is { Length: > 0 and <= 1000 } uri && uri.StartsWith("at://", StringComparison.Ordinal)
            && post.Peek("cid") is { Length: > 0 and <= 200 } cid ? new(PlainText.Line(uri, 1000), PlainText.Line(cid)) : null;

    static IEnumerable<(string Did, string Handle)> PeopleIn(JsonElement root)
    {
        if (!root.TryGetProperty("people", out var people) || people.ValueKind != JsonValueKind.Array) yield break;

        foreach (var one in people.EnumerateArray().Take(MostPeople))
            if (one.Peek("did") is { Length: > 0 } did && one.Peek("handle") is { Length: > 0 } handle) yield return (did, handle);
    }
}
