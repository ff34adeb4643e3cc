namespace Kith.Causes;

/// <summary>/api/causes: what many people speak of, who mends it, and how each of them hears that it is mended.</summary>
static class CauseDoors
{
    public static void AddCauses(this IServiceCollection services) => services.AddSingleton<TellPeople>().AddHostedService(provider => provider.GetRequiredService<TellPeople>());

    public static void MapCauses(this RouteGroupBuilder api)
    {
        var causes = api.MapGroup("/causes");
        causes.MapGet("", ListCauses.ListAsync).Allow(Role.Viewer);
        causes.MapPost("", ChangeCause.AddAsync).Allow(Role.Teammate);
        var cause = causes.MapGroup("/{id:guid}");
        cause.MapGet("", ListCauses.ReadAsync).Allow(Role.Viewer);
        cause.MapPatch("", ChangeCause.ChangeAsync).Allow(Role.Teammate);
        cause.MapPut("/assignment", ChangeCause.OwnAsync).Allow(Role.Teammate);
        cause.MapGet("/contacts", CountContacts.CountAsync).Allow(Role.Viewer);
        cause.MapAbout();
        cause.MapTellings();
        cause.MapPut("/state", ChangeCause.MoveAsync).Allow(Role.Teammate);
    }

    static void MapAbout(this RouteGroupBuilder cause)
    {
        cause.MapGet("/about", ListAbout.ListAsync).Allow(Role.Viewer);
        cause.MapPost("/about", GatherAbout.GatherAsync).Allow(Role.Teammate);
        cause.MapPut("/about/cases/{number:long}", GatherAbout.GatherCaseAsync).Allow(Role.Teammate);
        cause.MapDelete("/about/cases/{number:long}", GatherAbout.LetCaseGoAsync).Allow(Role.Teammate);
        cause.MapPut("/about/moments/{moment:guid}", GatherAbout.GatherMomentAsync).Allow(Role.Teammate);
        cause.MapDelete("/about/moments/{moment:guid}", GatherAbout.LetMomentGoAsync).Allow(Role.Teammate);
    }

    static void MapTellings(this RouteGroupBuilder cause)
    {
        cause.MapPut("/fix", FixCause.FixAsync).Allow(Role.Teammate).NeedsAllCases();
        cause.MapPut("/words", FixCause.SayAsync).Allow(Role.Teammate).NeedsAllCases();
        cause.MapPut("/sending", SendTellings.SendAsync).Allow(Role.Teammate).NeedsAllCases();
        cause.MapDelete("/sending", SendTellings.HoldAsync).Allow(Role.Teammate).NeedsAllCases();
        cause.MapGet("/tellings", ReviewTellings.ListAsync).Allow(Role.Viewer);
        cause.MapPatch("/tellings/{telling:guid}", ReviewTellings.ChangeAsync).Allow(Role.Teammate);
        cause.MapPut("/tellings/{telling:guid}/omission", ReviewTellings.LeaveOutAsync).Allow(Role.Teammate);
        cause.MapDelete("/tellings/{telling:guid}/omission", ReviewTellings.TakeInAsync).Allow(Role.Teammate);
    }
}
