using System.Globalization;
using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.X;

/// <summary>
/// Reads a post (X API v2, "Post object"). A post that is edited gets a new id and names all it had: all of them are the same post, known by its first.
/// </summary>
/// <param name="ours">Id of our account.</param>
/// <param name="name">Its name, without the @.</param>
/// <param name="site">Where posts can be read by everybody.</param>
/// <param name="includes">What came beside the post: users, media, other posts.</param>
sealed class XPost(string ours, string name, string site, JsonElement includes)
{
    const string Surface = "x.mentions", Kind = "x", Quote = "post.quote.create", Mention = "post.mention.create";
    const int MostEdits = 20, MostPictures = 10, MostLinks = 20, LongestText = 30_000;

    public void Read(JsonElement post, string kind, ICollection<Fact> facts)
    {
        if (post.Word("id") is not { } id || post.Word("author_id") is not { } author || author == ours) return;

        var first = FirstId(post, id);
        var said = Said(post, OutsideKey.Of('m', first), author, post.Word("conversation_id") ?? first) with { Marks = IsSummoned(post, kind) ? [] : [XChannel.NotSummoned] };
        // Perhaps the words were changed before we heard them first: then this is how they begin for us.
        facts.Add(said);
        if (id != first) facts.Add(new MessageEdited(OutsideKey.Of('e', id), Surface, said.At, said.Key, said.From, said.Text));
    }

    /// <summary>The first of the ids that a post had; they grow with time.</summary>
    public static string FirstId(JsonElement post, string id) =>
        Ids(post, "edit_history_tweet_ids", MostEdits).Append(id).OrderBy(one => one.Length).ThenBy(one => one, StringComparer.Ordinal).First();

    public static DateTimeOffset? At(JsonElement post, string name) =>
        DateTimeOffset.TryParse(post.Word(name, 40), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null;

    /// <summary>X writes three letters as HTML does, and nothing else.</summary>
    public static string Unescaped(string text) => text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    MessageReceived Said(JsonElement post, string key, string author, string conversation)
    {
        var from = new HandleRef(Kind, "", author, IdentityStrength.PlatformAccount, UserOf(author).Word("name"));
        var below = OutsideKey.Of('p', conversation);
        return new(key, Surface, At(post, "created_at"), $"{below}:{author}", from, Words(post))
        {
            ReplyToKey = Referenced(post, "replied_to") is { } answered ? OutsideKey.Of('m', answered) : null,
            Claims = UserOf(author).Word("username", 64) is { } username ? [new("x", $"@{username}")] : [],
            Attachments = [.. Pictures(post)],
            Post = PostOf(conversation, below),
        };
    }

    JsonElement UserOf(string id) => includes.Each("users").FirstOrDefault(user => user.Word("id") == id);

    PostRef PostOf(string conversation, string below)
    {
        var root = includes.Each("tweets").FirstOrDefault(post => post.Word("id") == conversation);
        var author = root.Word("author_id");
        return new(below)
        {
            Url = $"{site}/i/web/status/{Uri.EscapeDataString(conversation)}",
            Text = root.ValueKind == JsonValueKind.Object ? Words(root) : null,
            AuthorName = author is null ? null : author == ours ? $"@{name}" : UserOf(author).Word("name"),
            At = At(root, "created_at"),
        };
    }

    static string? Referenced(JsonElement post, string how) =>
        post.Each("referenced_tweets").FirstOrDefault(one => one.Word("type") == how).Word("id") ?? (how == "replied_to" ? post.Word("in_reply_to_tweet_id") : null);

    /// <summary>X lets a program answer whom who names the account or quotes one of its posts, and nobody else.</summary>
    bool IsSummoned(JsonElement post, string kind) =>
        kind is Mention or Quote || post.Part("entities").Each("mentions").Any(IsOurs) || (Referenced(post, "quoted") is { } quoted && includes.Each("tweets").Any(one => one.Word("id") == quoted && one.Word("author_id") == ours));

    bool IsOurs(JsonElement mention) => mention.Word("id") is { } id ? id == ours : string.Equals(mention.Word("username"), name, StringComparison.OrdinalIgnoreCase);

    /// <summary>As it was written: links lead where they lead, and not by way of X.</summary>
    static string Words(JsonElement post)
    {
        var (text, links) = post.Part("note_tweet").Peek("text") is { Length: > 0 } whole ? (whole, post.Part("note_tweet").Part("entities")) : (post.Said("text"), post.Part("entities"));
        if (text.Length > LongestText) text = PlainText.Clean(text[..LongestText]);
        foreach (var link in links.Each("urls").Take(MostLinks))
            if (link.Word("url", 100) is { } shortened && link.Word("expanded_url", 2000) is { } led) text = text.Replace(shortened, led, StringComparison.Ordinal);
        return Unescaped(text);
    }

    IEnumerable<MediaRef> Pictures(JsonElement post)
    {
        var named = Ids(post.Part("attachments"), "media_keys", MostPictures).ToHashSet();
        foreach (var media in includes.Each("media").Where(media => named.Contains(media.Word("media_key") ?? "")))
            if ((media.Word("url", 2000) ?? media.Word("preview_image_url", 2000)) is { } url && url.StartsWith("https://", StringComparison.Ordinal))
                yield return new(url, "image/jpeg", $"{media.Word("type", 20) ?? "photo"}.jpg");
    }

    /// <summary>The ids of a list, as plain as all ids of X are; what is none is left out.</summary>
    static IEnumerable<string> Ids(JsonElement parent, string name, int most) => parent.Part(name) is not { ValueKind: JsonValueKind.Array } list ? []
        : list.EnumerateArray().Take(most).Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetRawText()[1..^1])
            .Where(id => id.Length is > 0 and <= 40 && id.All(one => char.IsAsciiLetterOrDigit(one) || one == '_'));
}
