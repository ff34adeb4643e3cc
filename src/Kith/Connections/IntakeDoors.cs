namespace Kith.Connections;

static class IntakeDoors
{
    static readonly string[] methods = ["GET", "POST", "PUT"];

    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<HotPath>(provider => provider.GetRequiredService<Store>() is SqliteStore sqlite
            ? new SqliteHotPath(sqlite, provider.GetRequiredService<WhoIsIn>()) : new PostgresHotPath((PostgresStore)provider.GetRequiredService<Store>(), provider.GetRequiredService<WhoIsIn>()));
        services.AddSingleton<HandOver>();
        services.AddSingleton<IntakeFigures>();
        services.AddSingleton<IntakeWriter>();
        services.AddSingleton<CallForPublished>(provider => (request, stop) => provider.GetRequiredService<OutboundWire>().SendAsync(request, PublishedKeys.Largest, stop));
        services.AddSingleton<PublishedKeys>();
        services.AddSingleton<Inbound>();
        services.AddSingleton<Applier>();
        services.AddHostedService(provider => provider.GetRequiredService<IntakeWriter>());
        services.AddHostedService(provider => provider.GetRequiredService<Applier>());
        services.AddHostedService<ForgetRaw>();
        services.AddSingleton<LmtpLetterbox>();
        services.AddSingleton<LmtpListener>();
        services.AddHostedService(provider => provider.GetRequiredService<LmtpListener>());
        services.AddSingleton<SearchFeed>(provider => provider.GetRequiredService<Store>() is SqliteStore sqlite ? new SqliteSearchFeed(sqlite) : new PostgresSearchFeed((PostgresStore)provider.GetRequiredService<Store>()));
        services.AddHostedService<SearchFollower>();
    }

    /// <summary>
    /// What other servers send is answered as soon as its route is known, before anything that is there for people. What visitors of the
    /// chat say comes from browsers and goes the long way, over its doorstep.
    /// </summary>
    public static void MapInbound(this WebApplication app)
    {
        const string proven = "The channel proves each request by its signature or secret before anything is kept.";
        RequestDelegate take = app.Services.GetRequiredService<Inbound>().TakeAsync;
        app.MapMethods(Pattern("channel"), methods, take).ShortCircuit().AllowStrangers(proven).WithMetadata(new OwnDesk());
        app.MapMethods(Pattern("channel:regex(^webchat$)"), methods, take).AllowStrangers(proven).WithMetadata(new OwnDesk());
    }

    static string Pattern(string channel) => $"/hooks/{{{channel}}}/{{connection:guid}}/{{**tail}}";
}
