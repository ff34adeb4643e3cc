using System.Net;
using System.Text.Json.Nodes;

namespace Kith.Tests.Connections;

/// <summary>A text that WhatsApp approved, through the doors: listed, chosen, and sent where words of our own may not go.</summary>
public sealed class SendingATemplate(World world) : IClassFixture<World>, IAsyncLifetime
{
    FakeGraph graph = null!;
    KithUnderTest kith = null!;
    Guid connection, person;

    public async Task InitializeAsync()
    {
        graph = await FakeGraph.OpenAsync();
        kith = await graph.KithAsync(world);
        connection = await graph.ConnectAsync(kith, "whatsapp");
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("A1", "Is my claim paid?"));
        person = await kith.LookAsync(db => db.Handles.Where(h => h.Value == "ZA.1").Select(h => h.PersonId).SingleAsync());
        await LastHeardAsync(hours: 30);
    }

    public async Task DisposeAsync()
    {
        await kith.DisposeAsync();
        await graph.DisposeAsync();
    }

    [Fact]
    public async Task lists_all_pages_and_says_of_each_why_it_cannot_be_sent()
    {
        var items = (await ListAsync())["items"]!.AsArray();
        Assert.Equal(["claim_paid en", "claim_paid zu", "visit_planned en", "we_missed_you en", "new_one en"], items.Select(one => $"{one!["name"]} {one["language"]}"));
        Assert.Equal(["header 1", "body 1", "body 2"], items[0]!["fields"]!.AsArray().Select(one => $"{one!["part"]} {one["name"]}"));
        Assert.Equal(("waiting", "WhatsApp has not approved it yet."), ((string)items[4]!["state"]!, (string)items[4]!["whyNot"]!));
        Assert.Null(items[0]!["whyNot"]);
    }

    [Fact]
    public async Task keeps_the_list_for_some_minutes_and_asks_anew_when_told_to()
    {
        await ListAsync();
        await ListAsync();
        Assert.Equal(1, graph.Templates.Asked);
        graph.Templates.Become("claim_paid", "PAUSED");
        Assert.Null((await ListAsync())["items"]![0]!["whyNot"]);
        Assert.NotNull((await ListAsync("?fresh=true"))["items"]!.AsArray().First(one => (string)one!["name"]! == "claim_paid")!["whyNot"]);
        Assert.Equal(2, graph.Templates.Asked);
    }

    [Theory]
    [InlineData(401, "{\"error\":{\"code\":190}}", 409, "not accepted any more")]
    [InlineData(400, "{\"error\":{\"code\":200}}", 409, "whatsapp_business_management")]
    [InlineData(200, "{\"error\":{\"code\":4}}", 503, "slow down")]
    [InlineData(502, "<html>Bad Gateway", 503, "trouble of its own")]
    [InlineData(200, "<html>Sign in", 409, "does not understand")]
    [InlineData(200, "{\"data\":[{\"name\":\"claim", 409, "does not understand")]
    public async Task says_in_words_why_there_is_no_list(int status, string body, int answered, string words)
    {
        graph.Templates.Instead = (status, body);
        var refused = await kith.As(Cast.Rosa).Http.GetAsync($"/api/connections/{connection}/templates");
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;
        Assert.Equal((answered, "templates_unavailable"), ((int)refused.StatusCode, (string)problem["code"]!));
        Assert.Contains(words, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task goes_out_after_the_window_with_its_values_and_stands_on_the_timeline_in_its_words()
    {
        var way = await WayAsync();
        Assert.Equal((false, "template_only", true), ((bool)way["allowed"]!, (string)way["reason"]!["code"]!, (bool)way["templates"]!));
        Assert.Equal("template_only", (string)(await TrySendAsync(new { id = Guid.CreateVersion7(), connectionId = connection, text = "Paid" }))["code"]!);

        var sent = await SendAsync("claim_paid", "CL-7", "Nomsa", "CL-7");
        Assert.Equal("Claim CL-7\nHello Nomsa, claim CL-7 is paid.\nMarula", (string)sent["text"]!);
        Assert.Equal(("claim_paid", "en"), ((string)sent["detail"]!["template"]!["name"]!, (string)sent["detail"]!["template"]!["language"]!));
        await kith.UntilAsync((Guid)sent["id"]!, DeliveryState.Sent);

        var (_, body) = Assert.Single(graph.Taken);
        Assert.Equal(
            """{"name":"claim_paid","language":{"policy":"deterministic","code":"en"},"components":[{"type":"header","parameters":[{"type":"text","text":"CL-7"}]},{"type":"body","parameters":[{"type":"text","text":"Nomsa"},{"type":"text","text":"CL-7"}]}]}""",
            body["template"]!.ToJsonString());
        Assert.Equal(("template", "ZA.1"), ((string)body["type"]!, (string)body["recipient"]!));
        Assert.Equal(1, graph.Templates.Asked);
    }

    [Fact]
    public async Task names_its_fields_where_they_have_names()
    {
        var sent = await SendAsync("visit_planned", "Nomsa", "Friday");
        await kith.UntilAsync((Guid)sent["id"]!, DeliveryState.Sent);
        Assert.Equal(["first_name Nomsa", "day Friday"], Assert.Single(graph.Taken).Body["template"]!["components"]![0]!["parameters"]!.AsArray().Select(one => $"{one!["parameter_name"]} {one["text"]}"));
    }

    [Theory]
    [InlineData("invalid", "claim_paid", "CL-7", "Nomsa")]
    [InlineData("invalid", "claim_paid", "CL-7", "Nomsa", "CL-7", "more")]
    [InlineData("rejected", "claim_paid", "CL-7", "", "CL-7")]
    [InlineData("rejected", "claim_paid", "CL-7", "Nom\nsa", "CL-7")]
    [InlineData("rejected", "claim_paid", "CL-7", "Nom\tsa", "CL-7")]
    [InlineData("rejected", "claim_paid", "CL-7", "Nom     sa", "CL-7")]
    [InlineData("no_such_template", "claim_unpaid")]
    [InlineData("template_not_sendable", "new_one")]
    public async Task is_refused_before_it_leaves_when_it_does_not_fit(string code, string name, params string[] values)
    {
        Assert.Equal(code, (string)(await TrySendAsync(Message(Guid.CreateVersion7(), name, values)))["code"]!);
        Assert.Empty(graph.Taken);
        Assert.Equal(0, await kith.LookAsync(db => db.Deliveries.CountAsync()));
    }

    [Fact]
    public async Task comes_alone()
    {
        var template = new { name = "we_missed_you", language = "en", values = Array.Empty<string>() };
        Assert.Equal("invalid", (string)(await TrySendAsync(new { id = Guid.CreateVersion7(), connectionId = connection, text = "and this", template }))["code"]!);
        Assert.Equal("invalid", (string)(await TrySendAsync(new { id = Guid.CreateVersion7(), connectionId = connection, html = "<p>and this", template }))["code"]!);
        Assert.Equal("invalid", (string)(await TrySendAsync(new { id = Guid.CreateVersion7(), connectionId = connection, template, surface = "whatsapp" }))["code"]!);
    }

    [Fact]
    public async Task that_was_approved_a_moment_ago_is_found_and_one_that_rests_is_not_sent()
    {
        await ListAsync();
        graph.Templates.Become("new_one", "APPROVED");
        await kith.UntilAsync((Guid)(await SendAsync("new_one"))["id"]!, DeliveryState.Sent);

        graph.Templates.Become("we_missed_you", "PAUSED");
        var late = await SendAsync("we_missed_you");
        var failed = await kith.UntilAsync((Guid)late["id"]!, DeliveryState.Failed);
        Assert.Contains("paused this template", failed.ProblemWords, StringComparison.Ordinal);
        await ListAsync("?fresh=true");
        Assert.Equal("template_not_sendable", (string)(await TrySendAsync(Message(Guid.CreateVersion7(), "we_missed_you")))["code"]!);
    }

    [Fact]
    public async Task that_was_changed_there_meanwhile_fails_with_a_reason_and_never_half_filled()
    {
        await ListAsync();
        graph.Templates.Reword("visit_planned", "Hello {{first_name}}, we come on {{day}} at {{hour}}.");
        var failed = await kith.UntilAsync((Guid)(await SendAsync("visit_planned", "Nomsa", "Friday"))["id"]!, DeliveryState.Failed);
        Assert.Contains("more or fewer fields", failed.ProblemWords, StringComparison.Ordinal);
        Assert.Empty(graph.Taken);
    }

    [Fact]
    public async Task sent_twice_with_one_id_is_one_message_also_when_the_platform_is_away_and_another_one_is_taken()
    {
        var id = Guid.CreateVersion7();
        var first = await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", Message(id, "claim_paid", "CL-7", "Nomsa", "CL-7"));
        graph.Templates.Instead = (503, "");
        var again = await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", Message(id, "claim_paid", "CL-7", "Nomsa", "CL-7"));
        Assert.Equal((Guid)first["id"]!, (Guid)again["id"]!);
        Assert.Equal("id_taken", (string)(await TrySendAsync(Message(id, "claim_paid", "CL-8", "Nomsa", "CL-8")))["code"]!);
        Assert.Equal("id_taken", (string)(await TrySendAsync(Message(id, "we_missed_you")))["code"]!);
        Assert.Equal("id_taken", (string)(await TrySendAsync(new { id, connectionId = connection, text = (string)first["text"]! }))["code"]!);
        Assert.Equal(1, await kith.LookAsync(db => db.Deliveries.CountAsync()));
    }

    [Fact]
    public async Task whose_answer_was_lost_is_settled_by_the_receipt_and_never_sent_twice()
    {
        graph.LosesTheAnswer = true;
        var sent = (Guid)(await SendAsync("we_missed_you"))["id"]!;
        var delivery = await kith.UntilAsync(sent, DeliveryState.Unsure);
        await kith.LetTimePassAsync(connection);
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Change("statuses", $$"""{"id":"wamid.X","status":"delivered","timestamp":"{{FakeGraph.Now}}","biz_opaque_callback_data":"{{delivery.AttemptKey}}"}"""));
        await kith.UntilAsync(sent, DeliveryState.Delivered);
        Assert.Single(graph.Taken);
    }

    [Fact]
    public async Task never_goes_to_who_said_stop_nor_after_what_was_written_before_it()
    {
        var waiting = (Guid)(await SendAsync("we_missed_you", undoSeconds: 60))["id"]!;
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("A2", "STOP"));
        var way = await WayAsync();
        Assert.Equal(("stopped", false), ((string)way["reason"]!["code"]!, (bool)way["templates"]!));
        Assert.Equal("stopped", (string)(await TrySendAsync(Message(Guid.CreateVersion7(), "we_missed_you")))["code"]!);

        await kith.LetTimePassAsync(connection);
        await kith.UntilAsync(waiting, DeliveryState.Failed);
        Assert.Empty(graph.Taken);
    }

    [Fact]
    public async Task that_the_platform_counts_as_an_offer_goes_to_nobody_who_wants_no_more_of_them()
    {
        await kith.WriteAsync(kith.Marula, async db => db.Add(new Consent
        {
            WorkspaceId = db.WorkspaceId,
            PersonId = person,
            Purpose = Purpose.Outreach,
            Channel = "whatsapp",
            Answer = ConsentAnswer.No,
            ProofMoment = await db.Moments.Where(m => m.PersonId == person).Select(m => m.Id).FirstAsync(),
            At = TimeProvider.System.GetUtcNow().UtcDateTime,
        }));
        Assert.Equal("no_outreach", (string)(await TrySendAsync(Message(Guid.CreateVersion7(), "we_missed_you")))["code"]!);
        await kith.UntilAsync((Guid)(await SendAsync("visit_planned", "Nomsa", "Friday"))["id"]!, DeliveryState.Sent);
    }

    [Fact]
    public async Task is_nothing_for_a_connection_that_is_not_ours_or_a_channel_without()
    {
        var stranger = Guid.CreateVersion7();
        Assert.Equal("not_found", (string)(await kith.As(Cast.Rosa).GetProblemAsync($"/api/connections/{stranger}/templates", HttpStatusCode.NotFound))["code"]!);
        var messenger = await graph.ConnectAsync(kith, "messenger");
        Assert.Equal("no_templates", (string)(await kith.As(Cast.Rosa).GetProblemAsync($"/api/connections/{messenger}/templates", HttpStatusCode.Conflict))["code"]!);
        Assert.Equal(0, graph.Templates.Asked);
    }

    object Message(Guid id, string name, params string[] values) => new { id, connectionId = connection, template = new { name, language = "en", values } };

    Task<JsonNode> ListAsync(string query = "") => kith.As(Cast.Rosa).GetAsync($"/api/connections/{connection}/templates{query}");

    Task<JsonNode> SendAsync(string name, params string[] values) => kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", Message(Guid.CreateVersion7(), name, values));

    async Task<JsonNode> SendAsync(string name, int undoSeconds)
    {
        await kith.WriteAsync(kith.Marula, async db => (await db.Workspaces.SingleAsync()).UndoSeconds = undoSeconds);
        return await SendAsync(name);
    }

    Task<JsonNode> TrySendAsync(object body) => kith.As(Cast.Rosa).TryPostAsync($"/api/people/{person}/messages", body);

    async Task<JsonNode> WayAsync() => Assert.Single((await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/ways"))["items"]!.AsArray(), way => (Guid)way!["connectionId"]! == connection)!;

    Task LastHeardAsync(int hours) => kith.WriteAsync(kith.Marula, async db =>
    {
        (await db.Workspaces.SingleAsync()).QuietHours = null;
        return (await db.Handles.SingleAsync(h => h.Value == "ZA.1")).LastSeen = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hours);
    });
}
