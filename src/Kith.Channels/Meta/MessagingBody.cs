using System.Text.Json;

namespace Kith.Channels.Meta;

/// <summary>What is sent to Messenger and Instagram (Messenger Platform, "Send API").</summary>
static class MessagingBody
{
    /// <param name="json">Where to.</param>
    /// <param name="parcel">What leaves.</param>
    /// <param name="attemptKey">Comes back with the echo; null on Instagram, where nothing comes back and a usual answer has no type.</param>
    /// <param name="kind">The kind of handle of whoever writes in private; anybody else is reached once, by what they said in public (Messenger Platform, "Private replies").</param>
    public static void Write(Utf8JsonWriter json, Parcel parcel, string? attemptKey, string kind)
    {
        json.WriteStartObject("recipient");
        json.WriteString(RecipientOf(parcel, kind), parcel.To.Kind == kind ? parcel.To.Value : CommentWire.Bare(parcel.ReplyToKey ?? ""));
        json.WriteEndObject();

        // After a day only a person may answer, and has to say so.
        if (parcel.IsLate || attemptKey is not null) json.WriteString("messaging_type", parcel.IsLate ? "MESSAGE_TAG" : "RESPONSE");
        if (parcel.IsLate) json.WriteString("tag", "HUMAN_AGENT");

        json.WriteStartObject("message");
        if (parcel.Attachments is [var file, ..]) WriteFile(json, file);
        else json.WriteString("text", parcel.Text);
        if (attemptKey is not null) json.WriteString("metadata", attemptKey);
        json.WriteEndObject();
    }

    static string RecipientOf(Parcel parcel, string kind) =>
        parcel.To.Kind == kind ? "id" : parcel.ReplyToKey?.StartsWith("p:", StringComparison.Ordinal) == true ? "post_id" : "comment_id";

    static void WriteFile(Utf8JsonWriter json, DraftAttachment file)
    {
        json.WriteStartObject("attachment");
        json.WriteString("type", KindOf(file.Type));
        json.WriteStartObject("payload");
        json.WriteString("url", file.Url);
        json.WriteBoolean("is_reusable", false);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static string KindOf(string type) => type.Split('/')[0] switch { "image" => "image", "video" => "video", "audio" => "audio", _ => "file" };
}
