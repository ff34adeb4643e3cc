using Kith.Channels;

namespace Kith.Automations;

/// <summary>/api/automations: what is done to cases by itself. They concern cases of every department, so an admin who sees all of them writes them.</summary>
static class AutomationDoors
{
    const int MostRuns = 50;

    public static void AddAutomations(this IServiceCollection services) => services.AddSingleton<RunAutomations>().AddHostedService(provider => provider.GetRequiredService<RunAutomations>());

    public static void MapAutomations(this RouteGroupBuilder api)
    {
        var automations = api.MapGroup("/automations");
        automations.MapGet("", ListAsync).Allow(Role.Admin).NeedsAllCases();
        automations.MapPost("", AddAsync).Allow(Role.Admin).NeedsAllCases();
        automations.MapPut("/{id:guid}", ChangeAsync).Allow(Role.Admin).NeedsAllCases();
        automations.MapDelete("/{id:guid}", RemoveAsync).Allow(Role.Admin).NeedsAllCases();
        automations.MapPut("/{id:guid}/activation", SwitchOnAsync).Allow(Role.Admin).NeedsAllCases();
        automations.MapDelete("/{id:guid}/activation", SwitchOffAsync).Allow(Role.Admin).NeedsAllCases();
        automations.MapPost("/trial", TryAutomation.TryAsync).Allow(Role.Admin).NeedsAllCases();
        automations.MapGet("/{id:guid}/runs", ListRunsAsync).Allow(Role.Admin).NeedsAllCases();
        automations.MapPost("/{id:guid}/runs/{run:guid}/undo", UndoRun.UndoAsync).Allow(Role.Admin).NeedsAllCases();
    }

    /// <summary>An automation is written as a whole. A new one is off.</summary>
    /// <param name="Hours">So long after it happened, 0 to 1440; 0 is at once.</param>
    /// <param name="InOpenHours">Counts the hours in which somebody is there for the case.</param>
    /// <param name="Steps">One to ten, done in this order, all or none.</param>
    public sealed record AutomationInput(string? Name, AutomationWhen When, int Hours, bool InOpenHours, AutomationConditions? Conditions, IReadOnlyList<MacroStep?>? Steps);

    static async Task<Page<AutomationRow>> ListAsync(KithDb db, CancellationToken stop)
    {
        return new(await RowsAsync(db, await db.Automations.AsNoTracking().OrderBy(a => a.Name).ThenBy(a => a.Id).ToListAsync(stop), stop), null);
    }

    static async Task<Created<AutomationRow>> AddAsync(AutomationInput asked, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        if (await db.Automations.CountAsync(stop) >= Automation.Most) throw new Refusal("too_many", $"There may be {Automation.Most} automations.");

        var automation = new Automation { WorkspaceId = db.WorkspaceId, Id = Ids.New(clock), Name = "", Steps = [] };
        await db.ApplyAsync(automation, asked, channels, clock.Now, stop);
        db.Add(automation);
        return TypedResults.Created($"/api/automations/{automation.Id}", await RowAsync(db, automation, stop));
    }

    static async Task<Ok<AutomationRow>> ChangeAsync(Guid id, AutomationInput asked, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        var automation = await FindAsync(db, id, stop);
        await db.ApplyAsync(automation, asked, channels, clock.Now, stop);
        // What it means now is only done about what happens from now on.
        if (automation.OnSince is not null) automation.OnSince = clock.Now;
        return TypedResults.Ok(await RowAsync(db, automation, stop));
    }

    static async Task<NoContent> RemoveAsync(Guid id, KithDb db, CancellationToken stop)
    {
        db.Remove(await FindAsync(db, id, stop));
        return TypedResults.NoContent();
    }

    static async Task<Ok<AutomationRow>> SwitchOnAsync(Guid id, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var automation = await FindAsync(db, id, stop);
        automation.OnSince ??= clock.Now;
        return TypedResults.Ok(await RowAsync(db, automation, stop));
    }

    static async Task<Ok<AutomationRow>> SwitchOffAsync(Guid id, KithDb db, CancellationToken stop)
    {
        var automation = await FindAsync(db, id, stop);
        automation.OnSince = null;
        return TypedResults.Ok(await RowAsync(db, automation, stop));
    }

    static async Task<Page<AutomationRunRow>> ListRunsAsync(Guid id, KithDb db, CancellationToken stop)
    {
        await FindAsync(db, id, stop);
        return new(await db.AutomationRuns.Where(r => r.AutomationId == id).OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(MostRuns)
            .Join(db.Cases, r => r.CaseId, c => c.Id, (r, c) => new AutomationRunRow(r.Id, r.At, c.Number, c.PersonId, c.Title, c.PersonName, r.Outcome, r.Why, r.Outcome == RunOutcome.Done && c.Version == r.CaseVersion)).ToListAsync(stop), null);
    }

    static async Task<Automation> FindAsync(KithDb db, Guid id, CancellationToken stop) =>
        await db.Automations.SingleOrDefaultAsync(a => a.Id == id, stop) ?? throw Refusal.NotFound("There is no such automation.");

    static async Task<AutomationRow> RowAsync(KithDb db, Automation automation, CancellationToken stop) => (await RowsAsync(db, [automation], stop))[0];

    static async Task<List<AutomationRow>> RowsAsync(KithDb db, IReadOnlyList<Automation> all, CancellationToken stop)
    {
        var pieces = await MissingPieces.OfAsync(db, [.. all.SelectMany(one => one.Steps)], stop);
        var places = await MissingPlaces.OfAsync(db, [.. all.Select(one => one.Conditions)], stop);
        return [.. all.Select(one => AutomationRow.Of(one, pieces, places))];
    }
}

/// <param name="OnSince">Since when it is on; null while it is off.</param>
/// <param name="Missing">What it asks for and is there no more; null where all is there.</param>
[WireName("Automation")]
public sealed record AutomationRow(Guid Id, string Name, AutomationWhen When, int Hours, bool InOpenHours, AutomationConditions Conditions, string? Missing, IReadOnlyList<MacroStepRow> Steps, DateTime? OnSince)
{
    internal static AutomationRow Of(Automation one, MissingPieces pieces, MissingPlaces places) =>
        new(one.Id, one.Name, one.When, one.Hours, one.InOpenHours, one.Conditions, places.Of(one.Conditions), [.. one.Steps.Select(step => MacroStepRow.Of(step, pieces))], one.OnSince);
}

/// <param name="Why">Why none of it was done.</param>
/// <param name="MayUndo">Nothing has happened to the case since.</param>
[WireName("AutomationRun")]
public sealed record AutomationRunRow(Guid Id, DateTime At, long CaseNumber, Guid PersonId, string? Title, string? PersonName, RunOutcome Outcome, string? Why, bool MayUndo);
