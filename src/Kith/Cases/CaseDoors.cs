namespace Kith.Cases;

static class CaseDoors
{
    public static void MapCases(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases");
        cases.MapListCases();
    }
}
