namespace Kith.Causes;

/// <summary>A cause as its board and its page show it.</summary>
/// <param name="People">How many people spoke of it.</param>
/// <param name="ContactsLastWeek">How often people spoke of it in the last seven days.</param>
/// <param name="Said">What everybody is told when it is fixed, by language; the empty language is for everybody else.</param>
public sealed record CauseRow(
    Guid Id, string Title, string Known, CauseState State, string? Why, Guid DepartmentId, string DepartmentName, Guid? OwnerId, string? OwnerName,
    decimal? CostPerContact, string? Currency, DateTime HeardAt, DateTime? FixedAt, int People, int ContactsLastWeek, TellingCounts Tellings,
    Dictionary<string, string> Said, int Version);

/// <summary>How far the telling came: drafts, people left out, those it is on its way to, told, and those who could not be.</summary>
public sealed record TellingCounts(int Draft, int LeftOut, int Waiting, int Told, int CouldNot);

static class CauseRows
{
    static readonly TimeSpan week = TimeSpan.FromDays(7);

    public static async Task<List<CauseRow>> RowsAsync(this KithDb db, IReadOnlyList<Cause> causes, DateTime now, CancellationToken stop)
    {
        if (causes.Count == 0) return [];

        var ids = causes.Select(c => c.Id).ToList();
        var people = await PeopleAsync(db, ids, stop);
        var contacts = (await db.ContactsAsync(ids, now - week, stop)).CountBy(contact => contact.Cause).ToDictionary();
        var told = (await db.Tellings.Where(t => ids.Contains(t.CauseId)).GroupBy(t => new { t.CauseId, t.State }).Select(g => new { g.Key.CauseId, g.Key.State, Count = g.Count() }).ToListAsync(stop))
            .ToLookup(t => t.CauseId, t => (t.State, t.Count));
        var departments = await db.Departments.ToDictionaryAsync(d => d.Id, d => d.Name, stop);
        var owners = causes.Select(c => c.OwnerId).OfType<Guid>().ToList();
        var team = await db.Teammates.Where(t => owners.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, stop);
        return [.. causes.Select(c => new CauseRow(
            c.Id, c.Title, c.Known, c.State, c.Why, c.DepartmentId, departments.GetValueOrDefault(c.DepartmentId) ?? "", c.OwnerId, c.OwnerId is { } owner ? team.GetValueOrDefault(owner) : null,
            c.CostPerContact, c.Currency, c.HeardAt, c.FixedAt, people.GetValueOrDefault(c.Id), contacts.GetValueOrDefault(c.Id), CountsOf(told[c.Id]), MailFrame.Shown(c.Said), c.Version))];
    }

    public static async Task<CauseRow> RowAsync(this KithDb db, Cause cause, DateTime now, CancellationToken stop) => (await db.RowsAsync([cause], now, stop))[0];

    /// <summary>Who was merged with somebody else is one person with them.</summary>
    static async Task<Dictionary<Guid, int>> PeopleAsync(KithDb db, List<Guid> causes, CancellationToken stop) =>
        await db.CauseAbouts.Where(a => causes.Contains(a.CauseId)).Join(db.People, a => a.PersonId, p => p.Id, (a, p) => new { a.CauseId, p.RootId })
            .Distinct().GroupBy(one => one.CauseId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);

    static TellingCounts CountsOf(IEnumerable<(TellingState State, int Count)> counted)
    {
        var by = counted.ToDictionary(one => one.State, one => one.Count);
        return new(by.GetValueOrDefault(TellingState.Draft), by.GetValueOrDefault(TellingState.LeftOut), by.GetValueOrDefault(TellingState.Waiting), by.GetValueOrDefault(TellingState.Told), by.GetValueOrDefault(TellingState.CouldNot));
    }
}
