using System.Text.Json;

namespace Kith.Channels.Meta;

/// <summary>What a message of Messenger or Instagram says, in words and files (Messenger Platform, "messages", attachments).</summary>
sealed record MessagingWords(string Text, IReadOnlyList<MediaRef> Files, bool IsUnsupported)
{
    const int MostFiles = 30;

    public static MessagingWords Of(JsonElement message)
    {
        JsonElement[] parts = [.. message.Each("attachments").Take(MostFiles)];
        var files = parts.Where(IsFile).Select(File).ToList();
        var lines = parts.Where(part => !IsFile(part)).Select(Line).Prepend(message.Said("text")).Where(line => line.Length > 0).Distinct().ToList();
        return new(string.Join('\n', lines), files, message.IsTrue("is_unsupported") || (files.Count == 0 && lines.Count == 0));
    }

    /// <summary>The text in it; null where it holds half a surrogate pair.</summary>
    public static string? Try(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    static bool IsFile(JsonElement part) => part.Word("type") is "image" or "video" or "audio" or "file" or "story_mention" && Url(part) is not null;

    static MediaRef File(JsonElement part) => new(Url(part)!, null, part.Part("payload").Word("title"));

    static string? Url(JsonElement part) => part.Part("payload").Word("url", 2000);

    // A post, a reel or a link is shared, not sent: what can be said of it is its title and where it is.
    static string Line(JsonElement part) => string.Join(' ', new[] { part.Part("payload").Word("title") ?? part.Word("title"), Url(part) ?? part.Word("url", 2000) }.OfType<string>());
}
