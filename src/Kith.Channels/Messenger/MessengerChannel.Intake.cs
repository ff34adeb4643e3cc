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
        var fact = !IsOurs(one.Entry, account) ? null : one.List == "changes" ? Changed(one, account)
            : new MessagingReading(new(SurfaceId, Kind) { AlsoKind = FeedReading.Kind }, account["page_id"]).Read(one.Item, isStandby: one.List == "standby");
        facts.Add(fact ?? MetaHook.Unknown(key, SurfaceId, KindOf(one.Item), one.Where));
    }

    static Fact? Changed(MetaEvent one, Account account) =>
        one.Item.Word("field") != "feed" ? null : new FeedReading(CommentsId, account["page_id"]).Read(one.Item.Part("value"), one.Entry.Time("time"));

    static string KindOf(JsonElement item) => item.Word("field", 60) switch { null => MessagingReading.KindOf(item), "feed" => FeedReading.KindOf(item.Part("value")), var field => field };
}
