using System.Net;
using System.Text.Json.Nodes;

namespace Kith.Tests.Connections;

/// <summary>Mastodon through the doors of the product: asked for who mentions us, answered under what was said or alone.</summary>
public sealed class MentionedOnMastodon(World world) : IClassFixture<World>, IAsyncLifetime
{
    FakeMastodon mastodon = null!;

    public async Task InitializeAsync() => mastodon = await FakeMastodon.OpenAsync();

    public async Task DisposeAsync() => await mastodon.DisposeAsync();

    [Fact]
    public async Task is_a_public_moment_under_its_post_and_the_answer_leaves_as_a_reply_that_names_them()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        var id = mastodon.Hears("nomsa", "You lost my claim photos");

        var moment = await HeardAsync(kith, "You lost my claim photos");
        Assert.Equal(("public", "mastodon.public", $"https://other.example/@nomsa/{id}"), ((string)moment["visibility"]!, (string)moment["surface"]!, (string)moment["post"]!["url"]!));
        Assert.Equal("Nomsa", (string)(await kith.As(Cast.Rosa).GetAsync($"/api/people/{moment["personId"]}"))["name"]!);

        await SayAsync(kith, moment, connection, "We are looking for them", "mastodon.public");
        var sent = await SentAsync();
        Assert.Equal(("@nomsa@other.example We are looking for them\n— Rosa", "unlisted", id), ((string)sent["status"]!, (string)sent["visibility"]!, (string)sent["in_reply_to_id"]!));

