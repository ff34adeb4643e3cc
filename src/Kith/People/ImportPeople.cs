namespace Kith.People;

/// <summary>
/// /api/people/imports: a table is read for a preview, carried out in short steps, and undone. Numbers and addresses from a file are claims:
/// nobody has been heard from there, so they never route, send or join.
/// </summary>
static class ImportPeople
{
    const int LargestFile = 10 * 1024 * 1024, PreviewRows = 20, MostProblems = 200;

    public static void MapImports(this RouteGroupBuilder people)
    {
        var imports = people.MapGroup("/imports");
        imports.MapGet("", ListAsync).Allow(Role.Admin);
        imports.MapPost("", PreviewAsync).Allow(Role.Admin).WithMetadata(new OwnDesk()).Accepts<string>("text/csv");
        imports.MapPut("/{id:guid}", CarryOutAsync).Allow(Role.Admin).WithMetadata(new OwnDesk());
        imports.MapDelete("/{id:guid}", UndoImport.DeleteAsync).Allow(Role.Admin);
    }

    static async Task<Page<ImportLine>> ListAsync(KithDb db, CancellationToken stop) => new(await db.PeopleImports.OrderByDescending(i => i.At).Take(100)
        .Select(i => new ImportLine(i.Id, i.At, i.Made, i.Matched, i.Skipped, i.DoneAt, i.UndoneAt)).ToListAsync(stop), null);

    static async Task<Created<ImportPreview>> PreviewAsync(HttpRequest request, Desk desk, Store store, TimeProvider clock, CancellationToken stop)
    {
        var caller = desk.Caller!;
        var text = Table.Decode(await BytesAsync(request, stop)).Replace("\0", "", StringComparison.Ordinal);
        var table = Table.Read(text);
        await using var work = await store.WriteAsync(caller.WorkspaceId, new Actor(AuthorKind.Teammate, caller.TeammateId), "POST /api/people/imports", stop);
        var import = new PeopleImport { WorkspaceId = caller.WorkspaceId, Id = Ids.New(clock), By = caller.TeammateId, At = clock.Now, Csv = text };
        work.Db.Add(import);
        var preview = await LookAsync(import, table, work.Db, stop);
        await work.CommitAsync(stop);
        return TypedResults.Created($"/api/people/imports/{import.Id}", preview);
    }

    static async Task<ImportPreview> LookAsync(PeopleImport import, Table table, KithDb db, CancellationToken stop)
    {
        var (fields, region) = (await db.OwnFields.ToListAsync(stop), await HomeRegion.OfAsync(db, stop));
        var columns = table.Columns.Select((name, i) => new ImportColumn(name, ImportTarget.Suggest(name, table.Rows.Select(r => i < r.Length ? r[i] : ""), fields, region))).ToList();
        var targets = columns.Select(c => c.Suggested).ToList();
        var problems = table.Rows.Select((cells, i) => ImportRow.Read(i + 2, cells, targets, fields, region)).SelectMany(ProblemsOf).Take(MostProblems).ToList();
        return new(import.Id, columns, [.. table.Rows.Take(PreviewRows)], table.Rows.Count, problems);
    }

    static async Task<ImportOutcome> CarryOutAsync(Guid id, ImportMapping asked, Desk desk, Store store, TimeProvider clock, CancellationToken stop)
    {
        var caller = desk.Caller!;
        var problems = new List<ImportProblem>();
        Table? table = null;
        while (true)
        {
            // Each step is a transaction of its own: a large file delays nobody, and what was broken off goes on where it stopped.
            await using var work = await store.WriteAsync(caller.WorkspaceId, new Actor(AuthorKind.Teammate, caller.TeammateId), $"PUT /api/people/imports/{id}", stop);
            var import = await work.Db.PeopleImports.SingleOrDefaultAsync(i => i.Id == id, stop) ?? throw Refusal.NotFound();
            if (import.UndoneAt is not null) throw new Refusal("undone", "This import was undone. Upload the file again.");
            if (import.DoneAt is not null) return new(import.Made, import.Matched, import.Skipped, [.. problems.Take(MostProblems)]);

            table ??= Table.Read(import.Csv);
            problems.AddRange(await ImportStep.TakeAsync(import, table, asked.Mapping, work.Db, clock.Now, stop));
            await work.CommitAsync(stop);
        }
    }

    public static IEnumerable<ImportProblem> ProblemsOf(ImportRow row)
    {
        foreach (var words in row.Problems) yield return new(row.Row, words);
        if (row.IsEmpty) yield return new(row.Row, "Neither a name nor an address: nobody to make.");
    }

    static async Task<byte[]> BytesAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength > LargestFile) throw TooLarge();
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, stop)) > 0;)
        {
            if (bytes.Length + read > LargestFile) throw TooLarge();
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    static Refusal TooLarge() => new("too_large", "A file of people has at most 10 MB. Please divide it.", StatusCodes.Status413PayloadTooLarge);
}

public sealed record ImportLine(Guid Id, DateTime At, int Made, int Matched, int Skipped, DateTime? DoneAt, DateTime? UndoneAt);

public sealed record ImportPreview(Guid Id, IReadOnlyList<ImportColumn> Columns, IReadOnlyList<string[]> Rows, int Total, IReadOnlyList<ImportProblem> Problems);

public sealed record ImportColumn(string Name, string Suggested);

/// <summary>What is wrong with which row; rows are counted as a spreadsheet does, the names of the columns being row 1.</summary>
public sealed record ImportProblem(int Row, string Words);

public sealed record ImportMapping(Dictionary<string, string>? Mapping);

public sealed record ImportOutcome(int Made, int Matched, int Skipped, IReadOnlyList<ImportProblem> Problems);
