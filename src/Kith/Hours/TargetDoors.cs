using Kith.Channels;

namespace Kith.Hours;

/// <summary>GET and PUT /api/targets: how soon we answer, where that is not as the house does. The list is written as a whole, for its lines speak about each other.</summary>
static class TargetDoors
{
    const int Most = 200;

    public static void MapTargets(this RouteGroupBuilder api)
    {
        api.MapGet("/targets", ListAsync).Allow(Role.Viewer);
        api.MapPut("/targets", ReplaceAsync).Allow(Role.Admin);
    }

    public sealed record NewTargets(IReadOnlyList<TargetRow>? Items);

    static async Task<Page<TargetRow>> ListAsync(KithDb db, CancellationToken stop) =>
        new([.. (await db.Targets.AsNoTracking().OrderBy(t => t.Id).ToListAsync(stop)).Select(RowOf)], null);

    static async Task<Ok<Page<TargetRow>>> ReplaceAsync(NewTargets asked, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        var said = asked.Items ?? [];
        if (said.Count > Most) throw Refusal.Field("items", $"There may be {Most} lines at most.");
        if (said.Any(line => line is null or { DepartmentId: null, Channel: null })) throw Refusal.Field("items", "Each line is for a department, for a kind of channel, or for both.");
        if (said.Select(line => (line.DepartmentId, line.Channel)).Distinct().Count() < said.Count) throw Refusal.Field("items", "Two lines are for the same.");
        foreach (var line in said) Check(line, channels);
        await RefuseStrangersAsync(db, said, stop);

        db.RemoveRange(await db.Targets.ToListAsync(stop));
        foreach (var line in said) db.Add(await TargetOfAsync(db, line, clock, stop));
        await db.SaveChangesAsync(stop);
        await db.HoursChangedAsync(stop);
        return TypedResults.Ok(await ListAsync(db, stop));
    }

    static void Check(TargetRow line, ChannelRegistry channels)
    {
        if (line.Channel is { } channel && channels.All.All(known => known.Id != channel)) throw Refusal.Field("items", UnknownChannel.Words(channels.All.Select(known => known.Id)));
        if (line is { FirstAnswerMinutes: null, NextAnswerMinutes: null, SolutionMinutes: null, AskMinutes: null }) throw Refusal.Field("items", "Each line says how soon.");

        foreach (var minutes in new[] { line.FirstAnswerMinutes, line.NextAnswerMinutes, line.AskMinutes }) WorkspaceDoors.Within("items", minutes ?? 1, 1, WorkspaceDoors.LongestWait);
        WorkspaceDoors.Within("items", line.SolutionMinutes ?? 1, 1, WorkspaceDoors.LongestWait * 12);
    }

    static async Task RefuseStrangersAsync(KithDb db, IReadOnlyList<TargetRow> said, CancellationToken stop)
    {
        var departments = await db.Departments.Select(d => d.Id).ToListAsync(stop);
        if (said.Any(line => line.DepartmentId is { } id && !departments.Contains(id))) throw Refusal.NotFound("There is no such department.");
    }

    static async Task<Target> TargetOfAsync(KithDb db, TargetRow line, TimeProvider clock, CancellationToken stop) => new()
    {
        WorkspaceId = db.WorkspaceId,
        Id = Ids.New(clock),
        DepartmentId = line.DepartmentId,
        Channel = line.Channel,
        CalendarId = line.CalendarId is { } calendar ? await db.ChosenCalendarAsync(calendar, stop) ?? calendar : null,
        FirstAnswerMinutes = line.FirstAnswerMinutes,
        NextAnswerMinutes = line.NextAnswerMinutes,
        SolutionMinutes = line.SolutionMinutes,
        AskMinutes = line.AskMinutes,
    };

    static TargetRow RowOf(Target target) => new(target.DepartmentId, target.Channel, target.CalendarId, target.FirstAnswerMinutes, target.NextAnswerMinutes, target.SolutionMinutes, target.AskMinutes);
}

/// <summary>How soon we answer in a department, on a kind of channel, or on one in the other. The narrower line speaks first; what it leaves empty the next one says, and at last the house.</summary>
/// <param name="CalendarId">Whose open minutes count; null for those of whoever has the case.</param>
/// <param name="SolutionMinutes">By when the matter is settled.</param>
/// <param name="AskMinutes">How soon the department answers what another one asks it.</param>
[WireName("Target")]
public sealed record TargetRow(Guid? DepartmentId, string? Channel, Guid? CalendarId, int? FirstAnswerMinutes, int? NextAnswerMinutes, int? SolutionMinutes, int? AskMinutes);
