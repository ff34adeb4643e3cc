namespace Kith.TryIt;

/// <summary>What stands on a pretend platform and what was said there alone. It keeps the newest of each; who reads it gets a copy.</summary>
sealed class SquareMemory
{
    const int MostRemarks = 400, MostLines = 1000;

    readonly Lock gate = new();
    readonly List<Remark> remarks = [];
    readonly List<Aside> asides = [];
    readonly HashSet<string> repliedTo = [];

    public IReadOnlyList<Remark> Remarks { get { lock (gate) return [.. remarks]; } }

    public IReadOnlyList<Aside> Between(string visitor)
    {
        lock (gate) return [.. asides.Where(line => line.Visitor == visitor)];
    }

    public Remark? Find(string id)
    {
        lock (gate) return remarks.Find(one => one.Id == id);
    }

    public IReadOnlyList<Remark> Below(string id)
    {
        lock (gate) return [.. remarks.Where(one => one.Parent == id)];
    }

    /// <summary>Whether something was said alone under this id.</summary>
    public bool HasLine(string id)
    {
        lock (gate) return asides.Exists(line => line.Id == id);
    }

    /// <summary>Whether this one ever said anything here.</summary>
    public bool Knows(string visitor)
    {
        lock (gate) return asides.Exists(line => line.Visitor == visitor) || remarks.Exists(one => one.By.Id == visitor);
    }

    /// <summary>One that stands there already is not said again.</summary>
    public void Add(Remark remark)
    {
        lock (gate)
        {
            if (remarks.Exists(one => one.Id == remark.Id)) return;
            remarks.Add(remark);
            if (remarks.Count > MostRemarks) remarks.RemoveAt(0);
        }
    }

    public void Add(Aside line)
    {
        lock (gate)
        {
            asides.Add(line);
            if (asides.Count > MostLines) asides.RemoveAt(0);
        }
    }

    /// <summary>The remark as it is after this; null where it is gone.</summary>
    public Remark? Change(string id, Func<Remark, Remark> change)
    {
        lock (gate)
        {
            var at = remarks.FindIndex(one => one.Id == id);
            return at < 0 ? null : remarks[at] = change(remarks[at]);
        }
    }

    /// <summary>It goes with all that stands below it.</summary>
    public void Remove(string id)
    {
        lock (gate) remarks.RemoveAll(one => one.Id == id || one.Parent == id);
    }

    /// <summary>It goes; what answers it stays where it was.</summary>
    public void TakeAway(string id)
    {
        lock (gate) remarks.RemoveAll(one => one.Id == id);
    }

    /// <summary>Once for each remark.</summary>
    public bool ReplyAlone(string remark)
    {
        lock (gate) return repliedTo.Add(remark);
    }
}

/// <summary>Something said in public: a post, where it is its own, or what stands under one, perhaps as an answer to another.</summary>
sealed record Remark(string Id, string Post, string? Parent, Passerby By, string Text, DateTimeOffset At)
{
    public bool IsEdited { get; init; }

    public bool IsHidden { get; init; }

    public bool IsLikedByUs { get; init; }

    /// <summary>The visitors who like it.</summary>
    public IReadOnlyList<string> Likes { get; init; } = [];

    /// <summary>What is shown above the words, where a platform shows something.</summary>
    public Photo? Photo { get; init; }

    /// <summary>How far it reaches, where that can be chosen.</summary>
    public string? Reach { get; init; }

    /// <summary>The ids it got when it was edited, where a platform gives new ones.</summary>
    public IReadOnlyList<string> LaterIds { get; init; } = [];

    /// <summary>What goes to the author's followers nobody else here sees.</summary>
    public bool IsFor(string reader) => Reach != PretendMastodon.ToFollowers || By.Id == reader;
}

/// <summary>A picture, and what it shows in words.</summary>
sealed record Photo(string Url, string Says);

/// <summary>One message between a visitor and us.</summary>
sealed record Aside(string Id, string Visitor, bool IsFromVisitor, string Text, string? File, DateTimeOffset At);
