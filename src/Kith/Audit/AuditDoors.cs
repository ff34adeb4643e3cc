namespace Kith.Audit;

/// <summary>/api/audit: what was done and read, by whom, and whether anybody changed what stands there.</summary>
static class AuditDoors
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<ChainFeed>(provider => ChainFeeds.Of(provider.GetRequiredService<Store>()));
        services.AddSingleton<Anchors>();
        services.AddSingleton<VerifyChain>();
        services.AddSingleton<ChainFollower>().AddHostedService(provider => provider.GetRequiredService<ChainFollower>());
    }
}

static class ChainFeeds
{
    public static ChainFeed Of(Store store) => store is SqliteStore sqlite ? new SqliteChainFeed(sqlite) : new PostgresChainFeed((PostgresStore)store);
}
