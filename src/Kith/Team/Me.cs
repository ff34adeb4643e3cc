namespace Kith.Team;

/// <summary>GET and PATCH /api/me.</summary>
static class Me
{
    const int LongestPublicName = 40;

    public static void MapMe(this RouteGroupBuilder api)
    {
        api.MapGet("/me", ReadAsync).Allow(Role.Viewer);
        api.MapPatch("/me", ChangeAsync).Allow(Role.Viewer);
    }

    static async Task<MeAnswer> ReadAsync(Teammate me, KithDb db, KithSettings settings, TimeProvider clock, CancellationToken stop)
    {
        var unread = await db.Notices.Where(n => n.TeammateId == me.Id && n.ReadAt == null).Take(100).CountAsync(stop);
        return new(await TeammateRow.OfAsync(me, db, clock, stop), WorkspaceWire.Of(await db.Workspaces.SingleAsync(stop)), settings.Demo, unread, me.Phone, MySight.Of(db.Sight));
    }

    static async Task<TeammateRow> ChangeAsync(MeChange asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        if (asked.Name is not null) me.Name = WorkspaceDoors.Name("name", asked.Name);
        if (asked.PublicName is not null) me.PublicName = Written.Line(asked.PublicName, "publicName", LongestPublicName) is { Length: > 0 } name ? name : null;
        if (asked.Phone is not null) me.Phone = asked.Phone.Length == 0 ? null : await OwnPhone.ReadAsync(db, asked.Phone, stop);
        if (asked.Language is not null) me.Language = Languages.Read("language", asked.Language);
        return await TeammateRow.OfAsync(me, db, clock, stop);
    }
}

[WireName("Me")]
public sealed record MeAnswer(TeammateRow Teammate, WorkspaceWire Workspace, bool Demo, int UnreadNotices, string? Phone, MySight Sees);

/// <summary>What my role shows me, so that nothing is offered that would be refused.</summary>
/// <param name="AllCases">Cases of every department, branch and connection.</param>
/// <param name="ContactDetails">Numbers and addresses as they are.</param>
/// <param name="Exports">Whether I may take files of data away.</param>
public sealed record MySight(bool AllCases, bool ContactDetails, bool Exports)
{
    public static MySight Of(Sight sight) => new(!sight.IsNarrow, sight.Scopes.ContactDetails, sight.Scopes.Exports);
}

/// <param name="PublicName">What to be called where everybody reads; empty for the first name.</param>
/// <param name="Phone">The phone that rings first when they call somebody from here; empty for none.</param>
public sealed record MeChange(string? Name, string? Language, string? PublicName, string? Phone);
