namespace Kith.Workspaces;

/// <summary>GET and PATCH /api/workspace.</summary>
static class WorkspaceDoors
{
    const int LongestName = 100;

    /// <summary>The longest anybody is asked to wait, in minutes: thirty days.</summary>
    public const int LongestWait = 60 * 24 * 30;

    public static void AddWorkspaces(this IServiceCollection services) => services.AddSingleton<FindWorkspace>().AddSingleton<OwnAddress>();

    public static void MapWorkspaces(this RouteGroupBuilder api)
    {
        api.MapGet("/workspace", ReadAsync).Allow(Role.Viewer);
        api.MapPatch("/workspace", ChangeAsync).Allow(Role.Admin);
    }

    static async Task<WorkspaceWire> ReadAsync(KithDb db, CancellationToken stop) => WorkspaceWire.Of(await db.Workspaces.SingleAsync(stop));

    static async Task<WorkspaceWire> ChangeAsync(WorkspaceChange asked, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        if (asked.TimeZone is not null || asked.FirstAnswerMinutes is not null || asked.NextAnswerMinutes is not null || asked.SolutionMinutes is not null || asked.AskMinutes is not null) await db.HoursChangedAsync(stop);
        var workspace = await db.Workspaces.SingleAsync(stop);
        workspace.Name = asked.Name is null ? workspace.Name : Name("name", asked.Name);
        workspace.Language = asked.Language is null ? workspace.Language : Languages.Read("language", asked.Language);
        if (asked.TimeZone is not null && Zone(asked.TimeZone) is var zone && zone != workspace.TimeZone) await MoveAsync(db, workspace, zone, clock, stop);
        workspace.FirstAnswerMinutes = Within("firstAnswerMinutes", asked.FirstAnswerMinutes ?? workspace.FirstAnswerMinutes, 1, LongestWait);
        workspace.NextAnswerMinutes = Within("nextAnswerMinutes", asked.NextAnswerMinutes ?? workspace.NextAnswerMinutes, 1, LongestWait);
        workspace.AskMinutes = Within("askMinutes", asked.AskMinutes ?? workspace.AskMinutes, 1, LongestWait);
        if (asked.SolutionMinutes is { } solution) workspace.SolutionMinutes = solution == 0 ? null : Within("solutionMinutes", solution, 1, LongestWait * 12);
        workspace.UndoSeconds = Within("undoSeconds", asked.UndoSeconds ?? workspace.UndoSeconds, 0, 60);
        workspace.RawDays = Within("rawDays", asked.RawDays ?? workspace.RawDays, 1, 3650);
        if (asked.QuietHours is { } quiet) workspace.QuietHours = quiet.From == quiet.To ? null : quiet;
        if (asked.Greetings is { } greetings) workspace.Greetings = MailFrame.Changed(workspace.Greetings, greetings, "greetings");
        if (asked.Signatures is { } signatures) workspace.Signatures = MailFrame.Changed(workspace.Signatures, signatures, "signatures");
        return WorkspaceWire.Of(workspace);
    }

    /// <summary>Every calendar without a zone of its own moves with the house.</summary>
    static async Task MoveAsync(KithDb db, Workspace workspace, string zone, TimeProvider clock, CancellationToken stop)
    {
        workspace.TimeZone = zone;
        foreach (var calendar in await db.Calendars.Where(c => c.TimeZone == null).ToListAsync(stop)) (calendar.ChangedAt, calendar.RecountSince) = (clock.Now, clock.Now);
    }

    public static string Name(string field, string? said) => Written.Line(said, field, LongestName) is { Length: > 0 } name
        ? name : throw Refusal.Field(field, $"A name of one to {LongestName} letters is needed.");

    public static string Zone(string said) => TimeZoneInfo.TryFindSystemTimeZoneById(said, out var zone) && zone.HasIanaId
        ? zone.Id : throw Refusal.Field("timeZone", "This is no time zone of the IANA list, such as Africa/Johannesburg.");

    public static int Within(string field, int said, int least, int most) => said >= least && said <= most
        ? said : throw Refusal.Field(field, $"This must be between {least} and {most}.");
}
