namespace Kith.Documents;

/// <summary>Documents as a message names them: by id alone, which means the version of the hour, or by the version that was chosen.</summary>
static class SendDocuments
{
    /// <summary>The current versions, in the order in which they were asked for.</summary>
    public static async Task<List<ChosenDocument>> ChosenAsync(this KithDb db, IReadOnlyList<Guid>? asked, CancellationToken stop)
    {
        if (asked is null or []) return [];

        var ids = asked.Distinct().ToList();
        var found = await db.Documents.Where(d => ids.Contains(d.Id) && d.ArchivedAt == null)
            .Join(db.DocumentVersions, d => new { d.Id, Number = d.Version }, v => new { Id = v.DocumentId, v.Number }, (d, v) => new { Document = d, Version = v }).ToDictionaryAsync(x => x.Document.Id, stop);
        return [.. ids.Select(id => found.TryGetValue(id, out var one) ? new ChosenDocument(one.Version.As(one.Document), one.Version) : throw Refusal.NotFound("There is no such document, or it is archived."))];
    }

    /// <summary>Whether one of these is for one person's eyes: a document that is named, or a file that is any version of one, whatever it is called here.</summary>
    public static async Task<bool> IsPersonalAsync(this KithDb db, IReadOnlyList<Guid>? documents, IReadOnlyCollection<AttachedFile> files, CancellationToken stop)
    {
        if (documents is not (null or []) && await db.Documents.AnyAsync(d => documents.Contains(d.Id) && d.IsPersonal, stop)) return true;

        var hashes = files.Select(file => file.Hash).ToList();
        return hashes.Count > 0 && await db.DocumentVersions.AnyAsync(v => hashes.Contains(v.Hash) && db.Documents.Any(d => d.Id == v.DocumentId && d.IsPersonal), stop);
    }

    /// <summary>A file that says which version it is must be that version's file.</summary>
    public static async Task<Dictionary<(Guid Id, long Version, string Hash), SentDocument>> VersionsAsync(this KithDb db, IEnumerable<NamedFile?> files, CancellationToken stop)
    {
        var ids = files.Select(file => file?.Document?.Id).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0) return [];

        return await db.DocumentVersions.Where(v => ids.Contains(v.DocumentId))
            .Join(db.Documents, v => v.DocumentId, d => d.Id, (v, d) => new { Version = v, d.Name })
            .ToDictionaryAsync(x => (x.Version.DocumentId, x.Version.Number, x.Version.Hash), x => new SentDocument(x.Version.DocumentId, x.Name, x.Version.Number), stop);
    }
}

/// <summary>A document that goes with a message, and the words it brings along.</summary>
sealed record ChosenDocument(AttachedFile File, DocumentVersion Version);
