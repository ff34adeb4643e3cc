using System.Globalization;
using System.Text.Json;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Meta;

/// <summary>What is said under the posts of a page: the same hooks as Messenger's, and answers that can be read back there.</summary>
public sealed class PretendComments(IChannel channel) : PretendMeta(channel)
{
    public const string Page = PretendMessenger.Page, Theirs = "7000000000000088", OurPost = $"{Page}_777";

    readonly List<(string Under, string Id, string Text)> said = [];

    public override string ChannelId => "messenger";
    public override string Name => "messenger.comments";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-000000000008");
    public override HandleRef Nomsa { get; } = new("facebook", Page, Theirs, IdentityStrength.PlatformAccount);
    public override string LongestText { get; } = new('x', 8000);
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [];
    public override bool TakesOurKey => false;

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string> { ["page_id"] = Page, ["page_name"] = "Marula Mutual" };

    protected override string SendPath => "777_";

    public override Draft Draft(string text) => base.Draft(text) with { ReplyToKey = "m:777_12", ThreadKey = $"p:{OurPost}:{Theirs}", PostKey = $"p:{OurPost}" };

    public override RawRequest Message(string id, string text, string from = "") => Feed(Comment($"777_{id}", text, from: from.Length > 0 ? from : Theirs));

    public override RawRequest WithThreeFiles(string id) => Feed(new
    {
        item = "photo",
        verb = "add",
        from = new { id = Theirs, name = "Nomsa Ndlovu" },
        post_id = $"{Page}_{id}",
        photos = Enumerable.Range(0, 3).Select(at => $"https://scontent.xx.fbcdn.net/v/{at}.jpg"),
        created_time = 1795262398,
    });

    public override RawRequest Unknown() => Feed(new { item = "event", verb = "add", event_id = "9" });

    public override RawRequest SomebodyElses() => Event(new { @object = "page", entry = new[] { new { id = "999", time = 1795262398, changes = new[] { new { field = "feed", value = Comment("1_2", "x") } } } } });

    public override RawRequest? Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") => null;

    public override IEnumerable<(string Name, Draft Draft)> Drafts =>
    [
        ("answer", Draft("We are looking for them 👍🏽\n— Rosa")),
        ("below", Draft("And yours too\n— Rosa") with { ReplyToKey = "m:777_13", Reference = "777_12" }),
    ];

    public RawRequest Feed(params object[] values) => Event(new { @object = "page", entry = new[] { new { id = Page, time = 1795262460, changes = values.Select(value => new { field = "feed", value }) } } });

    public RawRequest Entries(params object[] entry) => Event(new { @object = "page", entry });

    public static Dictionary<string, object?> Comment(string id, string text, string verb = "add", string? parent = null, string? from = Theirs, string? photo = null)
    {
        var value = new Dictionary<string, object?>
        {
            ["item"] = "comment",
            ["verb"] = verb,
            ["post_id"] = OurPost,
            ["comment_id"] = id,
            ["parent_id"] = parent ?? OurPost,
            ["message"] = Whole(text),
            ["created_time"] = 1795262398,
            ["post"] = new { permalink_url = $"https://www.facebook.com/{OurPost}", id = OurPost },
        };
        if (from is not null) value["from"] = new { id = from, name = from == Page ? "Marula Mutual" : "Nomsa Ndlovu" };
        if (photo is not null) value["photo"] = photo;
        return value;
    }

    protected override (string? Text, WireAnswer Answer) Taken(JsonElement sent, string id)
    {
        if (!sent.TryGetProperty("message", out var words) || words.GetString()!.Length is 0 or > 8000) return (null, Error(400, 100));

        said.Add(("777_12", $"777_9{id}", words.GetString()!));
        return (words.GetString(), Answer(200, JsonSerializer.Serialize(new { id = $"777_9{id}" })));
    }

    /// <summary>What stands below a comment, the newest first.</summary>
    protected override WireAnswer Listed(string url) => Answer(200, JsonSerializer.Serialize(new
    {
        data = said.Where(one => url.Contains($"/{one.Under}/comments?", StringComparison.Ordinal)).Reverse().Take(50).Select(one => new
        {
            id = one.Id,
            message = one.Text.Trim() + " ",
            from = new { id = Page },
            created_time = Noon.ToString("yyyy-MM-ddTHH:mm:ss+0000", CultureInfo.InvariantCulture),
        }),
    }));
}
