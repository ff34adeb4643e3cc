namespace Kith.TheirData;

/// <summary>
/// GET /api/people/{id}/erasure says what would go and what stays and why; PUT does it, in one transaction, then in the files, the index and
/// the bytes of the database.
/// </summary>
sealed class ErasePerson(Store store, KeptFiles files, ForgetBytes bytes)
{
    const string Deed = "PUT /api/people/{id:guid}/erasure";

    static readonly ErasureStay[] stays =
    [
        new("the entries of the record", "Who did what and when stays, without a word about the person; the chain must still hold."),
        new("cases, promises and moments, without their words", "The figures of how people were served are counted from them."),
        new("files that somebody else sent or was sent too", "They belong to others as well."),
        new("back-ups made before", "They are yours: they end when you delete them. Restore one, and erase again."),
    ];

    public static async Task<ErasureRow> PreviewAsync(Guid id, KithDb db, CancellationToken stop)
    {
        var trail = await PersonTrail.FindAsync(db, id, stop);
        var goes = new List<ErasureGoes>();
        foreach (var part in ErasedPart.All) goes.Add(new(part.What, await part.CountAsync(db, trail, stop)));
        var raw = await RawTraces.OfIntakeAsync(db, trail, stop);
        goes.Add(new("raw bytes as they came", raw.Count + (await RawTraces.OfSetAsideAsync(db, trail, raw, stop)).Count));
        goes.Add(new("lines of imported files", (await RawTraces.OfImportsAsync(db, trail, stop)).Sum(import => RawTraces.LinesOf(import, trail).Count())));
        goes.Add(new("files", (await AloneAsync(db, trail, stop)).Count));
        var open = await OpenCasesAsync(db, trail, stop);
        return new(trail.Group.Root.Id, trail.Group.Root.Name, trail.People.Count, [.. goes.Where(part => part.Count > 0)], stays, open);
    }

    /// <returns>What went.</returns>
    public async Task<ErasureRow> EraseAsync(Guid workspace, Guid id, Actor by, CancellationToken stop)
    {
        ErasureRow preview;
        List<string> alone;
        PersonTrail trail;
        await using (var work = await store.WriteAsync(workspace, by, Deed, stop))
        {
            var db = work.Db;
            preview = await PreviewAsync(id, db, stop);
            if (preview.OpenCases.Count > 0) throw new Refusal("cases_open", $"Close what is still open first: {string.Join(", ", preview.OpenCases.Select(number => $"case {number}"))}.");
            trail = await PersonTrail.FindAsync(db, id, stop);
            alone = await AloneAsync(db, trail, stop);
            await EraseRowsAsync(work, bytes, trail, stop);
            await db.Attachments.Where(a => alone.Contains(a.Hash)).ExecuteDeleteAsync(stop);
            foreach (var part in preview.Goes) work.Note($"{part.Count} {part.What}");
            await work.CommitAsync(stop);
        }
        foreach (var hash in alone) files.Forget(workspace, hash);
        await bytes.RunAsync(stop);
        return preview;
    }

    /// <summary>What is theirs in the database, in this work. Their files stay until nobody names them.</summary>
    /// <returns>The hashes of their files.</returns>
    public static async Task<IReadOnlyCollection<string>> EraseRowsAsync(Work work, ForgetBytes bytes, Guid id, CancellationToken stop)
    {
        var trail = await PersonTrail.FindAsync(work.Db, id, stop);
        await EraseRowsAsync(work, bytes, trail, stop);
        return trail.Files;
    }

    static async Task EraseRowsAsync(Work work, ForgetBytes bytes, PersonTrail trail, CancellationToken stop)
    {
        var db = work.Db;
        await BlankFacts.EraseAsync(db, trail, stop);
        await EraseRawAsync(db, trail, stop);
        foreach (var named in trail.People.Select(person => person.ToString())) await db.IdempotentAnswers.Where(answer => answer.Body != null && answer.Body.Contains(named)).ExecuteDeleteAsync(stop);
        await bytes.FromIndexAsync(work, trail.Moments, stop);
        foreach (var part in ErasedPart.All) await part.EraseAsync(db, trail, stop);
        foreach (var person in trail.People) work.NoteOf(person, HashedFacts.Erased);
    }

    static async Task EraseRawAsync(KithDb db, PersonTrail trail, CancellationToken stop)
    {
        var raw = await RawTraces.OfIntakeAsync(db, trail, stop);
        db.RemoveRange(await RawTraces.OfSetAsideAsync(db, trail, raw, stop));
        foreach (var one in raw) await db.Intake.Where(i => i.ConnectionId == one.ConnectionId && i.Key == one.Key).ExecuteDeleteAsync(stop);
        foreach (var import in await RawTraces.OfImportsAsync(db, trail, stop)) RawTraces.Empty(import, trail);
    }

    /// <summary>Files that nobody else's message, no document and no picture of ours names.</summary>
    static async Task<List<string>> AloneAsync(KithDb db, PersonTrail trail, CancellationToken stop) =>
        trail.Files.Count == 0 ? [] : [.. await db.UnnamedAsync(trail.Files, trail.People, null, stop)];

    static Task<List<long>> OpenCasesAsync(KithDb db, PersonTrail trail, CancellationToken stop) =>
        db.Cases.Where(c => trail.People.Contains(c.PersonId) && c.State != CaseState.Closed && c.RootId == c.Id).OrderBy(c => c.Number).Select(c => c.Number).ToListAsync(stop);
}

/// <summary>What erasing a person takes away and what it leaves.</summary>
/// <param name="People">How many were merged into this one.</param>
/// <param name="OpenCases">Numbers of cases that must be closed first.</param>
public sealed record ErasureRow(Guid PersonId, string? Name, int People, IReadOnlyList<ErasureGoes> Goes, IReadOnlyList<ErasureStay> Stays, IReadOnlyList<long> OpenCases);

public sealed record ErasureGoes(string What, int Count);

public sealed record ErasureStay(string What, string Why);
