namespace Kith.Retention;

/// <summary>What was left on the machine, and what was understood of it. That somebody called stays.</summary>
sealed class OldRecordings : OldThings
{
    public override RetentionKind Kind => RetentionKind.Recordings;

    public override IQueryable<OldThing> Find(KithDb db, DateTime before) => db.Moments
        .Where(m => (m.Kind == MomentKind.Voicemail || m.Kind == MomentKind.Transcript) && m.At < before && (m.Text != null || m.Attachments != null)).Select(m => new OldThing { Id = m.Id, At = m.At });

    public override async Task ForgetAsync(Work work, ForgetBytes bytes, List<Guid> ids, DateTime now, CancellationToken stop)
    {
        Fade(work.Db, await work.Db.Moments.AsNoTracking().Where(m => ids.Contains(m.Id)).ToListAsync(stop), now);
        await bytes.FromIndexAsync(work, ids, stop);
        await work.Db.Moments.Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(set => set.SetProperty(m => m.Text, (string?)null).SetProperty(m => m.Attachments, (List<AttachedFile>?)null).SetProperty(m => m.Detail, Gone()), stop);
    }
}
