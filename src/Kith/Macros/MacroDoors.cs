namespace Kith.Macros;

/// <summary>/api/macros: steps that somebody named. Who sees and changes them is as with views.</summary>
static class MacroDoors
{
    public static void MapMacros(this RouteGroupBuilder api)
    {
        var macros = api.MapGroup("/macros");
        macros.MapGet("", ListAsync).Allow(Role.Teammate);
        macros.MapPost("", AddAsync).Allow(Role.Teammate);
        macros.MapPut("/{id:guid}", ChangeAsync).Allow(Role.Teammate);
        macros.MapDelete("/{id:guid}", RemoveAsync).Allow(Role.Teammate);
        api.MapRunMacro();
    }

    /// <summary>A macro is written as a whole.</summary>
    /// <param name="For">me, department with its id, or everybody.</param>
    /// <param name="Steps">One to ten, done in this order.</param>
    public sealed record MacroInput(string? Name, ViewFor For, Guid? DepartmentId, IReadOnlyList<MacroStep?>? Steps);

    static async Task<Page<MacroRow>> ListAsync(Teammate me, KithDb db, CancellationToken stop)
    {
        var departments = await db.OwnDepartmentsAsync(me, stop);
        var seen = await db.Macros.AsNoTracking().Where(m => m.TeammateId == me.Id || m.For == ViewFor.Everybody || (m.For == ViewFor.Department && departments.Contains(m.DepartmentId!.Value)))
            .OrderBy(m => m.Name).ThenBy(m => m.Id).Take(Page<MacroRow>.Largest).ToListAsync(stop);
        var missing = await MissingPieces.OfAsync(db, [.. seen.SelectMany(macro => macro.Steps)], stop);
        return new([.. seen.Select(macro => MacroRow.Of(macro, me, missing))], null);
    }

    static async Task<Created<MacroRow>> AddAsync(MacroInput asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        if (await db.Macros.CountAsync(m => m.TeammateId == me.Id, stop) >= Macro.MostOfOne) throw new Refusal("too_many", $"One teammate may have {Macro.MostOfOne} macros.");

        var macro = new Macro { WorkspaceId = db.WorkspaceId, Id = Ids.New(clock), Name = "", TeammateId = me.Id, Steps = [] };
        var row = await ApplyAsync(macro, asked, me, db, clock, stop);
        db.Add(macro);
        return TypedResults.Created($"/api/macros/{macro.Id}", row);
    }

    static async Task<Ok<MacroRow>> ChangeAsync(Guid id, MacroInput asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop) =>
        TypedResults.Ok(await ApplyAsync(await FindAsync(db, id, me, stop), asked, me, db, clock, stop));

    static async Task<NoContent> RemoveAsync(Guid id, Teammate me, KithDb db, CancellationToken stop)
    {
        db.Remove(await FindAsync(db, id, me, stop));
        return TypedResults.NoContent();
    }

    static async Task<MacroRow> ApplyAsync(Macro macro, MacroInput asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var name = Written.RequiredLine(asked.Name, "name", Macro.LongestName);
        var steps = await db.StepsAsync(asked.Steps, clock.Now, stop);
        Guid? department = asked.For == ViewFor.Department ? asked.DepartmentId ?? throw Refusal.Field("departmentId", "Say for which department.") : null;
        if (department is { } one && !(await db.OwnDepartmentsAsync(me, stop)).Contains(one)) throw Refusal.NotFound("You are in no such department.");
        (macro.Name, macro.Steps, macro.For, macro.DepartmentId, macro.ChangedAt) = (name, steps, asked.For, department, clock.Now);
        return MacroRow.Of(macro, me, await MissingPieces.OfAsync(db, steps, stop));
    }

    /// <summary>What one may not change and does not see is not there.</summary>
    static async Task<Macro> FindAsync(KithDb db, Guid id, Teammate me, CancellationToken stop)
    {
        var macro = await db.VisibleMacroAsync(id, me, stop);
        return macro.MayChange(me) ? macro : throw new Refusal("not_yours", "Whoever made this macro changes it, or an admin.", StatusCodes.Status403Forbidden);
    }

    /// <summary>One that is one's own, everybody's, or of a department one is in.</summary>
    public static async Task<Macro> VisibleMacroAsync(this KithDb db, Guid id, Teammate me, CancellationToken stop)
    {
        var macro = await db.Macros.SingleOrDefaultAsync(m => m.Id == id, stop) ?? throw Refusal.NotFound("There is no such macro.");
        if (macro.TeammateId == me.Id || macro.For == ViewFor.Everybody) return macro;
        var isSeen = macro is { For: ViewFor.Department, DepartmentId: { } department } && (me.Role >= Role.Admin || (await db.OwnDepartmentsAsync(me, stop)).Contains(department));
        return isSeen ? macro : throw Refusal.NotFound("There is no such macro.");
    }
}

/// <param name="MayChange">Whether the caller may change it.</param>
[WireName("Macro")]
public sealed record MacroRow(Guid Id, string Name, Guid TeammateId, ViewFor For, Guid? DepartmentId, IReadOnlyList<MacroStepRow> Steps, bool MayChange)
{
    internal static MacroRow Of(Macro macro, Teammate me, MissingPieces missing) =>
        new(macro.Id, macro.Name, macro.TeammateId, macro.For, macro.DepartmentId, [.. macro.Steps.Select(step => MacroStepRow.Of(step, missing))], macro.MayChange(me));
}

/// <param name="Missing">What it speaks of and is there no more; null where all is there. A macro with such a step is not run.</param>
public sealed record MacroStepRow(MacroStepKind Kind, Guid? AnswerId, Guid? OwnerId, Guid? DepartmentId, IReadOnlyList<string>? Tags, int? Hours, string? Missing)
{
    internal static MacroStepRow Of(MacroStep step, MissingPieces missing) => new(step.Kind, step.AnswerId, step.OwnerId, step.DepartmentId, step.Tags, step.Hours, missing.Of(step));
}
