using System.Text.Json.Nodes;

namespace Kith.Retention;

/// <summary>Files that came or went with messages, with the mail they came in. The words stay, and that files were there. A matter that is not over keeps its files.</summary>
sealed class OldFiles : OldThings
{
    public override RetentionKind Kind => RetentionKind.Files;

    public override IQueryable<OldThing> Find(KithDb db, DateTime before) => db.Moments
        .Where(m => m.Attachments != null && m.Kind != MomentKind.Voicemail && m.Kind != MomentKind.Transcript && m.At < before && !db.Cases.Any(c => c.Id == m.CaseId && c.State != CaseState.Closed))
        .Select(m => new OldThing { Id = m.Id, At = m.At });

    public override async Task ForgetAsync(Work work, ForgetBytes bytes, List<Guid> ids, DateTime now, CancellationToken stop)
    {
        var moments = await work.Db.Moments.AsNoTracking().Where(m => ids.Contains(m.Id)).ToListAsync(stop);
        Fade(work.Db, moments, now);
        foreach (var moment in moments)
        {
            var detail = WithoutFiles(moment);
            await work.Db.Moments.Where(m => m.Id == moment.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Attachments, (List<AttachedFile>?)null).SetProperty(m => m.Detail, detail), stop);
        }
    }

    static JsonObject WithoutFiles(Moment moment)
    {
        var detail = (JsonObject?)moment.Detail?.DeepClone() ?? [];
        detail.Remove("media");
        detail["filesGone"] = moment.Attachments!.Count;
        return detail;
    }
}
