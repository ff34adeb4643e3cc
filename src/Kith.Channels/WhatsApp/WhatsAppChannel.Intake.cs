using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.WhatsApp;

public sealed partial class WhatsAppChannel
{
    internal override string HookObject => "whatsapp_business_account";

    internal override string MainSurface => SurfaceId;

    internal override string AccountField => "phone_number_id";

    internal override bool IsOurs(JsonElement entry, Account account) =>
        entry.Word("id") == account["waba_id"] && (!entry.Each("changes").Any() || entry.Each("changes").Any(change => IsOurNumber(change.Part("value"), account)));

    internal override void Read(MetaEvent one, string key, Account account, ICollection<Fact> facts)
    {
        var (field, value) = (one.Item.Word("field", 60) ?? one.List, one.Item.Part("value"));
        if (one.Entry.Word("id") != account["waba_id"] || !IsOurNumber(value, account)) facts.Add(MetaHook.Unknown(key, SurfaceId, "another number", one.Where));
        else new WhatsAppReading(Surface, account, key, facts).Read(field, value, one.Where);
    }

    // What is of the whole business, a template or its limits, names no number.
    static bool IsOurNumber(JsonElement value, Account account) =>
        value.Part("metadata").Word("phone_number_id") is not { } number || number == account["phone_number_id"];
}
