using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Connections;

namespace Kith.Tests.Posts;

/// <summary>X through the doors of the product: in public where somebody asked us, in private, and never twice.</summary>
public sealed class OnX(World world) : IClassFixture<World>, IAsyncLifetime
{
    FakeX x = null!;

    public async Task InitializeAsync() => x = await FakeX.OpenAsync();

    public async Task DisposeAsync() => await x.DisposeAsync();

    [Fact]
    public async Task a_mention_stands_under_its_post_and_is_answered_there()
    {
        await using var kith = await OpenAsync();
        var connection = await x.ConnectAsync(kith);
        await FakeX.BringsAsync(kith, connection, "post.mention.create", FakeX.Post("9004", "@MarulaCare parcel late &amp; wet"));

        var row = Assert.Single(await SaidAsync(kith));
        Assert.Equal(("@MarulaCare parcel late & wet", "public", "x.mentions", "https://x.com/i/web/status/9001"), ((string)row["text"]!, (string)row["visibility"]!, (string)row["surface"]!, (string)row["post"]!["url"]!));
        Assert.Equal("Nomsa Ndlovu", (string)(await kith.As(Cast.Rosa).GetAsync($"/api/people/{await PersonAsync(kith)}"))["name"]!);

        await kith.UntilAsync(await AnswerAsync(kith, connection, "9004", "It is here & dry"), DeliveryState.Sent);
        var (path, body) = Assert.Single(x.Asked);
        Assert.Equal(("/2/tweets", "9004", "It is here & dry\n— Rosa"), (path, (string)body["reply"]!["in_reply_to_tweet_id"]!, (string)body["text"]!));
        Assert.Equal(0.015m, x.Billed);

        // Theirs names our answer by X's number, and goes on in the same case.
        var ours = await kith.LookAsync(db => db.Deliveries.Select(d => d.OutsideId).SingleAsync());
        var thanks = FakeX.Post("9400", "@MarulaCare thank you");
        thanks["in_reply_to_tweet_id"] = ours;
        await FakeX.BringsAsync(kith, connection, "post.reply.create", thanks);
        var last = (await SaidAsync(kith)).Single(m => (string)m["text"]! == "@MarulaCare thank you");
        Assert.Equal(((long)row["caseNumber"]!, "It is here & dry\n— Rosa"), ((long)last["caseNumber"]!, (string)last["replyTo"]!["text"]!));
    }

    [Fact]
    public async Task who_did_not_summon_us_is_shown_and_nothing_leaves()
    {
        await using var kith = await OpenAsync();
        var connection = await x.ConnectAsync(kith);
        await FakeX.BringsAsync(kith, connection, "post.reply.create", FakeX.Post("9004", "mine is late too", names: false));
        Assert.Equal("not-summoned", (string)Assert.Single(await SaidAsync(kith))["detail"]!["marks"]![0]!);

        var ways = (await kith.As(Cast.Rosa).GetAsync($"/api/people/{await PersonAsync(kith)}/ways"))["items"]!.AsArray();
        Assert.Equal((false, "window_closed", true), ((bool)Way("x.mentions")["allowed"]!, (string)Way("x.mentions")["reason"]!["code"]!, (bool)Way("x.dm")["allowed"]!));
        JsonNode Way(string surface) => ways.Single(way => (string)way!["surface"]! == surface)!;

        var refused = await SendAsync(kith, connection, "9004", "We look into it", "x.mentions", HttpStatusCode.Conflict);
        Assert.Contains("direct message", (string)refused["detail"]!, StringComparison.Ordinal);
        Assert.Empty(x.Asked);

        // Who mentions us in the same talk can be answered.
        await FakeX.BringsAsync(kith, connection, "post.mention.create", FakeX.Post("9005", "@MarulaCare please"));
        await kith.UntilAsync(await AnswerAsync(kith, connection, "9005", "We look into it"), DeliveryState.Sent);
        Assert.Single(x.Asked);
    }

