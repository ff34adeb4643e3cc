using System.Text.Json.Nodes;

namespace Kith.Tests.Connections;

/// <summary>What would let a connection fall silent is found out by asking, said with its way out, and told once.</summary>
public class LookingAfterConnections(World world) : IClassFixture<World>
{
    static readonly string[] All = ["pages_messaging", "pages_manage_metadata", "whatsapp_business_messaging", "whatsapp_business_management"];

    [Theory]
    [InlineData("messenger")]
    [InlineData("whatsapp")]
    public async Task a_token_that_ends_is_told_days_before_and_once(string channel)
    {
        await using var graph = await FakeGraph.OpenAsync();
        var end = TimeProvider.System.GetUtcNow().AddDays(9);
        graph.TokenSaid = new JsonObject { ["is_valid"] = true, ["expires_at"] = end.ToUnixTimeSeconds(), ["scopes"] = Scopes(All) };
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, channel);

        var concern = await ConcernAsync(kith, connection, "endsSoon");
        Assert.StartsWith($"The access token ends on {end.UtcDateTime.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture)}.", (string)concern["words"]!, StringComparison.Ordinal);
        Assert.Equal(end.ToUnixTimeSeconds(), ((DateTimeOffset)concern["until"]!).ToUnixTimeSeconds());

        // A change has it looked at anew: the same matter is not told again.
        var looks = graph.Looks;
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { name = "Another name" });
        await Soon.Async(() => { Assert.True(graph.Looks > looks); return Task.CompletedTask; }, seconds: 20);
        await Soon.Async(async () => Assert.True((await PlaceAsync(kith, connection)).Version > 1), seconds: 20);
        Assert.Single(await NoticesAsync(kith), text => text.Contains("The access token ends", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_missing_permission_is_named_with_what_cannot_be_done()
    {
        await using var graph = await FakeGraph.OpenAsync();
        graph.TokenSaid = new JsonObject { ["is_valid"] = true, ["expires_at"] = 0, ["scopes"] = Scopes("pages_manage_metadata") };
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "messenger");

        var concern = await ConcernAsync(kith, connection, "mayNot");
        Assert.StartsWith("Kith may not answer in Messenger: the access token lacks the permission pages_messaging.", (string)concern["words"]!, StringComparison.Ordinal);
        Assert.Equal("never", (string)(await HealthAsync(kith, connection))["state"]!);
    }

    [Theory]
    [InlineData("[]", "no app is subscribed to it")]
    [InlineData("""[{"id":"1","subscribed_fields":["feed"]}]""", "not subscribed to its messages")]
    public async Task events_that_nobody_is_brought_are_trouble(string apps, string words)
    {
        await using var graph = await FakeGraph.OpenAsync();
        graph.Apps = JsonNode.Parse(apps);
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "messenger");

        Assert.Contains(words, (string)(await ConcernAsync(kith, connection, "hookOff"))["words"]!, StringComparison.Ordinal);
        Assert.Equal("failing", (string)(await HealthAsync(kith, connection))["state"]!);
        Assert.Single(await NoticesAsync(kith), text => text.Contains(words, StringComparison.Ordinal));

        // Mended, and the settings saved again: it is looked at at once.
        graph.Apps = JsonNode.Parse("""[{"id":"1","subscribed_fields":["messages","feed"]}]""");
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { name = "Page" });
        await Soon.Async(async () => Assert.Empty((await HealthAsync(kith, connection))["concerns"]!.AsArray()), seconds: 20);
        Assert.Equal("never", (string)(await HealthAsync(kith, connection))["state"]!);
    }

    [Fact]
    public async Task all_is_well_where_nothing_can_be_told()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "whatsapp");
        await Soon.Async(async () => Assert.NotNull(await PlaceAsync(kith, connection)), seconds: 20);
        Assert.Empty((await HealthAsync(kith, connection))["concerns"]!.AsArray());
        Assert.Empty(await NoticesAsync(kith));
    }

    [Fact]
    public async Task a_hook_that_x_switched_off_is_told()
    {
        await using var x = await FakeX.OpenAsync();
        await using var kith = await world.OpenAsync(builder => builder.UseSetting("KITH_ALLOW_PRIVATE", new Uri(x.Url).Authority));
        var connection = (Guid)(await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "X", channel = "x", settings = x.Settings("hook") }))["id"]!;
        Assert.Contains("no hook with the address", (string)(await ConcernAsync(kith, connection, "hookOff"))["words"]!, StringComparison.Ordinal);

        x.Hooks.Add(new { id = "1", url = (string)(await kith.As(Cast.Ada).GetAsync($"/api/connections/{connection}"))["webhookUrl"]!, valid = false });
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { name = "On X" });
        await Soon.Async(async () => Assert.Contains("has switched the hook", (string)(await ConcernAsync(kith, connection, "hookOff"))["words"]!, StringComparison.Ordinal), seconds: 20);
    }

    [Fact]
    public async Task a_permission_that_a_message_lacks_is_named_where_the_connection_stops()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "whatsapp");
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("1", "hello"));
        var person = await kith.LookAsync(db => db.Moments.Where(m => m.ConnectionId == connection).Select(m => m.PersonId).FirstAsync());
        graph.Refuses = new JsonObject { ["code"] = 200, ["message"] = "(#200) You do not have the whatsapp_business_messaging permission" };
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", new { id = Guid.CreateVersion7(), connectionId = connection, text = "Hello" });

        await Soon.Async(async () => Assert.Contains("the permission whatsapp_business_messaging is missing", (string?)(await HealthAsync(kith, connection))["problem"]?["words"] ?? "", StringComparison.Ordinal), seconds: 20);
        Assert.Equal(1, (int)(await HealthAsync(kith, connection))["queued"]!);
        Assert.Single(await NoticesAsync(kith), text => text.Contains("whatsapp_business_messaging", StringComparison.Ordinal));
    }

    static JsonArray Scopes(params IEnumerable<string> scopes) => [.. scopes.Select(one => (JsonNode?)one)];

    static async Task<JsonNode> ConcernAsync(KithUnderTest kith, Guid connection, string kind)
    {
        JsonNode? found = null;
        await Soon.Async(async () => Assert.NotNull(found = (await HealthAsync(kith, connection))["concerns"]!.AsArray().FirstOrDefault(one => (string)one!["kind"]! == kind)), seconds: 20);
        return found!;
    }

    static async Task<JsonNode> HealthAsync(KithUnderTest kith, Guid connection) => (await kith.As(Cast.Ada).GetAsync($"/api/connections/{connection}"))["health"]!;

    static async Task<LookedAfter> PlaceAsync(KithUnderTest kith, Guid connection) =>
        LookedAfter.In(await kith.LookAsync(db => db.Readings.Where(r => r.ConnectionId == connection).Select(r => r.Place).SingleOrDefaultAsync()))!;

    static Task<List<string>> NoticesAsync(KithUnderTest kith) =>
        kith.LookAsync(db => db.Notices.Where(n => n.Kind == NoticeKind.Connection && n.TeammateId == kith.Marula.TeammateIds["Ada"]).Select(n => n.Text!).ToListAsync());
}
