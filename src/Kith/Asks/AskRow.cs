namespace Kith.Asks;

/// <summary>A question to a department as its thread and the lists show it.</summary>
/// <param name="Due">By when it is promised to be answered; while it is asked back that stands still.</param>
/// <param name="Late">It was not answered in time.</param>
/// <param name="MayAnswer">Whether it is the caller's to answer, to take and to give.</param>
/// <param name="Words">What was said, oldest first.</param>
[WireName("Ask")]
public sealed record AskRow(
    Guid Id, long Case, string CaseTitle, Guid PersonId, string PersonName, Guid DepartmentId, string DepartmentName, Guid? OwnerId, string? OwnerName,
    Guid AskedById, string AskedByName, string Question, AskState State, DateTime AskedAt, DateTime Due, bool Late, DateTime? AnsweredAt, bool MayAnswer, IReadOnlyList<AskWord> Words, int Version);

/// <param name="Kind">asked, askedBack, askedOn, askAnswered or askWithdrawn.</param>
public sealed record AskWord(Guid Id, MomentKind Kind, DateTime At, Guid? ById, string ByName, string? ByPictureUrl, string? Text, IReadOnlyList<AttachmentRef> Attachments);

static class AskRows
{
    public static readonly MomentKind[] Kinds = [MomentKind.Asked, MomentKind.AskedBack, MomentKind.AskedOn, MomentKind.AskAnswered, MomentKind.AskWithdrawn];

    public static async Task<List<AskRow>> RowsAsync(this KithDb db, IReadOnlyList<Ask> asks, Caller caller, CancellationToken stop)
    {
        if (asks.Count == 0) return [];

        var matters = asks.Select(a => a.MatterId).Distinct().ToList();
        var cases = await db.Cases.Where(c => matters.Contains(c.Id)).Select(c => new
        {
            c.Id,
            c.Number,
            c.Title,
            Person = db.People.Where(p => p.Id == c.PersonId).Select(p => new { p.RootId, Name = db.People.Where(r => r.Id == p.RootId).Select(r => r.Name).First() }).First(),
        }).ToDictionaryAsync(c => c.Id, stop);
        var departments = await db.Departments.ToDictionaryAsync(d => d.Id, d => d.Name, stop);
        var mine = await db.DepartmentsOf(caller.TeammateId).ToListAsync(stop);
        var said = await SaidAsync(db, asks, stop);
        var team = await TeamAsync(db, asks, said, stop);
        var words = said.ToLookup(m => (Guid?)m.Detail?["ask"], WordOf);
        return [.. asks.Select(Row)];

        AskRow Row(Ask a)
        {
            var kase = cases[a.MatterId];
            return new(
                a.Id, kase.Number, kase.Title ?? "", kase.Person.RootId, kase.Person.Name ?? "", a.DepartmentId, departments.GetValueOrDefault(a.DepartmentId) ?? "", a.OwnerId, NameOf(a.OwnerId),
                a.AskedBy, NameOf(a.AskedBy) ?? "", a.Question, a.State, a.MadeAt, a.Due, a.BrokenAt is not null, a.KeptAt, MayAnswer.It(a, caller, mine.Contains(a.DepartmentId)), [.. words[a.Id]], a.Version);
        }

        string? NameOf(Guid? id) => id is { } one ? team.GetValueOrDefault(one)?.Name : null;

        AskWord WordOf(Moment m)
        {
            var by = m.AuthorId is { } id ? team.GetValueOrDefault(id) : null;
            return new(m.Id, m.Kind, m.At, m.AuthorId, by?.Name ?? "", by?.PictureUrl, m.Text, [.. (m.Attachments ?? []).Select(file => AttachmentRef.Of(file, db.Sight.IsNarrow ? m.Id : null))]);
        }
    }

    public static async Task<AskRow> RowAsync(this KithDb db, Ask ask, Caller caller, CancellationToken stop) => (await db.RowsAsync([ask], caller, stop))[0];

    static Task<List<Moment>> SaidAsync(KithDb db, IReadOnlyList<Ask> asks, CancellationToken stop)
    {
        var askedIn = asks.Select(a => (Guid?)a.CaseId).Distinct().ToList();
        return db.Moments.Where(m => askedIn.Contains(m.CaseId) && Kinds.Contains(m.Kind)).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(stop);
    }

    static Task<Dictionary<Guid, Teammate>> TeamAsync(KithDb db, IReadOnlyList<Ask> asks, IReadOnlyList<Moment> said, CancellationToken stop)
    {
        var ids = asks.SelectMany(a => new[] { a.OwnerId, a.AskedBy }).Concat(said.Select(m => m.AuthorId)).OfType<Guid>().Distinct().ToList();
        return db.Teammates.Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, stop);
    }
}
