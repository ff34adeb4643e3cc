using System.Net;
using System.Net.Sockets;
using Kith.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

/// <summary>Nobody makes Kith call what is not on the public internet: rows C1 to C12 of the catalogue, with listeners that count who comes.</summary>
public class CallingOut(World world) : IClassFixture<World>
{
    static readonly string[] written =
    [
        "http://127.0.0.1:{0}/", "http://127.1:{0}/", "http://2130706433:{0}/", "http://0x7f000001:{0}/", "http://0177.0.0.1:{0}/", "http://0.0.0.0:{0}/",
        "http://[::1]:{0}/", "http://[::]:{0}/", "http://[::ffff:127.0.0.1]:{0}/", "http://[::ffff:7f00:1]:{0}/", "http://[64:ff9b::7f00:1]:{0}/", "http://[2002:7f00:1::]:{0}/",
        "http://[fe80::1%25lo]:{0}/", "http://10.0.0.1:{0}/", "http://172.16.0.1:{0}/", "http://192.168.0.1:{0}/", "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/", "http://192.0.2.1/", "http://224.0.0.1/", "http://255.255.255.255/", "http://localhost:{0}/", "http://a.localhost:{0}/", "http://１２７.0.0.1:{0}/",
        "file:///etc/passwd", "ftp://127.0.0.1/", "//127.0.0.1/", "gopher://127.0.0.1:{0}/", "http://user:word@127.0.0.1:{0}/", "http://127.0.0.1/1:{0}",
    ];

    static readonly string[] named = ["private.example", "mixed.example", "mapped.example", "rebinding.example", "metadata.example", "nat64.example"];

    [Fact]
    public async Task an_address_written_out_is_refused_when_saved_and_when_called()
    {
        using var canary = new Canary();
        await using var kith = await world.OpenAsync();
        foreach (var vector in written)
        {
            var url = string.Format(System.Globalization.CultureInfo.InvariantCulture, vector, canary.Port);
            var refused = await kith.As(Cast.Ada).PostAsync("/api/connections", Http(url), HttpStatusCode.BadRequest);
            Assert.True(refused["errors"]!["settings.target_url"] is not null, $"{url} was saved");
            Assert.True(await CallAsync(kith, url) is { Answer: null, BytesLeft: false }, $"{url} was called");
        }

        Assert.Equal(0, canary.Visits);
    }

    [Fact]
    public async Task a_name_that_leads_inside_is_refused_when_called()
    {
        using var canary = new Canary();
        await using var kith = await world.OpenAsync(WithNames);
        foreach (var name in named.Concat(named))
            Assert.True(await CallAsync(kith, $"http://{name}:{canary.Port}/") is { Answer: null, BytesLeft: false }, $"{name} was called");

        Assert.Equal(0, canary.Visits);
    }

    [Fact]
    public async Task a_message_to_such_an_address_waits_and_the_listener_hears_nothing()
    {
        using var canary = new Canary();
        await using var kith = await world.OpenAsync(WithNames);
        var made = await kith.As(Cast.Ada).PostAsync("/api/connections", Http($"http://private.example:{canary.Port}/hook"));
        var id = made["id"]!.GetValue<Guid>();
        var moment = await kith.WriteAsync(id, "Hello", value: "nomsa");
        for (var tries = 0; tries < 100 && (await kith.DeliveryAsync(moment)).ProblemCode is null; tries++) await Task.Delay(50);

        Assert.Equal((DeliveryState.Queued, "unreachable"), ((await kith.DeliveryAsync(moment)).State, (await kith.DeliveryAsync(moment)).ProblemCode));
        var findings = (await kith.As(Cast.Ada).PostAsync($"/api/connections/{id}/test", null, HttpStatusCode.OK))["findings"]!.AsArray();
        Assert.Equal("Nobody answers at the target address.", findings[^1]!["words"]!.ToString());
        Assert.Equal(0, canary.Visits);
    }

    [Fact]
    public async Task no_redirect_is_followed()
    {
        using var canary = new Canary();
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        foreach (var status in new[] { 301, 302, 303, 307, 308 })
            Assert.Equal(status, (await CallAsync(kith, $"{carrier.Url}/redirect/{status}?to=http://127.0.0.1:{canary.Port}/")).Answer?.Status);

        Assert.Equal(0, canary.Visits);
    }

    [Fact]
    public async Task the_listener_hears_us_when_the_operator_allowed_it()
    {
        using var canary = new Canary();
        await using var kith = await world.OpenAsync(builder => builder.UseSetting("KITH_ALLOW_PRIVATE", $"127.0.0.1:{canary.Port}"));
        await kith.As(Cast.Ada).PostAsync("/api/connections", Http($"http://127.0.0.1:{canary.Port}/"));
        var carried = await CallAsync(kith, $"http://127.0.0.1:{canary.Port}/");

        // It hangs up without a word: that is one visit, never a second try of the handler's own.
        Assert.True(carried.BytesLeft);
        Assert.Equal(1, canary.Visits);
    }

    static Task<Carried> CallAsync(KithUnderTest kith, string url) =>
        kith.Services.GetRequiredService<OutboundWire>().SendAsync(new WireRequest("GET", url, "a call of a test"), CancellationToken.None);

    static object Http(string url) => new { name = "http", channel = "http", settings = new Dictionary<string, string> { ["target_url"] = url } };

    static void WithNames(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<LookUpName>((name, _) => Task.FromResult(name switch
    {
        "private.example" => new[] { IPAddress.Loopback },
        "mixed.example" => [IPAddress.Parse("8.8.8.8"), IPAddress.Loopback],
        "mapped.example" => [IPAddress.Parse("::ffff:127.0.0.1")],
        // The second answer of a name that waits until it was checked.
        "rebinding.example" => [IPAddress.IPv6Loopback],
        "metadata.example" => [IPAddress.Parse("169.254.169.254")],
        "nat64.example" => [IPAddress.Parse("64:ff9b::7f00:1")],
        _ => [],
    })));

    /// <summary>Listens on this machine and counts.</summary>
    sealed class Canary : IDisposable
    {
        readonly TcpListener four = new(IPAddress.Loopback, 0);
        readonly TcpListener? six;
        int visits;

        public Canary()
        {
            four.Start();
            _ = ListenAsync(four);
            try
            {
                six = new TcpListener(IPAddress.IPv6Loopback, Port);
                six.Start();
                _ = ListenAsync(six);
            }
            catch (SocketException)
            {
                six = null;
            }
        }

        public int Port => ((IPEndPoint)four.LocalEndpoint).Port;

        public int Visits => Volatile.Read(ref visits);

        public void Dispose()
        {
            four.Dispose();
            six?.Dispose();
        }

        async Task ListenAsync(TcpListener listener)
        {
            try
            {
                while (true)
                {
                    using var visitor = await listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref visits);
                }
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException) { }
        }
    }
}
