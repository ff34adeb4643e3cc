namespace Kith.Cases;

/// <summary>POST /api/cases, and PATCH /api/cases/{number}: a teammate opens a case, or says what it is about.</summary>
static class StartCase
{
    public sealed record NewCase(Guid PersonId, string? Title, Guid? DepartmentId);

    public sealed record CaseChange(string? Title, IReadOnlyList<string>? Tags);

    public static void MapStartCase(this RouteGroupBuilder cases)
    {
        cases.MapPost("", StartAsync).Allow(Role.Teammate);
        cases.MapPatch("/{number:long}", DescribeAsync).Allow(Role.Teammate);
    }

    static async Task<Created<CaseRow>> StartAsync(NewCase asked, WhoIsIn here, [AsParameters] CaseDesk desk)
    {
        var group = await PersonGroup.FindAsync(desk.Db, asked.PersonId, desk.Stop);
        var kase = await desk.Db.StartCaseAsync(group.Root, asked.Title, asked.DepartmentId, new(Title: asked.Title, Here: here), desk.By, desk.Now, desk.Stop);
        await desk.Db.SaveChangesAsync(desk.Stop);
        return TypedResults.Created($"/api/cases/{kase.Number}", await desk.Db.RowAsync(kase.Number, desk.Me.Id, desk.Stop));
    }

    static Task<Ok<CaseRow>> DescribeAsync(long number, CaseChange change, [AsParameters] CaseDesk desk)
    {
        var title = Written.Line(change.Title, "title", Case.LongestTitle);
        if (change.Tags is { Count: > Case.MostTags }) throw Refusal.Field("tags", $"A case has {Case.MostTags} tags at most.");
        var tags = change.Tags?.Select(tag => Written.RequiredLine(tag, "tags", Case.LongestTag)).ToList();
        return desk.ChangeAsync(number, kase => { kase.Describe(title, tags); return null; });
    }

    /// <summary>Opens a case for a person; whoever calls saves it.</summary>
    public static async Task<Case> StartCaseAsync(this KithDb db, Person person, string? title, Guid? department, Occasion occasion, Actor by, DateTime at, CancellationToken stop)
    {
        if (department is { } id && !await db.Departments.AnyAsync(d => d.Id == id, stop)) throw Refusal.NotFound("There is no such department.");
        var house = await db.HouseHoursAsync(stop);
        var (routed, names) = await db.RouteAsync(person, department, occasion, house, at, stop);
        var (kase, opened) = Case.Open(
            person, await db.NextCaseNumberAsync(stop), Written.Line(title, "title", Case.LongestTitle), routed.DepartmentId, by, at, LookAgain.Soon(house, routed.DepartmentId, routed.BranchId, at));
        routed.Place(kase);
        opened.Detail = routed.Trace(names, opened.Detail);
        db.AddRange(kase, opened);
        if (routed.Owner is { } owner && owner.Id != by.Id) db.Add(Notice.Routed(owner.Id, kase, opened, at));
        return kase;
    }

    /// <summary>The workspace's row stays locked until the commit: no number is given twice, and none is left out.</summary>
    static async Task<long> NextCaseNumberAsync(this KithDb db, CancellationToken stop)
    {
        await db.Workspaces.ExecuteUpdateAsync(set => set.SetProperty(w => w.NextCaseNumber, w => w.NextCaseNumber + 1), stop);
        return await db.Workspaces.Select(w => w.NextCaseNumber).SingleAsync(stop) - 1;
    }
}
