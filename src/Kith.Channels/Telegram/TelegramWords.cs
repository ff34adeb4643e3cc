using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kith.Channels.Telegram;

/// <summary>The words of a message: its text or caption with hidden links written out, or what it shows where it has no words.</summary>
static class TelegramWords
{
    const int MostEntities = 200;

    static readonly string[] onACard = ["first_name", "last_name", "phone_number"];

    public static string Of(JsonElement message)
    {
        if (message.Text("text", "message.") is { } text) return WithLinks(text, message, "entities");
        if (message.Text("caption", "message.") is { } caption) return WithLinks(caption, message, "caption_entities");

        return message.Inner("location") is { } place ? Place(place)
            : message.Inner("contact") is { } card ? PlainText.Line(string.Join(' ', onACard.Select(name => card.Peek(name)).Where(part => part is { Length: > 0 })))
            : message.Inner("sticker")?.Peek("emoji") ?? message.Inner("dice")?.Peek("emoji")
            ?? message.Inner("poll")?.Peek("question") ?? "";
    }

    /// <summary>What stands under a word is shown behind it: nobody should have to guess where a link leads. Entities count in UTF-16, as .NET does.</summary>
    static string WithLinks(string text, JsonElement message, string entities)
    {
        var hidden = message.Items(entities, "message.", MostEntities)
            .Where(one => one.Peek("type") == "text_link" && one.Peek("url") is { Length: > 0 })
            .Select(one => (End: (one.Number("offset") ?? 0) + (one.Number("length") ?? 0), Url: PlainText.Line(one.Peek("url")!, 2000)))
            .Where(one => one.End > 0 && one.End <= text.Length).OrderByDescending(one => one.End).ToList();
        if (hidden.Count == 0) return text;

        var written = new StringBuilder(text);
        foreach (var (end, url) in hidden) written.Insert((int)end, $" ({url})");
        return PlainText.Clean(written.ToString());
    }

    static string Place(JsonElement place) =>
        place.TryGetProperty("latitude", out var north) && north.TryGetDouble(out var latitude) && place.TryGetProperty("longitude", out var east) && east.TryGetDouble(out var longitude)
            ? string.Create(CultureInfo.InvariantCulture, $"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}") : "";

    /// <summary>The whole number under this name; null when there is none.</summary>
    public static long? Number(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    /// <summary>Whether an answer of the Bot API says that all went well.</summary>
    public static bool IsOk(this JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True;
}
