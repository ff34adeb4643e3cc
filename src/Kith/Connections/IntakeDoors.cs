namespace Kith.Connections;

static class IntakeDoors
{
    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<HotPath>(provider => provider.GetRequiredService<Store>() is SqliteStore sqlite ? new SqliteHotPath(sqlite) : new PostgresHotPath((PostgresStore)provider.GetRequiredService<Store>()));
        services.AddSingleton<HandOver>();
        services.AddSingleton<IntakeFigures>();
        services.AddSingleton<IntakeWriter>();
        services.AddSingleton<Applier>();
        services.AddHostedService(provider => provider.GetRequiredService<IntakeWriter>());
        services.AddHostedService(provider => provider.GetRequiredService<Applier>());
        services.AddHostedService<ForgetRaw>();
        services.AddSingleton<SearchFeed>(provider => provider.GetRequiredService<Store>() is SqliteStore sqlite ? new SqliteSearchFeed(sqlite) : new PostgresSearchFeed((PostgresStore)provider.GetRequiredService<Store>()));
        services.AddHostedService<SearchFollower>();
    }
}
