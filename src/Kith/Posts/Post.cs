namespace Kith.Posts;

/// <summary>Something public under which people speak: a post of ours, somebody's own, an article. What is said under it are moments of their authors.</summary>
public sealed class Post : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    /// <summary>The way it came; null where a teammate found it elsewhere and brought it in.</summary>
    public Guid? ConnectionId { get; set; }
    /// <summary>The platform's id of it: what an answer names. Of what was brought in, its link.</summary>
    public required string OutsideKey { get; set; }
    public string? Url { get; set; }
    /// <summary>Its words; null when the first moment under it is the post itself.</summary>
    public string? Text { get; set; }
    public string? AuthorName { get; set; }
    public DateTime? At { get; set; }
    /// <summary>When we first heard of it.</summary>
    public DateTime SeenAt { get; set; }
}
