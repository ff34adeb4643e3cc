namespace Kith.Portal;

/// <summary>The pages for people outside, rendered on the server; what they say can be read without any script.</summary>
static class PortalDoors
{
    public static void AddPortal(this IServiceCollection services)
    {
        services.AddRazorPages(options => options.RootDirectory = "/");
        services.AddSingleton<StopLinks>();
        services.AddSingleton<AnswerOffers>();
    }

    public static void MapPortal(this WebApplication app) =>
        app.MapRazorPages().AllowStrangers("Pages for everybody; a link's own token opens what is private.").WithMetadata(new OwnDesk());
}
