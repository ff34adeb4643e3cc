using System.Net;
using System.Text.Json.Nodes;

namespace Kith.Tests.Conversations;

public class SendingAMessage(World world) : IClassFixture<World>
{
    const string Phone = "+27825554417";

    [Fact]
    public async Task keeps_the_promise_and_leaves_a_time_to_look_again()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, sms) = await NomsaAsync(kith);
        var kase = await kith.OpenCaseAsync(nomsa, "policy question");
        await kith.WriteAsync(kith.Marula, db => Task.FromResult(db.Add(new Promise { WorkspaceId = db.WorkspaceId, Id = Ids.New(Life.Now), CaseId = kase.Id, MadeAt = Life.Now, Due = Life.Now.AddHours(1) })));

        var sent = await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/messages", new { id = Guid.CreateVersion7(), text = "Your policy is ready.", connectionId = sms.Id });

        Assert.Equal(("message", "out", "sms", 1), ((string)sent["kind"]!, (string)sent["direction"]!, (string)sent["channel"]!, (int)sent["caseNumber"]!));
        var delivery = sent["deliveries"]!.AsArray().Single()!;
        Assert.Equal(("queued", "+27 82 ••• 4417"), ((string)delivery["state"]!, (string)delivery["to"]!));
        Assert.NotNull((await kith.LookAsync(db => db.Promises.SingleAsync())).KeptAt);
        var row = await kith.As(Cast.Rosa).GetAsync("/api/cases/1");
        Assert.Equal(("open", "lookAgain", "out", "Your policy is ready."), ((string)row["state"]!, (string)row["promiseKind"]!, (string)row["lastDirection"]!, (string)row["lastText"]!));
        Assert.Equal($"+27600701234:{Phone}", (await kith.LookAsync(db => db.Threads.SingleAsync())).ThreadKey);
    }

    [Fact]
    public async Task again_with_the_same_id_is_the_same_message_and_with_other_words_is_refused()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, sms) = await NomsaAsync(kith);
        var chat = await kith.ConnectAsync("webchat", "chat");
        var body = new { id = Guid.CreateVersion7(), text = "Once", connectionId = sms.Id };
        var path = $"/api/people/{nomsa.Id}/messages";

        var first = await kith.As(Cast.Rosa).PostAsync(path, body);
        Assert.Equal((string)first["id"]!, (string)(await kith.As(Cast.Rosa).PostAsync(path, body))["id"]!);
        Assert.Equal("id_taken", (string)(await kith.As(Cast.Rosa).PostAsync(path, new { body.id, text = "Other", connectionId = sms.Id }, HttpStatusCode.Conflict))["code"]!);
        Assert.Equal("id_taken", (string)(await kith.As(Cast.Rosa).PostAsync(path, new { body.id, text = "Once", connectionId = chat.Id }, HttpStatusCode.Conflict))["code"]!);
        Assert.NotEqual((string)first["id"]!, (string)(await kith.As(Cast.Omar).PostAsync(path, body))["id"]!);
    }

    [Fact]
    public async Task from_two_browsers_at_once_with_the_drafts_id_is_one_message()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, sms) = await NomsaAsync(kith);
        var draft = await kith.As(Cast.Rosa).PutAsync($"/api/drafts/{nomsa.Id}", new { text = "Hello Nomsa", connectionId = sms.Id });
        Assert.Equal((string)draft["id"]!, (string)(await kith.As(Cast.Rosa).PutAsync($"/api/drafts/{nomsa.Id}", new { text = "Hello Nomsa!" }))["id"]!);

        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/messages", new { id = (string)draft["id"]!, text = "Hello Nomsa!", connectionId = sms.Id })));

        Assert.Single(sent.Select(one => (string)one["id"]!).Distinct());
        Assert.Equal((1, 1, 1), await kith.LookAsync(async db => (await db.Moments.CountAsync(m => m.Kind == MomentKind.Message), await db.Deliveries.CountAsync(), await db.Cases.CountAsync())));
        Assert.Equal(HttpStatusCode.NoContent, (await kith.As(Cast.Rosa).Http.GetAsync($"/api/drafts/{nomsa.Id}")).StatusCode);
    }

    [Fact]
    public async Task first_words_make_the_address_a_handle_and_open_a_case()
    {
        await using var kith = await world.OpenAsync();
        var sms = await kith.ConnectAsync("sms", "sms");
        var thabo = await kith.MeetAsync("Thabo Vilakazi");

        var sent = await kith.As(Cast.Rosa).PostAsync($"/api/people/{thabo.Id}/messages", new
        {
            id = Guid.CreateVersion7(),
            text = "An offer for your car",
            connectionId = sms.Id,
            to = new { kind = "phone", value = "082 555 0199" },
            newCase = new { title = "Car offer", departmentId = kith.Marula.Accounts },
            thenClose = true,
        });

        var handle = await kith.LookAsync(db => db.Handles.SingleAsync(h => h.PersonId == thabo.Id));
        Assert.Equal(("+27825550199", Strength.Seen), (handle.Value, handle.Strength));
        var kase = await kith.As(Cast.Rosa).GetAsync($"/api/cases/{sent["caseNumber"]}");
        Assert.Equal(("Car offer", "Accounts", "closed"), ((string)kase["title"]!, (string)kase["departmentName"]!, (string)kase["state"]!));
        var other = await kith.MeetAsync("Lerato Khumalo");
        Assert.Equal("handle_taken", (string)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{other.Id}/messages", new
        {
            id = Guid.CreateVersion7(),
            text = "Hi",
            connectionId = sms.Id,
            to = new { kind = "phone", value = "+27825550199" },
        }, HttpStatusCode.Conflict))["code"]!);
    }

    [Fact]
    public async Task is_refused_where_the_policy_says_no_and_the_ways_say_so_before()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, sms) = await NomsaAsync(kith);
        async Task<string?> ReasonAsync() => (string?)(await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/ways"))["items"]![0]!["reason"]?["code"];
        async Task<string?> RefusedAsync() => (string?)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/messages",
            new { id = Guid.CreateVersion7(), text = "Hi", connectionId = sms.Id }, HttpStatusCode.Conflict))["code"];
        Assert.Null(await ReasonAsync());

        await kith.WriteAsync(kith.Marula, async db => (await db.Handles.SingleAsync()).StoppedAt = Life.Now);
        Assert.Equal(("stopped", "stopped"), (await ReasonAsync(), await RefusedAsync()));
        await kith.WriteAsync(kith.Marula, async db => { (await db.Handles.SingleAsync()).StoppedAt = null; return (await db.People.SingleAsync()).Block = Block.Blocked; });
        Assert.Equal(("blocked", "blocked"), (await ReasonAsync(), await RefusedAsync()));
        await kith.WriteAsync(kith.Marula, async db => { (await db.People.SingleAsync()).Block = Block.None; return (await db.Connections.SingleAsync()).Enabled = false; });
        Assert.Equal(("connection_disabled", "connection_disabled"), (await ReasonAsync(), await RefusedAsync()));
        Assert.Equal(0, await kith.LookAsync(db => db.Moments.CountAsync()));
    }

    [Fact]
    public async Task that_is_too_long_or_empty_is_refused_in_the_channels_own_words()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, sms) = await NomsaAsync(kith);
        var path = $"/api/people/{nomsa.Id}/messages";
        Assert.Equal("too_large", (string)(await kith.As(Cast.Rosa).PostAsync(path, new { id = Guid.CreateVersion7(), text = new string('x', 5000), connectionId = sms.Id }, HttpStatusCode.Conflict))["code"]!);
        Assert.Equal("rejected", (string)(await kith.As(Cast.Rosa).PostAsync(path, new { id = Guid.CreateVersion7(), text = " \u0007 ", connectionId = sms.Id }, HttpStatusCode.Conflict))["code"]!);
        await kith.As(Cast.Rosa).PostAsync(path, new { id = Guid.CreateVersion7(), text = new string('x', 50_000), connectionId = sms.Id }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Rosa).PostAsync(path, new { id = Guid.Empty, text = "x", connectionId = sms.Id }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Vera).PostAsync(path, new { id = Guid.CreateVersion7(), text = "x", connectionId = sms.Id }, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task as_an_answer_goes_to_the_case_of_what_it_answers_and_quotes_it()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, sms) = await NomsaAsync(kith);
        var first = await kith.OpenCaseAsync(nomsa, "first");
        await kith.OpenCaseAsync(nomsa, "second");
        var asked = await kith.SayAsync(nomsa, "Is it valid?", kase: first, connection: sms.Id);

        var sent = await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/messages", new { id = Guid.CreateVersion7(), text = "Yes", connectionId = sms.Id, replyTo = asked.Id });

        Assert.Equal((1, "Is it valid?"), ((int)sent["caseNumber"]!, (string)sent["replyTo"]!["text"]!));
        var chosen = await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/messages", new { id = Guid.CreateVersion7(), text = "And", connectionId = sms.Id, @case = 2 });
        Assert.Equal(2, (int)chosen["caseNumber"]!);
    }

    [Fact]
    public async Task with_anything_of_the_neighbours_finds_nothing()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, sms) = await NomsaAsync(kith);
        var stranger = await kith.MeetAsync("Somebody", "+27825550000", kith.Town.Neighbour);
        var theirs = await kith.ConnectAsync("sms", "their sms", kith.Town.Neighbour);
        var path = $"/api/people/{nomsa.Id}/messages";
        JsonObject Body(string field, object? value) => new() { ["id"] = Guid.CreateVersion7(), ["text"] = "x", ["connectionId"] = sms.Id, [field] = System.Text.Json.JsonSerializer.SerializeToNode(value) };

        foreach (var (field, value) in new (string, object?)[]
        {
            ("connectionId", theirs.Id), ("handleId", stranger.Id), ("replyTo", stranger.Id), ("case", 77), ("newCase", new { departmentId = kith.Town.Neighbour.Care }),
            ("attachments", new[] { new { hash = new string('a', 64), name = "x" } }),
        })
            await kith.As(Cast.Rosa).PostAsync(path, Body(field, value), HttpStatusCode.NotFound);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{stranger.Id}/messages", Body("text", "x"), HttpStatusCode.NotFound);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{stranger.Id}/notes", new { id = Guid.CreateVersion7(), text = "x" }, HttpStatusCode.NotFound);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/notes", new { id = Guid.CreateVersion7(), text = "x", mentions = new[] { kith.Town.Neighbour.TeammateIds["Rosa"] } }, HttpStatusCode.NotFound);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/moves", new { connectionId = theirs.Id }, HttpStatusCode.NotFound);
        await kith.As(Cast.Rosa).PutAsync($"/api/drafts/{nomsa.Id}", new { text = "x", connectionId = theirs.Id }, HttpStatusCode.NotFound);
        Assert.Equal(0, await kith.LookAsync(db => db.Moments.CountAsync()));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("text")]
    [InlineData("connectionId")]
    [InlineData("handleId")]
    [InlineData("to")]
    [InlineData("case")]
    [InlineData("newCase")]
    [InlineData("replyTo")]
    [InlineData("attachments")]
    [InlineData("thenClose")]
    public async Task with_a_field_of_another_shape_is_refused(string field)
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, sms) = await NomsaAsync(kith);
        foreach (var shape in new[] { "[[1]]", "12345678901234567890123", "\"\\ud800\"" })
        {
            var body = $$"""{"id":"{{Guid.CreateVersion7()}}","text":"x","connectionId":"{{sms.Id}}","{{field}}":{{shape}}}""";
            if (field is "id" or "text" or "connectionId") body = $$"""{"{{field}}":{{shape}}}""";
            var answer = await kith.As(Cast.Rosa).Http.PostAsync($"/api/people/{nomsa.Id}/messages", new StringContent(body, null, "application/json"));
            Assert.True((int)answer.StatusCode is 400 or 404 or 409, $"{body}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    static async Task<(Person Nomsa, Connection Sms)> NomsaAsync(KithUnderTest kith) => (await kith.MeetAsync("Nomsa Ndlovu", Phone), await kith.ConnectAsync("sms", "sms"));
}
