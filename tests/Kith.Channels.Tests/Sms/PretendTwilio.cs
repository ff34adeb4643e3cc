using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kith.Channels.Sms;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Sms;

/// <summary>Twilio as its documents describe it: signs webhooks, checks who asks, keeps messages and lists them.</summary>
public sealed class PretendTwilio(IChannel channel) : Platform(channel)
{
    public const string Token = "0f1e2d3c4b5a69788796a5b4c3d2e1f0", Sid = "AC0123456789abcdef0123456789abcdef", Ours = "+27600701234", Theirs = "+27825554417";

    readonly List<(string Sid, string To, string Body)> messages = [];

    public override string ChannelId => "sms";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-000000000001");
    public override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["account_sid"] = Sid,
        ["auth_token"] = Token,
        ["from"] = "060 070 1234",
    };

    public override HandleRef Nomsa { get; } = new("phone", "", Theirs, IdentityStrength.PhoneReached);
    public override string LongestText { get; } = new('x', 1600);
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [DeliveryProgress.Accepted, DeliveryProgress.Sent, DeliveryProgress.Failed, DeliveryProgress.Delivered];

    public override RawRequest Message(string id, string text, string from = "") => Sign(Post("messages", Fields(id, text, from)));

    public override RawRequest WithThreeFiles(string id) => Sign(Post("messages",
        [.. Fields(id, ""), ("NumMedia", "3"), .. Enumerable.Range(0, 3).SelectMany(at => new[] { ($"MediaUrl{at}", $"https://api.twilio.com/2010-04-01/Accounts/{Sid}/Messages/MM1/Media/ME{at}"), ($"MediaContentType{at}", "image/jpeg") })]));

    public override RawRequest Unknown() => Sign(Post("messages", [("AccountSid", Sid), ("EventType", "com.twilio.something.new")]));

    public override RawRequest Carrying(byte[] body) =>
        Sign(Post("messages", [("AccountSid", Sid), ("To", Ours), ("From", Theirs)]) is var post ? post with { Body = (byte[])[.. post.Body.Span, (byte)'&', .. body] } : post);

    public override RawRequest SignedBy(string secret, string id) => SignWith(Message(id, "Good day"), secret);

    public override RawRequest SomebodyElses() => Sign(Post("messages", [("MessageSid", "SM9"), ("AccountSid", "AC" + new string('9', 32)), ("From", Theirs), ("To", Ours), ("Body", "x")]));

    public override RawRequest Sign(RawRequest request) => SignWith(request, Token);

    public override RawRequest Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") => Sign(Post("status",
    [
        ("MessageSid", $"SM{outsideId}"), ("MessageStatus", Word(progress)), ("To", Theirs), ("From", Ours), ("AccountSid", Sid), ("ApiVersion", "2010-04-01"),
        .. progress == DeliveryProgress.Failed ? new[] { ("ErrorCode", "30006") } : [],
    ], $"id={attemptKey}"));

    public override IEnumerable<(string What, RawRequest Request)> Forgeries()
    {
        var right = Message("1", "Pay it out");
        var signature = right.Headers["X-Twilio-Signature"]!;
        RawRequest Signed(string value) => right with { Headers = Headers(value) };

        yield return ("no signature", right with { Headers = Bag(("Content-Type", FormType)) });
        foreach (var odd in new[] { "", " ", "null", "AAAA", signature[..^1], signature + "=", signature.ToLowerInvariant(), $"{signature},{signature}", $" {signature}", Convert.ToHexString(Convert.FromBase64String(signature)) })
            yield return ($"signature {odd}", Signed(odd));
        foreach (var token in new[] { "", "null", Token.ToUpperInvariant(), Token[..^1], Sid, "SK0123456789abcdef0123456789abcdef" })
            yield return ($"signed with {token}", SignWith(right, token));
        yield return ("signed for another connection", Signed(Signature(Token, right.Url.Replace("000001", "000002", StringComparison.Ordinal), right.Body)));
        yield return ("signed for http", Signed(Signature(Token, right.Url.Replace("https:", "http:", StringComparison.Ordinal), right.Body)));
        yield return ("signed for another port", Signed(Signature(Token, right.Url.Replace(".example/", ".example:8443/", StringComparison.Ordinal), right.Body)));
        yield return ("signed without the words", Signed(Signature(Token, right.Url, default)));
        yield return ("a parameter more", right with { Body = (byte[])[.. right.Body.Span, .. "&Extra=1"u8] });
        yield return ("a second value", right with { Body = (byte[])[.. right.Body.Span, .. "&Body=Other"u8] });
        yield return ("a query more", right with { Query = "id=1", Url = right.Url + "?id=1" });
        yield return ("called JSON", right with { Headers = Bag(("X-Twilio-Signature", signature), ("Content-Type", "application/json")) });
        yield return ("called nothing", right with { Headers = Bag(("X-Twilio-Signature", signature)) });
        yield return ("by GET", right with { Method = "GET" });
        var json = right with { Query = "bodySHA256=" + Convert.ToHexStringLower(SHA256.HashData("{}"u8)), Body = "{ }"u8.ToArray() };
        json = json with { Url = $"{right.Url}?{json.Query}" };
        yield return ("another body than the hash says", json with { Headers = Bag(("X-Twilio-Signature", Signature(Token, json.Url, default)), ("Content-Type", "application/json")) });
        yield return ("another account", SomebodyElses());
        yield return ("another number", Sign(Post("messages", [("MessageSid", "SM9"), ("AccountSid", Sid), ("From", Theirs), ("To", "+27600709999"), ("Body", "x")])));
    }

    public override WireAnswer? Take(WireRequest request)
    {
        var mood = NextMood();
        if (mood == Mood.SignInRevoked || !IsSignedIn(request)) return Answer(401, """{"code":20003,"message":"Authenticate","status":401}""");
        if (mood is Mood.TooFast) return Answer(429, """{"code":20429,"status":429}""", ("Retry-After", "7"));
        if (mood is Mood.TooFastWithoutHint) return Answer(429, """{"code":20429,"status":429}""");
        if (mood is Mood.DownBeforeTaking) return Answer(503);

        var answer = request.Method == "GET" ? List() : Create(UrlForm.Parse(request.Body.Span));
        return mood switch { Mood.LosesAnswer => null, Mood.FailsAfterTaking => Answer(502, "<html>Bad Gateway"), _ => answer };
    }

    public override int CopiesOf(string text) => messages.Count(message => message.Body == text);

    public override IEnumerable<(string Name, Draft Draft)> Drafts =>
    [
        ("offer", Draft("Good day Nomsa, your home cover could cost R 40 less a month. Interested? Marula Mutual. STOP to end.")),
        ("pictures", Draft("The form, as you asked 📄") with
        {
            Attachments = [new("form-1.png", "image/png", 48_000, "https://care.marula.example/files/one-time/form-1.png"), new("form-2.png", "image/png", 52_000, "https://care.marula.example/files/one-time/form-2.png")],
        }),
    ];

    const string FormType = "application/x-www-form-urlencoded";

    (string, string)[] Fields(string id, string text, string from = "") =>
    [
        ("MessageSid", $"SM{id}"), ("SmsSid", $"SM{id}"), ("AccountSid", Sid), ("From", from.Length > 0 ? from : Theirs), ("To", Ours), ("Body", text),
        ("NumSegments", "1"), ("SmsStatus", "received"), ("FromCountry", "ZA"), ("ApiVersion", "2010-04-01"),
    ];

    RawRequest Post(string tail, IEnumerable<(string Name, string Value)> fields, string query = "") => new(
        "POST", tail, query, $"{HookUrl}/{tail}{(query.Length > 0 ? "?" : "")}{query}", Headers(""),
        Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{Escape(field.Name)}={Escape(field.Value)}"))), "54.172.60.1");

    // Half a surrogate pair cannot be escaped; the real sender would have put the replacement there too.
    static string Escape(string text) => Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))).Replace("%20", "+", StringComparison.Ordinal);

    static HeaderBag Headers(string signature) => Bag(("X-Twilio-Signature", signature), ("Content-Type", FormType), ("I-Twilio-Idempotency-Token", "6f1d1c2e"));

    static RawRequest SignWith(RawRequest request, string token) => request with { Headers = Headers(Signature(token, request.Url, request.Body)) };

    // Written from the document, apart from the channel's own.
    static string Signature(string token, string url, ReadOnlyMemory<byte> body)
    {
        var text = url + string.Concat(UrlForm.Parse(body.Span).Pairs.GroupBy(pair => pair.Key).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => group.Select(pair => pair.Value).Distinct().Order(StringComparer.Ordinal).Select(value => group.Key + value)));
