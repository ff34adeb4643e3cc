using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Kith.Channels.Email;

/// <summary>
/// Amazon SES by an SNS topic, the mail inside the notification. Proof is the secret in the path, the topic's name and the signature of SNS, whose certificate
/// the host fetches from Amazon.
/// </summary>
sealed class SesWay : MailWay
{
    public override string Name => "ses";

    public override bool Vouches(string receiver) => receiver.Equals("amazonses.com", StringComparison.OrdinalIgnoreCase);

    public override string? WhyForged(RawRequest request, Account account, DateTimeOffset now)
    {
        if (account["ses_topic"] is not { Length: > 0 } topic) return "no topic is set";
        if (SnsNotice.Read(request.Body) is not { } notice) return "no notice";
        if (notice.WhyForged(topic) is { } why) return why;

        using var certificate = CertificateOf(request, topic, now);
        return certificate is null || notice.IsSignedBy(certificate) ? null : "another signature";
    }

    public override WireRequest? Needs(RawRequest request, Account account, DateTimeOffset now)
    {
        using var certificate = CertificateOf(request, account["ses_topic"], now);
        return certificate is null ? new("GET", SnsNotice.Read(request.Body)!.Certificate, "the certificate of Amazon SNS") : null;
    }

    public override Unwrapped Unwrap(ReadOnlyMemory<byte> body, string note, Account account) => Json(body, envelope =>
    {
        var (id, type) = (envelope.Needed("MessageId", max: 200), envelope.Needed("Type", max: 100));
        return type == "Notification" && envelope.Text("Message") is { } message ? Inside(message, id, account) : new Unwrapped.Notice(id, type);
    });

    static X509Certificate2? CertificateOf(RawRequest request, string topic, DateTimeOffset now) =>
        request.Fetched is { } file ? SnsNotice.Usable(file.Span, topic, now) : null;

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
