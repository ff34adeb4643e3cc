namespace Kith.Departments;

/// <summary>/api/departments: who is in charge of what, with members and a head who answers for it.</summary>
static class DepartmentDoors
{
    public static void MapDepartments(this RouteGroupBuilder api)
    {
        var departments = api.MapGroup("/departments");
        departments.MapGet("", ListAsync).Allow(Role.Viewer);
        departments.MapPost("", AddAsync).Allow(Role.Admin);
        departments.MapPatch("/{id:guid}", ChangeAsync).Allow(Role.Admin);
        departments.MapDelete("/{id:guid}", RemoveAsync).Allow(Role.Admin).NeedsAllCases();
    }

    /// <param name="Greetings">What stands above its mails, by language; the empty language is for everybody else, an empty text takes one away.</param>
    /// <param name="Signatures">What stands below them, in the same way.</param>
    /// <param name="HeadId">Who answers for it; of a new one whoever makes it, until said otherwise.</param>
    /// <param name="CalendarId">When somebody is there; the default calendar for the hours of the house.</param>
    /// <param name="OnlyOwnerAnswers">Whoever else wants to answer in a case that somebody has takes it over first.</param>
    /// <param name="AskAfterHours">After how many open hours whoever had a case here is asked how it was; 0 asks nobody.</param>
    public sealed record DepartmentChange(
        string? Name, Guid? HeadId, IReadOnlyList<Guid>? MemberIds, bool? IsDefault, IReadOnlyDictionary<string, string?>? Greetings, IReadOnlyDictionary<string, string?>? Signatures,
        Guid? CalendarId, bool? OnlyOwnerAnswers, int? AskAfterHours);

    static async Task<Page<DepartmentRow>> ListAsync(KithDb db, CancellationToken stop) =>
        new(await RowsAsync(db, db.Departments.OrderByDescending(d => d.IsDefault).ThenBy(d => d.Name), stop), null);

    static async Task<Created<DepartmentRow>> AddAsync(DepartmentChange asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var department = new Department { WorkspaceId = db.WorkspaceId, Id = Ids.New(clock), Name = "", CreatedAt = clock.Now, HeadId = me.Id };
        await ApplyAsync(db, department, asked with { Name = asked.Name ?? "" }, clock.Now, stop);
        db.Add(department);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/api/departments/{department.Id}", await RowAsync(db, department.Id, stop));
    }

    static async Task<Ok<DepartmentRow>> ChangeAsync(Guid id, DepartmentChange change, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var department = await FindAsync(db, id, stop);
        await ApplyAsync(db, department, change, clock.Now, stop);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(await RowAsync(db, id, stop));
    }

