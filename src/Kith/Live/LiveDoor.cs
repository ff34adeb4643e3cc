using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Kith.Live;

static class LiveDoor
{
    const string Path = "/live";

    public static void AddLive(this IServiceCollection services)
    {
        services.AddSignalR().AddJsonProtocol(options => Wire.Tune(options.PayloadSerializerOptions));
        services.AddSingleton<OpenSockets>();
        services.AddSingleton<Presence>();
        services.AddHostedService(provider => provider.GetRequiredService<OpenSockets>());
        services.AddHostedService<Announcer>();
    }

    /// <summary>
    /// A browser cannot give a socket an Authorization header, so a token may come in the query. And it lets any page open a socket with
    /// our cookie: one that was opened by another site is refused.
    /// </summary>
    public static void UseLive(this WebApplication app) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments(Path)) return next(context);
        if (context.Request.Query["access_token"].ToString() is { Length: > 0 } token) context.Request.Headers.Authorization = $"Bearer {token}";
        else if (IsFromElsewhere(context.Request, app.Services.GetRequiredService<KithSettings>()))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }
        return next(context);
    });

    public static void MapLive(this WebApplication app) =>
        app.MapHub<LiveHub>(Path, options => options.Transports = HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents)
            .Allow(Role.Viewer).WithMetadata(new OwnDesk());

    static bool IsFromElsewhere(HttpRequest request, KithSettings settings)
    {
        if (request.Headers.Authorization.Count > 0 || request.Headers.Origin.ToString() is not { Length: > 0 } origin) return false;
        if (settings.PublicUrl is { } own && Uri.TryCreate(own, UriKind.Absolute, out var url) && origin == url.GetLeftPart(UriPartial.Authority)) return false;
        return !Uri.TryCreate(origin, UriKind.Absolute, out var from) || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
