using System.Text.Json;

namespace Kith.TryIt;

/// <summary>What the pretend Facebook tells, in the shape of Meta's webhooks: the field feed of a page, and its messages.</summary>
static class PageHooks
{
    public static byte[] Feed(object value, DateTimeOffset now) =>
        Body(new { id = DemoHouse.PageId, time = now.ToUnixTimeSeconds(), changes = new[] { new { field = "feed", value } } });

    public static byte[] Messaging(object item, DateTimeOffset now) =>
        Body(new { id = DemoHouse.PageId, time = now.ToUnixTimeMilliseconds(), messaging = new[] { item } });

    public static object Said(Remark comment, string verb, string url) => new
    {
        item = "comment",
        verb,
        post_id = comment.Post,
        comment_id = comment.Id,
        parent_id = comment.Parent ?? comment.Post,
        created_time = comment.At.ToUnixTimeSeconds(),
        from = From(comment.By),
        message = comment.Text,
        post = new { permalink_url = url },
    };

    /// <summary>Who took it away is not told.</summary>
    public static object Gone(Remark comment, DateTimeOffset now) => new
    {
        item = "comment",
        verb = "remove",
        post_id = comment.Post,
        comment_id = comment.Id,
        parent_id = comment.Parent ?? comment.Post,
        created_time = now.ToUnixTimeSeconds(),
    };

    public static object Liked(Remark comment, Passerby by, bool isLiked, DateTimeOffset now) => new
    {
        item = "reaction",
        verb = isLiked ? "add" : "remove",
        reaction_type = "like",
        post_id = comment.Post,
        comment_id = comment.Id,
        created_time = now.ToUnixTimeSeconds(),
        from = From(by),
    };

    public static object Message(Aside line) => new
    {
        sender = new { id = line.Visitor },
        recipient = new { id = DemoHouse.PageId },
        timestamp = line.At.ToUnixTimeMilliseconds(),
        message = new { mid = line.Id, text = line.Text },
    };

    /// <summary>What the page said comes back, with the word of whoever sent it.</summary>
    public static object Echo(Aside line, string? metadata) => new
    {
        sender = new { id = DemoHouse.PageId },
        recipient = new { id = line.Visitor },
        timestamp = line.At.ToUnixTimeMilliseconds(),
        message = new { mid = line.Id, text = line.Text, is_echo = true, metadata, attachments = line.File is { } url ? new[] { new { type = "file", payload = new { url } } } : [] },
    };

    /// <summary>All that went to this visitor up to now was delivered, or read.</summary>
    public static object Mark(string visitor, bool isRead, DateTimeOffset now)
    {
        var (sender, recipient, mark) = (new { id = visitor }, new { id = DemoHouse.PageId }, new { watermark = now.ToUnixTimeMilliseconds() });
        return isRead ? new { sender, recipient, timestamp = mark.watermark, read = mark } : new { sender, recipient, timestamp = mark.watermark, delivery = mark };
    }

    static object From(Passerby who) => new { id = who.Id, name = who.Name };

    static byte[] Body(object entry) => JsonSerializer.SerializeToUtf8Bytes(new { @object = "page", entry = new[] { entry } });
}
