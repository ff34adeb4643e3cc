using System.Globalization;
using System.Text;
using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.Messenger;

/// <summary>
/// Reads what happens under the posts of a page (Graph API webhooks, "Page", field feed). Who speaks may be left out where the app has no permission
/// to be told: then each comment is of somebody of its own whose name is not known.
/// </summary>
sealed class FeedReading(string surface, string page)
{
    public const string Kind = "facebook";

    const string Somebody = "Somebody on Facebook";
    const int LongestEmbedded = 2000, MostFiles = 30;

    /// <summary>The fact in it; null for a kind that is not known, or that asks for nothing: likes of a post, and what we posted ourselves.</summary>
    /// <param name="value">The change.</param>
    /// <param name="told">When they told of it.</param>
    public Fact? Read(JsonElement value, DateTimeOffset? told) => (value.Word("item"), value.Word("verb")) switch
    {
        ("comment", "add") => Comment(value, told),
        ("comment", "edit" or "edited") => Edited(value, CommentKey(value), told),
        ("comment", "remove") => Removed(value, CommentKey(value), told),
        ("reaction" or "like", "add" or "edit" or "remove") => Reacted(value, told),
        ("post" or "status" or "photo" or "video" or "share", "add") => Posted(value, told),
        ("post" or "status" or "photo" or "video" or "share", "edit" or "edited") => Edited(value, PostKey(value), told),
        ("post" or "status" or "photo" or "video" or "share", "remove") => Removed(value, PostKey(value), told),
        _ => null,
    };

    /// <summary>What it calls itself.</summary>
    public static string KindOf(JsonElement value) => $"feed {value.Word("item", 30) ?? "nothing"} {value.Word("verb", 20)}";

    Fact? Comment(JsonElement value, DateTimeOffset? told)
    {
        if (CommentKey(value) is not { } key || PostKey(value) is not { } post) return null;

        // Directly under the post a comment has the post for its parent.
        var parent = value.Word("parent_id", 1000) is { } above && above != value.Word("post_id", 1000) ? above : null;
        if (IsOurs(value)) return parent is null ? null : Answer(value, key, post, parent, told);

        var from = From(value, value.Word("comment_id", 1000)!);
        return new MessageReceived(key, surface, value.Time("created_time") ?? told, $"{post}:{from.Value}", from, value.Said("message"))
        {
            ReplyToKey = parent is null ? null : MessageKey(parent),
            Reference = parent,
            Attachments = Files(value),
            Post = Post(value, post),
        };
    }

    /// <summary>The page answered: from here, or a colleague there. It names no one, only what it answers.</summary>
    EchoSeen Answer(JsonElement value, string key, string post, string parent, DateTimeOffset? told) =>
        new(key, surface, value.Time("created_time") ?? told, post, null, value.Said("message"), value.Word("comment_id", 1000)!, null)
        {
            Answers = MessageKey(parent),
            PostKey = post,
            Attachments = Files(value),
        };

    /// <summary>Somebody wrote on our page: a post of theirs, under which it goes on.</summary>
    MessageReceived? Posted(JsonElement value, DateTimeOffset? told)
    {
        if (IsOurs(value) || PostKey(value) is not { } key || value.Word("published") == "0") return null;

        var from = From(value, value.Word("post_id", 1000)!);
        return new MessageReceived(key, surface, value.Time("created_time") ?? told, $"{key}:{from.Value}", from, value.Said("message"))
        {
            Attachments = Files(value),
            Post = Post(value, key) with { AuthorName = from.Name },
        };
    }

    // An edit has no number: its words are its number.
    Fact? Edited(JsonElement value, string? key, DateTimeOffset? told) => key is null || IsOurs(value) ? null
        : new MessageEdited(OutsideKey.Of('e', $"{key[2..]}:{Short(value.Said("message"))}"), surface, told, key, null, value.Said("message"));

    // Whoever took it away, its author or one of us there: it is gone, and they say so.
    Fact? Removed(JsonElement value, string? key, DateTimeOffset? told) => key is null ? null : new MessageWithdrawn(OutsideKey.Of('x', key[2..]), surface, told, key, null);

    Fact? Reacted(JsonElement value, DateTimeOffset? told) => CommentKey(value) is not { } key || value.Part("from").Word("id") is not { } who || who == page ? null
        : new ReactionChanged(OutsideKey.Of('k', $"{key[2..]}:{who}:{value.Number("created_time")?.ToString(CultureInfo.InvariantCulture) ?? "0"}:{value.Word("verb", 20)}"), surface, told, key, Handle(who, null),
            value.Word("verb") == "remove" ? null : SignOf(value.Word("reaction_type", 20)));

    static string? CommentKey(JsonElement value) => value.Word("comment_id", 1000) is { } id ? MessageKey(id) : null;

    static string? PostKey(JsonElement value) => value.Word("post_id", 1000) is { } id ? OutsideKey.Of('p', id) : null;

    static string MessageKey(string id) => OutsideKey.Of('m', id);

    static string Short(string words) => OutsideKey.Hash(Encoding.UTF8.GetBytes(words))[..16];

    bool IsOurs(JsonElement value) => (value.Part("from").Word("id") ?? value.Word("sender_id")) == page;

    HandleRef From(JsonElement value, string said) =>
        (value.Part("from").Word("id") ?? value.Word("sender_id")) is { } id ? Handle(id, value.Part("from").Word("name") ?? value.Word("sender_name")) : Handle($"of:{said}", Somebody);

    HandleRef Handle(string id, string? name) => new(Kind, page, id, IdentityStrength.PlatformAccount, name);

    static PostRef Post(JsonElement value, string key) => new(key) { Url = Address(value.Part("post").Word("permalink_url", LongestEmbedded)) };

    static string? Address(string? told) => Uri.TryCreate(told, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" ? told : null;

    /// <summary>Pictures and films are told by their address alone; where a post has several pictures, they stand in a list.</summary>
    static MediaRef[] Files(JsonElement value) =>
        [.. Told(value).OfType<string>().Where(one => Address(one) is not null).Distinct().Take(MostFiles).Select(one => new MediaRef(one, null, null))];

    static IEnumerable<string?> Told(JsonElement value) =>
    [
        value.Word("photo", LongestEmbedded), value.Word("video", LongestEmbedded), value.Word("item") is "photo" or "video" ? value.Word("link", LongestEmbedded) : null,
        .. value.Part("photos") is { ValueKind: JsonValueKind.Array } several ? several.EnumerateArray().Take(MostFiles).Where(one => one.ValueKind == JsonValueKind.String).Select(MessagingWords.Try) : [],
    ];

    static string SignOf(string? type) => type switch
    {
        "love" => "❤️",
        "care" => "🤗",
        "haha" => "😆",
        "wow" => "😮",
        "sad" => "😢",
        "angry" => "😡",
        _ => "👍",
    };
}
