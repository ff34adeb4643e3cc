namespace Kith.Asks;

/// <summary>/api/asks and /api/cases/{number}/asks: what other departments know, brought into the case.</summary>
static class AskDoors
{
    public static void AddAsks(this IServiceCollection services) => services.AddSingleton<AskWatch>().AddHostedService(provider => provider.GetRequiredService<AskWatch>());

    public static void MapAsks(this RouteGroupBuilder api)
    {
        api.MapGet("/cases/{number:long}/asks", ListAsks.OfCaseAsync).Allow(Role.Viewer);
        api.MapPost("/cases/{number:long}/asks", AskDepartment.AskAsync).Allow(Role.Teammate);
        var asks = api.MapGroup("/asks");
        asks.MapGet("", ListAsks.ListAsync).Allow(Role.Viewer);
        asks.MapGet("/counts", ListAsks.CountAsync).Allow(Role.Viewer);
        asks.MapGet("/{id:guid}", ListAsks.ReadAsync).Allow(Role.Viewer);
        asks.MapPut("/{id:guid}/assignment", AssignAsk.GiveAsync).Allow(Role.Colleague);
        asks.MapDelete("/{id:guid}/assignment", AssignAsk.GiveBackAsync).Allow(Role.Colleague);
        asks.MapPut("/{id:guid}/answer", SayInAsk.AnswerAsync).Allow(Role.Colleague);
        asks.MapPost("/{id:guid}/questions", SayInAsk.AskMoreAsync).Allow(Role.Colleague);
        asks.MapPut("/{id:guid}/withdrawal", SayInAsk.WithdrawAsync).Allow(Role.Teammate);
    }
}
