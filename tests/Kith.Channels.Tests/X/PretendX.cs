using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.X;

/// <summary>
/// X as its documents describe it: signs the bytes it sends, writes three letters as HTML does, checks how requests to it are signed, keeps what it
/// takes under ids that grow with time, refuses whoever was not summoned, and writes down what all of it costs.
/// </summary>
public abstract partial class PretendX(IChannel channel) : Platform(channel)
{
    public const string Key = "xvz1evFS4wEEPTGEFPHBog", Secret = "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw", Token = "1122-NPcudxy0yU5T3tBzho7iCotZ3cnetKwcTIRlX0iw", TokenSecret = "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE";
    public const string Ours = "1122", OurName = "MarulaCare", NomsaId = "2244";

    protected static readonly long FirstId = (Noon.ToUnixTimeMilliseconds() - 1_288_834_974_657) << 22;

    readonly List<JsonObject> posts = [], messages = [];

    public override string ChannelId => "x";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-000000000009");
    public override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["username"] = $"@{OurName}",
        ["user_id"] = Ours,
        ["consumer_key"] = Key,
        ["consumer_secret"] = Secret,
        ["access_token"] = Token,
        ["access_secret"] = TokenSecret,
    };

    public override HandleRef Nomsa { get; } = new("x", "", NomsaId, IdentityStrength.PlatformAccount);
    public override bool TakesOurKey => false;

    /// <summary>Posts whose authors did not name us.</summary>
    public HashSet<string> NotSummoned { get; } = [];

    public bool RefusesDuplicates { get; set; }

    /// <summary>What all of it cost, by X's own count.</summary>
    public decimal Billed { get; private set; }

    public override RawRequest? SomebodyElses() => Event("post.mention.create", Post("1", "Pay it out"), of: "9999");

    public override RawRequest Unknown() => Event("follow.follow", new JsonObject { ["id"] = "1" });

    public override RawRequest Carrying(byte[] body) => SignWith(body, Secret);

    public override RawRequest SignedBy(string secret, string id) => SignWith(Message(id, "Good day").Body.ToArray(), secret);

    public override RawRequest Sign(RawRequest request) => SignWith(request.Body.ToArray(), Secret);

    public RawRequest Handshake(string token) => new("GET", "", $"crc_token={Uri.EscapeDataString(token)}", HookUrl, Bag(), default, "199.59.148.1");

    public override IEnumerable<(string What, RawRequest Request)> Forgeries()
    {
        var right = Message("1", "Pay it out: é/👋");
        var signature = right.Headers["x-twitter-webhooks-signature"]!;
        RawRequest Signed(string value) => right with { Headers = Headers(value) };

        yield return ("no signature", right with { Headers = Bag(("Content-Type", "application/json")) });
        foreach (var odd in new[]
        {
            "", " ", "null", "sha256=", signature[7..], signature[..^1], signature + "=", signature.ToUpperInvariant(), $" {signature}", $"{signature} ", $"{signature},{signature}", "sha1=" + signature[7..],
            "sha256=" + Convert.ToBase64String(new byte[32]), "sha256=" + Convert.ToHexStringLower(Convert.FromBase64String(signature[7..])),
        }) yield return ($"signature {odd}", Signed(odd));
        foreach (var secret in new[] { "", "null", Secret.ToUpperInvariant(), Secret[..^1], Key, Token, TokenSecret, Connection.ToString() }) yield return ($"signed with {secret}", SignWith(right.Body.ToArray(), secret));
        yield return ("a blank more", right with { Body = (byte[])[.. right.Body.Span, (byte)' '] });
        yield return ("read and written again", right with { Body = JsonSerializer.SerializeToUtf8Bytes(JsonDocument.Parse(right.Body).RootElement, Plain) });
        yield return ("no body", right with { Body = default });
        yield return ("by GET", right with { Method = "GET" });
        yield return ("by PUT", right with { Method = "PUT" });
        yield return ("a question whether we are here", Handshake("MWIzNDU2"));
        yield return ("another account", SomebodyElses()!);
    }

    public override WireAnswer? Take(WireRequest request)
    {
        var mood = NextMood();
        if (mood == Mood.SignInRevoked || !IsSigned(request)) return Problem(401, "Unauthorized", "Unauthorized");
        if (mood is Mood.TooFast) return Answer(429, """{"title":"Too Many Requests"}""", ("x-rate-limit-reset", Noon.AddSeconds(7).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        if (mood is Mood.TooFastWithoutHint) return Problem(429, "Too Many Requests", "Too Many Requests");
        if (mood is Mood.DownBeforeTaking) return Answer(503, "<html>Over capacity");

        var answer = Answered(request);
        return mood switch { Mood.LosesAnswer => null, Mood.FailsAfterTaking => Answer(502, "<html>Bad Gateway"), _ => answer };
    }

    public override int CopiesOf(string text) => posts.Concat(messages).Count(one => (string?)one["text"] == Escaped(text));

    /// <summary>Somebody says something there; it is handed out when somebody asks.</summary>
    public string Happens(string text, string? editOf = null)
    {
        var post = Post($"{NextId()}", text);
        if (editOf is not null) post["edit_history_tweet_ids"] = new JsonArray(editOf, (string)post["id"]!);
        posts.Add(post);
        return (string)post["id"]!;
    }

    /// <summary>Asks as the host does and reads what comes, once.</summary>
    public Polled Asked(string? place)
    {
        var poll = (IPoll)Channel;
        return poll.Read(Take(poll.Ask(Account, place)!)!, place, Account, Noon);
    }

    public RawRequest Event(string kind, JsonObject payload, JsonObject? includes = null, string of = Ours) => SignWith(JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["data"] = new JsonObject { ["event_uuid"] = "2080", ["event_type"] = kind, ["filter"] = new JsonObject { ["user_id"] = of }, ["payload"] = payload.DeepClone(), ["includes"] = includes ?? Beside() },
    }), Secret);

    // Ids of the suite are words; those of X are numbers.
    public static JsonObject Post(string id, string text, string author = NomsaId)
    {
        var number = long.TryParse(id, CultureInfo.InvariantCulture, out var said) ? said : Lanes.Of(id);
        return new()
        {
            ["id"] = $"{number}",
            ["text"] = Escaped(text),
            ["author_id"] = author,
            ["conversation_id"] = "9001",
            ["created_at"] = "2026-11-21T11:59:58.000Z",
            ["entities"] = new JsonObject { ["mentions"] = new JsonArray(new JsonObject { ["start"] = 0, ["end"] = 11, ["username"] = OurName, ["id"] = Ours }) },
            ["edit_history_tweet_ids"] = new JsonArray($"{number}"),
        };
    }

    public static JsonObject Beside(params JsonObject[] media) => new()
    {
        ["users"] = new JsonArray(new JsonObject { ["id"] = NomsaId, ["name"] = "Nomsa Ndlovu", ["username"] = "nomsa_n" }),
        ["media"] = new JsonArray([.. media]),
    };

    WireAnswer Answered(WireRequest request)
    {
        var url = new Uri(request.Url);
        var query = UrlForm.Parse(url.Query.TrimStart('?'));
        return (request.Method, url.AbsolutePath) switch
        {
            ("POST", "/2/tweets") => Take(JsonNode.Parse(request.Body.Span)!),
            ("GET", $"/2/users/{Ours}/tweets") => Page(posts.Where(post => (string)post["author_id"]! == Ours && IsAfter(post, query["since_id"])), query),
            ("GET", $"/2/users/{Ours}/mentions") => Page(posts.Where(post => (string)post["author_id"]! != Ours && (query.Find("since_id") is not { } since || IsAfter(post, since))), query),
            ("POST", $"/2/dm_conversations/with/{NomsaId}/messages") => Say(JsonNode.Parse(request.Body.Span)!),
            ("GET", $"/2/dm_conversations/with/{NomsaId}/dm_events") => Page(messages, query),
            ("GET", "/2/users/me") => Answer(200, $$"""{"data":{"id":"{{Ours}}","name":"Marula","username":"{{OurName}}"} }"""),
            _ => Problem(404, "Not Found", "not-found"),
        };
    }

    WireAnswer Take(JsonNode said)
    {
        var (text, answered) = ((string)said["text"]!, (string?)said["reply"]?["in_reply_to_tweet_id"]);
        if (string.IsNullOrEmpty(answered)) return Problem(400, "Invalid Request", "One or more parameters to your request was invalid.");
        if (NotSummoned.Contains(answered)) return Problem(403, "Forbidden", "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.");
        if (RefusesDuplicates && posts.Any(post => (string)post["text"]! == $"@nomsa_n {Escaped(text)}")) return Problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.");

        Billed += text.Contains("://", StringComparison.Ordinal) ? 0.20m : 0.015m;
        // X trims, sets the name before it and writes three letters as HTML does; the suite counts by the words alone.
        var post = Post($"{NextId()}", text, Ours);
        (post["referenced_tweets"], post["created_at"]) = (new JsonArray(new JsonObject { ["type"] = "replied_to", ["id"] = answered }), "2026-11-21T12:00:00.000Z");
        posts.Add(post);
        return Answer(201, $$"""{"data":{"id":"{{post["id"]}}","text":"…"} }""");
    }

    WireAnswer Say(JsonNode said)
    {
        Billed += 0.015m;
        var id = $"{NextId()}";
        messages.Add(new() { ["id"] = id, ["event_type"] = "MessageCreate", ["text"] = Escaped((string)said["text"]!), ["sender_id"] = Ours, ["created_at"] = "2026-11-21T12:00:00.000Z" });
        return Answer(201, $$"""{"data":{"dm_conversation_id":"{{Ours}}-{{NomsaId}}","dm_event_id":"{{id}}"} }""");
    }

    /// <summary>The newest first, and a page to go on with.</summary>
    WireAnswer Page(IEnumerable<JsonObject> all, UrlForm query)
    {
        var newest = all.Reverse().ToList();
        var (from, most) = (int.Parse(query.Find("pagination_token") ?? "0", CultureInfo.InvariantCulture), int.Parse(query["max_results"], CultureInfo.InvariantCulture));
        var page = newest.Skip(from).Take(most).ToList();
        Billed += page.Count * 0.005m;
        var meta = new JsonObject { ["result_count"] = page.Count };
        if (newest.Count > from + most) meta["next_token"] = $"{from + most}";
        var answer = new JsonObject { ["meta"] = meta, ["includes"] = Beside() };
        if (page.Count > 0) answer["data"] = new JsonArray([.. page.Select(one => one.DeepClone())]);
        return Answer(200, answer.ToJsonString());
    }

    static bool IsAfter(JsonObject post, string since) => long.Parse((string)post["id"]!, CultureInfo.InvariantCulture) > long.Parse(since, CultureInfo.InvariantCulture);

    long NextId() => FirstId + posts.Count + messages.Count + 1;

    protected static string Escaped(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    static WireAnswer Problem(int status, string title, string detail) =>
        Answer(status, JsonSerializer.Serialize(new { title, detail, status, type = "about:blank" }));

    RawRequest SignWith(byte[] body, string secret) => new("POST", "", "", HookUrl, Headers(Signature(secret, body)), body, "199.59.148.1");

    static HeaderBag Headers(string signature) => Bag(("x-twitter-webhooks-signature", signature), ("Content-Type", "application/json"));

    // Written from the document, apart from the channel's own.
    static string Signature(string secret, byte[] body)
    {
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        return $"sha256={Convert.ToBase64String(mac.ComputeHash(body))}";
    }

    /// <summary>RFC 5849, from the other side: what stands in the header signs this method and this address, with a query and without the body.</summary>
    static bool IsSigned(WireRequest request)
    {
        var header = request.Stamp!(Noon, "nonce").Single(one => one.Key == "Authorization").Value;
        var said = Pair().Matches(header).ToDictionary(match => match.Groups[1].Value, match => Uri.UnescapeDataString(match.Groups[2].Value));
        if (!header.StartsWith("OAuth ", StringComparison.Ordinal) || said["oauth_consumer_key"] != Key || said["oauth_token"] != Token || said["oauth_nonce"] != "nonce" || said["oauth_timestamp"] != $"{Noon.ToUnixTimeSeconds()}") return false;

        var url = new Uri(request.Url);
        var signed = said.Where(pair => pair.Key != "oauth_signature").Concat(UrlForm.Parse(url.Query.TrimStart('?')).Pairs)
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}").Order(StringComparer.Ordinal);
        var text = $"{request.Method}&{Uri.EscapeDataString(url.GetLeftPart(UriPartial.Path))}&{Uri.EscapeDataString(string.Join('&', signed))}";
#pragma warning disable CA5350 // The only one that RFC 5849 has.
        return said["oauth_signature"] == Convert.ToBase64String(HMACSHA1.HashData(Encoding.ASCII.GetBytes($"{Secret}&{TokenSecret}"), Encoding.ASCII.GetBytes(text)));
#pragma warning restore CA5350
    }

    static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex("(oauth_[a-z_]+)=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Pair();
}

