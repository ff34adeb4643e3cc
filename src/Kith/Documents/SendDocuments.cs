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
