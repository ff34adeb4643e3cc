namespace Kith.People;

/// <summary>
/// DELETE /api/people/imports/{id}: whoever it made and nothing else has touched since is in no list any more; the rows stay, for the record.
/// Whoever wrote, was written to, edited or merged meanwhile stays as they are: they are somebody's by now.
/// </summary>
static class UndoImport
{
    public static async Task<NoContent> DeleteAsync(Guid id, Work work, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var import = await db.PeopleImports.SingleOrDefaultAsync(i => i.Id == id, stop) ?? throw Refusal.NotFound();
        if (import.UndoneAt is not null) return TypedResults.NoContent();

        var now = clock.Now;
        import.UndoneAt = now;
        var untouched = db.People.Where(p => p.ImportId == id && p.TakenBackAt == null && p.RootId == p.Id
            && !db.Handles.Any(h => h.PersonId == p.Id) && !db.Moments.Any(m => m.PersonId == p.Id) && !db.Cases.Any(c => c.PersonId == p.Id)
            && !db.Drafts.Any(d => d.PersonId == p.Id) && !db.Links.Any(l => l.FromId == p.Id) && !db.Links.Any(l => l.ToId == p.Id));
        var gone = await untouched.ExecuteUpdateAsync(set => set.SetProperty(p => p.TakenBackAt, now), stop);
        var where = Claim.FromFile(import);
        var claims = await db.PersonClaims.Where(c => c.SaidWhere == where && db.People.Any(p => p.Id == c.PersonId && p.ImportId != id)).ExecuteDeleteAsync(stop);
        await EmptyAsync(import, db, stop);
        work.Note($"{gone} people taken back, {claims} claims taken from people known before");
        return TypedResults.NoContent();
    }

    static async Task EmptyAsync(PeopleImport import, KithDb db, CancellationToken stop)
    {
        foreach (var (id, keys) in import.Filled ?? [])
        {
            if (await db.People.SingleOrDefaultAsync(p => p.Id == id, stop) is { } person)
                person.Fields = person.Fields.Where(field => !keys.Contains(field.Key)).ToDictionary();
        }
    }
}
