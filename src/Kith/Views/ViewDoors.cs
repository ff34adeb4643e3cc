using Kith.Channels;

namespace Kith.Views;

/// <summary>/api/views: filters of the inbox that somebody named, with how many cases each holds for whoever asks.</summary>
static class ViewDoors
{
    /// <summary>Beyond this nobody counts: the page says "999+".</summary>
    const int MostCounted = 1000;

    public static void MapViews(this RouteGroupBuilder api)
    {
        var views = api.MapGroup("/views");
        views.MapGet("", ListAsync).Allow(Role.Viewer);
        views.MapPost("", AddAsync).Allow(Role.Teammate);
        views.MapPut("/{id:guid}", ChangeAsync).Allow(Role.Teammate);
        views.MapDelete("/{id:guid}", RemoveAsync).Allow(Role.Teammate);
    }

    /// <summary>A view is written as a whole.</summary>
    /// <param name="For">me, department with its id, or everybody.</param>
    public sealed record ViewInput(string? Name, ViewFor For, Guid? DepartmentId, CaseFilter? Filter);

    static async Task<Page<ViewRow>> ListAsync(Teammate me, KithDb db, ChannelRegistry channels, CancellationToken stop)
    {
        var departments = await db.OwnDepartmentsAsync(me, stop);
        var seen = await db.SavedViews.AsNoTracking().Where(v => v.TeammateId == me.Id || v.For == ViewFor.Everybody || (v.For == ViewFor.Department && departments.Contains(v.DepartmentId!.Value)))
            .OrderBy(v => v.Name).ThenBy(v => v.Id).Take(Page<ViewRow>.Largest).ToListAsync(stop);
        var rows = new List<ViewRow>();
        foreach (var view in seen) rows.Add(ViewRow.Of(view, me, await CountAsync(view, me, db, channels, stop)));
        return new(rows, null);
    }

    static async Task<Created<ViewRow>> AddAsync(ViewInput asked, Teammate me, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        if (await db.SavedViews.CountAsync(v => v.TeammateId == me.Id, stop) >= SavedView.MostOfOne) throw new Refusal("too_many", $"One teammate may have {SavedView.MostOfOne} views.");

        var view = new SavedView { WorkspaceId = db.WorkspaceId, Id = Ids.New(clock), Name = "", TeammateId = me.Id, Filter = new(null, null, null, null, null, null) };
        await ApplyAsync(view, asked, me, db, channels, clock, stop);
        db.Add(view);
        return TypedResults.Created($"/api/views/{view.Id}", ViewRow.Of(view, me, await CountAsync(view, me, db, channels, stop)));
    }

    static async Task<Ok<ViewRow>> ChangeAsync(Guid id, ViewInput asked, Teammate me, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        var view = await FindAsync(db, id, me, stop);
        await ApplyAsync(view, asked, me, db, channels, clock, stop);
        return TypedResults.Ok(ViewRow.Of(view, me, await CountAsync(view, me, db, channels, stop)));
    }

    static async Task<NoContent> RemoveAsync(Guid id, Teammate me, KithDb db, CancellationToken stop)
    {
        db.Remove(await FindAsync(db, id, me, stop));
        return TypedResults.NoContent();
    }

    static async Task ApplyAsync(SavedView view, ViewInput asked, Teammate me, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        view.Name = Written.RequiredLine(asked.Name, "name", SavedView.LongestName);
        view.Filter = asked.Filter ?? throw Refusal.Field("filter", "Say which cases it shows.");
        await asked.Filter.FindAsync(null, me, db, channels, stop);
        if (asked.Filter.Department is { } of && !await db.Departments.AnyAsync(d => d.Id == of, stop)) throw Refusal.NotFound("There is no such department.");
        (view.For, view.DepartmentId, view.ChangedAt) = (asked.For, asked.For == ViewFor.Department ? asked.DepartmentId ?? throw Refusal.Field("departmentId", "Say for which department.") : null, clock.Now);
        if (view.DepartmentId is { } one && !(await db.OwnDepartmentsAsync(me, stop)).Contains(one)) throw Refusal.NotFound("You are in no such department.");
    }

    /// <summary>What a channel or a place leaves of a long list is counted in the stretch that a page looks through too.</summary>
    static async Task<int> CountAsync(SavedView view, Teammate me, KithDb db, ChannelRegistry channels, CancellationToken stop) =>
        await (await view.Filter.FindAsync(null, me, db, channels, stop)).First(MostCounted).CountAsync(stop);

    /// <summary>What one may not change and does not see is not there.</summary>
    static async Task<SavedView> FindAsync(KithDb db, Guid id, Teammate me, CancellationToken stop)
    {
        var view = await db.SavedViews.SingleOrDefaultAsync(v => v.Id == id, stop) ?? throw Refusal.NotFound();
        if (view.MayChange(me)) return view;
        throw view.For == ViewFor.Me ? Refusal.NotFound() : new Refusal("not_yours", "Whoever made this view changes it, or an admin.", StatusCodes.Status403Forbidden);
    }
}

/// <param name="Count">How many cases it holds, counted up to 1000.</param>
/// <param name="MayChange">Whether the caller may change it.</param>
[WireName("View")]
public sealed record ViewRow(Guid Id, string Name, Guid TeammateId, ViewFor For, Guid? DepartmentId, CaseFilter Filter, int Count, bool MayChange)
{
    public static ViewRow Of(SavedView view, Teammate me, int count) => new(view.Id, view.Name, view.TeammateId, view.For, view.DepartmentId, view.Filter, count, view.MayChange(me));
}
