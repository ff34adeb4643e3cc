using System.Text;
using System.Text.Json;

namespace Kith.Channels.Email;

/// <summary>
/// Amazon SES by an SNS topic, the mail inside the notification. SNS signs with a certificate that would have to be fetched from Amazon; what
/// is proof here is the secret in the path and the topic's name.
/// </summary>
sealed class SesWay : MailWay
{
    public override string Name => "ses";

    public override bool Vouches(string receiver) => receiver.Equals("amazonses.com", StringComparison.OrdinalIgnoreCase);

    public override string? WhyForged(RawRequest request, Account account, DateTimeOffset now)
    {
        if (account["ses_topic"].Length == 0) return "no topic is set";

        var (document, _) = StrictJson.Parse(request.Body);
        using (document) return document?.RootElement.Peek("TopicArn") == account["ses_topic"] ? null : "another topic";
    }

    public override Unwrapped Unwrap(ReadOnlyMemory<byte> body, string note, Account account) => Json(body, envelope =>
    {
        var (id, type) = (envelope.Needed("MessageId", max: 200), envelope.Needed("Type", max: 100));
        return type == "Notification" && envelope.Text("Message") is { } message ? Inside(message, id, account) : new Unwrapped.Notice(id, type);
    });

    /// <summary>A topic also carries SES's own words about itself, and whatever else somebody publishes to it.</summary>
    static Unwrapped Inside(string message, string id, Account account)
    {
        var inside = Json(Encoding.UTF8.GetBytes(message), received =>
        {
            var kind = received.Text("notificationType") ?? "notification";
            if (kind != "Received") return new Unwrapped.Notice(id, kind);

            return Mail(ContentOf(received), received.Inner("receipt")?.Recipient("recipients", account), "content is missing: let the SNS action of the receipt rule carry it.");
        });
        return inside is Unwrapped.Broken && !message.Contains("\"Received\"", StringComparison.Ordinal) ? new Unwrapped.Notice(id, "notification") : inside;
    }

    static ReadOnlyMemory<byte>? ContentOf(JsonElement received)
    {
        if (received.Text("content") is not { } content) return default(ReadOnlyMemory<byte>?);
        if (received.Inner("receipt")?.Inner("action")?.Text("encoding") is not "BASE64") return Encoding.UTF8.GetBytes(content);

        var bytes = new byte[content.Length];
        return Convert.TryFromBase64String(content, bytes, out var length) ? bytes.AsMemory(0, length) : default(ReadOnlyMemory<byte>?);
    }
}

static class Recipients
{
    /// <summary>The one of an envelope's recipients that names a thread of ours, else its first.</summary>
    public static string? Recipient(this JsonElement parent, string name, Account account)
    {
        if (!parent.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array) return null;

        string[] all = [.. list.EnumerateArray().Take(50).Select((_, at) => TextAt(list, at)).OfType<string>()];
        return all.FirstOrDefault(one => ReplyToken.OfAddress(one, account) is not null) ?? all.FirstOrDefault();
    }

    static string? TextAt(JsonElement list, int at)
    {
        try
        {
            return list[at].ValueKind == JsonValueKind.String ? PlainText.Line(list[at].GetString()!, 320) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
