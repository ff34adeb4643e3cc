namespace Kith.Team;

static class TeamDoors
{
    public static void AddTeam(this IServiceCollection services)
    {
        services.AddSingleton<SecondFactor>();
        services.AddSingleton<LastSeen>();
        services.AddHostedService(provider => provider.GetRequiredService<LastSeen>());
    }

    public static void MapTeam(this RouteGroupBuilder api)
    {
        api.MapFirstRun();
        api.MapSignIn();
        api.MapSessions();
        api.MapMe();
        api.MapAway();
        api.MapChangePassword();
        api.MapTotp();
        api.MapInvitations();
        api.MapTeammates();
        api.MapJoinTeam();
        api.MapTokens();
    }
}
