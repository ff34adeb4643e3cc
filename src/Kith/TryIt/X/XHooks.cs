using System.Globalization;
using System.Text.Json;

namespace Kith.TryIt;

/// <summary>What the pretend X tells, in the shape of the X Activity API.</summary>
static class XHooks
{
    public static byte[] Body(string event_type, object payload, object? includes) =>
        JsonSerializer.SerializeToUtf8Bytes(new { data = new { event_type, filter = new { user_id = PretendX.OurId }, payload, includes } });

    public static object Post(PretendX x, Remark said)
    {
        var named = x.NamedBefore(said);
        return new
        {
            id = said.LaterIds is [.., var newest] ? newest : said.Id,
            text = Words(named, said.Text),
            author_id = said.By.Id,
            conversation_id = said.Post,
            created_at = Written(said.At),
            edit_history_tweet_ids = said.LaterIds.Prepend(said.Id),
            entities = new { mentions = named.Concat(PretendX.NamesUs(said.Text) ? [x.Us] : []).Distinct().Select(one => new { id = one.Id, username = PretendX.NameOf(one) }) },
            in_reply_to_tweet_id = said.Parent,
            referenced_tweets = said.Parent is { } answered ? new[] { new { type = "replied_to", id = answered } } : [],
        };
    }

    /// <summary>Who and what the post names.</summary>
    public static object Beside(IReadOnlyList<Remark> named, Remark? root) => new
    {
        users = named.Select(one => one.By).Distinct().Select(User),
        tweets = root is null ? [] : new[] { new { id = root.Id, author_id = root.By.Id, text = Escaped(root.Text), created_at = Written(root.At) } },
    };

    public static object Gone(Remark said, DateTimeOffset now) =>
        new { id = said.Id, author_id = said.By.Id, edit_history_tweet_ids = said.LaterIds.Prepend(said.Id), deleted_at = Written(now) };

    public static object Message(Aside line, Passerby visitor)
    {
        var (sender_id, recipient_id) = line.IsFromVisitor ? (visitor.Id, PretendX.OurId) : (PretendX.OurId, visitor.Id);
        return new
        {
            direct_message_events = new[]
            {
                new
                {
                    id = line.Id,
                    type = "message_create",
                    created_timestamp = Milliseconds(line.At),
                    message_create = new { sender_id, target = new { recipient_id }, message_data = new { text = Escaped(line.Text) } },
                },
            },
            users = visitor.Name.Length == 0 ? [] : new Dictionary<string, object> { [visitor.Id] = User(visitor) },
        };
    }

    /// <summary>They read up to there.</summary>
    public static object Read(Passerby visitor, Aside last, DateTimeOffset now) => new
    {
        direct_message_mark_read_events = new[]
        {
            new { created_timestamp = Milliseconds(now), sender_id = visitor.Id, target = new { recipient_id = PretendX.OurId }, last_read_event_id = last.Id },
        },
    };

    /// <summary>X writes three letters as HTML does, and nothing else.</summary>
    public static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    public static string Words(IEnumerable<Passerby> named, string text) => string.Concat(named.Select(one => $"@{PretendX.NameOf(one)} ")) + Escaped(text);

    public static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    static object User(Passerby who) => new { id = who.Id, name = who.Name, username = PretendX.NameOf(who) };

    static string Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
