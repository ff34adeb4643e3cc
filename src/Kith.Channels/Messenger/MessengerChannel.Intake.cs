using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.Messenger;

public sealed partial class MessengerChannel
{
    internal override string HookObject => "page";

    internal override string MainSurface => SurfaceId;

    internal override string AccountField => "page_id";

    internal override bool IsOurs(JsonElement entry, Account account) => entry.Word("id") == account["page_id"];

    internal override void Read(MetaEvent one, string key, Account account, ICollection<Fact> facts)
    {
        var before = facts.Count;
        if (IsOurs(one.Entry, account) && one.List != "changes") Said(one, account, facts);
        else if (IsOurs(one.Entry, account) && Changed(one, account) is { } fact) facts.Add(fact);
        if (facts.Count == before) facts.Add(MetaHook.Unknown(key, SurfaceId, KindOf(one.Item), one.Where));
    }

    /// <summary>Whoever comes by a link of ours may say something in the same moment, or nothing yet.</summary>
    static void Said(MetaEvent one, Account account, ICollection<Fact> facts)
    {
        var reading = new MessagingReading(new(SurfaceId, Kind) { AlsoKind = FeedReading.Kind }, account["page_id"]);
        if (reading.Brought(one.Item) is { } brought) facts.Add(brought);
        if (reading.Read(one.Item, isStandby: one.List == "standby") is { } fact) facts.Add(fact);
    }

    static Fact? Changed(MetaEvent one, Account account) =>
        one.Item.Word("field") != "feed" ? null : new FeedReading(CommentsId, account["page_id"]).Read(one.Item.Part("value"), one.Entry.Time("time"));

    static string KindOf(JsonElement item) => item.Word("field", 60) switch { null => MessagingReading.KindOf(item), "feed" => FeedReading.KindOf(item.Part("value")), var field => field };
}
