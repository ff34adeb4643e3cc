using System.Net;
using Kith.Health;

namespace Kith.Tests.Health;

public class TheFigures(World world) : IClassFixture<World>
{
    [Fact]
    public async Task are_told_to_this_machine_alone()
    {
        await using var kith = await world.OpenAsync();
        kith.UseKestrel(0);
        kith.StartServer();
        using var http = new HttpClient { BaseAddress = kith.ClientOptions.BaseAddress };
        await http.GetAsync("/healthz");

        Assert.Contains("http_server_request_duration_count", await http.GetStringAsync("/metrics"), StringComparison.Ordinal);

        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/metrics")).StatusCode);
    }

    [Fact]
    public void escape_what_a_label_says() =>
        Assert.Equal("http_route=\"a\\\"b\\\\c\\nd\"", PrometheusText.Labels([new("http.route", "a\"b\\c\nd")]));
}
