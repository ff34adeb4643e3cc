namespace Kith.Conversations;

/// <summary>A file as a message or a draft names it: by the hash under which it was taken in before.</summary>
/// <param name="Document">Which version of a document it is, where it is one.</param>
public sealed record NamedFile(string? Hash, string? Name, NamedVersion? Document);

public sealed record NamedVersion(Guid Id, long Version);

static class AttachFiles
{
    public const int Most = 20;

    /// <summary>The files that the caller may send there.</summary>
    /// <param name="near">The moments of whom or what it is about.</param>
    /// <exception cref="Refusal">404 where a file is not kept, or is out of the caller's sight.</exception>
    public static async Task<List<AttachedFile>> AttachedAsync(this KithDb db, IReadOnlyList<NamedFile?>? named, IQueryable<Moment> near, CancellationToken stop)
    {
        var files = await db.KeptAsync(named, stop);
        foreach (var file in files)
            if (!await ReachFiles.MaySendAsync(db, file.Hash, near, stop)) throw None();
        return files;
    }

    /// <summary>The files whoever may name them. Size and type come from what we keep, never from who names it.</summary>
    public static async Task<List<AttachedFile>> KeptAsync(this KithDb db, IReadOnlyList<NamedFile?>? named, CancellationToken stop)
    {
        if (named is null or []) return [];
        if (named.Count > Most) throw Refusal.Field("attachments", $"A message takes {Most} files at most.");

        var hashes = named.Select(file => file?.Hash ?? "").Distinct().ToList();
        var known = await db.Attachments.Where(a => hashes.Contains(a.Hash)).ToDictionaryAsync(a => a.Hash, stop);
        var versions = await db.VersionsAsync(named, stop);
        return [.. named.Select(file => known.TryGetValue(file?.Hash ?? "", out var kept)
            ? new AttachedFile(kept.Hash, FileName.Clean(file!.Name), kept.Type, kept.Size) { Document = DocumentOf(file) } : throw None())];

        SentDocument? DocumentOf(NamedFile file) => file.Document is not { } said ? null
            : versions.GetValueOrDefault((said.Id, said.Version, file.Hash!)) ?? throw Refusal.NotFound("There is no such version of the document.");
    }

    static Refusal None() => Refusal.NotFound("There is no such file. Attach it again.");
}
