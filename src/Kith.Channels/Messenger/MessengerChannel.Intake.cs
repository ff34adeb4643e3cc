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
        var fact = !IsOurs(one.Entry, account) || one.List == "changes" ? null : new MessagingReading(new(SurfaceId, Kind), account["page_id"]).Read(one.Item, isStandby: one.List == "standby");
        facts.Add(fact ?? MetaHook.Unknown(key, SurfaceId, one.Item.Word("field", 60) ?? MessagingReading.KindOf(one.Item), one.Where));
    }

    static bool IsOurs(JsonElement entry, Account account) => entry.Word("id") == account["page_id"];
}
