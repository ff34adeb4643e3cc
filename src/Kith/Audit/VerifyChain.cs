using System.Text.Json;

namespace Kith.Audit;

/// <summary>
/// Walks the chain of a workspace beside its entries, both in their order and neither held in memory, and says where they do not agree: what
/// was changed, removed, put elsewhere, put in between or cut off.
/// </summary>
sealed class VerifyChain(ChainFeed feed, Anchors anchors)
{
    /// <summary>Beyond so many only their number is told.</summary>
    const int MostTold = 100;

    public Task<ChainReport> RunAsync(Guid workspace, CancellationToken stop) => RunAsync(workspace, [], stop);

    /// <param name="outside">What a receiver kept, besides our own files; whoever changed those did not change these.</param>
    public async Task<ChainReport> RunAsync(Guid workspace, IReadOnlyList<Anchor> outside, CancellationToken stop)
    {
        IReadOnlyList<Anchor> anchored = [.. anchors.Of(workspace), .. outside];
        var end = await feed.EndAsync(workspace, stop);
        var walk = new ChainWalk(workspace, await feed.KeysAsync(workspace, stop), anchored);
        if (end is not null) await WalkAsync(walk, workspace, end, stop);
        walk.End(end);
        return new(walk.Seq, [.. walk.Wrong.Take(MostTold)], Math.Max(0, walk.Wrong.Count - MostTold), anchored is [.., var last] ? last : null);
    }

    async Task WalkAsync(ChainWalk walk, Guid workspace, ChainEnd end, CancellationToken stop)
    {
        await using var links = feed.LinksAsync(workspace, stop).GetAsyncEnumerator(stop);
        await using var lines = feed.LinesAsync(workspace, end.Place, stop).GetAsyncEnumerator(stop);
        var link = await NextAsync(links);
        var line = await NextAsync(lines);
        while (true)
        {
            // The follower goes on while this walks: what it ties meanwhile is not looked at.
            if (link is not null && link.Seq > Math.Max(end.Seq, end.Written)) link = null;
            if (link is null && line is null) return;

            var (isLinkDone, isLineDone) = await StepAsync(walk, link, line, stop);
            if (isLinkDone) link = await NextAsync(links);
            if (isLineDone) line = await NextAsync(lines);
        }
    }

    /// <summary>Compares where both stand; says which of the two goes on.</summary>
    async Task<(bool Link, bool Line)> StepAsync(ChainWalk walk, ChainLink? link, AuditLine? line, CancellationToken stop)
    {
        if (link is not null && walk.WasMet(link.AuditId) is { } met)
        {
            walk.Check(link, met);
            return (true, false);
        }
        if (link is not null && link.AuditId == line?.Id)
        {
            walk.Check(link, line);
            return (true, true);
        }
        return line is not null && walk.IsChecked(line.Id) ? (false, true) : await StepApartAsync(walk, link, line, stop);
    }

    /// <summary>They do not belong together: an entry without a link goes by, then a link without an entry, then what stands at another place.</summary>
    async Task<(bool Link, bool Line)> StepApartAsync(ChainWalk walk, ChainLink? link, AuditLine? line, CancellationToken stop)
    {
        var seq = line is null ? null : await feed.SeqOfAsync(line.WorkspaceId, line.Id, stop);
        if (line is not null && (seq is null || link is null || seq < link.Seq))
        {
            walk.Foreign(seq, line);
            return (false, true);
        }
        if (await feed.LineAsync(link!.WorkspaceId, link.AuditId, stop) is not { } away) walk.Removed(link);
        else if (line is null || seq == link.Seq + 1) walk.CheckElsewhere(link, away);
        else
        {
            walk.Meet(seq!.Value, line);
            return (false, true);
        }
        return (true, false);
    }

    static async Task<T?> NextAsync<T>(IAsyncEnumerator<T> rows) where T : class => await rows.MoveNextAsync() ? rows.Current : null;
}

/// <summary>What a walk found.</summary>
/// <param name="Entries">The last place in the chain that was looked at.</param>
/// <param name="MoreWrong">How many more are wrong than are told.</param>
/// <param name="Anchor">The last that was written down outside the database.</param>
sealed record ChainReport(long Entries, IReadOnlyList<ChainTrouble> Wrong, int MoreWrong, Anchor? Anchor)
{
    public bool IsWhole => Wrong.Count == 0;
}