#pragma warning disable CA5350 // The platform signs with HMAC-SHA1.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }

    static string Word(DeliveryProgress progress) => progress switch
    {
        DeliveryProgress.Accepted => "queued",
        DeliveryProgress.Sent => "sent",
        DeliveryProgress.Delivered => "delivered",
        _ => "undelivered",
    };

    static bool IsSignedIn(WireRequest request) => request.Url.Contains($"/Accounts/{Sid}/", StringComparison.Ordinal)
        && request.Headers.Any(header => header.Key == "Authorization" && header.Value == "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Sid}:{Token}")));

    WireAnswer Create(UrlForm form)
    {
        if (form["From"] != Ours) return Answer(400, """{"code":21606,"status":400}""");
        if (form["Body"].Length > 1600) return Answer(400, """{"code":21617,"status":400}""");

        messages.Add(($"SM{messages.Count:x32}", form["To"], form["Body"]));
        return Answer(201, JsonSerializer.Serialize(new { sid = messages[^1].Sid, status = "queued", num_segments = SmsText.Count(form["Body"]).Segments.ToString(CultureInfo.InvariantCulture) }));
    }

    WireAnswer List() => Answer(200, JsonSerializer.Serialize(new
    {
        messages = messages.AsEnumerable().Reverse().Take(50).Select(message => new
        {
            sid = message.Sid,
            to = message.To,
            body = message.Body,
            direction = "outbound-api",
            date_created = Noon.ToString("r", CultureInfo.InvariantCulture),
        }),
    }));
}
