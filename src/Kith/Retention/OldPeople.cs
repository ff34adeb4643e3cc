namespace Kith.Retention;

/// <summary>People with whom nothing was said for so long, and with whom nothing is open. They go as a person does who asks for it.</summary>
sealed class OldPeople : OldThings
{
    public override RetentionKind Kind => RetentionKind.People;

    /// <summary>Everything of one person is much.</summary>
    public override int AtOnce(int few) => 1;

    /// <summary>Who was erased already has no key any more.</summary>
    public override IQueryable<OldThing> Find(KithDb db, DateTime before) => db.People
        .Where(p => p.RootId == p.Id && p.CreatedAt < before && p.LastAt < before && !db.PersonKeys.Any(k => k.PersonId == p.Id && k.Key == null)
            && !db.Moments.Any(m => m.PersonId == p.Id && m.At >= before) && !db.Cases.Any(c => c.PersonId == p.Id && c.RootId == c.Id && c.State != CaseState.Closed)
            && !db.People.Any(other => other.RootId == p.Id && other.Id != p.Id && (other.LastAt >= before || db.Moments.Any(m => m.PersonId == other.Id && m.At >= before) || db.Cases.Any(c => c.PersonId == other.Id && c.RootId == c.Id && c.State != CaseState.Closed))))
        .Select(p => new OldThing { Id = p.Id, At = p.LastAt });

    public override async Task ForgetAsync(Work work, ForgetBytes bytes, List<Guid> ids, DateTime now, CancellationToken stop)
    {
        foreach (var id in ids)
        {
            var files = await ErasePerson.EraseRowsAsync(work, bytes, id, stop);
            var fading = await work.Db.FadingFiles.Where(file => files.Contains(file.Hash)).Select(file => file.Hash).ToListAsync(stop);
            work.Db.AddRange(files.Except(fading).Except(work.Db.FadingFiles.Local.Select(file => file.Hash)).Select(hash => new FadingFile { WorkspaceId = work.WorkspaceId, Hash = hash, At = now }));
        }
    }
}
