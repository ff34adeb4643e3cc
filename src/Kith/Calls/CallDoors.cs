namespace Kith.Calls;

static class CallDoors
{
    public static void AddCalls(this IServiceCollection services)
    {
        services.AddSingleton<KnowTheHouse>();
        services.AddHostedService<RingOut>();
        services.AddHostedService<MissedUnheard>();
        services.AddHostedService<SendAskedLink>();
    }

    public static void MapCalls(this RouteGroupBuilder api)
    {
        api.MapPost("/people/{id:guid}/calls", CallPerson.CallAsync).Allow(Role.Teammate);
        api.MapPost("/calls", NoteCall.NoteAsync).Allow(Role.Teammate);
    }
}
