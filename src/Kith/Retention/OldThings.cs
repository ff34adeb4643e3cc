using System.Text.Json.Nodes;

namespace Kith.Retention;

/// <summary>One kind of thing that is kept for so long only: which of them are too old, and what goes of them.</summary>
abstract class OldThings
{
    public static IReadOnlyList<OldThings> All { get; } = [new OldRecordings(), new OldFiles(), new OldWords(), new OldPeople()];

    public abstract RetentionKind Kind { get; }

    /// <summary>How many go in one work, of so many that usually do.</summary>
    public virtual int AtOnce(int few) => few;

    /// <summary>Those that are older, and of which something is still there.</summary>
    public abstract IQueryable<OldThing> Find(KithDb db, DateTime before);

    /// <summary>Takes away what is theirs, in this work.</summary>
    public abstract Task ForgetAsync(Work work, ForgetBytes bytes, List<Guid> ids, DateTime now, CancellationToken stop);

    public static OldThings Of(RetentionKind kind) => All.Single(one => one.Kind == kind);

    /// <summary>What stands in the detail of a moment whose words or files went: whoever reads it is told.</summary>
    protected static JsonObject Gone() => new() { ["keptNoLonger"] = true };

    protected static void Fade(KithDb db, IEnumerable<Moment> moments, DateTime now)
    {
        var hashes = moments.SelectMany(m => (m.Attachments ?? []).Select(file => file.Hash).Concat(PersonTrail.HashesIn(m.Detail?.ToJsonString()))).ToHashSet();
        var known = db.FadingFiles.Local.Select(file => file.Hash).ToHashSet();
        hashes.ExceptWith(db.FadingFiles.Where(file => hashes.Contains(file.Hash)).Select(file => file.Hash));
        db.AddRange(hashes.Except(known).Select(hash => new FadingFile { WorkspaceId = db.WorkspaceId, Hash = hash, At = now }));
    }
}

sealed class OldThing
{
    public Guid Id { get; init; }

    public DateTime At { get; init; }
}
