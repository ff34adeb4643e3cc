using System.Text.Json;

namespace Kith.Channels.Telegram;

/// <summary>The file of a message: a message of Telegram has one at most, and several files are several messages with one album.</summary>
static class TelegramFiles
{
    const string Prefix = "tg:";
    const int MostSizes = 20;

    static readonly (string Field, string Type, string Name)[] Kinds =
    [
        ("animation", "video/mp4", "animation.mp4"), ("document", "application/octet-stream", "file"), ("audio", "audio/mpeg", "audio.mp3"), ("voice", "audio/ogg", "voice.ogg"),
        ("video", "video/mp4", "video.mp4"), ("video_note", "video/mp4", "video.mp4"), ("sticker", "image/webp", "sticker.webp"),
    ];

    public static MediaRef? In(JsonElement message)
    {
        foreach (var (field, type, name) in Kinds)
            if (message.Inner(field) is { } file && file.Peek("file_id") is { Length: > 0 } id)
                return new(Prefix + id, PlainText.Line(file.Peek("mime_type") ?? type, 100), PlainText.Line(file.Peek("file_name") ?? name));

        // A picture comes in several sizes, the largest last.
        return message.Items("photo", "message.", MostSizes).Select(size => size.Peek("file_id")).LastOrDefault(id => id is { Length: > 0 }) is { } photo
            ? new(Prefix + photo, "image/jpeg", "photo.jpg") : null;
    }

    /// <summary>The id a reference names; null where it is none of ours.</summary>
    public static string? IdIn(MediaRef media) =>
        media.Ref.StartsWith(Prefix, StringComparison.Ordinal) && media.Ref[Prefix.Length..] is { Length: > 0 and < 400 } id && id.All(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_') ? id : null;

    /// <summary>Where a file lies below their address; null where what they say leads anywhere else.</summary>
    public static string? PathIn(JsonElement answer) =>
        answer.Inner("result")?.Peek("file_path") is { Length: > 0 and < 400 } path && path.Split('/') is var steps && steps.All(step => step is not ("" or "." or ".."))
            ? string.Join('/', steps.Select(Uri.EscapeDataString)) : null;
}
