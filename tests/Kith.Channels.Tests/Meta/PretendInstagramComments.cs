using System.Globalization;
using System.Text.Json;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Meta;

/// <summary>What is said under the posts of an account on Instagram.</summary>
public sealed class PretendInstagramComments(IChannel channel) : PretendMeta(channel)
{
    public const string Us = PretendInstagram.Us, Theirs = PretendInstagram.Theirs;

    readonly List<(string Id, string Text)> said = [];

    public override string ChannelId => "instagram";
    public override string Name => "instagram.comments";
    public override Guid Connection { get; } = new("019a9b1c-0000-7000-8000-00000000000a");
    public override HandleRef Nomsa { get; } = new("instagram_public", Us, Theirs, IdentityStrength.PlatformAccount);
    public override string LongestText { get; } = new('x', 2200);
    public override IReadOnlyList<DeliveryProgress> ReceiptsItSends => [];
    public override bool TakesOurKey => false;

    // Nobody can comment with a file.
    public override int FilesInOne => 0;

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string> { ["account_id"] = Us, ["graph_url"] = "https://graph.facebook.com" };

    protected override string SendPath => "c9/replies";

    public override Draft Draft(string text) => base.Draft(text) with { ReplyToKey = "m:c9", ThreadKey = $"p:m3:{Theirs}", PostKey = "p:m3" };

    public override RawRequest Message(string id, string text, string from = "") => Changes(Comment($"c{id}", text, from: from.Length > 0 ? from : Theirs));

    public override RawRequest WithThreeFiles(string id) => Message(id, "no file");

    public override RawRequest Unknown() => Changes(("story_insights", new { media_id = "m9" }));

    public override RawRequest SomebodyElses() => Event(new { @object = "instagram", entry = new[] { new { id = "999", time = 1795262398, changes = new[] { new { field = "comments", value = Comment("c1", "x").Value } } } } });

    public override RawRequest? Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "") => null;

    public override IEnumerable<(string Name, Draft Draft)> Drafts =>
    [
        ("answer", Draft("Send us a message, please 👍🏽\n— Rosa")),
        ("below", Draft("You too\n— Rosa") with { ReplyToKey = "m:c10", Reference = "c9" }),
        ("mention", Draft("Thank you!\n— Rosa") with { ReplyToKey = "n:m7:c20", Reference = "c20", PostKey = "p:m7" }),
    ];

    public RawRequest Changes(params (string Field, object Value)[] changes) =>
        Event(new { @object = "instagram", entry = new[] { new { id = Us, time = 1795262398, changes = changes.Select(change => new { field = change.Field, value = change.Value }) } } });

    public static (string Field, object Value) Comment(string id, string text, string? parent = null, string? from = Theirs, string field = "comments") => (field, new
    {
        id,
        text = Whole(text),
        from = from is null ? null : new { id = from, username = from == Us ? "marula.mutual" : "nomsa.n" },
        media = new { id = "m3", media_product_type = "FEED" },
        parent_id = parent,
    });

    protected override (string? Text, WireAnswer Answer) Taken(JsonElement sent, string id)
    {
        if (!sent.TryGetProperty("message", out var words) || words.GetString()!.Length is 0 or > 2200) return (null, Error(400, 100));

        said.Add(($"c9{id}", words.GetString()!));
        return (words.GetString(), Answer(200, JsonSerializer.Serialize(new { id = $"c9{id}" })));
    }

    protected override WireAnswer Listed(string url) => Answer(200, JsonSerializer.Serialize(new
    {
        data = said.Select(one => new { id = one.Id, text = one.Text, from = new { id = Us }, timestamp = Noon.ToString("yyyy-MM-ddTHH:mm:ss+0000", CultureInfo.InvariantCulture) }).Reverse().Take(50),
    }));
}
