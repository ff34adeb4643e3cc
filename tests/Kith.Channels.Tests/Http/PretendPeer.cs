using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Http;

/// <summary>Somebody's program at the other end of Generic HTTP: signs and checks as Standard Webhooks says, and takes an id once.</summary>
public sealed class PretendPeer(IChannel channel) : Platform(channel)
{
    public const string Secret = "whsec_TWFydWxhIE11dHVhbCBrZWVwcyB0aGlzIG9uZSBzZWNyZXQ=", Before = "whsec_dGhlIHNlY3JldCB3ZSBoYWQgYmVmb3JlIHRoYXQgb25lLi4=";

    readonly Dictionary<string, string> taken = [];

    public override string ChannelId => "http";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-000000000004");
    public override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["target_url"] = "https://bridge.marula.example/kith",
        ["secret"] = Secret,
        ["previous_secret"] = Before,
    };

    public override HandleRef Nomsa => new("http", Connection.ToString("N"), "nomsa", IdentityStrength.PlatformAccount);
    public override string LongestText { get; } = new('x', 20_000);
    public override bool SignsTime => true;
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends =>
        [DeliveryProgress.Accepted, DeliveryProgress.Sent, DeliveryProgress.Failed, DeliveryProgress.Delivered, DeliveryProgress.Read];

    public override RawRequest Message(string id, string text, string from = "") => Event(id, "message.created", new
    {
        id,
        from = new { handle = from.Length > 0 ? from : "nomsa", name = "Nomsa Ndlovu" },
        text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)),
        at = "2026-11-21T11:59:58Z",
    });

    public override RawRequest WithThreeFiles(string id) => Event(id, "message.created", new
    {
        id,
        from = new { handle = "nomsa" },
        attachments = Enumerable.Range(0, 3).Select(at => new { url = $"https://bridge.marula.example/{at}.jpg", type = "image/jpeg", name = $"{at}.jpg" }),
    });

    public override RawRequest Unknown() => Event("9", "reaction.added", new { id = "9", emoji = "❤" });

    public override RawRequest Carrying(byte[] body) => Sign(Post(body), "1", Noon, Secret);

    public override RawRequest SignedBy(string secret, string id) => Sign(Message(id, "Good day"), id, Noon, secret);

    public override RawRequest? SomebodyElses() => SignedBy("whsec_YW5vdGhlciBjb25uZWN0aW9uJ3Mgc2VjcmV0LCBub3Qgb3Vycw==", "1");

    public override RawRequest Sign(RawRequest request) => Sign(request, "msg_sample", Noon, Secret);

    public override RawRequest Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") =>
        Event($"{attemptKey}-{progress}", "delivery.changed", new { id = attemptKey, state = progress.ToString().ToLowerInvariant() });

    public override IEnumerable<(string What, RawRequest Request)> Forgeries()
    {
        var right = Message("1", "Pay it out");
        var (id, time, signature) = (right.Headers["webhook-id"]!, right.Headers["webhook-timestamp"]!, right.Headers["webhook-signature"]!);
        RawRequest With(string id, string time, string signature) => right with { Headers = Bag(("webhook-id", id), ("webhook-timestamp", time), ("webhook-signature", signature)) };

        yield return ("no headers", right with { Headers = Bag() });
        yield return ("no signature", right with { Headers = Bag(("webhook-id", id), ("webhook-timestamp", time)) });
        yield return ("no id", right with { Headers = Bag(("webhook-timestamp", time), ("webhook-signature", signature)) });
        yield return ("no time", right with { Headers = Bag(("webhook-id", id), ("webhook-signature", signature)) });
        foreach (var odd in new[] { "", " ", signature[3..], "v1,", "v1", "v2," + signature[3..], "v1a," + signature[3..], signature[..^1], signature + "=", signature.Replace(',', ' '), signature.ToUpperInvariant(), string.Join(' ', Enumerable.Repeat("v1,AAAA", 12)) + " " + signature })
            yield return ($"signature {odd[..Math.Min(odd.Length, 20)]}", With(id, time, odd));
        foreach (var odd in new[] { "2", id + " ", "\u00e9", new string('i', 201) }) yield return ("another id", With(odd, time, signature));
        foreach (var odd in new[] { "0", "-1", "9999999999999999999", "now", time + ".0", $"+{time}", $" {time}" }) yield return ($"time {odd}", With(id, odd, signature));
        foreach (var minutes in new[] { -6, 6, -60 * 24 * 365 }) yield return ($"{minutes} minutes off", Sign(right, id, Noon.AddMinutes(minutes), Secret));
        foreach (var secret in new[] { "", "whsec_", "null", Connection.ToString(), "whsec_" + Convert.ToBase64String(new byte[24]), "whsec_c2hvcnQ=" }) yield return ($"signed with {secret}", SignedBy(secret, "1"));
    }

    public override WireAnswer? Take(WireRequest request)
    {
        var mood = NextMood();
        if (mood == Mood.SignInRevoked || !IsRight(request)) return Answer(401);
        if (mood is Mood.TooFast) return Answer(429, "", ("Retry-After", "7"));
        if (mood is Mood.TooFastWithoutHint) return Answer(429);
        if (mood is Mood.DownBeforeTaking) return Answer(503);

        taken.TryAdd(Header(request, "webhook-id"), JsonDocument.Parse(request.Body).RootElement.GetProperty("data").GetProperty("text").GetString()!);
        return mood switch { Mood.LosesAnswer => null, Mood.FailsAfterTaking => Answer(500), _ => Answer(200, "{\"id\":\"theirs-1\"}") };
    }

    public override int CopiesOf(string text) => taken.Values.Count(one => one == text);

    public override IEnumerable<(string Name, Draft Draft)> Drafts =>
    [
        ("answer", Draft("Yes, paid this morning 👍🏽") with
        {
            AuthorName = "Rosa", ReplyToKey = "m:41", ThreadKey = "claim-7", Subject = "Your claim",
            Attachments = [new("letter.pdf", "application/pdf", 1200, "https://care.marula.example/files/one-time/letter.pdf")],
        }),
        ("public-answer", new Draft("http.public", Nomsa, "Found them, and I am sorry you had to ask three times.\n— Rosa")
        {
            AuthorName = "Rosa", ReplyToKey = "m:c-88", ThreadKey = "p:page/311:nomsa", PostKey = "p:page/311",
        }),
    ];

    public RawRequest Event(string id, string type, object data) => Sign(Post(JsonSerializer.SerializeToUtf8Bytes(new { type, data })), id, Noon, Secret);

    static RawRequest Sign(RawRequest request, string id, DateTimeOffset at, string secret) => request with
    {
        Headers = Bag(("webhook-id", id), ("webhook-timestamp", Unix(at)), ("webhook-signature", Signature(secret, id, Unix(at), request.Body.Span)), ("Content-Type", "application/json")),
    };

    RawRequest Post(byte[] body) => new("POST", "", "", HookUrl, Bag(), body, "198.51.100.20");

    static string Unix(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    // Written from the standard, apart from the channel's own. A secret that is none signs with its own letters.
    static string Signature(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        var bare = secret.StartsWith("whsec_", StringComparison.Ordinal) ? secret[6..] : secret;
        var key = new byte[bare.Length + 4];
        var bytes = Convert.TryFromBase64String(bare, key, out var length) ? key[..length] : Encoding.UTF8.GetBytes(bare);
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(bytes, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]));
    }

    static bool IsRight(WireRequest request) => Header(request, "webhook-signature").Split(' ')
        .Contains(Signature(Secret, Header(request, "webhook-id"), Header(request, "webhook-timestamp"), request.Body.Span));

    static string Header(WireRequest request, string name) => request.Headers.Single(header => header.Key == name).Value;
}
