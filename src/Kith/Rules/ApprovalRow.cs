namespace Kith.Rules;

/// <summary>Words that wait for approval, or did.</summary>
/// <param name="MessageId">The id its author's browser made of the message.</param>
/// <param name="WaitsFor">Who is asked now.</param>
/// <param name="Due">By when; after it the next are asked, where there are any.</param>
/// <param name="MayDecide">Whether the caller may.</param>
/// <param name="MomentId">The message it became.</param>
[WireName("Approval")]
public sealed record ApprovalRow(
    Guid Id, ApprovalOf What, ApprovalState State, string Rule, TeammateName Author, Guid? PersonId, string? PersonName, long? CaseNumber, Guid? CauseId, string? CauseTitle,
    string Text, string? EditedText, string? Channel, bool IsPublic, Guid? MessageId, DateTime AskedAt, IReadOnlyList<TeammateName> WaitsFor, DateTime Due, bool MayDecide,
    TeammateName? DecidedBy, DateTime? DecidedAt, string? Note, string? ProblemCode, string? ProblemWords, Guid? MomentId);

public sealed record TeammateName(Guid Id, string Name);

static class ShowApprovals
{
    public static async Task<ApprovalRow> RowAsync(this KithDb db, Approval approval, Teammate me, CancellationToken stop) => (await db.RowsAsync([approval], me, stop))[0];

    public static async Task<List<ApprovalRow>> RowsAsync(this KithDb db, IReadOnlyList<Approval> approvals, Teammate me, CancellationToken stop)
    {
        if (approvals.Count == 0) return [];

        var team = await db.Teammates.ToDictionaryAsync(t => t.Id, t => t.Name, stop);
        var heads = await db.Departments.ToDictionaryAsync(d => d.Id, d => d.HeadId, stop);
        var (people, cases, causes) = (approvals.Select(a => a.PersonId).OfType<Guid>().ToList(), approvals.Select(a => a.CaseId).OfType<Guid>().ToList(), approvals.Select(a => a.CauseId).OfType<Guid>().ToList());
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, stop);
        var numbers = await db.Cases.Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number, stop);
        var titles = await db.Causes.Where(c => causes.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Title, stop);
        return [.. approvals.Select(RowOf)];

        TeammateName Named(Guid id) => new(id, team.GetValueOrDefault(id) ?? "");

        ApprovalRow RowOf(Approval a) => new(
            a.Id, a.What, a.State, a.RuleName, Named(a.AuthorId), a.PersonId, a.PersonId is { } person ? names.GetValueOrDefault(person) : null, a.CaseId is { } kase && numbers.TryGetValue(kase, out var number) ? number : null,
            a.CauseId, a.CauseId is { } cause ? titles.GetValueOrDefault(cause) : null, a.Text, a.EditedText, a.Channel, a.IsPublic, Guid.TryParse(a.Body["id"]?.ToString(), out var said) ? said : null,
            a.AskedAt, [.. a.WaitsFor.Select(Named)], a.Due, a.IsWaiting && a.MayBeDecidedBy(me, heads.GetValueOrDefault(a.DepartmentId)), a.DecidedBy is { } by ? Named(by) : null, a.DecidedAt,
            a.Note, a.ProblemCode, a.ProblemWords, a.MomentId);
    }
}