/// <summary>Posts that mention us, and what we answer to them.</summary>
public sealed class PretendXPosts(IChannel channel) : PretendX(channel)
{
    public override string LongestText { get; } = new('x', 280);
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [];

    public override Draft Draft(string text) => base.Draft(text) with
    {
        ReplyToKey = "m:9001",
        PostKey = "p:9001",
        ThreadKey = $"p:9001:{NomsaId}",
        Situation = new(Noon, false) { Item = new(Noon) },
    };

    public override RawRequest Message(string id, string text, string from = "") => Event("post.mention.create", Post(id, text));

    public override RawRequest WithThreeFiles(string id)
    {
        var post = Post(id, "The roof");
        post["attachments"] = new JsonObject { ["media_keys"] = new JsonArray("3_1", "3_2", "3_3") };
        return Event("post.mention.create", post, Beside([.. Enumerable.Range(1, 4).Select(n => new JsonObject { ["media_key"] = $"3_{n}", ["type"] = "photo", ["url"] = $"https://pbs.twimg.com/media/{n}.jpg" })]));
    }

    public override RawRequest? Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") => null;

    public override IEnumerable<(string Name, Draft Draft)> Drafts => [("answer", Draft("Yes, paid this morning 👍🏽\n— Rosa")), ("below", Draft("We are looking into it") with { ReplyToKey = null })];
}

