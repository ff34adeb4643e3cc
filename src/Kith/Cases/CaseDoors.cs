namespace Kith.Cases;

static class CaseDoors
{
    public static void AddCases(this IServiceCollection services) => services.AddSingleton<CaseWatch>().AddHostedService(provider => provider.GetRequiredService<CaseWatch>());

    public static void MapCases(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases");
        cases.MapListCases();
        cases.MapStartCase();
        cases.MapCloseCase();
        cases.MapPublicDebt();
        cases.MapClosingWords();
        cases.MapAssignCase();
        cases.MapCaseBranch();
        cases.MapRestCase();
        cases.MapPromiseAnswer();
        cases.MapMergeCases();
        cases.MapSeeCase();
    }
}
