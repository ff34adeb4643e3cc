namespace Kith.Later;

/// <summary>Words that leave later, or were held back.</summary>
/// <param name="MessageId">The id its author's browser made of the message.</param>
/// <param name="At">When they leave, or were to leave.</param>
/// <param name="HoldsIfHeard">Whether they stay when the person writes before.</param>
/// <param name="HeardAt">When the person wrote meanwhile.</param>
/// <param name="MayChange">Whether the caller may change them or call them back.</param>
/// <param name="ProblemWords">Why they were held.</param>
[WireName("LaterMessage")]
public sealed record LaterRow(
    Guid Id, LaterState State, TeammateName Author, Guid PersonId, string? PersonName, long? CaseNumber, string Text, string Channel, bool IsPublic, Guid? MessageId,
    DateTime AskedAt, DateTime At, bool HoldsIfHeard, DateTime? HeardAt, bool MayChange, string? ProblemCode, string? ProblemWords, Guid? MomentId, Guid? ApprovalId);

static class ShowLater
{
    public static async Task<LaterRow> RowAsync(this KithDb db, LaterMessage later, Teammate me, CancellationToken stop) => (await db.RowsAsync([later], me, stop))[0];

    public static async Task<List<LaterRow>> RowsAsync(this KithDb db, IReadOnlyList<LaterMessage> laters, Teammate me, CancellationToken stop)
    {
        if (laters.Count == 0) return [];

        var (authors, people, cases) = (laters.Select(l => l.AuthorId).Distinct().ToList(), laters.Select(l => l.PersonId).Distinct().ToList(), laters.Select(l => l.CaseId).OfType<Guid>().Distinct().ToList());
        var team = await db.Teammates.Where(t => authors.Contains(t.Id)).ToDictionaryAsync(t => t.Id, stop);
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, stop);
        var numbers = await db.Cases.Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number, stop);
        return [.. laters.Select(l => new LaterRow(
            l.Id, l.State, new(l.AuthorId, team.GetValueOrDefault(l.AuthorId)?.Name ?? ""), l.PersonId, names.GetValueOrDefault(l.PersonId), l.CaseId is { } kase && numbers.TryGetValue(kase, out var number) ? number : null,
            l.Text, l.Channel, l.IsPublic, Guid.TryParse(l.Body["id"]?.ToString(), out var said) ? said : null, l.AskedAt, l.At, l.HoldsIfHeard, l.HeardAt,
            l.IsKept && (l.AuthorId == me.Id || team.GetValueOrDefault(l.AuthorId)?.LeftAt is not null), l.ProblemCode, l.ProblemWords, l.MomentId, l.ApprovalId))];
    }
}
