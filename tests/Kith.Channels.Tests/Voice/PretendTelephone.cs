using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kith.Channels.Tests.Sms;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Voice;

/// <summary>Twilio's telephone as its documents describe it: rings, tells each step by a signed request, keeps recordings, takes calls of ours.</summary>
public sealed class PretendTelephone(IChannel channel) : Platform(channel)
{
    const string Token = PretendTwilio.Token, Sid = PretendTwilio.Sid, Ours = PretendTwilio.Ours, Theirs = PretendTwilio.Theirs, FormType = "application/x-www-form-urlencoded";

    public override string ChannelId => "voice";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-00000000000e");
    public override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["account_sid"] = Sid,
        ["auth_token"] = Token,
        ["number"] = "060 070 1234",
        ["ring"] = "+27 82 777 0001, +27 82 777 0002",
    };

    public override HandleRef Nomsa { get; } = new("phone", "", Theirs, IdentityStrength.PhoneReached);
    public override string LongestText => "";
    public override int FilesInOne => 1;
    public override bool HearsStop => false;
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [];
    public override IReadOnlyList<CallStep> StepsItTells => [CallStep.Rang, CallStep.Answered, CallStep.Missed, CallStep.Ended, CallStep.LinkAsked];

    public override RawRequest Message(string id, string text, string from = "") => Sign(Post("transcript",
        [("CallSid", $"CA{id}"), ("AccountSid", Sid), ("TranscriptionSid", $"TR{id}"), ("TranscriptionStatus", "completed"), ("TranscriptionText", text), ("RecordingSid", $"RE{id}"), ("From", from.Length > 0 ? from : Theirs), ("To", Ours)], Spoken));

    public override RawRequest WithThreeFiles(string id) => Sign(Post("recording",
        [("CallSid", $"CA{id}"), ("AccountSid", Sid), ("RecordingSid", $"RE{id}"), ("RecordingUrl", RecordingUrl(id)), ("RecordingStatus", "completed"), ("RecordingDuration", "14")], Spoken));

    public override RawRequest Unknown() => Sign(Post("status", [("CallSid", "CA1"), ("AccountSid", Sid), ("CallStatus", "whispering"), ("From", Theirs), ("To", Ours)]));

    public override RawRequest Carrying(byte[] body) =>
        Sign(Post("calls", [("AccountSid", Sid), ("To", Ours), ("From", Theirs)]) is var post ? post with { Body = (byte[])[.. post.Body.Span, (byte)'&', .. body] } : post);

    public override RawRequest SignedBy(string secret, string id) => SignWith(Message(id, "Good day"), secret);

    public override RawRequest SomebodyElses() => Sign(Post("calls", [("CallSid", "CA9"), ("AccountSid", "AC" + new string('9', 32)), ("From", Theirs), ("To", Ours), ("CallStatus", "ringing")]));

    public override RawRequest Sign(RawRequest request) => SignWith(request, Token);

    public override RawRequest? Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") => null;

    public override RawRequest Step(string call, CallStep step)
    {
        (string, string)[] all = [("CallSid", $"CA{call}"), ("AccountSid", Sid), ("From", Theirs), ("To", Ours), ("Direction", "inbound"), ("ApiVersion", "2010-04-01")];
        return Sign(step switch
        {
            CallStep.Rang => Post("calls", [.. all, ("CallStatus", "ringing"), ("StirVerstat", "TN-Validation-Passed-A")]),
            CallStep.Answered => Post("leg", [("CallSid", $"CAchild{call}"), ("ParentCallSid", $"CA{call}"), ("AccountSid", Sid), ("From", Theirs), ("To", "+27827770001"), ("CallStatus", "in-progress"), ("SequenceNumber", "2")], Spoken),
            CallStep.Missed => Post("dialled", [.. all, ("CallStatus", "in-progress"), ("DialCallStatus", "no-answer")], Spoken),
            CallStep.LinkAsked => Post("pressed", [.. all, ("CallStatus", "in-progress"), ("Digits", "1")], Spoken),
            _ => Post("status", [.. all, ("CallStatus", "completed"), ("CallDuration", "41"), ("SequenceNumber", "0"), ("Timestamp", "Sat, 21 Nov 2026 11:59:00 +0000"), ("CallbackSource", "call-progress-events")]),
        });
    }

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
        yield return ("signed for another connection", Signed(Signature(Token, right.Url.Replace("00000e", "00000f", StringComparison.Ordinal), right.Body)));
        yield return ("signed for another door", Signed(Signature(Token, right.Url.Replace("transcript", "recording", StringComparison.Ordinal), right.Body)));
        yield return ("signed for http", Signed(Signature(Token, right.Url.Replace("https:", "http:", StringComparison.Ordinal), right.Body)));
        yield return ("signed for another port", Signed(Signature(Token, right.Url.Replace(".example/", ".example:8443/", StringComparison.Ordinal), right.Body)));
        yield return ("signed without the words", Signed(Signature(Token, right.Url, default)));
        yield return ("with somebody else", right with { Query = "with=%2B27829990000", Url = right.Url.Replace("with=%2B27825554417", "with=%2B27829990000", StringComparison.Ordinal) });
        yield return ("a parameter more", right with { Body = (byte[])[.. right.Body.Span, .. "&Extra=1"u8] });
        yield return ("a query more", right with { Query = right.Query + "&id=1", Url = right.Url + "&id=1" });
        yield return ("called JSON", right with { Headers = Bag(("X-Twilio-Signature", signature), ("Content-Type", "application/json")) });
        yield return ("by GET", right with { Method = "GET" });
        yield return ("another account", SomebodyElses());
        yield return ("another number", Sign(Post("calls", [("CallSid", "CA9"), ("AccountSid", Sid), ("From", Theirs), ("To", "+27600709999"), ("CallStatus", "ringing")])));
    }

    public override WireAnswer? Take(WireRequest request)
    {
        var mood = NextMood();
        if (mood == Mood.SignInRevoked || !IsSignedIn(request)) return Answer(401, """{"code":20003,"message":"Authenticate","status":401}""");
        if (mood is Mood.TooFast) return Answer(429, """{"code":20429,"status":429}""", ("Retry-After", "7"));
        var form = UrlForm.Parse(request.Body.Span);
        var answer = form["From"] == Ours && form["Twiml"].Length is > 0 and <= 4000 ? Answer(201, JsonSerializer.Serialize(new { sid = $"CA{new string('1', 32)}", status = "queued" })) : Answer(400, """{"code":21212,"status":400}""");
        return mood switch { Mood.LosesAnswer => null, Mood.FailsAfterTaking => Answer(502, "<html>Bad Gateway"), _ => answer };
    }

    public override int CopiesOf(string text) => 0;

    public override IEnumerable<(string Name, Draft Draft)> Drafts => [];

    const string Spoken = "with=%2B27825554417";

    static string RecordingUrl(string id) => $"https://api.twilio.com/2010-04-01/Accounts/{Sid}/Recordings/RE{id}";

    RawRequest Post(string tail, IEnumerable<(string Name, string Value)> fields, string query = "") => new(
        "POST", tail, query, $"{HookUrl}/{tail}{(query.Length > 0 ? "?" : "")}{query}", Headers(""),
        Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{Escape(field.Name)}={Escape(field.Value)}"))), "54.172.60.1");

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

    static bool IsSignedIn(WireRequest request) => request.Url.Contains($"/Accounts/{Sid}/", StringComparison.Ordinal)
        && request.Headers.Any(header => header.Key == "Authorization" && header.Value == "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Sid}:{Token}")));
}
