namespace Kith.TryIt;

/// <summary>What stands under the posts of the pretend page and what was said there alone. It keeps the newest of each; who reads it gets a copy.</summary>
sealed class PageMemory
{
    const int MostComments = 400, MostLines = 1000;

    readonly Lock gate = new();
    readonly List<PageComment> comments = [];
    readonly List<PageLine> lines = [];
    readonly HashSet<string> repliedTo = [];

    public IReadOnlyList<PageComment> Comments { get { lock (gate) return [.. comments]; } }

    public IReadOnlyList<PageLine> Between(string visitor)
    {
        lock (gate) return [.. lines.Where(line => line.Visitor == visitor)];
    }

    public PageComment? Find(string id)
    {
        lock (gate) return comments.Find(one => one.Id == id);
    }

    public IReadOnlyList<PageComment> Below(string id)
    {
        lock (gate) return [.. comments.Where(one => one.Parent == id)];
    }

    public void Add(PageComment comment)
    {
        lock (gate)
        {
            comments.Add(comment);
            if (comments.Count > MostComments) comments.RemoveAt(0);
        }
    }

    public void Add(PageLine line)
    {
        lock (gate)
        {
            lines.Add(line);
            if (lines.Count > MostLines) lines.RemoveAt(0);
        }
    }

    /// <summary>The comment as it is after this; null where it is gone.</summary>
    public PageComment? Change(string id, Func<PageComment, PageComment> change)
    {
        lock (gate)
        {
            var at = comments.FindIndex(one => one.Id == id);
            return at < 0 ? null : comments[at] = change(comments[at]);
        }
    }

    /// <summary>It goes with all that stands below it.</summary>
    public void Remove(string id)
    {
        lock (gate) comments.RemoveAll(one => one.Id == id || one.Parent == id);
    }

    /// <summary>Once for each comment.</summary>
    public bool ReplyAlone(string comment)
    {
        lock (gate) return repliedTo.Add(comment);
    }
}

/// <summary>A post of the page.</summary>
sealed record PagePost(string Id, int Number, TimeSpan Ago, string Text, int Likes);

/// <summary>A comment under a post, or below another: there is one level of answers.</summary>
sealed record PageComment(string Id, string Post, string? Parent, PageVisitor By, string Text, DateTimeOffset At)
{
    public bool IsEdited { get; init; }

    public bool IsHidden { get; init; }

    public bool IsLikedByPage { get; init; }

    /// <summary>The visitors who like it.</summary>
    public IReadOnlyList<string> Likes { get; init; } = [];
}

/// <summary>One message between a visitor and the page.</summary>
sealed record PageLine(string Id, string Visitor, bool IsFromVisitor, string Text, string? File, DateTimeOffset At);
