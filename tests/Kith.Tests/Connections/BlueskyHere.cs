using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Kith.Tests.Connections;

/// <summary>Bluesky through the doors of the product: asked for, answered where it stands, and signed in to without anybody noticing.</summary>
public sealed class BlueskyHere(World world) : IClassFixture<World>, IAsyncLifetime
{
    FakeBluesky bluesky = null!;

    public async Task InitializeAsync() => bluesky = await FakeBluesky.OpenAsync();

    public async Task DisposeAsync() => await bluesky.DisposeAsync();

    [Fact]
    public async Task brings_a_mention_under_its_post_and_answers_it_with_root_and_parent()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        bluesky.Hears("root", "👋 @care.marula.example my claim is late");
        var root = await HeardAsync(kith, "👋 @care.marula.example my claim is late");
        Assert.Equal(("public", "bluesky.posts", $"https://bsky.app/profile/{FakeBluesky.Nomsa}/post/root"), ((string)root["visibility"]!, (string)root["surface"]!, (string)root["post"]!["url"]!));
        Assert.Equal("Nomsa Ndlovu", (string)(await kith.As(Cast.Rosa).GetAsync($"/api/people/{root["personId"]}"))["name"]!);

        await AnswerAsync(kith, root, connection, "👍🏽 @nomsa.example it is paid: https://marula.example/claims");
        var sent = Assert.Single(await SentAsync(kith, connection, 1)).Value;
        Assert.Equal((FakeBluesky.UriOf("root"), FakeBluesky.UriOf("root")), (Text(sent, "reply", "root", "uri"), Text(sent, "reply", "parent", "uri")));
        var bytes = Encoding.UTF8.GetBytes((string)sent["text"]!);
        Assert.Equal(["@nomsa.example", "https://marula.example/claims"],
            sent["facets"]!.AsArray().Select(facet => Encoding.UTF8.GetString(bytes[(int)facet!["index"]!["byteStart"]!..(int)facet["index"]!["byteEnd"]!])));

        // They answer what we said: theirs names our post, and stands under the same one.
        var ours = bluesky.Records.Keys.Single();
        bluesky.Hears("thanks", "Thank you", reason: "reply", more: record => record["reply"] = new JsonObject
        {
            ["root"] = new JsonObject { ["uri"] = FakeBluesky.UriOf("root"), ["cid"] = "bafyroot" },
            ["parent"] = new JsonObject { ["uri"] = ours, ["cid"] = "bafyours" },
        });
        var thanks = await HeardAsync(kith, "Thank you");
        Assert.Equal((root["caseNumber"]!.ToString(), root["post"]!["url"]!.ToString()), (thanks["caseNumber"]!.ToString(), thanks["post"]!["url"]!.ToString()));
        Assert.NotNull(thanks["replyTo"]);

