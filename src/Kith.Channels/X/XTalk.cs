using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.X;

/// <summary>Reads what is said in private (X Activity API, <c>dm.*</c>), and that something waits which only X's own app can open (<c>chat.*</c>).</summary>
static class XTalk
{
    const string Surface = "x.dm", Kind = "x";

    /// <summary>Theirs is a message; ours, from wherever it was sent, an echo.</summary>
    public static Fact? Read(JsonElement said, JsonElement users, string ours)
    {
        var message = said.Part("message_create");
        if (said.Word("id") is not { } id || message.Word("sender_id") is not { } sender || message.Part("target").Word("recipient_id") is not { } recipient) return null;
        if (sender != ours && recipient != ours) return null;

        var (key, text) = (OutsideKey.Of('d', id), XPost.Unescaped(Words(message.Part("message_data"))));
        var other = Person(sender == ours ? recipient : sender, users);
        return sender == ours ? new EchoSeen(key, Surface, said.Time("created_timestamp"), Thread(ours, other), other, text, id, null)
            : new MessageReceived(key, Surface, said.Time("created_timestamp"), Thread(ours, other), other, text) { Claims = [.. Claims(users, sender)] };
    }

    /// <summary>They read everything of ours up to then.</summary>
    public static Fact? ReadMark(JsonElement read, string ours)
    {
        if (read.Word("sender_id") is not { } reader || reader == ours || read.Time("created_timestamp") is not { } at) return null;

        var last = read.Word("last_read_event_id");
        return new DeliveryChanged(OutsideKey.Of('r', $"{reader}:{last ?? read.Word("created_timestamp")}"), Surface, at, null, last, DeliveryProgress.Read)
        {
            From = Person(reader, default),
            AndEarlier = true,
        };
    }

    /// <summary>Its words are for X's own app alone: that it waits there is all that can be told.</summary>
    public static Fact? Sealed(JsonElement payload, JsonElement includes, string ours, string key)
    {
        if (SenderOf(payload, ours) is not { } sender || sender == ours) return null;

        var user = includes.Each("users").FirstOrDefault(one => one.Word("id") == sender);
        var from = new HandleRef(Kind, "", sender, IdentityStrength.PlatformAccount, user.Word("name"));
        var id = payload.Word("id") ?? payload.Word("message_id") ?? payload.Word("sequence_id");
        return new MessageReceived(OutsideKey.Of('c', id ?? key), Surface, payload.Time("created_at_msec") ?? XPost.At(payload, "created_at"), Thread(ours, from), from, "") { Marks = [XChannel.Encrypted] };
    }

    /// <summary>Who wrote it; where that is not said, the other one of the two whose conversation it is.</summary>
    public static string? SenderOf(JsonElement payload, string ours) =>
        payload.Word("sender_id") ?? payload.Word("conversation_id")?.Split(':', '-') switch
        {
            [var one, var other] when one == ours && other.Length > 0 => other,
            [var one, var other] when other == ours && one.Length > 0 => one,
            _ => null,
        };

    static string Words(JsonElement data)
    {
        var text = data.Said("text");
        foreach (var link in data.Part("entities").Each("urls").Take(20))
            if (link.Word("url", 100) is { } shortened && link.Word("expanded_url", 2000) is { } led) text = text.Replace(shortened, led, StringComparison.Ordinal);
        return text;
    }

    static JsonElement UserOf(JsonElement users, string id) => users.Part(id).Part("data") is { ValueKind: JsonValueKind.Object } data ? data : users.Part(id);

    static HandleRef Person(string id, JsonElement users) => new(Kind, "", id, IdentityStrength.PlatformAccount, UserOf(users, id).Word("name"));

    static IEnumerable<ClaimRef> Claims(JsonElement users, string id)
    {
        if ((UserOf(users, id).Word("username", 64) ?? UserOf(users, id).Word("screen_name", 64)) is { } username) yield return new("x", $"@{username}");
    }

    static string Thread(string ours, HandleRef with) => $"{ours}:{with.Value}";
}
