using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Connections;
using Kith.Tests.Documents;

namespace Kith.Tests.Policy;

/// <summary>The same no in the list of ways, at the door that sends, and in the outbox; and with it the way to take instead.</summary>
public class AskedThroughTheDoors(World world) : IClassFixture<World>
{
    const string Statement = "%PDF-1.7 statement";

    [Fact]
    public async Task in_quiet_hours_nobody_is_woken_who_does_not_wait_for_us()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", Correspondence.Phone);
        await BeQuietAsync(kith, nomsa);
        await LastHeardAsync(kith, nomsa, TimeSpan.FromDays(2));

        var way = await WayAsync(kith, nomsa, sms);
        Assert.Equal((false, "quiet_hours"), ((bool)way["allowed"]!, (string)way["reason"]!["code"]!));
        Assert.InRange((DateTime)way["reason"]!["until"]!, Life.Now, Life.Now.AddHours(5));
        var refused = await SayAsync(kith, nomsa, sms, expected: HttpStatusCode.Conflict);
        Assert.Equal("quiet_hours", (string)refused["code"]!);
        Assert.Equal((string)way["reason"]!["until"]!, (string)refused["until"]!);

        await LastHeardAsync(kith, nomsa, TimeSpan.FromHours(1));
        await SayAsync(kith, nomsa, sms);
    }

    [Fact]
    public async Task whoever_was_only_written_to_waits_for_nothing()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/messages", new { id = Guid.CreateVersion7(), text = "Good day.", connectionId = sms, to = new { kind = "phone", value = Correspondence.Phone } });

        var handle = (await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}"))["handles"]!.AsArray().Single()!;
        Assert.Null(handle["lastSeen"]);
        Assert.True((bool)(await WayAsync(kith, nomsa, sms))["allowed"]!);
        await BeQuietAsync(kith, nomsa);
        Assert.Equal("quiet_hours", (string)(await WayAsync(kith, nomsa, sms))["reason"]!["code"]!);
    }

    [Fact]
    public async Task what_waited_until_the_night_waits_for_the_morning()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        var moment = await kith.WriteAsync(sms, "It is late by now.", undoSeconds: 3600);
        await kith.WriteAsync(kith.Marula, async db =>
        {
            var said = await db.Moments.SingleAsync(m => m.Id == moment);
            (said.At, said.RecordedAt) = (said.At.AddHours(-3), said.RecordedAt.AddHours(-3));
            var handle = await db.Handles.SingleAsync(h => h.PersonId == said.PersonId);
            handle.LastSeen = handle.LastSeen.AddDays(-2);
            (await db.Workspaces.SingleAsync()).QuietHours = AroundNow;
            return (await db.People.SingleAsync(p => p.Id == said.PersonId)).TimeZone = "Etc/UTC";
        });
        await kith.LetTimePassAsync(sms);

        var held = await kith.UntilDeliveryAsync(moment, row => row.ProblemCode == "quietHours");
        Assert.Equal(DeliveryState.Queued, held.State);
        Assert.True(held.NextAt > Life.Now.AddMinutes(30));
        Assert.Empty(carrier.Messages);
    }

    [Fact]
    public async Task what_is_for_their_eyes_only_goes_where_it_was_proved_who_reads_it()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        var http = await kith.ConnectHttpAsync(carrier);
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", Correspondence.Phone);
        await kith.ReachAsync(nomsa, "http", "nomsa-there", http.ToString("N"));
        var document = await DocumentAsync(kith, isPersonal: true);

        var way = await WayAsync(kith, nomsa, http, $"?document={document}");
        Assert.Equal("not_proven", (string)way["reason"]!["code"]!);
        Assert.Equal(sms, (Guid)way["reason"]!["next"]!["connectionId"]!);
        Assert.True((bool)(await WayAsync(kith, nomsa, http))["allowed"]!);
        Assert.True((bool)(await WayAsync(kith, nomsa, sms, $"?document={document}"))["allowed"]!);

        var refused = await SayAsync(kith, nomsa, http, document, HttpStatusCode.Conflict);
        Assert.Equal(("not_proven", sms), ((string)refused["code"]!, (Guid)refused["next"]!["connectionId"]!));
        // The very file, without a word of the document it is.
        var file = await kith.As(Cast.Rosa).FileAsync("harmless.pdf", Statement);
        Assert.Equal("not_proven", (string)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/messages", new { id = Guid.CreateVersion7(), text = "Here.", connectionId = http, attachments = new[] { file } }, HttpStatusCode.Conflict))["code"]!);
        Assert.Equal(0, await kith.LookAsync(db => db.Deliveries.CountAsync()));
    }

    [Fact]
    public async Task the_budget_of_a_month_is_never_passed()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        await PriceAsync(kith, sms, new { amount = 0.4, currency = "zar", budget = 1.0 });
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", Correspondence.Phone);

        var first = await SayAsync(kith, nomsa, sms);
        await kith.UntilAsync((Guid)first["id"]!, DeliveryState.Sent);
        var second = await SayAsync(kith, nomsa, sms);
        await kith.UntilAsync((Guid)second["id"]!, DeliveryState.Sent);
        Assert.Equal("budget_spent", (string)(await SayAsync(kith, nomsa, sms, expected: HttpStatusCode.Conflict))["code"]!);

        var row = await kith.As(Cast.Ada).GetAsync($"/api/connections/{sms}");
        Assert.Equal((0.8m, "ZAR", 1.0m), ((decimal)row["spent"]!, (string)row["price"]!["currency"]!, (decimal)row["price"]!["budget"]!));
        Assert.Equal(2, carrier.Messages.Count);
        Assert.Equal([0.4m, 0.4m], await kith.LookAsync(db => db.Deliveries.Select(d => d.Cost!.Value).ToListAsync()));
    }

    [Fact]
    public async Task what_was_written_at_once_does_not_pass_the_budget_together()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        await PriceAsync(kith, sms, new { amount = 1, currency = "ZAR", budget = 3 });
        var moments = new List<Guid>();
        for (var n = 0; n < 8; n++) moments.Add(await kith.WriteAsync(sms, $"Number {n}", undoSeconds: 0.5, value: $"+2782555{n:0000}"));

        var states = new List<DeliveryState>();
        foreach (var moment in moments) states.Add((await kith.UntilAsync(moment, DeliveryState.Sent, DeliveryState.Failed)).State);
        Assert.Equal(3, states.Count(state => state == DeliveryState.Sent));
        Assert.Equal(3, carrier.Messages.Count);
        Assert.Equal(3m, await kith.LookAsync(db => db.Spendings.Select(s => s.Amount).SingleAsync()));
    }

    [Theory]
    [InlineData("""{ "amount": -1, "currency": "ZAR" }""")]
    [InlineData("""{ "amount": 1 }""")]
    [InlineData("""{ "amount": 1, "currency": "RAND" }""")]
    [InlineData("""{ "amount": 1, "currency": "Z1R" }""")]
    [InlineData("""{ "amount": 0.00000001, "currency": "ZAR" }""")]
    [InlineData("""{ "amount": 1, "currency": "ZAR", "budget": -5 }""")]
    public async Task a_price_that_makes_no_sense_is_refused_with_a_sentence(string price)
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        var refused = await PriceAsync(kith, sms, JsonNode.Parse(price)!, HttpStatusCode.BadRequest);
        Assert.StartsWith("price.", refused["errors"]!.AsObject().Single().Key);
    }

    static QuietHours AroundNow => new(TimeOnly.FromDateTime(Life.Now.AddHours(-2)), TimeOnly.FromDateTime(Life.Now.AddHours(4)));

    static Task BeQuietAsync(KithUnderTest kith, Person person) => kith.WriteAsync(kith.Marula, async db =>
    {
        (await db.People.SingleAsync(p => p.Id == person.Id)).TimeZone = "Etc/UTC";
        return (await db.Workspaces.SingleAsync()).QuietHours = AroundNow;
    });

    static Task LastHeardAsync(KithUnderTest kith, Person person, TimeSpan ago) => kith.WriteAsync(kith.Marula, async db =>
        (await db.Handles.SingleAsync(h => h.PersonId == person.Id)).LastSeen = Life.Now - ago);

    static async Task<JsonNode> WayAsync(KithUnderTest kith, Person person, Guid connection, string query = "") =>
        (await kith.As(Cast.Rosa).GetAsync($"/api/people/{person.Id}/ways{query}"))["items"]!.AsArray().Single(way => (Guid)way!["connectionId"]! == connection)!;

    static Task<JsonNode> SayAsync(KithUnderTest kith, Person person, Guid connection, Guid? document = null, HttpStatusCode expected = HttpStatusCode.Created) =>
        kith.As(Cast.Rosa).PostAsync($"/api/people/{person.Id}/messages", new { id = Guid.CreateVersion7(), text = "Good evening.", connectionId = connection, documents = document is { } id ? new[] { id } : null }, expected);

    static Task<JsonNode> PriceAsync(KithUnderTest kith, Guid connection, object price, HttpStatusCode expected = HttpStatusCode.OK) =>
        kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { price }, expected);

    static async Task<Guid> DocumentAsync(KithUnderTest kith, bool isPersonal)
    {
        var file = await kith.As(Cast.Ada).FileAsync("statement.pdf", Statement);
        return (Guid)(await kith.As(Cast.Ada).PostAsync("/api/documents", new { name = "Statement", file, isPersonal }))["id"]!;
    }
}
