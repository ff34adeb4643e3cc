namespace Kith.Audit;

/// <summary>/api/audit: what was done and read, by whom, and whether anybody changed what stands there.</summary>
static class AuditDoors
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<ChainFeed>(provider => ChainFeeds.Of(provider.GetRequiredService<Store>()));
        services.AddSingleton<Anchors>();
        services.AddSingleton<ToldAnchors>();
        services.AddSingleton<TellAnchors>().AddHostedService(provider => provider.GetRequiredService<TellAnchors>());
        services.AddSingleton<VerifyChain>();
        services.AddSingleton<CheckChains>().AddHostedService(provider => provider.GetRequiredService<CheckChains>());
        services.AddSingleton<ChainFollower>().AddHostedService(provider => provider.GetRequiredService<ChainFollower>());
    }

    public static void MapAudit(this RouteGroupBuilder api)
    {
        var audit = api.MapGroup("/audit");
        audit.MapGet("", ReadAudit.ListAsync).Allow(Role.Admin).NeedsRecord().OnRecord();
        audit.MapGet("/table", ReadAudit.TableAsync).Allow(Role.Admin).NeedsRecord().OnRecord().Produces<string>(StatusCodes.Status200OK, "text/csv");
        audit.MapGet("/chain", ReadChain.ReadAsync).Allow(Role.Admin).NeedsRecord();
        audit.MapPost("/checks", ReadChain.CheckAsync).Allow(Role.Admin).NeedsRecord().WithMetadata(new OwnDesk());
    }
}

static class ChainFeeds
{
    public static ChainFeed Of(Store store) => store is SqliteStore sqlite ? new SqliteChainFeed(sqlite) : new PostgresChainFeed((PostgresStore)store);
}
