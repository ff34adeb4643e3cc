using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.Messenger;

public sealed partial class MessengerChannel : IProof, IReadFacts
{
    const string Object = "page";

    /// <inheritdoc/>
    public int MaxBody => MetaHook.MaxBody;

    /// <inheritdoc/>
    public string? WhyForged(RawRequest bare, Account account) => MetaHook.WhyForged(bare, account);

    /// <inheritdoc/>
    public Proof Prove(RawRequest request, Account account, DateTimeOffset now) => MetaHook.Prove(request, account, account["page_id"], IsOurs);

    /// <inheritdoc/>
    public void Read(in Kept kept, Account account, ICollection<Fact> facts)
    {
        var key = kept.Key;
        MetaHook.Read(kept, SurfaceId, Object, facts, one => Read(one, key, account, facts));
    }

    static void Read(MetaEvent one, string key, Account account, ICollection<Fact> facts)
    {
        var fact = !IsOurs(one.Entry, account) ? null : one.List == "changes" ? Changed(one, account)
            : new MessagingReading(new(SurfaceId, Kind) { AlsoKind = FeedReading.Kind }, account["page_id"]).Read(one.Item, isStandby: one.List == "standby");
        facts.Add(fact ?? MetaHook.Unknown(key, SurfaceId, KindOf(one.Item), one.Where));
    }

    static Fact? Changed(MetaEvent one, Account account) =>
        one.Item.Word("field") != "feed" ? null : new FeedReading(CommentsId, account["page_id"]).Read(one.Item.Part("value"), one.Entry.Time("time"));

    static string KindOf(JsonElement item) => item.Word("field", 60) switch { null => MessagingReading.KindOf(item), "feed" => FeedReading.KindOf(item.Part("value")), var field => field };

    static bool IsOurs(JsonElement entry, Account account) => entry.Word("id") == account["page_id"];
}
