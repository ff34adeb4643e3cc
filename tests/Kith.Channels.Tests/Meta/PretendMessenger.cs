using System.Text.Json;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Meta;

/// <summary>Messenger: hooks of the object <c>page</c>, and messages sent by a page of ours.</summary>
public sealed class PretendMessenger(IChannel channel) : PretendMeta(channel)
{
    public const string Page = "104000000000001", Theirs = "7000000000000007";

    public override string ChannelId => "messenger";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-000000000007");
    public override HandleRef Nomsa { get; } = new("messenger", Page, Theirs, IdentityStrength.PlatformAccount);
    public override string LongestText { get; } = new('x', 2000);
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [DeliveryProgress.Delivered, DeliveryProgress.Read];

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string> { ["page_id"] = Page, ["page_name"] = "Marula Mutual" };

    protected override string SendPath => $"{Page}/messages";

    public override RawRequest Message(string id, string text, string from = "") => Talk(From(from.Length > 0 ? from : Theirs, new { message = new { mid = $"m_{id}", text = Whole(text) } }));

    public override RawRequest WithThreeFiles(string id) => Talk(From(Theirs, new
    {
        message = new { mid = $"m_{id}", attachments = Enumerable.Range(0, 3).Select(at => new { type = "image", payload = new { url = $"https://scontent.xx.fbcdn.net/v/{at}.jpg" } }) },
    }));

    public override RawRequest Unknown() => Talk(From(Theirs, new { account_linking = new { status = "linked" } }));

    public override RawRequest SomebodyElses() => Event(new { @object = "page", entry = new[] { new { id = "999", time = 1, messaging = new[] { From(Theirs, new { message = new { mid = "m_1", text = "x" } }) } } } });

    public override RawRequest Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") => Talk(progress == DeliveryProgress.Delivered
        ? From(Theirs, new { delivery = new { mids = new[] { $"m_{outsideId}" }, watermark = 1795262460000 } })
        : From(Theirs, new { read = new { watermark = 1795262461000 } }));

    public override IEnumerable<(string Name, Draft Draft)> Drafts =>
    [
        ("answer", Draft("Yes, paid this morning 👍🏽") with { ReplyToKey = "m:m_x1", Situation = new(Noon.AddHours(-1), false) }),
        ("late", Draft("We found the letter") with { Situation = new(Noon.AddDays(-3), false) }),
        ("alone", Draft("May we have your claim number?") with { To = Nomsa with { Kind = "facebook" }, ReplyToKey = "m:777_12", Situation = new(Noon.AddDays(-3), false) }),
        ("letter", Draft("") with { Attachments = [new("letter.pdf", "application/pdf", 120_000, "https://care.marula.example/files/one-time/letter.pdf")] }),
    ];

    public RawRequest Talk(params object[] messaging) => Event(new { @object = "page", entry = new[] { new { id = Page, time = 1795262398500, messaging } } });

    public RawRequest Standby(params object[] standby) => Event(new { @object = "page", entry = new[] { new { id = Page, time = 1795262398500, standby } } });

    public RawRequest Entries(params object[] entry) => Event(new { @object = "page", entry });

    public static object From(string psid, object what, long at = 1795262398000) => With(psid, Page, what, at);

    public static object Echo(object what, long at = 1795262398000) => With(Page, Theirs, what, at);

    protected override (string? Text, WireAnswer Answer) Taken(JsonElement sent, string id)
    {
        var message = sent.GetProperty("message");
        var text = message.TryGetProperty("text", out var words) ? words.GetString()! : "";
        if (sent.GetProperty("messaging_type").GetString() != "RESPONSE" || text.Length is 0 or > 2000) return (null, Error(400, 100, 2018034));

        return (text, Answer(200, JsonSerializer.Serialize(new { recipient_id = sent.GetProperty("recipient").TryGetProperty("id", out var to) ? to.GetString() : Theirs, message_id = $"m_ours{id}" })));
    }

    static Dictionary<string, object> With(string sender, string recipient, object what, long at)
    {
        var item = new Dictionary<string, object> { ["sender"] = new { id = sender }, ["recipient"] = new { id = recipient }, ["timestamp"] = at };
        foreach (var one in what.GetType().GetProperties()) item[one.Name] = one.GetValue(what)!;
        return item;
    }
}
