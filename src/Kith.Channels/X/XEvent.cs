using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.X;

/// <summary>Reads one event of the X Activity API: <c>data{event_type, filter, payload, includes}</c>. What it has no word for it leaves out.</summary>
/// <param name="ours">Id of our account.</param>
/// <param name="name">Its name, without the @.</param>
/// <param name="site">Where posts can be read by everybody.</param>
/// <param name="key">Key of the request, for what has none of its own.</param>
sealed class XEvent(string ours, string name, string site, string key)
{
    const string Mentions = "x.mentions", Direct = "x.dm", Kind = "x";

    /// <summary>Whose event it is: all of one person stay in their order.</summary>
    public static string? WhoIn(JsonElement data, string ours)
    {
        var payload = data.Part("payload");
        if (payload.Word("author_id") is { } author) return author;

        var message = payload.Each("direct_message_events").FirstOrDefault().Part("message_create");
        var sender = message.Word("sender_id") ?? XTalk.SenderOf(payload, ours);
        return sender == ours ? message.Part("target").Word("recipient_id") : sender;
    }

    public void Read(JsonElement root, ICollection<Fact> facts)
    {
        var data = root.Part("data");
        var (payload, kind) = (data.Part("payload"), data.Word("event_type", 60) ?? "");
        var includes = data.Part("includes") is { ValueKind: JsonValueKind.Object } beside ? beside : root.Part("includes");
        switch (kind)
        {
            case "post.mention.create" or "post.reply.create" or "post.quote.create":
                new XPost(ours, name, site, includes).Read(payload, kind, facts);
                break;
            case "post.delete":
                Deleted(payload, facts);
                break;
            case "dm.received" or "dm.sent":
                foreach (var said in payload.Each("direct_message_events"))
                    if (XTalk.Read(said, payload.Part("users"), ours) is { } fact) facts.Add(fact);
                break;
            case "dm.read":
                foreach (var read in payload.Each("direct_message_mark_read_events"))
                    if (XTalk.ReadMark(read, ours) is { } fact) facts.Add(fact);
                break;
            case "chat.received":
                if (XTalk.Sealed(payload, includes, ours, key) is { } waits) facts.Add(waits);
                break;
            case "oauth.revoke":
                facts.Add(new ConnectionTrouble(OutsideKey.Of('t', key), Mentions, null, XErrors.Revoked));
                break;
        }
    }

    static void Deleted(JsonElement payload, ICollection<Fact> facts)
    {
        if (payload.Word("id") is not { } id || (payload.Word("author_id") ?? payload.Word("user_id")) is not { } author) return;

        facts.Add(new MessageWithdrawn(OutsideKey.Of('x', id), Mentions, XPost.At(payload, "deleted_at"), OutsideKey.Of('m', XPost.FirstId(payload, id)), new(Kind, "", author, IdentityStrength.PlatformAccount)));
    }
}