        // Whoever answers our answer, or what began it, stands under the same post.
        mastodon.Hears("nomsa", "Thank you", answers: (string)sent["id"]!);
        mastodon.Hears("thabo", "Mine too", answers: id);
        var (thanks, other) = (await HeardAsync(kith, "Thank you"), await HeardAsync(kith, "Mine too"));
        Assert.Equal([(string)moment["post"]!["id"]!], new[] { thanks, other }.Select(m => (string)m["post"]!["id"]!).Distinct());
        Assert.Equal((moment["caseNumber"]!.ToString(), "We are looking for them\n— Rosa"), (thanks["caseNumber"]!.ToString(), (string)thanks["replyTo"]!["text"]!));
        Assert.NotEqual((string)moment["personId"]!, (string)other["personId"]!);
    }

    [Fact]
    public async Task alone_is_private_and_so_is_the_answer_also_the_second_one()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        var id = mastodon.Hears("nomsa", "My number is CL-20817", "direct");

        var moment = await HeardAsync(kith, "My number is CL-20817");
        Assert.Equal(("private", "mastodon.direct"), ((string)moment["visibility"]!, (string)moment["surface"]!));
        Assert.Null(moment["post"]);

        await SayAsync(kith, moment, connection, "Thank you, found");
        await SayAsync(kith, null, connection, "And paid", person: (string)moment["personId"]!);
        await Soon.Async(() => { Assert.Equal(2, mastodon.Said.Count); return Task.CompletedTask; }, seconds: 20);
        Assert.All(mastodon.Said, sent => Assert.Equal(("direct", id), ((string)sent["visibility"]!, (string)sent["in_reply_to_id"]!)));
        Assert.All(mastodon.Said, sent => Assert.StartsWith("@nomsa@other.example ", (string)sent["status"]!, StringComparison.Ordinal));

        mastodon.Hears("nomsa", "Great", "direct", answers: (string)mastodon.Said.Last()["id"]!);
        var great = await HeardAsync(kith, "Great");
        Assert.Equal((moment["caseNumber"]!.ToString(), "And paid"), (great["caseNumber"]!.ToString(), (string)great["replyTo"]!["text"]!));
    }

    [Theory, InlineData("private"), InlineData("direct"), InlineData("circle")]
    public async Task by_few_is_never_answered_to_more(string visibility)
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        mastodon.Hears("nomsa", "For few", visibility);
        var moment = await HeardAsync(kith, "For few");

        Assert.Equal("nothing_public", (string)(await TryToSayAsync(kith, moment, connection, "Everybody listen", "mastodon.public"))["code"]!);
        Assert.Equal("rejected", (string)(await TryToSayAsync(kith, moment, connection, "Ask @thabo@other.example"))["code"]!);
        await SayAsync(kith, moment, connection, "For you alone");
        Assert.Equal("direct", (string)(await SentAsync())["visibility"]!);
    }

    [Fact]
    public async Task in_public_is_taken_private_without_leaving_the_thread()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        var id = mastodon.Hears("nomsa", "You lost my claim photos", "unlisted");
        var moment = await HeardAsync(kith, "You lost my claim photos");

        await SayAsync(kith, moment, connection, "May I have your number?");
        var sent = await SentAsync();
        Assert.Equal(("direct", id, "@nomsa@other.example May I have your number?"), ((string)sent["visibility"]!, (string)sent["in_reply_to_id"]!, (string)sent["status"]!));
    }

    [Fact]
    public async Task before_the_connection_was_made_stays_where_it_is()
    {
        for (var n = 1; n <= 60; n++) mastodon.Hears("nomsa", $"old {n}");
        await using var kith = await world.OpenAsync(change: Allow);
        await ConnectAsync(kith);
        mastodon.Hears("nomsa", "new");
        await HeardAsync(kith, "new");
        Assert.Equal(["new"], await SaidAsync(kith));
    }

    [Fact]
    public async Task loses_nothing_and_shows_nothing_twice_whatever_the_server_does()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        for (var n = 1; n <= 100; n++) mastodon.Hears("nomsa", $"words {n}");
        foreach (var mood in new[] { FakeMastodon.Mood.Well, FakeMastodon.Mood.TellsAllAgain, FakeMastodon.Mood.HangsUp }) mastodon.Moods.Enqueue(mood);
        await Soon.Async(async () => Assert.Equal(100, (await SaidAsync(kith)).Count), seconds: 60);
        Assert.Equal(Enumerable.Range(1, 100).Select(n => $"words {n}"), await SaidAsync(kith));

        // The server keeps its people away, each time in another way. A person who tests it does not wait.
        foreach (var mood in new[] { FakeMastodon.Mood.SendsHtml, FakeMastodon.Mood.BreaksOff, FakeMastodon.Mood.Fails200, FakeMastodon.Mood.IsInAHurry, FakeMastodon.Mood.IsDown })
        {
            mastodon.Moods.Enqueue(mood);
            await Soon.Async(() => { Assert.Empty(mastodon.Moods); return Task.CompletedTask; }, seconds: 30);
            await kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { name = $"after {mood}" });
        }
        mastodon.Hears("nomsa", "the last");
        await HeardAsync(kith, "the last");
        Assert.Equal(101, (await SaidAsync(kith)).Count);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task answered_once_when_the_answer_to_our_answer_was_lost(bool keepsKeys)
    {
        mastodon.KeepsKeys = keepsKeys;
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        mastodon.Hears("nomsa", "Is it paid?", "direct");
        var moment = await HeardAsync(kith, "Is it paid?");

        foreach (var mood in new[] { FakeMastodon.Mood.HangsUp, FakeMastodon.Mood.SendsHtml, FakeMastodon.Mood.Fails200 })
        {
            mastodon.WhenSaid.Enqueue(mood);
            var row = await SayAsync(kith, moment, connection, $"Yes & no <{mood}>\nsee https://marula.example/{mood}");
            await kith.UntilAsync((Guid)row["id"]!, DeliveryState.Unsure);
            await kith.LetTimePassAsync(connection);
            await kith.UntilAsync((Guid)row["id"]!, DeliveryState.Sent);
            Assert.Single(mastodon.Said, one => ((string)one["status"]!).Contains($"<{mood}>", StringComparison.Ordinal));
        }

        // What was never taken is sent again, under the same key.
        mastodon.WhenSaid.Enqueue(FakeMastodon.Mood.IsDown);
        var late = await SayAsync(kith, moment, connection, "Sorry, late");
        await Soon.Async(async () => Assert.NotNull((await kith.DeliveryAsync((Guid)late["id"]!)).ProblemCode), seconds: 20);
        await kith.LetTimePassAsync(connection);
        await kith.UntilAsync((Guid)late["id"]!, DeliveryState.Sent);
        Assert.Single(mastodon.Said, one => ((string)one["status"]!).EndsWith("Sorry, late", StringComparison.Ordinal));
    }

    [Fact]
    public async Task edited_is_shown_as_it_is_now_and_deleted_says_so_when_it_is_answered()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        var id = mastodon.Hears("nomsa", "The roof is wet");
        var moment = await HeardAsync(kith, "The roof is wet");
        mastodon.Edits("nomsa", id, "The roof is gone");
        await Soon.Async(async () => Assert.Equal(["The roof is gone"], await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Edited).Select(m => m.Text).ToListAsync())), seconds: 20);

        mastodon.Deletes(id);
        var row = await SayAsync(kith, moment, connection, "We come tomorrow", "mastodon.public");
        await kith.UntilAsync((Guid)row["id"]!, DeliveryState.Failed);
        Assert.StartsWith("What this answers is not there any more", await kith.LookAsync(db => db.Deliveries.Select(d => d.ProblemWords).SingleAsync()), StringComparison.Ordinal);
        Assert.Empty(mastodon.Said);
    }

    [Fact]
    public async Task on_two_servers_is_one_person_and_each_answer_names_what_its_own_server_calls_it()
    {
        await using var gotosocial = await FakeMastodon.OpenAsync("01JDA3", "gts.example");
        await using var kith = await world.OpenAsync(change: Allow);
        var (one, two) = (await ConnectAsync(kith), await ConnectAsync(kith, gotosocial));
        const string Uri = "https://other.example/users/nomsa/statuses/77";
        var ids = new[] { mastodon.Hears("nomsa", "To both", uri: Uri), gotosocial.Hears("nomsa", "To both", uri: Uri) };
        await Soon.Async(async () => Assert.Equal(2, (await SaidAsync(kith)).Count), seconds: 20);

        var moments = await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Message).ToListAsync());
        Assert.Equal(($"m:{Uri}", 1), (moments.Select(m => m.OutsideKey).Distinct().Single(), moments.Select(m => m.PersonId).Distinct().Count()));
        Assert.Equal("nomsa@other.example", await kith.LookAsync(db => db.Handles.Where(h => h.Kind == "fediverse").Select(h => h.Value).SingleAsync()));
        foreach (var (connection, server, id) in new[] { (one, mastodon, ids[0]), (two, gotosocial, ids[1]) })
        {
            var moment = moments.Single(m => m.ConnectionId == connection);
            await kith.As(Cast.Rosa).PostAsync($"/api/people/{moment.PersonId}/messages", new { id = Guid.CreateVersion7(), text = "Heard", connectionId = connection, replyTo = moment.Id, surface = "mastodon.public" });
            await Soon.Async(() => { Assert.Equal(id, (string)Assert.Single(server.Said)["in_reply_to_id"]!); return Task.CompletedTask; }, seconds: 20);
        }

        // What was said on one server means nothing to the other: there it begins anew.
        var elsewhere = moments.Single(m => m.ConnectionId == one);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{elsewhere.PersonId}/messages", new { id = Guid.CreateVersion7(), text = "From the other one", connectionId = two, replyTo = elsewhere.Id });
        await Soon.Async(() => { Assert.Equal(2, gotosocial.Said.Count); return Task.CompletedTask; }, seconds: 20);
        Assert.Null(gotosocial.Said.Last()["in_reply_to_id"]);
    }

    [Fact]
    public async Task by_a_bot_opens_no_case_and_a_picture_is_fetched()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        await ConnectAsync(kith);
        mastodon.Hears("weatherbot", "Rain tomorrow");
        mastodon.Hears("nomsa", "The roof", more: status => status["media_attachments"] = new JsonArray(new JsonObject { ["type"] = "image", ["url"] = $"{mastodon.Url}/media/roof.jpg" }));
        Assert.Null((await HeardAsync(kith, "Rain tomorrow"))["caseNumber"]);
        await Soon.Async(async () => Assert.Equal("image/png", (string)Assert.Single((await HeardAsync(kith, "The roof"))["attachments"]!.AsArray())!["type"]!), seconds: 20);
    }

    [Fact]
    public async Task is_tested_at_the_press_of_a_button_and_says_in_words_when_the_token_ends()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        var findings = (await kith.As(Cast.Ada).PostAsync($"/api/connections/{connection}/test", new { }, HttpStatusCode.OK))["findings"]!.AsArray();
        Assert.Equal(["The server knows us as @care@marula.social.", "Kith asks for mentions of @care@marula.social every 1 seconds. A post there has 500 characters at most."], findings.Select(finding => (string)finding!["words"]!));

        mastodon.KnowsTheToken = false;
        await Soon.Async(async () => Assert.Equal("signInExpired", (string)(await kith.As(Cast.Ada).GetAsync($"/api/connections/{connection}"))["health"]!["state"]!), seconds: 20);
        Assert.DoesNotContain(await kith.LookAsync(db => db.Notices.Select(n => n.Text).ToListAsync()), text => text!.Contains(FakeMastodon.Token, StringComparison.Ordinal));
    }

    static void Allow(IWebHostBuilder builder) => builder.UseSetting("KITH_ALLOW_PRIVATE", "127.0.0.1");

    /// <summary>Connected, and asked for what comes from here on.</summary>
    async Task<Guid> ConnectAsync(KithUnderTest kith, FakeMastodon? server = null)
    {
        server ??= mastodon;
        var row = await kith.As(Cast.Ada).PostAsync("/api/connections", new
        {
            name = server.Domain,
            channel = "mastodon",
            settings = new { server = server.Url, account = $"@care@{server.Domain}", token = FakeMastodon.Token, pause = "1" },
        });
        var id = (Guid)row["id"]!;
        await Soon.Async(async () => Assert.NotNull(await kith.LookAsync(db => db.Readings.Where(r => r.ConnectionId == id).Select(r => r.Place).SingleOrDefaultAsync())), seconds: 20);
        return id;
    }

    static async Task<JsonNode> HeardAsync(KithUnderTest kith, string words)
    {
        Guid person = default;
        await Soon.Async(async () => Assert.NotEqual(default, person = await kith.LookAsync(db => db.Moments.Where(m => m.Text == words).Select(m => m.PersonId).FirstOrDefaultAsync())), seconds: 20);
        return (await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/timeline"))["items"]!.AsArray().First(m => (string?)m!["text"] == words)!;
    }

    static Task<JsonNode> SayAsync(KithUnderTest kith, JsonNode? to, Guid connection, string text, string? surface = null, string? person = null) =>
        kith.As(Cast.Rosa).PostAsync($"/api/people/{person ?? (string)to!["personId"]!}/messages", Answer(to, connection, text, surface));

    static Task<JsonNode> TryToSayAsync(KithUnderTest kith, JsonNode to, Guid connection, string text, string? surface = null) =>
        kith.As(Cast.Rosa).PostAsync($"/api/people/{to["personId"]}/messages", Answer(to, connection, text, surface), HttpStatusCode.Conflict);

    static object Answer(JsonNode? to, Guid connection, string text, string? surface) =>
        new { id = Guid.CreateVersion7(), text, connectionId = connection, replyTo = (Guid?)to?["id"], surface };

    async Task<JsonObject> SentAsync()
    {
        await Soon.Async(() => { Assert.NotEmpty(mastodon.Said); return Task.CompletedTask; }, seconds: 20);
        return mastodon.Said.Last();
    }

    static Task<List<string>> SaidAsync(KithUnderTest kith) =>
        kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Message && m.Direction == Direction.In).OrderBy(m => m.At).ThenBy(m => m.Id).Select(m => m.Text!).ToListAsync());
}
