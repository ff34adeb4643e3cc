using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kith.TryIt;

namespace Kith.Tests.TryIt;

/// <summary>The demo on a port of its own: its pretend platforms call our hooks and we call them, both by the network.</summary>
sealed class DemoOnTheWire : IAsyncDisposable
{
    KithUnderTest kith;
    readonly int port;

    DemoOnTheWire(KithUnderTest kith, int port) => (this.kith, this.port) = (kith, port);

    public ApiCaller Mina => new(kith.CreateClient(), "a-fixed-token");

    public HttpClient Outside => kith.AsStranger().Http;

    public static async Task<DemoOnTheWire> OpenAsync(World world)
    {
        var demo = new DemoOnTheWire(await world.OpenEmptyAsync(Demo), Ports.Free());
        demo.Start();
        await demo.Mina.PatchAsync("/api/workspace", new { undoSeconds = 0 });
        return demo;
    }

    public async Task StartAnewAsync()
    {
        kith = await kith.StopAsync();
        Start();
    }

    public async Task<JsonNode> ReadAsync(string path) => JsonNode.Parse(await Outside.GetStringAsync(path))!;

    public async Task<HttpStatusCode> AskAsync(HttpMethod method, string path, object? said = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (said is not null) request.Content = JsonContent.Create(said);
        return (await Outside.SendAsync(request)).StatusCode;
    }

    public async Task DoAsync(HttpMethod method, string path, object? said = null) => Assert.Equal(HttpStatusCode.NoContent, await AskAsync(method, path, said));

    public async Task<Guid> ConnectionAsync(string name) =>
        (Guid)(await Mina.GetAsync("/api/connections"))["items"]!.AsArray().Single(one => (string)one!["name"]! == name)!["id"]!;

    public async Task<JsonNode> SendAsync(string name, string connection, object words)
    {
        var said = (JsonObject)System.Text.Json.JsonSerializer.SerializeToNode(words)!;
        (said["id"], said["connectionId"]) = (Guid.CreateVersion7(), await ConnectionAsync(connection));
        return await Mina.PostAsync($"/api/people/{await PersonAsync(name)}/messages", said);
    }

    public async Task<Guid> PersonAsync(string name) =>
        (Guid)Assert.Single((await Mina.GetAsync($"/api/people?query={Uri.EscapeDataString(name)}"))["items"]!.AsArray())!["id"]!;

    public async Task<JsonArray> TimelineAsync(string name) => (await Mina.GetAsync($"/api/people/{await PersonAsync(name)}/timeline"))["items"]!.AsArray();

    /// <summary>A moment of theirs, as soon as it is as it should be.</summary>
    public Task<JsonNode> MomentAsync(string name, Func<JsonNode, bool> isIt) =>
        UntilAsync(async () => (await TimelineAsync(name)).FirstOrDefault(moment => isIt(moment!)));

    public static async Task<JsonNode> UntilAsync(Func<Task<JsonNode?>> look)
    {
        JsonNode? found = null;
        await Soon.Async(async () => Assert.NotNull(found = await look()), seconds: 30);
        return found!;
    }

    public ValueTask DisposeAsync() => kith.DisposeAsync();

    void Start()
    {
        kith.WithPublicAddress($"http://localhost:{port}");
        kith.UseKestrel(port);
        kith.StartServer();
    }

    static void Demo(IWebHostBuilder builder) => builder.UseSetting("KITH_DEMO", "1").UseSetting("KITH_API_TOKEN", "a-fixed-token").UseSetting("KITH_DEMO_SECRET", Secret);

    public const string Secret = "a secret for all of the demo";
}
