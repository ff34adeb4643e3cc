using Kith.Channels;

namespace Kith.Cases;

/// <summary>GET /api/cases: what is to be done, by promised time and nothing else; and how much of it there is.</summary>
static class ListCases
{
    /// <summary>Beyond this nobody counts: the page says "999+".</summary>
    const int MostCounted = 1000;

    public static void MapListCases(this RouteGroupBuilder cases)
    {
        cases.MapGet("", ListAsync).Allow(Role.Viewer);
        cases.MapGet("/counts", CountAsync).Allow(Role.Viewer);
        cases.MapGet("/{number:long}", (long number, Teammate me, KithDb db, CancellationToken stop) => db.RowAsync(number, me.Id, stop)).Allow(Role.Viewer);
    }

    static async Task<Page<CaseRow>> ListAsync(
        string? list, Guid? department, string? state, string? owes, string? channel, string? visibility, string? cursor, int? limit,
        Teammate me, KithDb db, ChannelRegistry channels, CancellationToken stop)
    {
        var size = Page<CaseRow>.Size(limit);
        (DateTime At, Guid Id)? after = cursor is null ? null : PageCursor.ReadPlace(cursor);
        var sieve = await CaseSieve.ReadAsync(channel, visibility, db, channels, stop);
        IReadOnlyList<IQueryable<Case>> parts = [.. (await ChooseAsync(list, department, me, db, stop)).Select(part => Owing(InState(part.Running, state), owes).After(after))];
        var edge = await sieve.EdgeAsync(parts, stop);
        var page = Merge(parts.Select(part => sieve.Sift(part.UpTo(edge)).ByPromise.Take(size + 1)));
        var rows = await db.Rows(page.ByPromise.Take(size + 1), me.Id).ToListAsync(stop);
        return rows.Count > size ? new(rows[..size], PageCursor.WritePlace(rows[size - 1].PromiseDue!.Value, rows[size - 1].Id))
            : new(rows, edge is { } end ? PageCursor.WritePlace(end.At, end.Id) : null);
    }

    /// <summary>Each of my departments is read from its own place in the index; one list of several departments would be sorted first.</summary>
    static async Task<IReadOnlyList<IQueryable<Case>>> ChooseAsync(string? list, Guid? department, Teammate me, KithDb db, CancellationToken stop) => list switch
    {
        null or "all" => [db.Cases],
        "mine" => [db.Cases.OwnedBy(me.Id)],
        "unassigned" => [db.Cases.Unowned],
        "department" when department is { } one => [db.Cases.Of(one)],
        "departments" => await MineAsync(me, db, stop) is { Count: > 0 } mine ? [.. mine.Select(one => db.Cases.Of(one))] : [db.Cases.Where(_ => false)],
        _ => throw Refusal.Field("list", "There are the lists mine, departments, unassigned, all and department (with its id)."),
    };

    static IQueryable<Case> Merge(IEnumerable<IQueryable<Case>> parts) => parts.Aggregate((some, more) => some.Concat(more));

    static IQueryable<Case> InState(IQueryable<Case> cases, string? state) => state switch
    {
        null => cases,
        "open" => cases.Where(c => c.State == CaseState.Open),
        "waiting" => cases.Where(c => c.State == CaseState.Waiting),
        "snoozed" => cases.Where(c => c.State == CaseState.Snoozed),
        _ => throw Refusal.Field("state", "Cases in these lists are open, waiting or snoozed."),
    };

    static IQueryable<Case> Owing(IQueryable<Case> cases, string? owes) => owes switch
    {
        null => cases,
        "public" => cases.OwingInPublic,
        _ => throw Refusal.Field("owes", "Cases owe a word in public."),
    };

    static Task<List<Guid>> MineAsync(Teammate me, KithDb db, CancellationToken stop) =>
        db.DepartmentMembers.Where(m => m.TeammateId == me.Id).OrderBy(m => m.DepartmentId).Select(m => m.DepartmentId).ToListAsync(stop);

    static async Task<Counts> CountAsync(Teammate me, KithDb db, CancellationToken stop)
    {
        var running = db.Cases.Running;
        var (mine, unowned, owed) = (running.OwnedBy(me.Id), running.Unowned, running.OwingInPublic);
        var whole = await db.Teammates.Where(t => t.Id == me.Id).Select(_ => new
        {
            Mine = mine.Take(MostCounted).Count(),
            Unassigned = unowned.Take(MostCounted).Count(),
            All = running.Take(MostCounted).Count(),
            Owed = owed.Take(MostCounted).Count(),
        }).SingleAsync(stop);
        var departments = await db.Departments.Select(d => new { d.Id, Cases = running.Where(c => c.DepartmentId == d.Id).Take(MostCounted).Count() })
            .ToDictionaryAsync(d => d.Id, d => d.Cases, stop);
        var departmentsOfMine = await MineAsync(me, db, stop);
        return new(whole.Mine, Math.Min(MostCounted, departmentsOfMine.Sum(id => departments[id])), whole.Unassigned, whole.All, whole.Owed, departments);
    }
}

/// <summary>How many cases are not closed, each counted up to 1000.</summary>
public sealed record Counts(int Mine, int Departments, int Unassigned, int All, int OwedInPublic, IReadOnlyDictionary<Guid, int> ByDepartment);
