namespace Kith.Retention;

/// <summary>What was said and noted in cases that are closed. Number, department, tags, times and who it was with stay: figures are counted from them.</summary>
sealed class OldWords : OldThings
{
    static readonly MomentKind[] saying = [MomentKind.Message, MomentKind.Note, MomentKind.Edited, MomentKind.Reaction, MomentKind.Voicemail, MomentKind.Transcript, MomentKind.Asked, MomentKind.AskedBack, MomentKind.AskedOn, MomentKind.AskAnswered, MomentKind.HowItWas, MomentKind.Copied, MomentKind.MailedOn];
    static readonly MomentKind[] naming = [MomentKind.CaseOpened, MomentKind.CaseClosed, MomentKind.Promised, MomentKind.PublicSettled, MomentKind.Hidden, MomentKind.Shown];

    public override RetentionKind Kind => RetentionKind.Words;

    public override IQueryable<OldThing> Find(KithDb db, DateTime before) => db.Cases
        .Where(c => c.ClosedAt < before && c.State == CaseState.Closed && (c.Title != null || c.LastText != null || db.Moments.Any(m => m.CaseId == c.Id && (m.Text != null || m.Attachments != null))))
        .Select(c => new OldThing { Id = c.Id, At = c.ClosedAt!.Value });

    public override async Task ForgetAsync(Work work, ForgetBytes bytes, List<Guid> ids, DateTime now, CancellationToken stop)
    {
        var db = work.Db;
        var moments = await db.Moments.AsNoTracking().Where(m => m.CaseId != null && ids.Contains(m.CaseId.Value)).ToListAsync(stop);
        Fade(db, moments, now);
        await bytes.FromIndexAsync(work, [.. moments.Select(m => m.Id)], stop);
        var said = db.Moments.Where(m => m.CaseId != null && ids.Contains(m.CaseId.Value));
        await said.Where(m => saying.Contains(m.Kind)).ExecuteUpdateAsync(set => set.SetProperty(m => m.Detail, Gone()), stop);
        await said.Where(m => naming.Contains(m.Kind)).ExecuteUpdateAsync(set => set.SetProperty(m => m.Detail, (System.Text.Json.Nodes.JsonObject?)null), stop);
        await said.ExecuteUpdateAsync(set => set.SetProperty(m => m.Text, (string?)null).SetProperty(m => m.Attachments, (List<AttachedFile>?)null), stop);
        await db.Cases.Where(c => ids.Contains(c.Id)).ExecuteUpdateAsync(set => set.SetProperty(c => c.Title, (string?)null).SetProperty(c => c.LastText, (string?)null).SetProperty(c => c.Version, c => c.Version + 1), stop);
        await db.Asks.Where(a => ids.Contains(a.CaseId)).ExecuteUpdateAsync(set => set.SetProperty(a => a.Question, ""), stop);
        await db.Promises.Where(p => ids.Contains(p.CaseId)).ExecuteUpdateAsync(set => set.SetProperty(p => p.Reason, (string?)null), stop);
        await db.AfterQuestions.Where(q => ids.Contains(q.CaseId)).ExecuteUpdateAsync(set => set.SetProperty(q => q.Comment, (string?)null), stop);
        await db.Approvals.Where(a => a.CaseId != null && ids.Contains(a.CaseId.Value)).ExecuteDeleteAsync(stop);
        await db.Notices.Where(n => n.CaseId != null && ids.Contains(n.CaseId.Value)).ExecuteDeleteAsync(stop);
    }
}
