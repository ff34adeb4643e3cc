using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.Instagram;

public sealed partial class InstagramChannel
{
    internal override string HookObject => "instagram";

    internal override string MainSurface => SurfaceId;

    internal override string AccountField => "account_id";

    internal override bool IsOurs(JsonElement entry, Account account) => entry.Word("id") == account["account_id"];

    internal override void Read(MetaEvent one, string key, Account account, ICollection<Fact> facts)
    {
        var fact = !IsOurs(one.Entry, account) ? null
            : one.List == "changes" ? new CommentReading(CommentsId, account["account_id"]).Read(one.Item.Word("field", 60), one.Item.Part("value"), one.Entry.Time("time"))
            : new MessagingReading(new(SurfaceId, Kind) { AlsoKind = CommentReading.Kind }, account["account_id"]).Read(one.Item, isStandby: one.List == "standby");
        facts.Add(fact ?? MetaHook.Unknown(key, SurfaceId, one.Item.Word("field", 60) ?? MessagingReading.KindOf(one.Item), one.Where));
    }
}
