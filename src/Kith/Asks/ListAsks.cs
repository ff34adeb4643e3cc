namespace Kith.Asks;

/// <summary>GET /api/asks and GET /api/cases/{number}/asks: what is asked, by promised time and nothing else.</summary>
static class ListAsks
{
    /// <summary>Beyond this nobody counts: the page says "999+".</summary>
    const int MostCounted = 1000;

    public static async Task<Page<AskRow>> ListAsync(string? list, string? state, string? cursor, int? limit, [AsParameters] AskDesk desk)
    {
        var size = Page<AskRow>.Size(limit);
        var asks = InState(Choose(list, desk), state);
        if (cursor is not null)
        {
            var (due, id) = PageCursor.ReadPlace(cursor);
            asks = asks.Where(a => Keyset.IsAfter(a.Due, a.Id, due, id));
        }
        var page = await asks.ByPromise.Take(size + 1).ToListAsync(desk.Stop);
        return new(await desk.Db.RowsAsync([.. page.Take(size)], desk.Caller, desk.Stop), page.Count > size ? PageCursor.WritePlace(page[size - 1].Due, page[size - 1].Id) : null);
    }

    public static async Task<Page<AskRow>> OfCaseAsync(long number, [AsParameters] AskDesk desk)
    {
        var kase = await desk.Db.Cases.NumberedAsync(number, desk.Stop);
        return new(await desk.Db.RowsAsync(await desk.Db.Asks.InMatter(kase.RootId).ByPromise.Take(Page<AskRow>.Largest).ToListAsync(desk.Stop), desk.Caller, desk.Stop), null);
    }

    public static async Task<AskRow> ReadAsync(Guid id, [AsParameters] AskDesk desk) => await desk.Db.RowAsync(await desk.FindAsync(id), desk.Caller, desk.Stop);

    public static async Task<AskCounts> CountAsync([AsParameters] AskDesk desk) => new(
        await Choose("departments", desk).Running.Take(MostCounted).CountAsync(desk.Stop),
        await Choose("asked", desk).Running.Take(MostCounted).CountAsync(desk.Stop));

    static IQueryable<Ask> Choose(string? list, AskDesk desk)
    {
        var (me, departments) = (desk.Me.Id, desk.Db.DepartmentsOf(desk.Me.Id));
        return list switch
        {
            null or "departments" => desk.Db.Asks.Where(a => a.OwnerId == me || departments.Contains(a.DepartmentId)),
            "mine" => desk.Db.Asks.Where(a => a.OwnerId == me),
            "asked" => desk.Db.Asks.Where(a => a.AskedBy == me || desk.Db.Cases.Any(c => c.Id == a.MatterId && c.OwnerId == me)),
            "all" => desk.Db.Asks,
            _ => throw Refusal.Field("list", "There are the lists departments, mine, asked and all."),
        };
    }

    static IQueryable<Ask> InState(IQueryable<Ask> asks, string? state) => state switch
    {
        null or "open" => asks.Running,
        "answered" => asks.Where(a => a.State == AskState.Answered),
        "withdrawn" => asks.Where(a => a.State == AskState.Withdrawn),
        _ => throw Refusal.Field("state", "Questions are open, answered or withdrawn."),
    };
}

/// <summary>How many questions are open, each counted up to 1000.</summary>
/// <param name="Departments">Asked of my departments, or of me.</param>
/// <param name="Asked">Asked by me, or in a case of mine.</param>
public sealed record AskCounts(int Departments, int Asked);
