namespace Kith.Departments;

/// <summary>/api/branches: the places of the organisation, with whoever is in charge there and their hours.</summary>
static class BranchDoors
{
    public static void MapBranches(this RouteGroupBuilder api)
    {
        var branches = api.MapGroup("/branches");
        branches.MapGet("", ListAsync).Allow(Role.Viewer);
        branches.MapPost("", AddAsync).Allow(Role.Admin);
        branches.MapPatch("/{id:guid}", ChangeAsync).Allow(Role.Admin);
        branches.MapDelete("/{id:guid}", RemoveAsync).Allow(Role.Admin).NeedsAllCases();
    }

    /// <param name="CalendarId">Left out for the hours of whichever department has the case.</param>
    /// <param name="InCharge">Teammates, in the order in which they answer for it.</param>
    public sealed record NewBranch(string? Name, string? Address, Guid? CalendarId, IReadOnlyList<Guid>? InCharge);

    /// <param name="WithoutCalendar">True takes the calendar away: the hours are those of whichever department has the case.</param>
    public sealed record BranchChange(string? Name, string? Address, Guid? CalendarId, bool? WithoutCalendar, IReadOnlyList<Guid>? InCharge);

    static async Task<Page<BranchRow>> ListAsync(KithDb db, CancellationToken stop) => new(await RowsAsync(db, db.Branches.OrderBy(b => b.Name), stop), null);

    static async Task<Created<BranchRow>> AddAsync(NewBranch asked, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var branch = new Branch { WorkspaceId = db.WorkspaceId, Id = Ids.New(clock), Name = "", CreatedAt = clock.Now };
        await ApplyAsync(db, branch, new(asked.Name ?? "", asked.Address, asked.CalendarId, null, asked.InCharge), stop);
        db.Add(branch);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/api/branches/{branch.Id}", await RowAsync(db, branch.Id, stop));
    }

    static async Task<Ok<BranchRow>> ChangeAsync(Guid id, BranchChange change, KithDb db, CancellationToken stop)
    {
        await ApplyAsync(db, await FindAsync(db, id, stop), change, stop);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(await RowAsync(db, id, stop));
    }

    /// <summary>Its cases are of no branch any more; their department and owner, and what was promised, stay as they are.</summary>
    static async Task<NoContent> RemoveAsync(Guid id, KithDb db, Work work, CancellationToken stop)
    {
        var branch = await FindAsync(db, id, stop);
        var left = await db.Cases.Where(c => c.BranchId == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.BranchId, (Guid?)null).SetProperty(c => c.Version, c => c.Version + 1), stop);
        work.Note($"{left} cases are of no branch any more", $"branch {id}");
        await db.WithoutBranchAsync(id, stop);
        db.Remove(branch);
        await db.SaveChangesAsync(stop);
        await db.HoursChangedAsync(stop);
        return TypedResults.NoContent();
    }

    static async Task ApplyAsync(KithDb db, Branch branch, BranchChange change, CancellationToken stop)
    {
        if (change.Name is not null)
        {
            branch.Name = Written.RequiredLine(change.Name, "name", Branch.LongestName);
            if (await db.Branches.AnyAsync(b => b.Name == branch.Name && b.Id != branch.Id, stop)) throw new Refusal("name_taken", "There is a branch of this name.");
            await db.HoursChangedAsync(stop);
        }
        if (change.Address is not null) branch.Address = Written.Line(change.Address, "address", Branch.LongestAddress) is { Length: > 0 } address ? address : null;
        if (change.InCharge is { } people) branch.InCharge = await PeopleAsync(db, people, stop);
        if (change.CalendarId is null && change.WithoutCalendar != true) return;

        branch.CalendarId = change.WithoutCalendar == true ? null : await CalendarAsync(db, change.CalendarId!.Value, stop);
        await db.HoursChangedAsync(stop);
    }

    /// <summary>The default calendar is a choice here: a branch without one keeps the hours of the department.</summary>
    static async Task<Guid> CalendarAsync(KithDb db, Guid id, CancellationToken stop) => await db.ChosenCalendarAsync(id, stop) ?? id;

    static async Task<List<Guid>> PeopleAsync(KithDb db, IReadOnlyList<Guid> asked, CancellationToken stop)
    {
        if (asked.Count > Branch.MostInCharge) throw Refusal.Field("inCharge", $"A branch has {Branch.MostInCharge} people in charge at most.");

        List<Guid> people = [.. asked.Distinct()];
        var here = await db.Teammates.CountAsync(t => people.Contains(t.Id) && t.LeftAt == null, stop);
        return here == people.Count ? people : throw Refusal.NotFound("There is no such teammate.");
    }

    static async Task<Branch> FindAsync(KithDb db, Guid id, CancellationToken stop) => await db.Branches.SingleOrDefaultAsync(b => b.Id == id, stop) ?? throw Refusal.NotFound();

    static async Task<BranchRow> RowAsync(KithDb db, Guid id, CancellationToken stop) => (await RowsAsync(db, db.Branches.Where(b => b.Id == id), stop))[0];

    static async Task<List<BranchRow>> RowsAsync(KithDb db, IQueryable<Branch> branches, CancellationToken stop)
    {
        const int mostCounted = 1000;
        var running = db.Cases.Running;
        var rows = await branches.AsNoTracking().Select(b => new { Branch = b, Cases = running.Where(c => c.BranchId == b.Id).Take(mostCounted).Count() }).ToListAsync(stop);
        return [.. rows.Select(row => new BranchRow(row.Branch.Id, row.Branch.Name, row.Branch.Address, row.Branch.CalendarId, row.Branch.InCharge, row.Cases))];
    }
}

/// <summary>A place of the organisation.</summary>
/// <param name="CalendarId">Null for the hours of whichever department has the case.</param>
/// <param name="InCharge">Teammates, in the order in which they answer for it.</param>
[WireName("Branch")]
public sealed record BranchRow(Guid Id, string Name, string? Address, Guid? CalendarId, IReadOnlyList<Guid> InCharge, int OpenCases);
