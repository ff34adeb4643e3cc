using Kith.Channels;

namespace Kith.Posts;

/// <summary>Under which post is it said? The one we know by its key, or a new one. Pure, like the rest of deciding.</summary>
static class RecognizePost
{
    /// <summary>The key of the post; what names none stands under itself.</summary>
    public static string KeyOf(MessageReceived said) => said.Post?.OutsideKey ?? said.Key;

    /// <summary>The post it stands under: that of a message it stands beside, where the platform tells no more and we know that one.</summary>
    public static Guid IdOf(Incoming incoming, MessageReceived said, Known known, Plan plan) =>
        said.Post?.SameAs is { } key && known.Said.TryGetValue(incoming.Name(key), out var answered) && answered.PostId is { } above ? above : Of(incoming, said, known, plan).Id;

    static Post Of(Incoming incoming, MessageReceived said, Known known, Plan plan)
    {
        var name = incoming.Name(KeyOf(said));
        if (known.Posts.TryGetValue(name, out var post)) return Retold(post, said.Post, plan);

        post = new Post
        {
            WorkspaceId = incoming.WorkspaceId,
            Id = Ids.New(incoming.Arrival.ReceivedAt),
            ConnectionId = incoming.Connection.Id,
            OutsideKey = name.Key,
            Url = said.Post?.Url,
            Text = said.Post?.Text,
            AuthorName = said.Post?.AuthorName,
            At = said.Post?.At is { } at ? Inbound.Micro(at.UtcDateTime) : null,
            SeenAt = incoming.Arrival.ReceivedAt,
        };
        plan.NewPosts.Add(post);
        return known.Posts[name] = post;
    }

    /// <summary>What its author changed meanwhile is told with the next word under it; what is not told stays.</summary>
    static Post Retold(Post post, PostRef? told, Plan plan)
    {
        var (url, text, author) = (told?.Url ?? post.Url, told?.Text ?? post.Text, told?.AuthorName ?? post.AuthorName);
        if ((url, text, author) == (post.Url, post.Text, post.AuthorName)) return post;

        (post.Url, post.Text, post.AuthorName) = (url, text, author);
        if (!plan.NewPosts.Contains(post)) plan.RetoldPosts.Add(post);
        return post;
    }
}
