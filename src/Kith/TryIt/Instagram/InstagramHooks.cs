using System.Text.Json;

namespace Kith.TryIt;

/// <summary>What the pretend Instagram tells, in the shape of Meta's webhooks: the field comments of an account, and its messages.</summary>
static class InstagramHooks
{
    public static byte[] Comment(Remark comment) => Body(new
    {
        id = PretendInstagram.OurId,
        time = comment.At.ToUnixTimeSeconds(),
        changes = new[]
        {
            new
            {
                field = "comments",
                value = new
                {
                    id = comment.Id,
                    text = comment.Text,
                    from = new { id = comment.By.Id, username = comment.By.Name },
                    media = new { id = comment.Post, media_product_type = "FEED" },
                    parent_id = comment.Parent,
                },
            },
        },
    });

    public static byte[] Message(Aside line) => Messaging(line.Visitor, PretendInstagram.OurId, line.At, new() { ["message"] = new { mid = line.Id, text = line.Text } });

    /// <summary>What we said comes back, without any word of whoever sent it.</summary>
    public static byte[] Echo(Aside line) => Messaging(PretendInstagram.OurId, line.Visitor, line.At,
        new() { ["message"] = new { mid = line.Id, text = line.Text, is_echo = true, attachments = line.File is { } url ? new[] { new { type = "file", payload = new { url } } } : [] } });

    /// <summary>They have seen this one and all before it.</summary>
    public static byte[] Seen(Aside line, DateTimeOffset now) => Messaging(line.Visitor, PretendInstagram.OurId, now, new() { ["read"] = new { mid = line.Id } });

    static byte[] Messaging(string from, string to, DateTimeOffset at, Dictionary<string, object> item)
    {
        (item["sender"], item["recipient"], item["timestamp"]) = (new { id = from }, new { id = to }, at.ToUnixTimeMilliseconds());
        return Body(new { id = PretendInstagram.OurId, time = at.ToUnixTimeMilliseconds(), messaging = new[] { item } });
    }

    static byte[] Body(object entry) => JsonSerializer.SerializeToUtf8Bytes(new { @object = "instagram", entry = new[] { entry } });
}
