using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Kith.TryIt;

/// <summary>How the pretend Bluesky writes: records, notifications and messages as the lexicons have them.</summary>
static class SkyWords
{
    const string Alphabet = "234567abcdefghijklmnopqrstuvwxyz";
    const int HashLength = 24, TidLength = 13, TidBits = 10;

    /// <summary>A word of 24 letters that is always the same for this one.</summary>
    public static string Of(string one) => string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(one)).Take(HashLength).Select(part => Alphabet[part & 31]));

    public static string Tid(long microseconds) => string.Create(TidLength, (ulong)microseconds << TidBits, (letters, left) =>
    {
        for (var at = TidLength - 1; at >= 0; at--, left >>= 5) letters[at] = Alphabet[(int)(left & 31)];
    });

    public static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Where the words name this handle, by their bytes: without that a mention reaches nobody.</summary>
    public static JsonArray Mentions(string text, string handle, string did)
    {
        var found = new JsonArray();
        for (var at = text.IndexOf($"@{handle}", StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf($"@{handle}", at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var start = Encoding.UTF8.GetByteCount(text.AsSpan(0, at));
            found.Add(new JsonObject
            {
                ["index"] = new JsonObject { ["byteStart"] = start, ["byteEnd"] = start + 1 + handle.Length },
                ["features"] = new JsonArray(new JsonObject { ["$type"] = "app.bsky.richtext.facet#mention", ["did"] = did }),
            });
        }
        return found;
    }

    public static JsonObject Notice(Remark said, string reason, JsonArray facets, Remark? above, Remark? root)
    {
        var record = new JsonObject { ["$type"] = PretendBluesky.PostType, ["text"] = said.Text, ["createdAt"] = Written(said.At), ["langs"] = new JsonArray("en") };
        if (facets.Count > 0) record["facets"] = facets;
        if (above is not null) record["reply"] = new JsonObject { ["root"] = Strong(root ?? above), ["parent"] = Strong(above) };
        return new()
        {
            ["uri"] = PretendBluesky.UriOf(said),
            ["cid"] = PretendBluesky.CidOf(said.Id),
            ["author"] = new JsonObject { ["did"] = said.By.Id, ["handle"] = PretendBluesky.NameOf(said.By), ["displayName"] = said.By.Name },
            ["reason"] = reason,
            ["record"] = record,
            ["isRead"] = false,
            ["indexedAt"] = Written(said.At),
        };
    }

    public static JsonObject Message(Aside line, string sender) => new()
    {
        ["$type"] = "chat.bsky.convo.defs#messageView",
        ["id"] = line.Id,
        ["rev"] = line.Id,
        ["text"] = line.Text,
        ["sender"] = new JsonObject { ["did"] = sender },
        ["sentAt"] = Written(line.At),
    };

    static JsonObject Strong(Remark post) => new() { ["uri"] = PretendBluesky.UriOf(post), ["cid"] = PretendBluesky.CidOf(post.Id) };
}
