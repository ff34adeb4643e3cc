namespace Kith.Afterwards;

/// <summary>How it was: asked after a case was closed, answered on a page, counted for departments.</summary>
static class AfterwardsDoors
{
    public static void AddAfterwards(this IServiceCollection services) =>
        services.AddSingleton<TakeAnswer>().AddSingleton<AskAfterwards>().AddHostedService(provider => provider.GetRequiredService<AskAfterwards>());
}
