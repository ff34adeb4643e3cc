using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Telegram;

/// <summary>
/// The Bot API as its sheet describes it: brings updates with a plain secret in a header, or hands them out when asked and forgets what was
/// confirmed; takes a message as often as it is sent, and gives each a number.
/// </summary>
public sealed class PretendTelegram(IChannel channel) : Platform(channel)
{
    const string Token = "123456789:AAFakeTokenOfMarulaCareBot_0123456789", Secret = "3f9a0b1c7c0e4f3a2b1d4c5e8f9a5d60";
    const long NomsaId = 7_123_456_789, Began = 1_795_262_398;

    readonly List<string> texts = [];
    readonly List<JsonObject> updates = [];
    int messages = 40;

    public override string ChannelId => "telegram";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-000000000005");
    public override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["token"] = Token,
        ["username"] = "MarulaCareBot",
        ["messages"] = "ask",
        ["secret"] = Secret,
    };

    public override HandleRef Nomsa { get; } = new("telegram", "", "7123456789", IdentityStrength.PlatformAccount);
    public override string LongestText { get; } = new('x', 4096);
    public override bool SignsBody => false;
    public override int FilesInOne => 1;
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [];

    public override RawRequest Message(string id, string text, string from = "") => Post(Secret, Said(id, text));

    // A message of Telegram carries one file; three are three messages of one album.
    public override RawRequest WithThreeFiles(string id) => Post(Secret, Update(id, "message", message =>
    {
        message["photo"] = new JsonArray(Size("small", 90), Size("large", 1280));
        message["media_group_id"] = "55";
    }));

    public override RawRequest Unknown() => Post(Secret, new JsonObject { ["update_id"] = 900, ["poll_answer"] = new JsonObject { ["poll_id"] = "1" } });

    public override RawRequest Carrying(byte[] body) => Post(Secret, body);

    public override RawRequest SignedBy(string secret, string id) => Post(secret, Said(id, "Good day"));

    public override RawRequest? SomebodyElses() => SignedBy("another-bots-secret-of-the-same-len", "1");

    public override RawRequest Sign(RawRequest request) => Post(Secret, request.Body.ToArray());

    public override RawRequest? Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") => null;

    public override IEnumerable<(string What, RawRequest Request)> Forgeries()
    {
        for (var at = 0; at < Secret.Length; at++)
            yield return ($"letter {at} changed", SignedBy(Secret[..at] + (Secret[at] == '0' ? '1' : '0') + Secret[(at + 1)..], "1"));
        foreach (var odd in new[] { "", " ", Secret[..^1], Secret + "0", Secret.ToUpperInvariant(), $" {Secret}", $"{Secret},{Secret}", Token }) yield return ($"secret {odd}", SignedBy(odd, "1"));
        yield return ("no header", Message("1", "Pay it out") with { Headers = Bag() });
        yield return ("the secret in the query", Message("1", "Pay it out") with { Headers = Bag(), Query = $"secret={Secret}" });
    }

    public override WireAnswer? Take(WireRequest request)
    {
        var (mood, method) = (NextMood(), request.Url[(request.Url.LastIndexOf('/') + 1)..]);
        if (mood == Mood.SignInRevoked || !request.Url.StartsWith($"https://api.telegram.org/bot{Token}/", StringComparison.Ordinal)) return Refused(401, "Unauthorized");
        if (mood is Mood.TooFast) return Refused(429, "Too Many Requests: retry after 7", ("retry_after", 7));
        if (mood is Mood.TooFastWithoutHint) return Refused(429, "Too Many Requests");
        if (mood is Mood.DownBeforeTaking) return Answer(502, "<html>Bad Gateway</html>");
        if (method == "getUpdates") return HandOut(JsonNode.Parse(request.Body.Span)!);

        texts.Add(WordsOf(request));
        return mood switch { Mood.LosesAnswer => null, Mood.FailsAfterTaking => Answer(500, "<html></html>"), _ => Answer(200, Sent(method)) };
    }

    public override int CopiesOf(string text) => texts.Count(one => one == text);

    public override IEnumerable<(string Name, Draft Draft)> Drafts =>
    [
        ("answer", Draft("Yes, paid this morning 👍🏽") with { ReplyToKey = $"m:{NomsaId}_41" }),
        ("letter", Draft("Here is your letter.") with { Attachments = [File("letter \"7\".pdf", "application/pdf")] }),
        ("pictures", Draft("The branch") with { Attachments = [File("door.jpg", "image/jpeg"), File("desk.png", "image/png")] }),
    ];

    /// <summary>Something happens there; it is handed out when somebody asks.</summary>
    public void Happens(string text) => updates.Add(Said($"{updates.Count + 1}", text));

    /// <summary>Asks as the host does and reads what comes, once.</summary>
    public Polled Asked(string? place)
    {
        var poll = (IPoll)Channel;
        return poll.Read(Take(poll.Ask(Account, place)!)!, place, Account, Noon);
    }

    WireAnswer HandOut(JsonNode asked)
    {
        var offset = asked["offset"]?.GetValue<long>() ?? 0;
        updates.RemoveAll(update => update["update_id"]!.GetValue<long>() < offset);
        return Answer(200, new JsonObject { ["ok"] = true, ["result"] = new JsonArray([.. updates.Take(asked["limit"]!.GetValue<int>()).Select(update => update.DeepClone())]) }.ToJsonString());
    }

    static string WordsOf(WireRequest request)
    {
        if (request.ContentType == "application/json") return JsonNode.Parse(request.Body.Span)!["text"]!.ToString();

        var form = MultipartForm.Parse(request.Body, request.ContentType!)!;
        return Encoding.UTF8.GetString((form["caption"] ?? default).Span);
    }

    string Sent(string method)
    {
        JsonObject One() => new() { ["message_id"] = ++messages, ["date"] = Began, ["chat"] = new JsonObject { ["id"] = NomsaId, ["type"] = "private" } };
        return new JsonObject { ["ok"] = true, ["result"] = method == "sendMediaGroup" ? new JsonArray(One(), One()) : One() }.ToJsonString();
    }

    static WireAnswer Refused(int code, string why, params (string Name, int Value)[] more) => Answer(code, new JsonObject
    {
        ["ok"] = false,
        ["error_code"] = code,
        ["description"] = why,
        ["parameters"] = more.Length == 0 ? null : new JsonObject(more.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Name, one.Value))),
    }.ToJsonString());

    static JsonObject Said(string id, string text) => Update(id, "message", message => message["text"] = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    // Ids of the suite are words; Telegram's are numbers.
    static JsonObject Update(string id, string kind, Action<JsonObject> more)
    {
        var number = long.TryParse(id, CultureInfo.InvariantCulture, out var said) ? said : Lanes.Of(id);
        var message = new JsonObject
        {
            ["message_id"] = number,
            ["date"] = Began,
            ["chat"] = new JsonObject { ["id"] = NomsaId, ["type"] = "private", ["first_name"] = "Nomsa" },
            ["from"] = new JsonObject { ["id"] = NomsaId, ["is_bot"] = false, ["first_name"] = "Nomsa", ["last_name"] = "Ndlovu", ["username"] = "nomsa_n" },
        };
        more(message);
        return new() { ["update_id"] = 500 + number, [kind] = message };
    }

    static JsonObject Size(string id, int width) => new() { ["file_id"] = $"AgAC-{id}", ["file_unique_id"] = $"AQ-{id}", ["width"] = width, ["height"] = width };

    static DraftAttachment File(string name, string type) => new(name, type, 1200, "https://care.marula.example/files/one-time/1") { Bytes = Encoding.UTF8.GetBytes($"bytes of {name}") };

    RawRequest Post(string secret, JsonObject update) => Post(secret, JsonSerializer.SerializeToUtf8Bytes(update));

    RawRequest Post(string secret, byte[] body) => new("POST", "", "", HookUrl, Bag(("Content-Type", "application/json"), ("X-Telegram-Bot-Api-Secret-Token", secret)), body, "149.154.167.197");
}
