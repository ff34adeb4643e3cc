namespace Kith.Team;

static class TeamDoors
{
    public static void AddTeam(this IServiceCollection services) => services.AddSingleton<SecondFactor>();

    public static void MapTeam(this RouteGroupBuilder api)
    {
        api.MapFirstRun();
        api.MapSignIn();
        api.MapSessions();
        api.MapMe();
        api.MapGet("/teammates", ListAsync).Allow(Role.Viewer);
    }

    static async Task<Page<TeammateRow>> ListAsync(KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var members = (await db.DepartmentMembers.ToListAsync(stop)).ToLookup(m => m.TeammateId, m => m.DepartmentId);
        var team = await db.Teammates.OrderBy(t => t.Name).ToListAsync(stop);
        return new([.. team.Select(t => TeammateRow.Of(t, [.. members[t.Id]], now))], null);
    }
}
