using System.Globalization;
using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.WhatsApp;

/// <summary>What a message says, in words and files.</summary>
sealed record Said(string Text)
{
    public IReadOnlyList<MediaRef> Files { get; init; } = [];

    public IReadOnlyList<string> Marks { get; init; } = [];
}

/// <summary>Each kind of message in words that a teammate can read (Cloud API, "Webhooks", "Messages object").</summary>
static class WhatsAppWords
{
    const int MostLines = 50;

    /// <summary>What it says; null for a kind that is not known.</summary>
    public static Said? Of(string type, JsonElement message)
    {
        var part = message.Part(type);
        return type switch
        {
            "text" => new(part.Said("body")),
            "image" or "video" or "audio" or "document" or "sticker" => File(part),
            "location" => new(Lines(part.Word("name"), part.Word("address"), Place(part))),
            "contacts" => new(Lines([.. message.Each("contacts").Take(MostLines).Select(Contact)])),
            "button" => new(part.Said("text")),
            "interactive" => new(Chosen(part)),
            "order" => new(Order(part)),
            "unsupported" or "unknown" => new("") { Marks = ["unsupported"] },
            _ => null,
        };
    }

    static Said File(JsonElement part) => new(part.Said("caption"))
    {
        Files = part.Word("id") is { } id ? [new(id, part.Word("mime_type", 100), part.Word("filename", 255))] : [],
    };

    static string? Place(JsonElement part) =>
        part.Part("latitude") is { ValueKind: JsonValueKind.Number } latitude && part.Part("longitude") is { ValueKind: JsonValueKind.Number } longitude
            ? PlainText.Line($"{latitude.GetRawText()}, {longitude.GetRawText()}", 60) : null;

    static string Contact(JsonElement contact) => string.Join(" · ", new[] { contact.Part("name").Word("formatted_name") }
        .Concat(contact.Each("phones").Select(phone => phone.Word("phone")))
        .Concat(contact.Each("emails").Select(email => email.Word("email"))).OfType<string>());

    // A form that was filled in comes as one piece of JSON; the teammate sees what was filled in.
    static string Chosen(JsonElement part) =>
        part.Part("button_reply").Word("title") ?? part.Part("list_reply").Word("title") ?? part.Part("nfm_reply").Word("response_json", 4000) ?? "";

    static string Order(JsonElement part) => Lines([.. part.Each("product_items").Take(MostLines).Select(Item), part.Said("text")]);

    static string Item(JsonElement item)
    {
        var price = item.Part("item_price") is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var each)
            ? $", {each.ToString(CultureInfo.InvariantCulture)} {item.Word("currency", 10)}".TrimEnd() : "";
        return $"{item.Number("quantity") ?? 1} × {item.Word("product_retailer_id")}{price}";
    }

    static string Lines(params IEnumerable<string?> lines) => string.Join('\n', lines.Where(line => !string.IsNullOrWhiteSpace(line)));
}
