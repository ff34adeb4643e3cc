using System.Text.Json;

namespace Kith.Channels.Bluesky;

/// <summary>The pictures of a post (lexicon app.bsky.embed.images), which lie under the hash of their bytes and are fetched from the network's store of images, without a sign-in.</summary>
static class BlueskyImages
{
    const string Prefix = "bluesky:";
    const int Most = 4;

    public static IEnumerable<MediaRef> In(JsonElement record, string author)
    {
        if (record.Inner("embed") is not { } embed) yield break;

        var media = embed.Peek("$type") == "app.bsky.embed.recordWithMedia" ? embed.Inner("media") : embed;
        if (media is not { } pictures || pictures.Peek("$type") != "app.bsky.embed.images") yield break;

        foreach (var picture in pictures.Items("images", max: 50).Take(Most))
            if (picture.Inner("image") is { } blob && blob.Inner("ref")?.Peek("$link") is { } cid && IsPlain(cid) && IsPlain(author))
                yield return new($"{Prefix}{author}/{cid}", blob.Peek("mimeType") is { Length: > 0 } type ? PlainText.Line(type, 100) : null, null);
    }

    public static string? UrlOf(MediaRef media, string images) =>
        media.Ref.StartsWith(Prefix, StringComparison.Ordinal) && media.Ref[Prefix.Length..].Split('/') is [var author, var cid] && IsPlain(author) && IsPlain(cid)
            ? $"{images}/img/feed_fullsize/plain/{author}/{cid}@jpeg" : null;

    static bool IsPlain(string part) => part.Length is > 0 and <= 300 && part.All(one => char.IsAsciiLetterOrDigit(one) || one is ':' or '-' or '_' or '.') && !part.Contains("..", StringComparison.Ordinal);
}
