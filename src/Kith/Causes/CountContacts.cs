namespace Kith.Causes;

/// <summary>
/// GET /api/causes/{id}/contacts: how often people spoke of it, week by week, and whether that fell when it was fixed. A contact is a person
/// who spoke of it on a day. What they say in a gathered case after they were told is thanks and no contact, unless somebody gathers it by itself.
/// </summary>
static class CountContacts
{
    const int Weeks = 26, MostCompared = 8;

    public static async Task<CauseContacts> CountAsync(Guid id, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var cause = await db.CauseAsync(id, stop);
        var zone = await db.ZoneAsync(stop);
        var first = MondayOf(DayAt(clock.Now, zone)).AddDays(-7 * (Weeks - 1));
        var contacts = await db.ContactsAsync([id], first.AddDays(-1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), stop);
        var perWeek = contacts.CountBy(contact => MondayOf(contact.Day)).ToDictionary();
        List<ContactWeek> weeks = [.. Enumerable.Range(0, Weeks).Select(i => first.AddDays(7 * i)).Select(monday => new ContactWeek(monday, perWeek.GetValueOrDefault(monday)))];
        if (cause.FixedAt is not { } at) return new(weeks, null, null, null);

        var change = MondayOf(DayAt(at, zone));
        var heard = MondayOf(DayAt(cause.HeardAt, zone));
        return new(weeks, change,
            Mean(weeks.Where(week => week.From < change && (week.From >= heard || week.Contacts > 0)).TakeLast(MostCompared)),
            Mean(weeks.SkipLast(1).Where(week => week.From > change)));
    }

    /// <summary>Every contact of these causes since then, each person once a day, by the clock of the house.</summary>
    public static async Task<List<Contact>> ContactsAsync(this KithDb db, IReadOnlyCollection<Guid> causes, DateTime since, CancellationToken stop)
    {
        var cases = db.CauseAbouts.Where(a => causes.Contains(a.CauseId) && a.What == AboutWhat.Case);
        var said = db.Moments.Where(m => m.At >= since && m.Direction == Direction.In && (m.Kind == MomentKind.Message || m.Kind == MomentKind.Call) && m.CaseId != null);
        var inCases = await db.AllCasesOf(cases).Join(said, c => (Guid?)c.CaseId, m => m.CaseId, (c, m) => new { c.CauseId, m.PersonId, m.At })
            .Join(db.People, m => m.PersonId, p => p.Id, (m, p) => new { m.CauseId, p.RootId, m.At }).ToListAsync(stop);
        var byItself = await db.CauseAbouts.Where(a => causes.Contains(a.CauseId) && a.What == AboutWhat.Moment && a.At >= since)
            .Join(db.People, a => a.PersonId, p => p.Id, (a, p) => new { a.CauseId, p.RootId, a.At }).ToListAsync(stop);
        var told = (await db.Tellings.Where(t => causes.Contains(t.CauseId) && t.ToldAt != null).Join(db.People, t => t.PersonId, p => p.Id, (t, p) => new { t.CauseId, p.RootId, t.ToldAt }).ToListAsync(stop))
            .ToLookup(t => (t.CauseId, t.RootId), t => t.ToldAt);
        var zone = await db.ZoneAsync(stop);
        return [.. inCases.Where(m => !told[(m.CauseId, m.RootId)].Any(at => at <= m.At)).Concat(byItself)
            .Select(m => new Contact(m.CauseId, m.RootId, DayAt(m.At, zone))).Distinct()];
    }

    static async Task<TimeZoneInfo> ZoneAsync(this KithDb db, CancellationToken stop) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(await db.Workspaces.Select(w => w.TimeZone).SingleAsync(stop), out var zone) ? zone : TimeZoneInfo.Utc;

    static DateOnly DayAt(DateTime at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at, zone));

    static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    static double? Mean(IEnumerable<ContactWeek> weeks) => weeks.ToList() is { Count: > 0 } whole ? Math.Round(whole.Average(week => week.Contacts), 1) : null;
}

readonly record struct Contact(Guid Cause, Guid Person, DateOnly Day);

/// <summary>How often people spoke of it.</summary>
/// <param name="Weeks">Half a year, oldest first; the last is not over yet.</param>
/// <param name="FixedIn">The Monday of the week in which it was fixed.</param>
/// <param name="Before">Contacts a week before that, on average over eight weeks at most.</param>
/// <param name="After">Contacts a week in the whole weeks since.</param>
public sealed record CauseContacts(IReadOnlyList<ContactWeek> Weeks, DateOnly? FixedIn, double? Before, double? After);

/// <param name="From">Its Monday.</param>
public sealed record ContactWeek(DateOnly From, int Contacts);