/// <summary>What is said in private.</summary>
public sealed class PretendXTalk(IChannel channel) : PretendX(channel)
{
    public override string Name => "x.dm";
    public override string LongestText { get; } = new('x', 10_000);
    public override int FilesInOne => 0;
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [DeliveryProgress.Read];

    public override RawRequest Message(string id, string text, string from = "") => Event("dm.received", Said(id, text, NomsaId, Ours));

    public override RawRequest WithThreeFiles(string id) => Message(id, "https://t.co/picture");

    public override RawRequest? Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") => Event("dm.read", new JsonObject
    {
        ["direct_message_mark_read_events"] = new JsonArray(new JsonObject { ["created_timestamp"] = "1795262398000", ["sender_id"] = NomsaId, ["target"] = new JsonObject { ["recipient_id"] = Ours }, ["last_read_event_id"] = outsideId }),
    });

    public override IEnumerable<(string Name, Draft Draft)> Drafts => [("message", Draft("Here it is: https://marula.example/claims & thank you"))];

    public static JsonObject Said(string id, string text, string from, string to) => new()
    {
        ["direct_message_events"] = new JsonArray(new JsonObject
        {
            ["id"] = id,
            ["type"] = "message_create",
            ["created_timestamp"] = "1795262398000",
            ["message_create"] = new JsonObject { ["sender_id"] = from, ["target"] = new JsonObject { ["recipient_id"] = to }, ["message_data"] = new JsonObject { ["text"] = Escaped(text) } },
        }),
        ["users"] = new JsonObject { [NomsaId] = new JsonObject { ["id"] = NomsaId, ["name"] = "Nomsa Ndlovu", ["screen_name"] = "nomsa_n" } },
    };
}
