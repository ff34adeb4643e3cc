using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Api;

public class TheRoutes(World world) : IClassFixture<World>
{
    [Fact]
    public async Task each_say_who_may()
    {
        await using var kith = await world.OpenAsync();
        var routes = kith.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();

        Assert.True(routes.Count > 3);
        Assert.Empty(routes.Where(route => route.Metadata.GetMetadata<May>() is null).Select(route => route.DisplayName));
    }

    [Fact]
    public async Task under_api_refuse_strangers()
    {
        await using var kith = await world.OpenAsync();
        var answer = await kith.AsStranger().Http.GetAsync("/api/teammates");

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(Cast.Team.Count, (await kith.As(Cast.Rosa).GetAsync("/api/teammates"))["items"]!.AsArray().Count);
    }
}