/// <summary>One thing that is not as it was written.</summary>
/// <param name="Seq">The place in the chain; null of an entry that is in none.</param>
sealed record ChainTrouble(long? Seq, Guid? AuditId, DateTime? At, string What)
{
    public override string ToString() =>
        $"Record{(Seq is { } seq ? $" {seq}" : "")}{(AuditId is { } id ? $", entry {id}" : "")}{(At is { } at ? $", {at:yyyy-MM-dd HH:mm:ss}" : "")}: {What}";
}

/// <summary>How far a walk came and what it met.</summary>
sealed class ChainWalk(Guid workspace, Dictionary<Guid, byte[]?> keys, IReadOnlyList<Anchor> anchored)
{
    readonly HashedFacts facts = new();
    readonly ILookup<long, Anchor> anchors = anchored.DistinctBy(anchor => (anchor.Seq, anchor.Hash)).ToLookup(anchor => anchor.Seq);
    readonly Dictionary<Guid, ChainTrouble> blanked = [];
    readonly Dictionary<Guid, AuditLine> early = [];
    readonly HashSet<Guid> late = [];
    byte[] previous = new byte[32];

    public long Seq { get; private set; }

    public List<ChainTrouble> Wrong { get; } = [];

    public void Check(ChainLink link, AuditLine line)
    {
        var before = facts.Blanked.Count;
        Follow(link);
        if (!FactsHash(line).AsSpan().SequenceEqual(link.FactsHash)) Say(link.Seq, line, "what was recorded of it was changed.");
        else if (line.WorkspaceId != workspace || !line.HashIn(link.Seq, link.FactsHash, link.Previous).AsSpan().SequenceEqual(link.Hash)) Say(link.Seq, line, "the entry was changed.");
        if (facts.Blanked.Count > before) foreach (var person in facts.Blanked) blanked.TryAdd(person, new(link.Seq, line.Id, line.At, "facts were blanked of somebody whose erasure is not on the record."));
    }

    public void Removed(ChainLink link)
    {
        Follow(link);
        Wrong.Add(new(link.Seq, link.AuditId, null, "the entry is gone."));
    }

    /// <summary>The entry of this link stands behind its place.</summary>
    public void CheckElsewhere(ChainLink link, AuditLine line)
    {
        late.Add(line.Id);
        Say(link.Seq, line, "the entry does not stand in its place.");
        Check(link, line);
    }

    /// <summary>An entry that stands before its place: its link comes later.</summary>
    public void Meet(long seq, AuditLine line)
    {
        early[line.Id] = line;
        Say(seq, line, "the entry does not stand in its place.");
    }

    public AuditLine? WasMet(Guid id) => early.Remove(id, out var line) ? line : null;

    public bool IsChecked(Guid id) => late.Remove(id);

    /// <summary>An entry without a link, or whose link was somewhere else.</summary>
    public void Foreign(long? seq, AuditLine line) => Say(seq, line, seq is null ? "the entry was put in afterwards: the chain does not know it." : "the entry does not stand in its place.");

    public void End(ChainEnd? end)
    {
        var last = anchored.Count == 0 ? null : anchored.MaxBy(anchor => anchor.Seq);
        if (last is not null && last.Seq > Seq) Wrong.Add(new(Seq + 1, null, last.At, $"the end was cut off: {last.Seq - Seq} links to {last.Seq} are gone that were anchored."));
        else if (end is not null && end.Written > Seq) Wrong.Add(new(Seq + 1, null, null, $"the end was cut off: the chain was written to {end.Written}."));
        foreach (var (person, trouble) in blanked)
            if (!facts.ErasedPeople.Contains(person)) Wrong.Add(trouble);
    }

    void Follow(ChainLink link)
    {
        if (link.Seq != Seq + 1) Wrong.Add(new(Seq + 1, null, null, link.Seq == Seq + 2 ? "a link is gone." : $"the links to {link.Seq - 1} are gone."));
        else if (!link.Previous.AsSpan().SequenceEqual(previous)) Wrong.Add(new(link.Seq, link.AuditId, null, "the link does not hang on the one before it."));
        if (anchors[link.Seq].FirstOrDefault(one => one.Hash != Convert.ToHexStringLower(link.Hash)) is { } anchor) Wrong.Add(new(link.Seq, link.AuditId, anchor.At, "the link is another than the one that was anchored."));
        (Seq, previous) = (link.Seq, link.Hash);
    }

    byte[] FactsHash(AuditLine line)
    {
        try { return facts.Of(line.Facts, keys.GetValueOrDefault); }
        catch (JsonException) { return []; }
    }

    void Say(long? seq, AuditLine line, string what) => Wrong.Add(new(seq, line.Id, line.At, what));
}
