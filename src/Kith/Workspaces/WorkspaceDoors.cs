namespace Kith.Workspaces;

/// <summary>GET and PATCH /api/workspace.</summary>
static class WorkspaceDoors
{
    const int LongestName = 100, Week = 7, LongestWait = 60 * 24 * 30;

    public static void AddWorkspaces(this IServiceCollection services) => services.AddSingleton<FindWorkspace>().AddSingleton<OwnAddress>();

    public static void MapWorkspaces(this RouteGroupBuilder api)
    {
        api.MapGet("/workspace", ReadAsync).Allow(Role.Viewer);
        api.MapPatch("/workspace", ChangeAsync).Allow(Role.Admin);
    }

    static async Task<WorkspaceWire> ReadAsync(KithDb db, CancellationToken stop) => WorkspaceWire.Of(await db.Workspaces.SingleAsync(stop));

    static async Task<WorkspaceWire> ChangeAsync(WorkspaceChange asked, KithDb db, CancellationToken stop)
    {
        var workspace = await db.Workspaces.SingleAsync(stop);
        workspace.Name = asked.Name is null ? workspace.Name : Name("name", asked.Name);
        workspace.Language = asked.Language is null ? workspace.Language : Languages.Read("language", asked.Language);
        workspace.TimeZone = asked.TimeZone is null ? workspace.TimeZone : Zone(asked.TimeZone);
        workspace.Openings = asked.Openings is null ? workspace.Openings : Table(asked.Openings);
        workspace.FirstAnswerMinutes = Within("firstAnswerMinutes", asked.FirstAnswerMinutes ?? workspace.FirstAnswerMinutes, 1, LongestWait);
        workspace.NextAnswerMinutes = Within("nextAnswerMinutes", asked.NextAnswerMinutes ?? workspace.NextAnswerMinutes, 1, LongestWait);
        workspace.UndoSeconds = Within("undoSeconds", asked.UndoSeconds ?? workspace.UndoSeconds, 0, 60);
        workspace.RawDays = Within("rawDays", asked.RawDays ?? workspace.RawDays, 1, 3650);
        if (asked.QuietHours is { } quiet) workspace.QuietHours = quiet.From == quiet.To ? null : quiet;
        if (asked.Greetings is { } greetings) workspace.Greetings = MailFrame.Changed(workspace.Greetings, greetings, "greetings");
        if (asked.Signatures is { } signatures) workspace.Signatures = MailFrame.Changed(workspace.Signatures, signatures, "signatures");
        return WorkspaceWire.Of(workspace);
    }

    public static string Name(string field, string? said) => Written.Line(said, field, LongestName) is { Length: > 0 } name
        ? name : throw Refusal.Field(field, $"A name of one to {LongestName} letters is needed.");

    public static string Zone(string said) => TimeZoneInfo.TryFindSystemTimeZoneById(said, out var zone) && zone.HasIanaId
        ? zone.Id : throw Refusal.Field("timeZone", "This is no time zone of the IANA list, such as Africa/Johannesburg.");

    static int Within(string field, int said, int least, int most) => said >= least && said <= most
        ? said : throw Refusal.Field(field, $"This must be between {least} and {most}.");

    // A table without an opening would promise an answer that never comes due.
    public static List<Opening> Table(List<Opening> said)
    {
        if (said.Count is 0 or > Week * 10) throw Refusal.Field("openings", "There must be at least one opening in the week.");
        if (said.Any(o => o is null || o.Day is < 1 or > Week || o.From >= o.To)) throw Refusal.Field("openings", "An opening has a day from 1 (Monday) to 7 and ends after it begins.");

        var table = said.OrderBy(o => o.Day).ThenBy(o => o.From).ToList();
        if (table.Zip(table.Skip(1)).Any(pair => pair.First.Day == pair.Second.Day && pair.Second.From < pair.First.To))
            throw Refusal.Field("openings", "Two openings of a day overlap.");
        return table;
    }
}
