namespace Kith.Posts;

/// <summary>A post as its page shows it.</summary>
public sealed record PostRow(Guid Id, Guid? ConnectionId, string? Channel, string? ConnectionName, string? Url, string? Text, string? AuthorName, DateTime? At, DateTime SeenAt);

/// <summary>A post in one line, as what was said under it carries it.</summary>
public sealed record PostLine(Guid Id, string? Url, string? Text, string? AuthorName)
{
    const int Longest = 120;

    public static PostLine Of(Post post) => new(post.Id, post.Url, post.Text is { } text ? Glance(text) : null, post.AuthorName);

    static string Glance(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : line[..(char.IsHighSurrogate(line[Longest - 1]) ? Longest - 1 : Longest)] + "…";
    }
}
