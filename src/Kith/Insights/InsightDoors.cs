namespace Kith.Insights;

/// <summary>/api/insights: figures about how people are served, for everybody who works here.</summary>
static class InsightDoors
{
    public static void AddInsights(this IServiceCollection services) => services.AddSingleton<CountServed>().AddHostedService(provider => provider.GetRequiredService<CountServed>());

    public static void MapInsights(this RouteGroupBuilder api)
    {
        var insights = api.MapGroup("/insights");
        insights.MapGet("/served", ServedAlike.ReadAsync).Allow(Role.Viewer).NeedsAllCases();
        insights.MapGet("/served/table", FiguresAsTables.ServedAsync).Allow(Role.Viewer).NeedsAllFigures().Produces<string>(StatusCodes.Status200OK, "text/csv");
        insights.MapGet("/departments", DepartmentFigures.ReadAsync).Allow(Role.Viewer);
        insights.MapGet("/departments/table", FiguresAsTables.DepartmentsAsync).Allow(Role.Viewer).NeedsFigures().Produces<string>(StatusCodes.Status200OK, "text/csv");
        insights.MapGet("/satisfaction", SatisfactionFigures.ReadAsync).Allow(Role.Viewer).NeedsAllCases();
        insights.MapGet("/satisfaction/table", FiguresAsTables.SatisfactionAsync).Allow(Role.Viewer).NeedsAllFigures().Produces<string>(StatusCodes.Status200OK, "text/csv");
    }
}