        await AnswerAsync(kith, thanks, connection, "Gladly");
        var second = (await SentAsync(kith, connection, 2)).Values.Single(record => ((string)record["text"]!).StartsWith("Gladly", StringComparison.Ordinal));
        Assert.Equal((FakeBluesky.UriOf("root"), "bafyroot", FakeBluesky.UriOf("thanks"), "bafythanks"),
            (Text(second, "reply", "root", "uri"), Text(second, "reply", "root", "cid"), Text(second, "reply", "parent", "uri"), Text(second, "reply", "parent", "cid")));
    }

    [Theory]
    [InlineData(FakeBluesky.Mood.LosesAnswer)]
    [InlineData(FakeBluesky.Mood.SendsHtml)]
    [InlineData(FakeBluesky.Mood.SendsNothing)]
    [InlineData(FakeBluesky.Mood.SaysErrorInside)]
    [InlineData(FakeBluesky.Mood.IsTooBusy)]
    public async Task writes_an_answer_once_however_it_is_answered(FakeBluesky.Mood mood)
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        bluesky.Hears("1", "Good day");
        var said = await HeardAsync(kith, "Good day");
        bluesky.WhenWriting.Enqueue(mood);
        bluesky.WhenWriting.Enqueue(mood);

        var row = await AnswerAsync(kith, said, connection, "Good day to you");
        await Soon.Async(async () =>
        {
            await kith.LetTimePassAsync(connection);
            Assert.Equal(DeliveryState.Sent, (await kith.DeliveryAsync(row)).State);
        }, seconds: 40);
        var (uri, _) = Assert.Single(bluesky.Records);
        Assert.Equal(uri, (await kith.DeliveryAsync(row)).OutsideId);
        Assert.Equal(mood == FakeBluesky.Mood.IsTooBusy ? 1 : 3, bluesky.Written.Count);
    }

    [Fact]
    public async Task renews_a_session_that_ended_and_nobody_notices()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        bluesky.Hears("1", "Good day");
        var said = await HeardAsync(kith, "Good day");
        bluesky.EndTokens();
        bluesky.Hears("2", "Anybody there?");
        await HeardAsync(kith, "Anybody there?");
        bluesky.EndTokens();
        await AnswerAsync(kith, said, connection, "Yes, we are");
        await SentAsync(kith, connection, 1);

        Assert.Equal(1, bluesky.Opened);
        Assert.InRange(bluesky.Renewed, 1, 2);
        Assert.Equal("well", (string)(await HealthAsync(kith, connection))["state"]!);
        Assert.Empty(await kith.LookAsync(db => db.Notices.ToListAsync()));
        var kept = await kith.LookAsync(db => db.MailboxSignIns.SingleAsync());
        Assert.Equal(FakeBluesky.Care, kept.Account);
        Assert.DoesNotContain("access.", kept.Secrets, StringComparison.Ordinal);
    }

    [Fact]
    public async Task pauses_when_its_password_is_taken_away_keeps_the_queue_and_tells_a_person_once()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        bluesky.Hears("1", "Good day");
        var said = await HeardAsync(kith, "Good day");
        bluesky.Revoke();
        var row = await AnswerAsync(kith, said, connection, "Good day to you");
        await Soon.Async(async () => Assert.Equal("signInExpired", (string)(await HealthAsync(kith, connection))["state"]!), seconds: 30);
        await kith.LetTimePassAsync(connection);
        var asked = bluesky.Opened;

        await kith.UntilAsync(row, DeliveryState.Queued);
        Assert.Empty(bluesky.Records);
        var told = await kith.LookAsync(db => db.Notices.Select(n => new { n.TeammateId, n.Text }).ToListAsync());
        Assert.Contains(told, notice => notice.Text!.Contains("until it is connected again", StringComparison.Ordinal));
        Assert.Equal(told.Count, told.Distinct().Count());
        Assert.InRange(asked, 2, 4);

        // A person puts a new one in: what was said meanwhile comes, and what waited leaves.
        bluesky.Hears("2", "Still there?");
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { settings = new { password = bluesky.Password } });
        await HeardAsync(kith, "Still there?");
        await Soon.Async(async () =>
        {
            await kith.LetTimePassAsync(connection);
            Assert.Equal(DeliveryState.Sent, (await kith.DeliveryAsync(row)).State);
        }, seconds: 30);
        Assert.Single(bluesky.Records);
    }

    [Fact]
    public async Task takes_nothing_old_loses_nothing_new_and_shows_nothing_twice()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        for (var n = 0; n < 3; n++) bluesky.Hears($"old{n}", $"old {n}");
        var connection = await ConnectAsync(kith);
        foreach (var mood in new[] { FakeBluesky.Mood.CutsOff, FakeBluesky.Mood.IsTooBusy }) bluesky.WhenAsked.Enqueue(mood);
        for (var n = 1; n <= 230; n++) bluesky.Hears($"n{n}", $"words {n}", by: $"did:plc:person{n % 7}", name: $"Person {n % 7}");
        // The same post is told for two reasons.
        bluesky.Hears("n230", "words 230", by: "did:plc:person6", name: "Person 6", reason: "reply");

        await Soon.Async(async () => Assert.Equal(230, await CountAsync(kith)), seconds: 60);
        await kith.CaughtUpAsync();
        Assert.Equal(230, await CountAsync(kith));
        Assert.Empty(await kith.LookAsync(db => db.Moments.Where(m => m.Text!.StartsWith("old")).ToListAsync()));
        var said = await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Message).OrderBy(m => m.At).ThenBy(m => m.Id).Select(m => m.Text).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 230).Select(n => $"words {n}"), said);
        Assert.NotEqual(default, connection);
    }

    [Fact]
    public async Task brings_the_pictures_of_a_post()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        await ConnectAsync(kith);
        bluesky.Hears("1", "The roof", record => record["embed"] = new JsonObject
        {
            ["$type"] = "app.bsky.embed.images",
            ["images"] = new JsonArray(new JsonObject { ["alt"] = "A roof", ["image"] = new JsonObject { ["$type"] = "blob", ["ref"] = new JsonObject { ["$link"] = "bafkreiroof" }, ["mimeType"] = "image/jpeg" } }),
        });
        await Soon.Async(async () => Assert.Single((await HeardAsync(kith, "The roof"))["attachments"]!.AsArray()), seconds: 20);
    }

    [Fact]
    public async Task says_as_whom_it_signs_in_at_the_press_of_a_button_and_what_is_wrong_when_it_does_not()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        Assert.Equal(["Bluesky knows us as @care.marula.example.", "Direct messages are off, and this app password may not read them."], await TestAsync(kith, connection));
        bluesky.Revoke();
        Assert.Equal(["Bluesky does not know this account with this app password."], await TestAsync(kith, connection));
    }

    [Fact]
    public async Task a_post_that_is_too_long_is_refused_before_it_leaves_by_letters_and_by_bytes()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        bluesky.Hears("1", "Good day");
        var said = await HeardAsync(kith, "Good day");
        foreach (var text in new[] { new string('x', 300), string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 120)) })
            Assert.Equal("too_large", (string)(await PostAsync(kith, said, connection, text, HttpStatusCode.Conflict))["code"]!);
        await PostAsync(kith, said, connection, new string('x', 300 - "\n— Rosa".Length));
    }

    static void Allow(IWebHostBuilder builder) => builder.UseSetting("KITH_ALLOW_PRIVATE", "127.0.0.1");

    /// <summary>Connected, and looked at once: what was there before is old.</summary>
    async Task<Guid> ConnectAsync(KithUnderTest kith)
    {
        var settings = new { identifier = FakeBluesky.Handle, password = bluesky.Password, service = bluesky.Url, images = bluesky.Url, every = "1" };
        var row = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "bluesky", channel = "bluesky", settings });
        await Soon.Async(() => { Assert.True(bluesky.Looks > 0); return Task.CompletedTask; }, seconds: 20);
        return (Guid)row["id"]!;
    }

    static async Task<IEnumerable<string>> TestAsync(KithUnderTest kith, Guid connection) =>
        (await kith.As(Cast.Ada).PostAsync($"/api/connections/{connection}/test", new { }, HttpStatusCode.OK))["findings"]!.AsArray().Select(finding => (string)finding!["words"]!);

    static async Task<JsonNode> HeardAsync(KithUnderTest kith, string words)
    {
        Guid person = default;
        await Soon.Async(async () => Assert.NotEqual(default, person = await kith.LookAsync(db => db.Moments.Where(m => m.Text == words).Select(m => m.PersonId).FirstOrDefaultAsync())), seconds: 30);
        return (await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/timeline"))["items"]!.AsArray().First(m => (string?)m!["text"] == words)!;
    }

    static Task<JsonNode> PostAsync(KithUnderTest kith, JsonNode to, Guid connection, string text, HttpStatusCode expected = HttpStatusCode.Created) =>
        kith.As(Cast.Rosa).PostAsync($"/api/people/{to["personId"]}/messages", new { id = Guid.CreateVersion7(), text, connectionId = connection, replyTo = (Guid)to["id"]!, surface = "bluesky.posts" }, expected);

    static async Task<Guid> AnswerAsync(KithUnderTest kith, JsonNode to, Guid connection, string text)
    {
        var row = await PostAsync(kith, to, connection, text);
        await kith.LetTimePassAsync(connection);
        return (Guid)row["id"]!;
    }

    async Task<Dictionary<string, JsonNode>> SentAsync(KithUnderTest kith, Guid connection, int count)
    {
        await Soon.Async(async () =>
        {
            await kith.LetTimePassAsync(connection);
            Assert.Equal(count, bluesky.Records.Count);
        }, seconds: 20);
        return new(bluesky.Records);
    }

    static string Text(JsonNode node, params string[] path) => (string)path.Aggregate(node, (at, name) => at[name]!)!;

    static async Task<JsonNode> HealthAsync(KithUnderTest kith, Guid connection) => (await kith.As(Cast.Ada).GetAsync($"/api/connections/{connection}"))["health"]!;

    static Task<int> CountAsync(KithUnderTest kith) => kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.Message));
}
