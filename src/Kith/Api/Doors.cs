using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Kith.Api;

/// <summary>The way into <c>/api</c>: one group whose routes each say who may, run in a unit of work and answer in problem+json.</summary>
static class Doors
{
    public static void AddDoors(this IServiceCollection services)
    {
        services.AddScoped<Desk>();
        services.AddScoped(provider => provider.GetRequiredService<Desk>().WorkOrFail);
        services.AddScoped(provider => provider.GetRequiredService<Desk>().WorkOrFail.Db);
        services.AddScoped(provider => provider.GetRequiredService<Desk>().MeOrRefuse);
        services.PostConfigure<JsonOptions>(options => Wire.Tune(options.SerializerOptions).UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", options =>
        {
            options.CreateSchemaReferenceId = WireNameAttribute.Of;
            options.AddSchemaTransformer(WireSchema.DescribeAsync);
            options.AddDocumentTransformer((document, _, _) =>
            {
                (document.Info.Title, document.Info.Version) = ("Kith", "1");
                document.Servers = [];
                return Task.CompletedTask;
            });
        });
    }

    public static RouteGroupBuilder MapDoors(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowStrangers("The description of the doors is public, as the code is.").WithMetadata(new OwnDesk());
        var api = app.MapGroup("/api");
        ((IEndpointConventionBuilder)api).Finally(WithoutBodyOfNoKind);
        api.AddEndpointFilter<DeskClosing>();
        api.AddEndpointFilter<RepeatedWrites>();
        return api;
    }

    /// <summary>Refuses callers whose role is too low, then opens the desk.</summary>
    public static void UseDesk(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            var may = context.GetEndpoint()?.Metadata.GetMetadata<May>();
            var caller = context.RequestServices.GetRequiredService<Desk>().Caller;
            if (may is { Strangers: false } && caller is null) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else if (may is { Strangers: false } && caller!.Role < may.AtLeast) context.Response.StatusCode = StatusCodes.Status403Forbidden;
            else if (context.GetEndpoint()?.Metadata.GetMetadata<Needs>() is { } needs && caller is not null && !needs.Suffices(caller.Sight)) throw needs.Refusal;
            else await next(context);
        });
        app.UseMiddleware<HideContacts>();
        app.UseMiddleware<DeskOpening>();
    }

    /// <summary>Of a parameter that may be a service, the generator of the routes' code also says that it may be a body; it is none, and has no kind.</summary>
    static void WithoutBodyOfNoKind(EndpointBuilder endpoint)
    {
        foreach (var accepted in endpoint.Metadata.OfType<IAcceptsMetadata>().Where(accepted => accepted.RequestType is null).ToList()) endpoint.Metadata.Remove(accepted);
    }
}
