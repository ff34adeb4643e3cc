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
        var found = await new CaseFilter(list, department, state, owes, channel, visibility).FindAsync(after, me, db, channels, stop);
        var rows = await db.Rows(found.First(size + 1), me.Id).ToListAsync(stop);
        return rows.Count > size ? new(rows[..size], PageCursor.WritePlace(rows[size - 1].PromiseDue!.Value, rows[size - 1].Id))
            : new(rows, found.Edge is { } end ? PageCursor.WritePlace(end.At, end.Id) : null);
    }

    static async Task<Counts> CountAsync(Teammate me, KithDb db, CancellationToken stop)
    {
        var reach = await CaseReach.ToCountAsync(db, stop);
        var mine = db.Cases.Running.OwnedBy(me.Id);
        var (all, unowned, owed) = (CaseReach.Some(reach.All, MostCounted), CaseReach.Some(reach.All.Select(part => part.Unowned), MostCounted), CaseReach.Some(reach.All.Select(part => part.OwingInPublic), MostCounted));
        var whole = await db.Teammates.Where(t => t.Id == me.Id).Select(_ => new
        {
            Mine = mine.Take(MostCounted).Count(),
            Unassigned = unowned.Count(),
            All = all.Count(),
            Owed = owed.Count(),
        }).SingleAsync(stop);
        var departments = await reach.CountAsync(db.Departments, MostCounted, stop);
        var departmentsOfMine = await CaseFilter.MineAsync(me, db, stop);
        return new(whole.Mine, Math.Min(MostCounted, departmentsOfMine.Sum(id => departments[id])), whole.Unassigned, whole.All, whole.Owed, departments);
    }
}

/// <summary>How many cases are not closed, each counted up to 1000.</summary>
public sealed record Counts(int Mine, int Departments, int Unassigned, int All, int OwedInPublic, IReadOnlyDictionary<Guid, int> ByDepartment);
