namespace Kith.Documents;

/// <summary>
/// /api/documents: what we send so often that it is kept once for all. Everybody reads and sends; admins keep them, and the head of a
/// department keeps its own.
/// </summary>
static class KeepDocuments
{
    public static void MapDocuments(this RouteGroupBuilder api)
    {
        var documents = api.MapGroup("/documents");
        documents.MapGet("", ListDocuments.ListAsync).Allow(Role.Viewer);
        documents.MapPost("", AddAsync).Allow(Role.Teammate);
        documents.MapGet("/{id:guid}", ListDocuments.ReadAsync).Allow(Role.Viewer);
        documents.MapPatch("/{id:guid}", ChangeAsync).Allow(Role.Teammate);
        documents.MapGet("/{id:guid}/versions", ListDocuments.VersionsAsync).Allow(Role.Viewer);
        documents.MapPost("/{id:guid}/versions", AddVersionAsync).Allow(Role.Teammate);
        documents.MapPut("/{id:guid}/archive", ArchiveAsync).Allow(Role.Teammate);
        documents.MapDelete("/{id:guid}/archive", TakeUpAsync).Allow(Role.Teammate);
    }

    /// <param name="IsPersonal">It is for one person's eyes and leaves only to an address that was proved.</param>
    /// <param name="File">A file taken in before by POST /api/attachments.</param>
    public sealed record NewDocument(string? Name, string? Description, string? Language, Guid? DepartmentId, NamedFile? File, string? Subject, string? Text, bool? IsPersonal);

    /// <summary>What is left out stays as it is; what is empty is taken away.</summary>
    /// <param name="ForAll">Says that it is no department's any more.</param>
    public sealed record DocumentChange(string? Name, string? Description, string? Language, Guid? DepartmentId, bool? ForAll, string? Subject, string? Text, bool? IsPersonal);

    /// <summary>The words that are left out stay those of the version before.</summary>
    public sealed record NewDocumentVersion(NamedFile? File, string? Subject, string? Text);

    static async Task<Created<DocumentRow>> AddAsync(NewDocument asked, Desk desk, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var document = new Document { WorkspaceId = db.WorkspaceId, Id = Ids.New(clock), Name = "", CreatedAt = clock.Now };
        await ApplyAsync(document, new(asked.Name ?? "", asked.Description, asked.Language, asked.DepartmentId, null, null, null, asked.IsPersonal), db, stop);
        await db.MustKeepAsync(desk, document.DepartmentId, stop);
        db.Add(document);
        db.Add(document.Next(await FileAsync(db, asked.File, stop), Subject(asked.Subject), Text(asked.Text), desk.Caller!.TeammateId, clock.Now));
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/api/documents/{document.Id}", await db.RowAsync(document, desk, stop));
    }

    static async Task<Ok<DocumentRow>> ChangeAsync(Guid id, DocumentChange asked, Desk desk, KithDb db, CancellationToken stop)
    {
        var document = await FindAsync(db, id, desk, stop);
        await ApplyAsync(document, asked, db, stop);
        await db.MustKeepAsync(desk, document.DepartmentId, stop);
        var version = await db.DocumentVersions.SingleAsync(v => v.DocumentId == id && v.Number == document.Version, stop);
        if (asked.Subject is not null) version.Subject = Subject(asked.Subject);
        if (asked.Text is not null) version.Text = Text(asked.Text);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(await db.RowAsync(document, desk, stop));
    }

    static async Task<Created<DocumentRow>> AddVersionAsync(Guid id, NewDocumentVersion asked, Desk desk, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var document = await FindAsync(db, id, desk, stop);
        var before = await db.DocumentVersions.SingleAsync(v => v.DocumentId == id && v.Number == document.Version, stop);
        var file = await FileAsync(db, asked.File, stop);
        if (file.Hash == before.Hash) throw new Refusal("same_file", "This is the very file it has already.");

        db.Add(document.Next(file, asked.Subject is null ? before.Subject : Subject(asked.Subject), asked.Text is null ? before.Text : Text(asked.Text), desk.Caller!.TeammateId, clock.Now));
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/api/documents/{id}", await db.RowAsync(document, desk, stop));
    }

    static async Task<NoContent> ArchiveAsync(Guid id, Desk desk, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        (await FindAsync(db, id, desk, stop)).Archive(clock.Now);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> TakeUpAsync(Guid id, Desk desk, KithDb db, CancellationToken stop)
    {
        (await FindAsync(db, id, desk, stop)).TakeUp();
        return TypedResults.NoContent();
    }

    static async Task<Document> FindAsync(KithDb db, Guid id, Desk desk, CancellationToken stop)
    {
        var document = await db.Documents.SingleOrDefaultAsync(d => d.Id == id, stop) ?? throw Refusal.NotFound();
        await db.MustKeepAsync(desk, document.DepartmentId, stop);
        return document;
    }

    static async Task ApplyAsync(Document document, DocumentChange asked, KithDb db, CancellationToken stop)
    {
        document.Describe(
            asked.Name is null ? document.Name : Written.RequiredLine(asked.Name, "name", Document.LongestName),
            Written.Line(asked.Description, "description", Document.LongestDescription) ?? document.Description);
        if (asked.Language is not null) document.Language = PersonInput.Language(asked.Language);
        document.IsPersonal = asked.IsPersonal ?? document.IsPersonal;
        if (asked.ForAll == true) document.DepartmentId = null;
        else if (asked.DepartmentId is { } department)
            document.DepartmentId = await db.Departments.AnyAsync(d => d.Id == department, stop) ? department : throw Refusal.NotFound("There is no such department.");
    }

    static async Task<AttachedFile> FileAsync(KithDb db, NamedFile? file, CancellationToken stop) =>
        (await db.AttachedAsync(file is null ? throw Refusal.Field("file", "Attach the file first, and name its hash.") : [file with { Document = null }], db.Moments.Take(0), stop))[0];

    static string? Subject(string? said) =>
        Written.Line(said, "subject", DocumentVersion.LongestSubject) is { Length: > 0 } subject ? FilledWords.Check(subject, "subject") : null;

    static string? Text(string? said) =>
        Written.Text(said, "text", DocumentVersion.LongestText) is { Length: > 0 } text ? FilledWords.Check(text, "text") : null;
}
