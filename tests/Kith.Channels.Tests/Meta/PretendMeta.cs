using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Meta;

/// <summary>
/// Meta as its documents describe it: signs the bytes it sends, with letters outside ASCII as <c>\uXXXX</c>, checks the token of who asks,
/// and keeps what it takes. Each of its products adds the shape of its events and of what is sent to it.
/// </summary>
public abstract partial class PretendMeta(IChannel channel) : Platform(channel)
{
    public const string Secret = "9b8a7c6d5e4f30211203f4e5d6c7a8b9", Word = "4f2c1e0d9b8a7f654f2c1e0d9b8a7f65", Token = "EAAGm0PX4ZCpsBAKith";

    readonly List<string> taken = [];

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(OwnSettings)
    {
        ["graph_token"] = Token,
        ["app_secret"] = Secret,
        ["verify_token"] = Word,
    };

    protected abstract IReadOnlyDictionary<string, string> OwnSettings { get; }

    public override int LargestBody => 4 * 1024 * 1024;

    public override RawRequest Carrying(byte[] body) => Sign(Post(body));

    public override RawRequest SignedBy(string secret, string id) => SignWith(Message(id, "Good day"), secret);

    public override RawRequest Sign(RawRequest request) => SignWith(request, Secret);

    public RawRequest Handshake(string token, string challenge = "1158201444", string mode = "subscribe") => new(
        "GET", "", $"hub.mode={mode}&hub.challenge={Uri.EscapeDataString(challenge)}&hub.verify_token={Uri.EscapeDataString(token)}", HookUrl, Bag(), default, "173.252.127.1");

    public override IEnumerable<(string What, RawRequest Request)> Forgeries()
    {
        var right = Message("1", "Pay it out: é/👋");
        var signature = right.Headers["X-Hub-Signature-256"]!;
        RawRequest Signed(string value) => right with { Headers = Headers(value) };

        yield return ("no signature", right with { Headers = Bag(("Content-Type", "application/json")) });
        foreach (var odd in new[]
        {
            "", " ", "null", "sha256=", signature[7..], signature[..^1], signature + "0", signature.ToUpperInvariant(), "sha256=" + signature[7..].ToUpperInvariant(), $" {signature}", $"{signature} ",
            $"{signature},{signature}", "sha1=" + signature[7..], "sha256=" + new string('0', 64), "sha256=" + Convert.ToBase64String(Convert.FromHexString(signature[7..])),
        }) yield return ($"signature {odd}", Signed(odd));
        foreach (var secret in new[] { "", "null", Secret.ToUpperInvariant(), Secret[..^1], Word, Token, Connection.ToString() }) yield return ($"signed with {secret}", SignWith(right, secret));
        yield return ("signed over the bytes in hex", SignWith(right with { Body = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(right.Body.Span)) }, Secret) with { Body = right.Body });
        yield return ("the old signature alone", right with { Headers = Bag(("X-Hub-Signature", Old(right.Body.Span))) });
        yield return ("the old signature under the new name", Signed(Old(right.Body.Span)));
        yield return ("a blank more", right with { Body = (byte[])[.. right.Body.Span, (byte)' '] });
        yield return ("read and written again", right with { Body = JsonSerializer.SerializeToUtf8Bytes(JsonDocument.Parse(right.Body).RootElement, Plain) });
        yield return ("no body", right with { Body = default });
        yield return ("by GET", right with { Method = "GET" });
        yield return ("by PUT", right with { Method = "PUT" });
        yield return ("a handshake by a stranger", Handshake("guess"));
        yield return ("another account", SomebodyElses()!);
    }

    public override WireAnswer? Take(WireRequest request)
    {
        if (TemplatesAsked(request) is { } page) return page;
        var mood = NextMood();
        if (mood == Mood.SignInRevoked || !IsSignedIn(request)) return Error(401, 190, 463);
        if (mood is Mood.TooFast) return Error(429, 4, headers: ("Retry-After", "7"));
        if (mood is Mood.TooFastWithoutHint) return Error(400, 80007);
        if (mood is Mood.DownBeforeTaking) return Error(503, 2);

        if (request.Method == "GET") return mood switch { Mood.LosesAnswer => null, Mood.FailsAfterTaking => Answer(502, "<html>Bad Gateway"), _ => Listed(request.Url) };

        var (text, answer) = Taken(JsonDocument.Parse(request.Body).RootElement, $"{taken.Count}");
        if (text is not null) taken.Add(text);
        return mood switch { Mood.LosesAnswer => null, Mood.FailsAfterTaking => Answer(502, "<html>Bad Gateway"), _ => answer };
    }

    public override int CopiesOf(string text) => taken.Count(one => one == text);

    /// <summary>The text of what was sent and what is answered; null when it is not taken.</summary>
    protected abstract (string? Text, WireAnswer Answer) Taken(JsonElement sent, string id);

    /// <summary>What is told of what was taken before, where one may ask.</summary>
    protected virtual WireAnswer Listed(string url) => Error(400, 100);

    protected abstract string SendPath { get; }

    protected virtual string Host => "https://graph.facebook.com";

    /// <summary>A page of the templates, where that is what is asked for; null where it is not.</summary>
    protected virtual WireAnswer? TemplatesAsked(WireRequest request) => null;

    protected RawRequest Event(object body) => Sign(Post(Bytes(body)));

    protected static WireAnswer Error(int status, int code, int subcode = 0, params (string, string)[] headers) =>
        Answer(status, JsonSerializer.Serialize(new { error = new { message = "(#0) not now", type = "OAuthException", code, error_subcode = subcode, fbtrace_id = "Az" } }), headers);

    // As Meta writes JSON: ASCII alone, with its slashes escaped.
    protected static byte[] Bytes(object body) => Encoding.ASCII.GetBytes(Slash().Replace(JsonSerializer.Serialize(body, Escaping), "\\/"));

    protected static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    RawRequest Post(byte[] body) => new("POST", "", "", HookUrl, Headers(""), body, "173.252.127.1");

    bool IsSignedIn(WireRequest request) =>
        request.Url.StartsWith($"{Host}/v26.0/{SendPath}", StringComparison.Ordinal) && request.Headers.Any(header => header.Key == "Authorization" && header.Value == $"Bearer {Token}");

    static RawRequest SignWith(RawRequest request, string secret) => request with { Headers = Headers(Signature(secret, request.Body.Span)) };

    static HeaderBag Headers(string signature) => Bag(("X-Hub-Signature-256", signature), ("Content-Type", "application/json"), ("User-Agent", "facebookexternalua"));

    // Written from the document, apart from the channel's own.
    static string Signature(string secret, ReadOnlySpan<byte> body)
    {
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        return "sha256=" + string.Concat(mac.ComputeHash(body.ToArray()).Select(one => one.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

#pragma warning disable CA5350 // What Meta sent before it had a better one.
    static string Old(ReadOnlySpan<byte> body) => "sha1=" + Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Secret), body));
#pragma warning restore CA5350

    static readonly JsonSerializerOptions Escaping = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex("/", RegexOptions.NonBacktracking)]
    private static partial Regex Slash();
}