    /// <summary>Its cases, closed ones too, its causes and its documents go to another department: no case is ever without one.</summary>
    static async Task<NoContent> RemoveAsync(Guid id, Guid? moveTo, KithDb db, Work work, CancellationToken stop)
    {
        var department = await FindAsync(db, id, stop);
        if (department.IsDefault) throw new Refusal("default_department", "New cases open here. Make another department the default one first.");

        var heir = moveTo is { } other ? await FindAsync(db, other, stop) : await db.Departments.SingleAsync(d => d.IsDefault, stop);
        if (heir.Id == id) throw Refusal.Field("moveTo", "Choose another department.");
        var moved = await db.Cases.Where(c => c.DepartmentId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.DepartmentId, heir.Id).SetProperty(c => c.Version, c => c.Version + 1), stop);
        await db.Causes.Where(c => c.DepartmentId == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.DepartmentId, heir.Id).SetProperty(c => c.Version, c => c.Version + 1), stop);
        await db.Asks.Where(a => a.DepartmentId == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.DepartmentId, heir.Id).SetProperty(a => a.Version, a => a.Version + 1), stop);
        await db.Documents.Where(d => d.DepartmentId == id).ExecuteUpdateAsync(set => set.SetProperty(d => d.DepartmentId, heir.Id), stop);
        foreach (var line in (await db.Connections.ToListAsync(stop)).Where(c => c.Settings["department"]?.ToString() == $"{id}")) line.PutInCharge(heir.Id);
        await db.HeirOfDepartmentAsync(id, heir.Id, stop);
        work.Note($"{moved} cases went to {heir.Name}", $"department {id}");
        db.Remove(department);
        return TypedResults.NoContent();
    }

    static async Task ApplyAsync(KithDb db, Department department, DepartmentChange change, DateTime now, CancellationToken stop)
    {
        if (change.Name is not null)
        {
            department.Name = Written.RequiredLine(change.Name, "name", Department.LongestName);
            if (await db.Departments.AnyAsync(d => d.Name == department.Name && d.Id != department.Id, stop))
                throw new Refusal("name_taken", "There is a department of this name.");
            await db.HoursChangedAsync(stop);
        }
        if (change.HeadId is { } head) department.HeadId = (await TeammateAsync(db, head, stop)).Id;
        if (change.Greetings is { } greetings) department.Greetings = MailFrame.Changed(department.Greetings, greetings, "greetings");
        if (change.Signatures is { } signatures) department.Signatures = MailFrame.Changed(department.Signatures, signatures, "signatures");
        if (change.CalendarId is { } calendar)
        {
            department.CalendarId = await db.ChosenCalendarAsync(calendar, stop);
            await db.HoursChangedAsync(stop);
        }
        if (change.OnlyOwnerAnswers is { } onlyOwner) department.OnlyOwnerAnswers = onlyOwner;
        if (change.AskAfterHours is { } hours) AskAfter(department, hours, now);
        if (change.MemberIds is { } members) await SetMembersAsync(db, department, members, stop);
        if (change.IsDefault == true) await MakeDefaultAsync(db, department, stop);
    }

    static async Task MakeDefaultAsync(KithDb db, Department department, CancellationToken stop)
    {
        foreach (var other in await db.Departments.Where(d => d.IsDefault && d.Id != department.Id).ToListAsync(stop)) other.IsDefault = false;
        department.IsDefault = true;
    }

    static void AskAfter(Department department, int hours, DateTime now)
    {
        if (hours is < 0 or > Department.MostAskAfterHours) throw Refusal.Field("askAfterHours", $"They are asked 1 to {Department.MostAskAfterHours} open hours later; 0 asks nobody.");
        if (hours == 0) (department.AskAfterHours, department.AsksSince) = (null, null);
        else (department.AskAfterHours, department.AsksSince) = (hours, department.AsksSince ?? now);
    }

    static async Task SetMembersAsync(KithDb db, Department department, IReadOnlyList<Guid> members, CancellationToken stop)
    {
        var now = await db.DepartmentMembers.Where(m => m.DepartmentId == department.Id).ToListAsync(stop);
        db.RemoveRange(now.Where(m => !members.Contains(m.TeammateId)));
        foreach (var id in members.Distinct().Except(now.Select(m => m.TeammateId)))
            db.Add(new DepartmentMember { WorkspaceId = db.WorkspaceId, DepartmentId = department.Id, TeammateId = (await TeammateAsync(db, id, stop)).Id });
    }

    static async Task<Teammate> TeammateAsync(KithDb db, Guid id, CancellationToken stop) =>
        await db.Teammates.SingleOrDefaultAsync(t => t.Id == id && t.LeftAt == null, stop) ?? throw Refusal.NotFound("There is no such teammate.");

    static async Task<Department> FindAsync(KithDb db, Guid id, CancellationToken stop) =>
        await db.Departments.SingleOrDefaultAsync(d => d.Id == id, stop) ?? throw Refusal.NotFound();

    static async Task<DepartmentRow> RowAsync(KithDb db, Guid id, CancellationToken stop) => (await RowsAsync(db, db.Departments.Where(d => d.Id == id), stop))[0];

    static async Task<List<DepartmentRow>> RowsAsync(KithDb db, IQueryable<Department> departments, CancellationToken stop)
    {
        const int mostCounted = 1000;
        var cases = await (await CaseReach.ToCountAsync(db, stop)).CountAsync(departments, mostCounted, stop);
        var members = (await db.DepartmentMembers.ToListAsync(stop)).ToLookup(m => m.DepartmentId, m => m.TeammateId);
        return [.. (await departments.ToListAsync(stop)).Select(row => new DepartmentRow(row.Id, row.Name, row.HeadId, [.. members[row.Id]], row.IsDefault, cases[row.Id], MailFrame.Shown(row.Greetings), MailFrame.Shown(row.Signatures), row.CalendarId, row.OnlyOwnerAnswers, row.AskAfterHours))];
    }
}

public sealed record DepartmentRow(
    Guid Id, string Name, Guid? HeadId, IReadOnlyList<Guid> MemberIds, bool IsDefault, int OpenCases, Dictionary<string, string> Greetings, Dictionary<string, string> Signatures,
    Guid? CalendarId, bool OnlyOwnerAnswers, int? AskAfterHours);
