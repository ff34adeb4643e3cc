namespace Kith.Documents;

/// <summary>GET /api/documents, one of them, and all its versions; who asks is told what they may change.</summary>
static class ListDocuments
{
    const int MostVersions = 500;

    /// <summary>Those in use, or with <paramref name="archived"/> those that are not any more.</summary>
    public static async Task<Page<DocumentRow>> ListAsync(string? query, bool? archived, string? cursor, int? limit, Desk desk, KithDb db, CancellationToken stop)
    {
        var size = Page<DocumentRow>.Size(limit);
        var found = Found(archived == true ? db.Documents.Where(d => d.ArchivedAt != null) : db.Documents.Where(d => d.ArchivedAt == null), query);
        if (cursor is not null)
        {
            var parts = PageCursor.Read(cursor, 2);
            var name = parts[0];
            var after = Guid.TryParse(parts[1], out var id) ? id : throw Refusal.BadInput("bad_cursor", "This cursor is not one of ours.");
            found = found.Where(d => d.Name.CompareTo(name) > 0 || (d.Name == name && d.Id > after));
        }
        var page = await found.OrderBy(d => d.Name).ThenBy(d => d.Id).Take(size + 1).ToListAsync(stop);
        var rows = await db.RowsAsync([.. page.Take(size)], desk, stop);
        return new(rows, page.Count > size ? PageCursor.Write(page[size - 1].Name, page[size - 1].Id.ToString()) : null);
    }

    public static async Task<DocumentRow> ReadAsync(Guid id, Desk desk, KithDb db, CancellationToken stop) => await db.RowAsync(await FindAsync(db, id, stop), desk, stop);

    public static async Task<Page<DocumentVersionRow>> VersionsAsync(Guid id, KithDb db, CancellationToken stop)
    {
        var document = await FindAsync(db, id, stop);
        var versions = await db.DocumentVersions.Where(v => v.DocumentId == id).OrderByDescending(v => v.Number).Take(MostVersions).ToListAsync(stop);
        var makers = await MakersAsync(db, versions, stop);
        return new([.. versions.Select(v => new DocumentVersionRow(v.Number, AttachmentRef.Of(v.As(document)), v.Subject, v.Text, makers.GetValueOrDefault(v.MadeBy) ?? "", v.MadeAt))], null);
    }

    public static async Task<DocumentRow> RowAsync(this KithDb db, Document document, Desk desk, CancellationToken stop) => (await db.RowsAsync([document], desk, stop))[0];

    public static async Task MustKeepAsync(this KithDb db, Desk desk, Guid? department, CancellationToken stop)
    {
        if (!(await KeptByAsync(db, desk, stop))(department))
            throw new Refusal("not_allowed", "Admins keep the documents, and the head of a department its own.", StatusCodes.Status403Forbidden);
    }

    static async Task<List<DocumentRow>> RowsAsync(this KithDb db, List<Document> documents, Desk desk, CancellationToken stop)
    {
        var ids = documents.Select(d => d.Id).ToList();
        var versions = await db.DocumentVersions.Where(v => ids.Contains(v.DocumentId) && db.Documents.Any(d => d.Id == v.DocumentId && d.Version == v.Number)).ToListAsync(stop);
        var current = versions.ToDictionary(v => v.DocumentId);
        var makers = await MakersAsync(db, versions, stop);
        var mayKeep = await KeptByAsync(db, desk, stop);
        return [.. documents.Where(d => current.ContainsKey(d.Id)).Select(d => RowOf(d, current[d.Id]))];

        DocumentRow RowOf(Document d, DocumentVersion v) => new(
            d.Id, d.Name, d.Description, d.Language, d.DepartmentId, v.Number, AttachmentRef.Of(v.As(d)), v.Subject, v.Text,
            makers.GetValueOrDefault(v.MadeBy) ?? "", v.MadeAt, d.ArchivedAt, mayKeep(d.DepartmentId), d.IsPersonal);
    }

    static IQueryable<Document> Found(IQueryable<Document> documents, string? query) =>
        FoldedWords.In(query ?? "").Select(word => $" {word.Word}").Aggregate(documents, (found, word) => found.Where(d => d.Words.Contains(word)));

    static async Task<Document> FindAsync(KithDb db, Guid id, CancellationToken stop) =>
        await db.Documents.SingleOrDefaultAsync(d => d.Id == id, stop) ?? throw Refusal.NotFound();

    static async Task<Dictionary<Guid, string>> MakersAsync(KithDb db, List<DocumentVersion> versions, CancellationToken stop)
    {
        var ids = versions.Select(v => v.MadeBy).Distinct().ToList();
        return await db.Teammates.Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, stop);
    }

    static async Task<Func<Guid?, bool>> KeptByAsync(KithDb db, Desk desk, CancellationToken stop)
    {
        var caller = desk.Caller!;
        if (caller.Role >= Role.Admin) return _ => true;
        if (caller.Role < Role.Teammate) return _ => false;

        var led = await db.Departments.Where(d => d.HeadId == caller.TeammateId).Select(d => d.Id).ToListAsync(stop);
        return department => department is { } id && led.Contains(id);
    }
}
