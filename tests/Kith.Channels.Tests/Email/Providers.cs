using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Email;

/// <summary>How providers bring a mail to a hook, as their documents describe it: written apart from the channel's own reading.</summary>
static class Providers
{
    public const string MailgunKey = "key-3ax6xnjp29jd6fds4gc373sgvjxteol0", Token = "50c1e2d3f4a5968778695a4b3c2d1e0f00112233445566", Topic = "arn:aws:sns:eu-west-1:123456789012:mail";
    const string Boundary = "xYzZY", Multipart = $"multipart/form-data; boundary={Boundary}", Form = "application/x-www-form-urlencoded";

    public static IReadOnlyList<string> Names { get; } = ["raw", "postmark", "mailgun", "mailgun form", "sendgrid", "ses", "ses base64"];

    /// <summary>This mail by that way.</summary>
    public static RawRequest By(this PretendMailServer server, string way, string mail) => way switch
    {
        "raw" => server.Bring(mail),
        "postmark" => server.Hook("postmark", Json(new { FromName = "Nomsa", OriginalRecipient = "care+x@marula.example", MessageID = "73e6d360-66eb-11e1-8e72-a8904824019b", Headers = new[] { new { Name = "X", Value = "1" }, new { Name = "X", Value = "2" } }, RawEmail = mail })),
        "mailgun" => server.Mailgun(Unix(Platform.Noon), Token, SignedByMailgun(Unix(Platform.Noon), Token, MailgunKey), mail),
        "mailgun form" => server.Hook("mailgun", Multipart, Fields(("recipient", PretendMailServer.Ours), ("timestamp", Unix(Platform.Noon)), ("token", Token), ("signature", SignedByMailgun(Unix(Platform.Noon), Token, MailgunKey)), ("body-mime", mail))),
        "sendgrid" => server.Hook("sendgrid", Multipart, Fields(("to", PretendMailServer.Ours), ("envelope", """{"to":["care@marula.example"],"from":"nomsa@example.org"}"""), ("email", mail))),
        "ses" => server.Ses("Notification", Received(mail, "UTF8")),
        "ses base64" => server.Ses("Notification", Received(Convert.ToBase64String(Encoding.UTF8.GetBytes(mail)), "BASE64")),
        _ => throw new ArgumentOutOfRangeException(nameof(way)),
    };

    public static RawRequest Mailgun(this PretendMailServer server, string time, string token, string signature, string mail) => server.Hook("mailgun/mime", Form, Encoding.UTF8.GetBytes(UrlForm.Write(
        [new("recipient", PretendMailServer.Ours), new("sender", PretendMailServer.Theirs), new("body-mime", mail), new("timestamp", time), new("token", token), new("signature", signature)])));

    public static RawRequest Ses(this PretendMailServer server, string type, object message, string topic = Topic) => server.Sns(PretendAmazon.Itself.Signed(Notice(type, message, topic)));

    public static RawRequest Sns(this PretendMailServer server, byte[] notice) => server.Hook("ses", "text/plain; charset=UTF-8", notice);

    /// <summary>What SNS says before it signs.</summary>
    public static JsonObject Notice(string type, object message, string topic = Topic)
    {
        var notice = new JsonObject
        {
            ["Type"] = type,
            ["MessageId"] = "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
            ["TopicArn"] = topic,
            ["Message"] = message as string ?? JsonSerializer.Serialize(message),
            ["Timestamp"] = "2026-11-21T12:00:00.000Z",
        };
        if (type == "Notification") notice["UnsubscribeURL"] = $"{PretendAmazon.Host}/?Action=Unsubscribe";
        else (notice["Token"], notice["SubscribeURL"]) = ("2336412f37", $"{PretendAmazon.Host}/?Action=ConfirmSubscription");
        return notice;
    }

    public static RawRequest Hook(this PretendMailServer server, string way, byte[] json) => server.Hook(way, "application/json", json);

    public static RawRequest Hook(this PretendMailServer server, string way, string contentType, byte[] body, params (string, string)[] more) => server.Post($"{PretendMailServer.Secret}/{way}", contentType, body, more);

    public static string SignedByMailgun(string time, string token, string key) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(time + token)));

    public static string Unix(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static byte[] Fields(params (string Name, string Value)[] fields) => Encoding.UTF8.GetBytes(
        string.Concat(fields.Select(field => $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value}\r\n")) + $"--{Boundary}--\r\n");

    /// <summary>Requests that hold a secret path and are not the provider's.</summary>
    public static IEnumerable<(string What, RawRequest Request)> Forgeries(PretendMailServer server)
    {
        var (mail, now) = (PretendMailServer.Mail("1", "Pay it out"), Unix(Platform.Noon));
        var right = SignedByMailgun(now, Token, MailgunKey);
        for (var at = 0; at < right.Length; at += 7)
            yield return ($"Mailgun's signature with letter {at} changed", server.Mailgun(now, Token, right[..at] + (right[at] == '0' ? '1' : '0') + right[(at + 1)..], mail));
        foreach (var odd in new[] { "", " ", right.ToUpperInvariant(), right[..^1], right + "0" }) yield return ($"Mailgun's signature {odd}", server.Mailgun(now, Token, odd, mail));
        foreach (var seconds in new[] { -301, 301, -86_400 })
            yield return ($"Mailgun's own, {seconds} seconds off", server.Mailgun(Unix(Platform.Noon.AddSeconds(seconds)), Token, SignedByMailgun(Unix(Platform.Noon.AddSeconds(seconds)), Token, MailgunKey), mail));
        foreach (var time in new[] { "", "now", $" {now}", $"+{now}", $"{now}.0", "99999999999999999999", Unix(Platform.Noon.AddSeconds(1)) }) yield return ($"another's time {time}", server.Mailgun(time, Token, right, mail));
        yield return ("another's token", server.Mailgun(now, Token[1..], right, mail));
        yield return ("time and token cut elsewhere", server.Mailgun(now + Token[..1], Token[1..], right, mail));
        foreach (var key in new[] { "", "key", MailgunKey[1..] }) yield return ($"Mailgun's with the key {key}", server.Mailgun(now, Token, SignedByMailgun(now, Token, key), mail));
        foreach (var topic in new[] { "", Topic + "s", Topic.ToUpperInvariant(), "arn:aws:sns:eu-west-1:999999999999:mail" }) yield return ($"the topic {topic}", server.Ses("Notification", Received(mail, "UTF8"), topic));
    }

    public static object Received(string content, string encoding) => new
    {
        notificationType = "Received",
        content,
        mail = new { messageId = "o3vrnil0e2ic28tr", destination = new[] { PretendMailServer.Ours } },
        receipt = new { recipients = new[] { PretendMailServer.Ours }, action = new { type = "SNS", topicArn = Topic, encoding } },
    };

    static byte[] Json(object value) => JsonSerializer.SerializeToUtf8Bytes(value);
}
