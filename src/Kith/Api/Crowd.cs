using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Api;

/// <summary>Doors that are open to anybody let each address through so often, and no more.</summary>
static class Crowd
{
    public const string Strangers = "strangers";
    public const int LargestBody = 64 * 1024;

    public static void AddCrowd(this IServiceCollection services) => services.AddSingleton<CrowdPace>();

    /// <summary>Lets strangers through at their pace, at doors that say so.</summary>
    public static void UseCrowd(this WebApplication app)
    {
        var pace = app.Services.GetRequiredService<CrowdPace>();
        app.Use((http, next) => http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Strangers ? pace.LetThroughAsync(http, next) : next(http));
    }

    /// <summary>A door for anybody that opens its own unit of work, takes small bodies only and lets nobody hammer at it.</summary>
    public static RouteHandlerBuilder ForStrangers(this RouteHandlerBuilder route, string because) =>
        route.AllowStrangers(because).WithMetadata(new OwnDesk(), new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestBody)).RequireRateLimiting(Strangers);

    /// <summary>Whom to count together: an IPv4 address, or the /64 that one house gets in IPv6.</summary>
    public static string Of(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } six => new IPAddress([.. six.GetAddressBytes().Take(8), .. new byte[8]]).ToString(),
        var four => four.ToString(),
    };
}
