namespace Kith.Portal;

/// <summary>The pages for people outside, rendered on the server; what they say can be read without any script.</summary>
static class PortalDoors
{
    public static void AddPortal(this IServiceCollection services)
    {
        services.AddRazorPages(options => options.RootDirectory = "/");
        services.AddSingleton<StopLinks>();
        services.AddSingleton<AnswerOffers>();
        services.AddSingleton<OpenPage>().AddSingleton<WrittenOnPage>();
    }

    public static void MapPortal(this WebApplication app)
    {
        app.MapRazorPages().AllowStrangers("Pages for everybody; a link's own token opens what is private.").WithMetadata(new OwnDesk());
        app.MapGet("/me/{token:maxlength(200)}/files/{moment:guid}/{number:int}", PageFiles.GiveAsync).ForStrangers("The token of a person's own page opens what stands on it.").ExcludeFromDescription();
    }
}
