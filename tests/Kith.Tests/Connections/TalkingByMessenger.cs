using System.Text.Json.Nodes;

namespace Kith.Tests.Connections;

public class TalkingByMessenger(World world) : IClassFixture<World>
{
    const string Nomsa = "7000000000000007";

    [Fact]
    public async Task settles_what_kith_sent_by_its_echo_and_makes_no_second_message()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var (connection, person) = await SaidAsync(graph, kith);
        graph.LosesTheAnswer = true;
        var sent = await AnswerAsync(kith, person, connection, "Paid this morning");
        var delivery = await kith.UntilAsync(sent, DeliveryState.Unsure);
        await kith.LetTimePassAsync(connection);

        await TellsAsync(kith, connection, Echo("m_theirs", "Paid this morning", delivery.AttemptKey.ToString()));
        await TellsAsync(kith, connection, Echo("m_theirs", "Paid this morning", null));
        Assert.Equal("m_theirs", (await kith.UntilAsync(sent, DeliveryState.Sent)).OutsideId);
        Assert.Single(await OursAsync(kith, person));
        Assert.Single(graph.Taken);
    }

    [Fact]
    public async Task believes_a_watermark_for_what_had_left_by_then_and_no_further()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var (connection, person) = await SaidAsync(graph, kith);
        var first = await AnswerAsync(kith, person, connection, "One");
        var second = await AnswerAsync(kith, person, connection, "Two");
        foreach (var sent in new[] { first, second }) await kith.UntilAsync(sent, DeliveryState.Sent);
        var upTo = new DateTimeOffset(Ids.TimeOf(second), TimeSpan.Zero).ToUnixTimeMilliseconds();
        var third = await AnswerAsync(kith, person, connection, "Three");
        await kith.UntilAsync(third, DeliveryState.Sent);

        await TellsAsync(kith, connection, Event("\"read\":{\"watermark\":" + upTo + "}", from: "9999"));
        Assert.Equal([DeliveryState.Sent, DeliveryState.Sent, DeliveryState.Sent], await StatesAsync(kith, first, second, third));
        await TellsAsync(kith, connection, Event("\"read\":{\"watermark\":" + upTo + "}"));
        Assert.Equal([DeliveryState.Read, DeliveryState.Read, DeliveryState.Sent], await StatesAsync(kith, first, second, third));
    }

    [Fact]
    public async Task hears_what_another_app_answers_and_asks_nobody()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "messenger");
        await TellsAsync(kith, connection, Event("\"message\":{\"mid\":\"m_s\",\"text\":\"to the bot\"}", list: "standby"));

        var moment = await kith.LookAsync(db => db.Moments.SingleAsync(m => m.OutsideKey == "m:m_s"));
        Assert.Equal((null, "standby"), (moment.CaseId, (string)moment.Detail!["marks"]![0]!));
        Assert.Equal(0, await kith.LookAsync(db => db.Cases.CountAsync(c => c.ConnectionId == connection)));
    }

    [Fact]
    public async Task answers_after_a_day_as_a_person_and_after_a_week_not_at_all()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var (connection, person) = await SaidAsync(graph, kith);
        await SeenAsync(kith, TimeSpan.FromDays(2));
        await kith.UntilAsync(await AnswerAsync(kith, person, connection, "We found the letter"), DeliveryState.Sent);
        Assert.Equal(("MESSAGE_TAG", "HUMAN_AGENT"), ((string)Assert.Single(graph.Taken).Body["messaging_type"]!, (string)graph.Taken.Single().Body["tag"]!));

        await SeenAsync(kith, TimeSpan.FromDays(8));
        var way = (await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/ways"))["items"]!.AsArray().Single(one => (Guid)one!["connectionId"]! == connection)!;
        Assert.Equal("window_closed", (string)way["reason"]!["code"]!);
    }

    static async Task<(Guid Connection, Guid Person)> SaidAsync(FakeGraph graph, KithUnderTest kith)
    {
        var connection = await graph.ConnectAsync(kith, "messenger");
        await TellsAsync(kith, connection, Event("\"message\":{\"mid\":\"m_x1\",\"text\":\"hello, my order?\"}"));
        return (connection, await kith.LookAsync(db => db.Handles.Where(h => h.Kind == "messenger" && h.Scope == FakeGraph.Page && h.Value == Nomsa).Select(h => h.PersonId).SingleAsync()));
    }

    static Task TellsAsync(KithUnderTest kith, Guid connection, string body) => FakeGraph.TellsAsync(kith, "messenger", connection, body);

    static string Event(string what, string from = Nomsa, string list = "messaging") =>
        $$$"""{"object":"page","entry":[{"id":"{{{FakeGraph.Page}}}","{{{list}}}":[{"sender":{"id":"{{{from}}}"},"recipient":{"id":"{{{FakeGraph.Page}}}"},"timestamp":{{{FakeGraph.Now * 1000}}},{{{what}}}}]}]}""";

    static string Echo(string id, string text, string? metadata) =>
        $$$"""{"object":"page","entry":[{"id":"{{{FakeGraph.Page}}}","messaging":[{"sender":{"id":"{{{FakeGraph.Page}}}"},"recipient":{"id":"{{{Nomsa}}}"},"timestamp":{{{FakeGraph.Now * 1000}}},"message":{"mid":"{{{id}}}","text":"{{{text}}}","is_echo":true,"metadata":"{{{metadata}}}"}}]}]}""";

    static async Task<Guid> AnswerAsync(KithUnderTest kith, Guid person, Guid connection, string text) =>
        (Guid)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", new { id = Guid.CreateVersion7(), connectionId = connection, text }))["id"]!;

    static async Task<IEnumerable<JsonNode?>> OursAsync(KithUnderTest kith, Guid person) =>
        (await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/timeline"))["items"]!.AsArray().Where(row => (string)row!["direction"]! == "out");

    static async Task<List<DeliveryState>> StatesAsync(KithUnderTest kith, params Guid[] sent)
    {
        var states = await kith.LookAsync(db => db.Deliveries.Where(d => sent.Contains(d.MomentId)).ToDictionaryAsync(d => d.MomentId, d => d.State));
        return [.. sent.Select(one => states[one])];
    }

    static Task SeenAsync(KithUnderTest kith, TimeSpan ago) =>
        kith.WriteAsync(kith.Marula, async db => (await db.Handles.SingleAsync(h => h.Kind == "messenger" && h.Value == Nomsa)).LastSeen = TimeProvider.System.GetUtcNow().UtcDateTime - ago);
}
