using System.Text.Json;

namespace Kith.Channels.Meta;

/// <summary>What is sent to Messenger and Instagram (Messenger Platform, "Send API").</summary>
static class MessagingBody
{
    public static void Write(Utf8JsonWriter json, Parcel parcel, string attemptKey)
    {
        json.WriteStartObject("recipient");
        json.WriteString("id", parcel.To.Value);
        json.WriteEndObject();

        // After a day only a person may answer, and has to say so.
        json.WriteString("messaging_type", parcel.IsLate ? "MESSAGE_TAG" : "RESPONSE");
        if (parcel.IsLate) json.WriteString("tag", "HUMAN_AGENT");

        json.WriteStartObject("message");
        if (parcel.Attachments is [var file, ..]) WriteFile(json, file);
        else json.WriteString("text", parcel.Text);
        json.WriteString("metadata", attemptKey);
        json.WriteEndObject();
    }

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
