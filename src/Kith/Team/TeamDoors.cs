namespace Kith.Team;

static class TeamDoors
{
    public static void AddTeam(this IServiceCollection services)
    {
        services.AddSingleton<SecondFactor>();
        services.AddPasskeys();
        services.AddSingleton<LastSeen>();
        services.AddHostedService(provider => provider.GetRequiredService<LastSeen>());
    }

    public static void MapTeam(this RouteGroupBuilder api)
    {
        api.MapFirstRun();
        api.MapSignIn();
        api.MapSignInByPasskey();
        api.MapSessions();
        api.MapMe();
        api.MapMyPicture();
        api.MapAway();
        api.MapChangePassword();
        api.MapTotp();
        api.MapPasskeys();
        api.MapInvitations();
        api.MapTeammates();
        api.MapJoinTeam();
        api.MapTokens();
    }
}