    [Fact]
    public async Task a_link_is_refused_before_it_costs_unless_it_may()
    {
        await using var kith = await OpenAsync();
        var connection = await x.ConnectAsync(kith);
        await FakeX.BringsAsync(kith, connection, "post.mention.create", FakeX.Post("9004", "@MarulaCare where is the form?"));

        var refused = await SendAsync(kith, connection, "9004", "At marula.co.za/form", "x.mentions", HttpStatusCode.Conflict);
        Assert.Contains("0.20", (string)refused["detail"]!, StringComparison.Ordinal);
        Assert.Empty(x.Asked);

        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { settings = new { links = "yes" } });
        await kith.UntilAsync(await AnswerAsync(kith, connection, "9004", "At marula.co.za/form"), DeliveryState.Sent);
    }

    [Fact]
    public async Task stops_before_more_than_the_budget_is_spent()
    {
        await using var kith = await OpenAsync();
        var connection = await x.ConnectAsync(kith);
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { price = new { amount = 0.015, currency = "USD", budget = 0.225 }, settings = new { links = "yes" } });
        await FakeX.BringsAsync(kith, connection, "post.mention.create", FakeX.Post("9004", "@MarulaCare hello"));

        // An answer with a link costs by its own price, not by the one of the connection.
        foreach (var text in new[] { "See https://marula.co.za/form", "Paid" }) await kith.UntilAsync(await AnswerAsync(kith, connection, "9004", text), DeliveryState.Sent);
        Assert.Equal(0.215m, x.Billed);
        Assert.Equal("budget_spent", (string)(await SendAsync(kith, connection, "9004", "One more", "x.mentions", HttpStatusCode.Conflict))["code"]!);
        Assert.Equal(0.215m, (decimal)(await kith.As(Cast.Ada).GetAsync($"/api/connections/{connection}"))["spent"]!);
        Assert.Equal(2, x.Standing.Count);
    }

    [Fact]
    public async Task counts_what_is_read_and_asks_no_more_when_a_page_could_pass_the_budget()
    {
        await using var kith = await OpenAsync();
        var connection = await x.ConnectAsync(kith, "ask");
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { price = new { amount = 0.015, currency = "USD", budget = 0.51 } });
        await Soon.Async(async () => Assert.NotNull(await kith.LookAsync(db => db.Readings.Select(r => r.Place).SingleOrDefaultAsync())), seconds: 40);
        for (var n = 1; n <= 3; n++) x.Hears($"@MarulaCare words {n}");
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { name = "X here" });
        await Soon.Async(async () => Assert.Equal(0.015m, await kith.LookAsync(db => db.Spendings.Select(s => s.Amount).SingleOrDefaultAsync())), seconds: 40);

        // A page may bring a hundred, which would cost 0.50: there is room for 0.495.
        x.Hears("@MarulaCare words 4");
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { name = "X there" });
        await Soon.Async(async () => Assert.StartsWith("what this connection may cost", (string?)(await kith.As(Cast.Ada).GetAsync($"/api/connections/{connection}"))["health"]!["silence"]?["words"], StringComparison.Ordinal), seconds: 40);
        Assert.Equal(0.015m, x.Billed);
    }

    [Fact]
    public async Task an_edited_post_is_one_and_a_deleted_one_is_gone()
    {
        await using var kith = await OpenAsync();
        var connection = await x.ConnectAsync(kith);
        JsonObject Edit(string id, string text, params string[] all)
        {
            var post = FakeX.Post(id, text);
            post["edit_history_tweet_ids"] = new JsonArray([.. all.Select(one => JsonValue.Create(one))]);
            return post;
        }

        // The edit is brought first, then the first words, then the edit again.
        foreach (var post in new[] { Edit("9006", "@MarulaCare parcel lost", "9004", "9006"), FakeX.Post("9004", "@MarulaCare parcel lots"), Edit("9006", "@MarulaCare parcel lost", "9004", "9006") })
            await FakeX.BringsAsync(kith, connection, "post.mention.create", post);
        var row = Assert.Single(await SaidAsync(kith));
        Assert.Equal(("@MarulaCare parcel lost", true), ((string)row["text"]!, (bool)row["edited"]!));

        await FakeX.BringsAsync(kith, connection, "post.delete", new JsonObject { ["id"] = "9004", ["author_id"] = "3366" });
        Assert.False((bool)(await SaidAsync(kith))[0]["withdrawn"]!);
        await FakeX.BringsAsync(kith, connection, "post.delete", new JsonObject { ["id"] = "9004", ["author_id"] = FakeX.Nomsa });
        Assert.True((bool)Assert.Single(await SaidAsync(kith))["withdrawn"]!);
    }

    [Fact]
    public async Task a_direct_message_is_private_and_of_the_same_person()
    {
        await using var kith = await OpenAsync();
        var connection = await x.ConnectAsync(kith);
        await FakeX.BringsAsync(kith, connection, "post.mention.create", FakeX.Post("9004", "@MarulaCare hello"));
        await FakeX.BringsAsync(kith, connection, "dm.received", FakeX.Message("7001", "My claim is CL-20817"));
        var rows = await SaidAsync(kith);
        Assert.Equal(["public", "private"], rows.Select(row => (string)row["visibility"]!).OrderDescending());
        Assert.Null(rows.Single(row => (string)row["surface"]! == "x.dm")["post"]);

        await kith.UntilAsync((Guid)(await SendAsync(kith, connection, null, "Thank you, found", null))["id"]!, DeliveryState.Sent);
        Assert.Equal($"/2/dm_conversations/with/{FakeX.Nomsa}/messages", Assert.Single(x.Asked).Path);

        // What a colleague says in X's own app stands there, too; and they read all of it.
        await FakeX.BringsAsync(kith, connection, "dm.sent", FakeX.Message("7005", "From my phone", FakeX.Ours, FakeX.Nomsa));
        await FakeX.BringsAsync(kith, connection, "dm.read", new JsonObject
        {
            ["direct_message_mark_read_events"] = new JsonArray(new JsonObject { ["created_timestamp"] = $"{TimeProvider.System.GetUtcNow().AddSeconds(5).ToUnixTimeMilliseconds()}", ["sender_id"] = FakeX.Nomsa, ["last_read_event_id"] = "7005" }),
        });
        Assert.Equal(DeliveryState.Read, await kith.LookAsync(db => db.Deliveries.Select(d => d.State).SingleAsync()));
        Assert.Contains("From my phone", await kith.LookAsync(db => db.Moments.Where(m => m.Direction == Direction.Out).Select(m => m.Text).ToListAsync()));
    }

    [Fact]
    public async Task an_encrypted_message_waits_where_it_can_be_read()
    {
        await using var kith = await OpenAsync();
        var connection = await x.ConnectAsync(kith);
        await FakeX.BringsAsync(kith, connection, "chat.received", new JsonObject { ["id"] = "8801", ["conversation_id"] = $"{FakeX.Ours}:{FakeX.Nomsa}", ["encoded_event"] = "CwABAAAAEzE" });
        var row = Assert.Single(await SaidAsync(kith));
        Assert.Equal(("encrypted", "private"), ((string)row["detail"]!["marks"]![0]!, (string)row["visibility"]!));
        Assert.NotNull(row["caseNumber"]);
    }

    [Theory]
    [InlineData(FakeX.Mood.LosesTheAnswer, "x.mentions")]
    [InlineData(FakeX.Mood.HangsUpBefore, "x.mentions")]
    [InlineData(FakeX.Mood.IsDown, "x.mentions")]
    [InlineData(FakeX.Mood.SendsHtml, "x.mentions")]
    [InlineData(FakeX.Mood.LosesTheAnswer, null)]
    [InlineData(FakeX.Mood.HangsUpBefore, null)]
    public async Task a_lost_answer_is_looked_for_and_stands_there_once(FakeX.Mood mood, string? surface)
    {
        await using var kith = await OpenAsync();
        var connection = await x.ConnectAsync(kith);
        await FakeX.BringsAsync(kith, connection, "post.mention.create", FakeX.Post("9004", "@MarulaCare hello"));
        x.Moods.Enqueue(mood);
        var sent = (Guid)(await SendAsync(kith, connection, surface is null ? null : "9004", "Paid & done", surface))["id"]!;
        await kith.UntilAsync(sent, DeliveryState.Unsure);
        await Soon.Async(async () =>
        {
            await kith.LetTimePassAsync(connection);
            Assert.Equal(DeliveryState.Sent, await kith.LookAsync(db => db.Deliveries.Select(d => d.State).SingleAsync()));
        }, seconds: 20);
        Assert.StartsWith(surface is null ? "Paid &amp; done" : "@nomsa_n Paid &amp; done", Assert.Single(x.Standing), StringComparison.Ordinal);
        Assert.Equal(x.Nonces.Count, x.Nonces.Distinct().Count());
    }

    [Fact]
    public async Task waits_when_told_to_and_says_why_it_was_not_taken()
    {
        await using var kith = await OpenAsync();
        var connection = await x.ConnectAsync(kith);
        await FakeX.BringsAsync(kith, connection, "post.mention.create", FakeX.Post("9004", "@MarulaCare hello"));
        x.Moods.Enqueue(FakeX.Mood.TooFast);
        await kith.UntilAsync(await AnswerAsync(kith, connection, "9004", "Paid"), DeliveryState.Sent);
        Assert.Equal(2, x.Asked.Count);

        x.NotSummoned.Add("9004");
        var refused = await AnswerAsync(kith, connection, "9004", "Really");
        Assert.Contains("X's own app", (await kith.UntilAsync(refused, DeliveryState.Failed)).ProblemWords, StringComparison.Ordinal);
        Assert.Single(x.Standing);
    }

    [Fact]
    public async Task keeps_the_queue_when_the_right_to_speak_is_taken_back()
    {
        await using var kith = await OpenAsync();
        var connection = await x.ConnectAsync(kith);
        await FakeX.BringsAsync(kith, connection, "post.mention.create", FakeX.Post("9004", "@MarulaCare hello"));
        await FakeX.BringsAsync(kith, connection, "oauth.revoke", new JsonObject { ["user_id"] = FakeX.Ours });
        await Soon.Async(async () => Assert.Equal("signInExpired", (string)(await kith.As(Cast.Ada).GetAsync($"/api/connections/{connection}"))["health"]!["state"]!));
        Assert.Equal("connection_signed_out", (string)(await SendAsync(kith, connection, "9004", "Paid", "x.mentions", HttpStatusCode.Conflict))["code"]!);
    }

    [Fact]
    public async Task believes_what_is_signed_once_and_answers_whether_it_is_here()
    {
        await using var kith = await OpenAsync();
        var connection = await x.ConnectAsync(kith);
        var post = FakeX.Post("9004", "@MarulaCare hello");
        foreach (var secret in new[] { "", "x", "canary-consumer-key", FakeX.Secret.ToUpperInvariant() }) Assert.Equal(HttpStatusCode.Forbidden, await FakeX.BringAsync(kith, connection, "post.mention.create", post, secret));
        foreach (var expected in new[] { HttpStatusCode.OK, HttpStatusCode.OK }) Assert.Equal(expected, await FakeX.BringAsync(kith, connection, "post.mention.create", post));
        await kith.CaughtUpAsync();
        Assert.Single(await SaidAsync(kith));

        var stranger = kith.AsStranger().Http;
        var said = JsonNode.Parse(await stranger.GetStringAsync($"/hooks/x/{connection}?crc_token=MWIzNDU2"))!;
        Assert.Equal(Channels.X.XSignature.Sign(FakeX.Secret, "MWIzNDU2"u8), (string)said["response_token"]!);
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync($"/hooks/x/{connection}?crc_token=%7B%22data%22%3A%7B%7D%7D")).StatusCode);
    }

    [Fact]
    public async Task mentions_are_asked_for_where_there_is_no_public_address_and_old_ones_are_not_brought()
    {
        await using var kith = await OpenAsync();
        x.Hears("@MarulaCare years ago");
        foreach (var mood in new[] { FakeX.Mood.SendsHtml, FakeX.Mood.IsDown, FakeX.Mood.HangsUpBefore }) x.Moods.Enqueue(mood);
        var connection = await x.ConnectAsync(kith, "ask");
        await Soon.Async(async () => Assert.NotNull(await kith.LookAsync(db => db.Readings.Select(r => r.Place).SingleOrDefaultAsync())), seconds: 40);
        x.Hears("@MarulaCare my parcel?");
        // Whoever changes the connection has it asked again at once.
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { name = "X here" });
        await Soon.Async(async () => Assert.Equal(["@MarulaCare my parcel?"], await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Message).Select(m => m.Text).ToListAsync())), seconds: 40);

        var findings = (await kith.As(Cast.Ada).PostAsync($"/api/connections/{connection}/test", new { }, HttpStatusCode.OK))["findings"]!.AsArray();
        Assert.Equal("X knows the account as @MarulaCare. Kith asks for its mentions.", (string)Assert.Single(findings)!["words"]!);
    }

    Task<KithUnderTest> OpenAsync() => world.OpenAsync(change: builder => builder.UseSetting("KITH_ALLOW_PRIVATE", new Uri(x.Url).Authority));

    static Task<Guid> PersonAsync(KithUnderTest kith) => kith.LookAsync(db => db.Handles.Where(h => h.Kind == "x" && h.Value == FakeX.Nomsa).Select(h => h.PersonId).SingleAsync());

    static async Task<List<JsonNode>> SaidAsync(KithUnderTest kith) =>
        [.. (await kith.As(Cast.Rosa).GetAsync($"/api/people/{await PersonAsync(kith)}/timeline"))["items"]!.AsArray().Select(row => row!).Where(row => (string)row["kind"]! == "message" && (string)row["direction"]! == "in")];

    static async Task<Guid> AnswerAsync(KithUnderTest kith, Guid connection, string to, string text) => (Guid)(await SendAsync(kith, connection, to, text, "x.mentions"))["id"]!;

    static async Task<JsonNode> SendAsync(KithUnderTest kith, Guid connection, string? to, string text, string? surface, HttpStatusCode expected = HttpStatusCode.Created)
    {
        var answered = to is null ? (Guid?)null : await kith.LookAsync(db => db.Moments.Where(m => m.OutsideKey == $"m:{to}").Select(m => m.Id).SingleAsync());
        return await kith.As(Cast.Rosa).PostAsync($"/api/people/{await PersonAsync(kith)}/messages", new { id = Guid.CreateVersion7(), text, connectionId = connection, replyTo = answered, surface }, expected);
    }
}
