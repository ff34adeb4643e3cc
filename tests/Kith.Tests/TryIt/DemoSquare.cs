using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Tests.TryIt;

/// <summary>The demo on a port of its own: a visitor on one of its pretend platforms, Mina at the desk, and only the real doors between them.</summary>
sealed class DemoSquare : IAsyncDisposable
{
    public const string Secret = "a secret for all of the demo";

    const string Key = "0123456789abcdef", Thabo = "Thabo Maseko";

    readonly string place;
    readonly int port;

    DemoSquare(KithUnderTest kith, string place, int port) => (Kith, this.place, this.port) = (kith, place, port);

    public KithUnderTest Kith { get; }

    public ApiCaller Mina => new(Kith.CreateClient(), "a-fixed-token");

    public static async Task<DemoSquare> OpenAsync(World world, string place)
    {
        var square = new DemoSquare(await world.OpenEmptyAsync(Demo), place, Ports.Free());
        square.Start();
        await square.Mina.PatchAsync("/api/workspace", new { undoSeconds = 0 });
        return square;
    }

    public static void Demo(IWebHostBuilder builder) => builder.UseSetting("KITH_DEMO", "1").UseSetting("KITH_API_TOKEN", "a-fixed-token").UseSetting("KITH_DEMO_SECRET", Secret);

    public async Task<DemoSquare> AgainAsync()
    {
        var again = new DemoSquare(await Kith.StopAsync(), place, port);
        again.Start();
        return again;
    }

    public Task<JsonNode> ReadAsync(string name = Thabo) => Kith.AsStranger().GetAsync($"/try/{place}?{Me(name)}");

    public async Task DoAsync(HttpMethod method, string path, object words) => Assert.Equal(HttpStatusCode.NoContent, await AskAsync(method, path, words));

    public async Task<HttpStatusCode> AskAsync(HttpMethod method, string path, object words, string name = Thabo)
    {
        var said = (JsonObject)JsonSerializer.SerializeToNode(words)!;
        (said["key"], said["name"]) = (Key, name);
        using var request = new HttpRequestMessage(method, $"/try/{place}/{path}{(method == HttpMethod.Delete ? $"?{Me(name)}" : "")}");
        if (method != HttpMethod.Delete) request.Content = new StringContent(said.ToJsonString(), null, "application/json");
        return (await Kith.AsStranger().Http.SendAsync(request)).StatusCode;
    }

    /// <summary>All that stands there, posts and what is below them, as a visitor of this name sees it.</summary>
    public async Task<List<JsonNode>> AllAsync(string name = Thabo) => [.. Flat((await ReadAsync(name))["posts"]!.AsArray())];

    /// <summary>What begins with these words there, as soon as it is there.</summary>
    public async Task<JsonNode> ThereAsync(string words)
    {
        JsonNode? found = null;
        await Soon.Async(async () => Assert.NotNull(found = (await AllAsync()).SingleOrDefault(one => ((string)one["text"]!).StartsWith(words, StringComparison.Ordinal))), seconds: 30);
        return found!;
    }

    public Task TalkAsync(Action<JsonArray> look) => Soon.Async(async () => look((await ReadAsync())["talk"]!.AsArray()), seconds: 30);

    public async Task<JsonArray> TimelineAsync(string name = Thabo)
    {
        var person = Assert.Single((await Mina.GetAsync($"/api/people?query={Uri.EscapeDataString(name)}"))["items"]!.AsArray());
        return (await Mina.GetAsync($"/api/people/{person!["id"]}/timeline"))["items"]!.AsArray();
    }

    /// <summary>What somebody said, as soon as it is at the desk.</summary>
    public async Task<JsonNode> SaidAsync(string words, string name = Thabo)
    {
        JsonNode? found = null;
        await Soon.Async(async () => Assert.NotNull(found = (await TimelineAsync(name)).FirstOrDefault(m => ((string?)m!["text"])?.Contains(words, StringComparison.Ordinal) == true)), seconds: 30);
        return found!;
    }

    public async Task<JsonNode> SendAsync(JsonNode answered, string text, string? surface = null) => await Mina.PostAsync($"/api/people/{answered["personId"]}/messages",
        new { id = Guid.CreateVersion7(), connectionId = (Guid)(await ConnectionAsync())["id"]!, text, replyTo = (Guid)answered["id"]!, surface });

    public async Task<JsonNode> ConnectionAsync() => (await Mina.GetAsync("/api/connections"))["items"]!.AsArray().Single(one => (string)one!["name"]! == place)!;

    public async Task<string?> StateAsync(JsonNode sent, string name = Thabo) =>
        (string?)(await TimelineAsync(name)).Single(m => (string)m!["id"]! == (string)sent["id"]!)!["deliveries"]?[0]?["state"];

    public ValueTask DisposeAsync() => Kith.DisposeAsync();

    static IEnumerable<JsonNode> Flat(JsonArray remarks) => remarks.SelectMany(one => Flat(one!["below"]!.AsArray()).Prepend(one!));

    static string Me(string name) => $"key={Key}&name={Uri.EscapeDataString(name)}";

    /// <summary>The platform calls our hook and we call the platform, both by the network.</summary>
    void Start()
    {
        Kith.WithPublicAddress($"http://localhost:{port}");
        Kith.UseKestrel(port);
        Kith.StartServer();
    }
}
