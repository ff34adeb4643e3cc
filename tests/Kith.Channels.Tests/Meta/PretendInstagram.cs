using System.Text;
using System.Text.Json;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Meta;

/// <summary>Instagram in private: hooks of the object <c>instagram</c>, texts counted in bytes, and no key of ours that comes back.</summary>
public sealed class PretendInstagram(IChannel channel) : PretendMeta(channel)
{
    public const string Us = "17840000000000001", Theirs = "5000000000000005";

    public override string ChannelId => "instagram";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-000000000009");
    public override HandleRef Nomsa { get; } = new("instagram", Us, Theirs, IdentityStrength.PlatformAccount);
    public override string LongestText { get; } = new('x', 1000);
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [DeliveryProgress.Read];

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string> { ["account_id"] = Us, ["account_name"] = "marula.mutual" };

    protected override string Host => "https://graph.instagram.com";

    protected override string SendPath => $"{Us}/messages";

    public override RawRequest Message(string id, string text, string from = "") => Talk(With(from.Length > 0 ? from : Theirs, Us, new { message = new { mid = $"aWdf_{id}", text = Whole(text) } }));

    public override RawRequest WithThreeFiles(string id) =>
        Said(new { mid = $"aWdf_{id}", attachments = Enumerable.Range(0, 3).Select(at => new { type = "image", payload = new { url = $"https://lookaside.fbsbx.com/{at}.jpg" } }) });

    public override RawRequest Unknown() => Talk(With(Theirs, Us, new { referral = new { @ref = "ad" } }));

    public override RawRequest SomebodyElses() => Event(new { @object = "instagram", entry = new[] { new { id = "999", time = 1, messaging = new[] { With(Theirs, "999", new { message = new { mid = "1", text = "x" } }) } } } });

    public override RawRequest Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") => Talk(With(Theirs, Us, new { read = new { mid = outsideId } }));

    public override IEnumerable<(string Name, Draft Draft)> Drafts =>
    [
        ("answer", Draft("Yes, paid this morning 👍🏽") with { ReplyToKey = "m:aWdf_1", Situation = new(Noon.AddHours(-1), false) }),
        ("late", Draft("We found the letter") with { Situation = new(Noon.AddDays(-3), false) }),
        ("picture", Draft("") with { Attachments = [new("roof.jpg", "image/jpeg", 120_000, "https://care.marula.example/files/one-time/roof.jpg")] }),
        ("alone", Draft("May we have your claim number?") with { To = Nomsa with { Kind = "instagram_public" }, ReplyToKey = "m:c9" }),
    ];

    public RawRequest Said(object message) => Talk(With(Theirs, Us, new { message }));

    public RawRequest Talk(params object[] messaging) => Event(new { @object = "instagram", entry = new[] { new { id = Us, time = 1795262398500, messaging } } });

    public static Dictionary<string, object> With(string sender, string recipient, object what)
    {
        var item = new Dictionary<string, object> { ["sender"] = new { id = sender }, ["recipient"] = new { id = recipient }, ["timestamp"] = 1795262398000 };
        foreach (var one in what.GetType().GetProperties()) item[one.Name] = one.GetValue(what)!;
        return item;
    }

    protected override (string? Text, WireAnswer Answer) Taken(JsonElement sent, string id)
    {
        var text = sent.GetProperty("message").TryGetProperty("text", out var words) ? words.GetString()! : "";
        if (Encoding.UTF8.GetByteCount(text) is 0 or > 1000 || sent.GetProperty("message").TryGetProperty("metadata", out _)) return (null, Error(400, 100));

        return (text, Answer(200, JsonSerializer.Serialize(new { recipient_id = Theirs, message_id = $"aWdf_ours{id}" })));
    }
}
