using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.Instagram;

/// <summary>
/// Reads what is said under the posts of an account (Instagram Platform, webhooks, fields comments, live_comments and mentions). Nothing is ever told of an edit
/// or a deletion.
/// </summary>
sealed class CommentReading(string surface, string account)
{
    public const string Kind = "instagram_public";

    /// <summary>Letter of the key of a mention, which is answered by another way than a comment.</summary>
    public const char Mentioned = 'n';

    /// <summary>The fact in it; null for a kind that is not known, and for what we said to all.</summary>
    public Fact? Read(string? field, JsonElement value, DateTimeOffset? told) => field switch
    {
        "comments" => Comment(value, told, []),
        "live_comments" => Comment(value, told, ["live"]),
        "mentions" => Mention(value, told),
        _ => null,
    };

    Fact? Comment(JsonElement value, DateTimeOffset? told, IReadOnlyList<string> marks)
    {
        if (value.Word("id", 1000) is not { } id || value.Part("media").Word("id", 1000) is not { } media) return null;

        var (post, parent, said) = (OutsideKey.Of('p', media), value.Word("parent_id", 1000), value.Said("text"));
        if (IsOurs(value.Part("from")))
            return parent is null ? null : new EchoSeen(OutsideKey.Of('m', id), surface, told, post, null, said, id, null) { Answers = OutsideKey.Of('m', parent), PostKey = post };

        var from = From(value.Part("from"), id);
        return new MessageReceived(OutsideKey.Of('m', id), surface, told, $"{post}:{from.Value}", from, said)
        {
            ReplyToKey = parent is null ? null : OutsideKey.Of('m', parent),
            Reference = parent,
            Marks = marks,
            Post = new(post),
        };
    }

    /// <summary>Somebody named us in a comment or below a picture of theirs: who and what is not told, only where.</summary>
    MessageReceived? Mention(JsonElement value, DateTimeOffset? told)
    {
        if (value.Word("media_id", 1000) is not { } media) return null;

        var comment = value.Word("comment_id", 1000);
        var (post, from) = (OutsideKey.Of('p', media), From(default, comment ?? media));
        return new MessageReceived(OutsideKey.Of(Mentioned, $"{media}:{comment}"), surface, told, $"{post}:{from.Value}", from, "")
        {
            Subject = "Mentioned us on Instagram",
            Reference = comment,
            Marks = ["mention"],
            Post = new(post),
        };
    }

    bool IsOurs(JsonElement from) => from.Word("id") == account || from.Word("self_ig_scoped_id") == account;

    HandleRef From(JsonElement from, string said) => from.Word("id") is { } id
        ? new(Kind, account, id, IdentityStrength.PlatformAccount, from.Word("username") is { } name ? $"@{name}" : null)
        : new(Kind, account, $"of:{said}", IdentityStrength.PlatformAccount, "Somebody on Instagram");
}
