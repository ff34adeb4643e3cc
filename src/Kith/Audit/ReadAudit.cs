namespace Kith.Audit;

/// <summary>GET /api/audit and /api/audit/table: the newest first; who, what, about whom or which case, from when to when, changes or reads.</summary>
static class ReadAudit
{
    const int MostInTable = 50_000;

    public static async Task<Page<AuditRow>> ListAsync(
        Guid? who, string? what, Guid? person, long? @case, DateTime? from, DateTime? to, string? kind, string? cursor, int? limit, Work work, CancellationToken stop)
    {
        var (db, size) = (work.Db, Page<AuditRow>.Size(limit));
        var found = await SieveAsync(db, new(who, what, person, @case, from, to, KindNamed(kind)), stop);
        if (cursor is not null && PageCursor.Read(cursor, 1) is [var place])
        {
            var before = Guid.TryParse(place, out var id) ? id : throw Refusal.BadInput("bad_cursor", "This cursor is not one of ours.");
            found = found.Where(a => a.Id < before);
        }
        var page = await found.OrderByDescending(a => a.Id).Take(size + 1).AsNoTracking().ToListAsync(stop);
        Note(work, person, "read the record");
        return new(await db.RowsAsync([.. page.Take(size)], stop), page.Count > size ? PageCursor.Write(page[size - 1].Id.ToString()) : null);
    }

    public static async Task<FileContentHttpResult> TableAsync(Guid? who, string? what, Guid? person, long? @case, DateTime? from, DateTime? to, string? kind, Work work, CancellationToken stop)
    {
        var found = await SieveAsync(work.Db, new(who, what, person, @case, from, to, KindNamed(kind)), stop);
        var entries = await found.OrderByDescending(a => a.Id).Take(MostInTable).AsNoTracking().ToListAsync(stop);
        Note(work, person, "took the record away as a table");
        var rows = await work.Db.RowsAsync(entries, stop);
        return CsvTable.File("record.csv", "at,who,what,about,changes", rows.Select(row => new[] { row.At.ToString("O"), row.Who, row.Sentence, row.About ?? "", string.Join("; ", row.Changes.Select(change => change.ToString())) }));
    }

    static void Note(Work work, Guid? person, string what)
    {
        if (person is { } id) work.NoteOf(id, what, "record");
        else work.Note(what, "record");
    }

    static async Task<IQueryable<AuditEntry>> SieveAsync(KithDb db, AuditSieve sieve, CancellationToken stop)
    {
        var found = db.AuditEntries.AsQueryable();
        if (sieve.Who is { } who) found = found.Where(a => a.ActorId == who);
        if (sieve.What is { Length: > 0 } what) found = found.Where(a => a.Action.Contains($"/{what}"));
        if (sieve.Kind is { } kind) found = kind == AuditKind.Read ? found.Where(a => a.Action.StartsWith("GET ")) : found.Where(a => !a.Action.StartsWith("GET "));
        if (sieve.From is { } from) found = found.Where(a => a.Id > Ids.LastOf(from.AddMilliseconds(-1)));
        if (sieve.To is { } to) found = found.Where(a => a.Id <= Ids.LastOf(to));
        if (sieve.Person is { } person) found = About(db, found, [.. (await PersonGroup.FindAsync(db, person, stop)).Ids]);
        if (sieve.Case is { } number) found = About(db, found, [(await db.Cases.NumberedAsync(number, stop)).Id]);
        return found;
    }

    static AuditKind? KindNamed(string? said) => said switch
    {
        null => null,
        "change" => AuditKind.Change,
        "read" => AuditKind.Read,
        _ => throw Refusal.Field("kind", "There are change and read."),
    };

    static IQueryable<AuditEntry> About(KithDb db, IQueryable<AuditEntry> entries, List<Guid> ids) =>
        entries.Where(a => db.AuditAbouts.Any(about => ids.Contains(about.AboutId) && about.AuditId == a.Id));

    sealed record AuditSieve(Guid? Who, string? What, Guid? Person, long? Case, DateTime? From, DateTime? To, AuditKind? Kind);
}

/// <summary>Whether something was changed, or only read.</summary>
public enum AuditKind { Change, Read }
