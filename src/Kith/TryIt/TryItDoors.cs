namespace Kith.TryIt;

/// <summary>The demo: a made-up insurer to look at. Without KITH_DEMO=1 none of it is there.</summary>
static class TryItDoors
{
    public static void AddTryIt(this IServiceCollection services, KithSettings settings)
    {
        if (settings.Demo) services.AddHostedService<SeedDemo>();
    }
}
