using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

public class TalkingByWhatsApp(World world) : IClassFixture<World>
{
    [Fact]
    public async Task begins_with_a_handshake_of_which_nothing_is_kept()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "whatsapp");
        string Asked(string word) => $"/hooks/whatsapp/{connection}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={word}";

        var answer = await kith.AsStranger().Http.GetAsync(Asked(FakeGraph.Word));
        Assert.Equal((HttpStatusCode.OK, "text/plain", "1158201444"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, await answer.Content.ReadAsStringAsync()));
        foreach (var word in new[] { "", "guess", FakeGraph.Secret }) Assert.Equal(HttpStatusCode.Forbidden, (await kith.AsStranger().Http.GetAsync(Asked(word))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await FakeGraph.TellAsync(kith, "whatsapp", connection, FakeGraph.Said("1", "x"), "guess")).StatusCode);
        Assert.Equal(0, await kith.LookAsync(db => db.Intake.CountAsync()));
    }

    [Fact]
    public async Task is_not_switched_on_without_the_secret_that_proves_events()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var settings = graph.SettingsOf("whatsapp");
        settings["app_secret"] = " ";
        Assert.NotNull((await kith.As(Cast.Ada).TryPostAsync("/api/connections", new { name = "WhatsApp", channel = "whatsapp", settings }))["code"]);
        Assert.Equal(0, await kith.LookAsync(db => db.Connections.CountAsync(c => c.Channel == "whatsapp" && c.Enabled)));
    }

    [Fact]
    public async Task knows_people_by_id_and_by_a_number_of_theirs_that_is_known()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "whatsapp");
        var before = await kith.LookAsync(db => db.People.CountAsync());
        var nomsa = await ByPhoneAsync(kith, "+27825554417");
        const string Both = "\"from\":\"27825554417\",\"from_user_id\":\"ZA.1\"";

        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("1", "with both", Both));
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("2", "without the number"));
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("3", "an older version", "\"from\":\"27825554417\""));
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("4", "the number has passed on", Both.Replace("ZA.1", "ZA.2", StringComparison.Ordinal)));

        var said = await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Message && m.ConnectionId == connection).OrderBy(m => m.OutsideKey).Select(m => m.PersonId).ToListAsync());
        Assert.Equal([nomsa, nomsa, nomsa], said.Take(3));
        Assert.NotEqual(nomsa, said[3]);
        Assert.Equal(before + 2, await kith.LookAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task gives_somebody_new_a_number_by_which_their_sms_is_known_too()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "whatsapp");
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("1", "hello", "\"from\":\"27835550123\",\"from_user_id\":\"ZA.9\""));

        var handles = await kith.LookAsync(db => db.Handles.Where(h => h.PersonId == db.Handles.Single(one => one.Value == "ZA.9").PersonId).OrderBy(h => h.Kind).Select(h => $"{h.Kind} {h.Scope} {h.Value}").ToListAsync());
        Assert.Equal(["phone  +27835550123", $"whatsapp {FakeGraph.Waba} ZA.9"], handles);
    }

    [Fact]
    public async Task follows_who_gets_a_new_number_by_the_platforms_word()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "whatsapp");
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("1", "hello"));
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Change("messages",
            $$$"""{"id":"wamid.2","from_user_id":"ZA.1","timestamp":"{{{FakeGraph.Now}}}","type":"system","system":{"body":"Nomsa has a new number","user_id":"ZA.5","wa_id":"27825559999","type":"user_changed_number"}}"""));
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("3", "it is me", "\"from_user_id\":\"ZA.5\""));

        Assert.Equal(1, await kith.LookAsync(db => db.Moments.Where(m => m.ConnectionId == connection).Select(m => m.PersonId).Distinct().CountAsync()));
        Assert.Equal(1, await kith.LookAsync(db => db.Cases.CountAsync(c => c.ConnectionId == connection)));
    }

    [Fact]
    public async Task answers_and_shows_how_far_it_came_and_what_sign_was_put_to_it()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "whatsapp");
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("A1", "Is my claim paid?"));
        var (person, asked) = await SaidAsync(kith, "m:wamid.A1");
        var sent = await AnswerAsync(kith, person, connection, "Paid this morning", asked);
        var delivery = await kith.UntilAsync(sent, DeliveryState.Sent);

        var (_, body) = Assert.Single(graph.Taken);
        Assert.Equal(("ZA.1", "wamid.A1", delivery.AttemptKey.ToString()), ((string)body["recipient"]!, (string)body["context"]!["message_id"]!, (string)body["biz_opaque_callback_data"]!));
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Change("statuses", $$"""{"id":"{{delivery.OutsideId}}","status":"read","timestamp":"{{FakeGraph.Now}}"}"""));
        var standing = await CaseAsync(kith, connection);
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, Reaction("C1", delivery.OutsideId!, "❤️"));
        var shown = await RowAsync(kith, person, sent);
        Assert.Equal(("read", "❤️", "Nomsa Ndlovu"), ((string)shown["deliveries"]![0]!["state"]!, (string)shown["reactions"]![0]!["emoji"]!, (string)shown["reactions"]![0]!["by"]!));

        await FakeGraph.TellsAsync(kith, "whatsapp", connection, Reaction("C2", delivery.OutsideId!, "👍🏽"));
        Assert.Equal("👍🏽", (string)Assert.Single((await RowAsync(kith, person, sent))["reactions"]!.AsArray())!["emoji"]!);
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, Reaction("C3", delivery.OutsideId!, ""));
        Assert.Empty((await RowAsync(kith, person, sent))["reactions"]!.AsArray());
        Assert.Equal(standing, await CaseAsync(kith, connection));
        Assert.DoesNotContain((await TimelineAsync(kith, person)), row => (string)row!["kind"]! == "reaction");
        Assert.Equal([4, 4, 4], await kith.LookAsync(db => db.Moments.Where(m => m.ReplyTo == sent).Select(m => (int)m.Kind).ToListAsync()));
    }

    [Fact]
    public async Task settles_a_lost_answer_by_the_receipt_and_sends_nothing_twice()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "whatsapp");
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("A1", "Is my claim paid?"));
        var (person, asked) = await SaidAsync(kith, "m:wamid.A1");
        graph.LosesTheAnswer = true;
        var sent = await AnswerAsync(kith, person, connection, "Paid this morning", asked);
        var delivery = await kith.UntilAsync(sent, DeliveryState.Unsure);
        await kith.LetTimePassAsync(connection);

        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Change("statuses", $$"""{"id":"wamid.X","status":"delivered","timestamp":"{{FakeGraph.Now}}","biz_opaque_callback_data":"{{delivery.AttemptKey}}"}"""));
        Assert.Equal("wamid.X", (await kith.UntilAsync(sent, DeliveryState.Delivered)).OutsideId);
        Assert.Single(graph.Taken);
    }

    [Fact]
    public async Task shows_what_a_colleague_answered_in_the_app_and_keeps_the_promise()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "whatsapp");
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("A1", "Is my claim paid?"));
        var echo = Echo("G1", "I answer from my phone");
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, echo);
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, echo);
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Change("statuses", $$"""{"id":"wamid.G1","status":"read","timestamp":"{{FakeGraph.Now}}"}"""));

        var kase = await kith.LookAsync(db => db.Cases.SingleAsync(c => c.ConnectionId == connection));
        var row = Assert.Single(await TimelineAsync(kith, kase.PersonId), one => (string)one!["direction"]! == "out")!;
        Assert.Equal(("I answer from my phone", "teammate", "", true), ((string)row["text"]!, (string)row["author"]!["kind"]!, (string)row["author"]!["name"]!, (bool)row["detail"]!["elsewhere"]!));
        Assert.Equal((CaseState.Open, Direction.Out, PromiseKind.LookAgain), (kase.State, kase.LastDirection, kase.PromiseKind));
        Assert.NotNull((await kith.LookAsync(db => db.Promises.SingleAsync(p => p.CaseId == kase.Id))).KeptAt);

        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("A2", "thank you"));
        Assert.Equal(kase.Id, (await kith.LookAsync(db => db.Moments.SingleAsync(m => m.OutsideKey == "m:wamid.A2"))).CaseId);
    }

    [Fact]
    public async Task answered_in_the_app_within_the_same_request_owes_nothing_either()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "whatsapp");
        var both = FakeGraph.Said("A1", "Is my claim paid?").Replace("]}}]}]}", "]}}," + Echo("G1", "Yes")[(Echo("G1", "Yes").IndexOf("\"changes\":[", StringComparison.Ordinal) + 11)..], StringComparison.Ordinal);
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, both);

        var kase = await kith.LookAsync(db => db.Cases.SingleAsync(c => c.ConnectionId == connection));
        Assert.Equal((PromiseKind.LookAgain, Direction.Out, "Yes"), (kase.PromiseKind, kase.LastDirection, kase.LastText));
        Assert.NotNull((await kith.LookAsync(db => db.Promises.SingleAsync(p => p.CaseId == kase.Id))).KeptAt);
    }

    [Fact]
    public async Task brings_in_a_file_in_two_steps_with_our_token()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "whatsapp");
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Change("messages", $$$"""{"id":"wamid.P1","from_user_id":"ZA.1","timestamp":"{{{FakeGraph.Now}}}","type":"image","image":{"id":"9001","mime_type":"image/png","caption":"My roof"}}"""));

        Moment? moment = null;
        for (var tries = 0; tries < 300 && moment?.Attachments is null; tries++)
        {
            await Task.Delay(50);
            moment = await kith.LookAsync(db => db.Moments.AsNoTracking().SingleAsync(m => m.OutsideKey == "m:wamid.P1"));
        }
        Assert.Equal(("image/png", (long)FakeGraph.Picture.Length, "My roof"), (moment!.Attachments!.Single().Type, moment.Attachments!.Single().Size, moment.Text));
        Assert.Equal([("where", true), ("bytes", true)], graph.Fetches);
    }

    [Fact]
    public async Task is_closed_for_words_of_ours_a_day_after_theirs()
    {
        await using var graph = await FakeGraph.OpenAsync();
        await using var kith = await graph.KithAsync(world);
        var connection = await graph.ConnectAsync(kith, "whatsapp");
        await FakeGraph.TellsAsync(kith, "whatsapp", connection, FakeGraph.Said("1", "hello"));
        var person = await kith.LookAsync(db => db.Handles.Where(h => h.Value == "ZA.1").Select(h => h.PersonId).SingleAsync());
        Assert.True((bool)(await WayAsync(kith, person, connection))["allowed"]!);

        await kith.WriteAsync(kith.Marula, async db => (await db.Handles.SingleAsync(h => h.Value == "ZA.1")).LastSeen = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-25));
        Assert.Equal("template_only", (string)(await WayAsync(kith, person, connection))["reason"]!["code"]!);
    }

    static string Echo(string id, string text) =>
        $$$"""{"object":"whatsapp_business_account","entry":[{"id":"{{{FakeGraph.Waba}}}","changes":[{"field":"smb_message_echoes","value":{"metadata":{"phone_number_id":"{{{FakeGraph.Number}}}"},"message_echoes":[{"id":"wamid.{{{id}}}","to_user_id":"ZA.1","timestamp":"{{{FakeGraph.Now}}}","type":"text","text":{"body":"{{{text}}}"}}]}}]}]}""";

    static string Reaction(string id, string about, string emoji) =>
        FakeGraph.Change("messages", $$$"""{"id":"wamid.{{{id}}}","from_user_id":"ZA.1","timestamp":"{{{FakeGraph.Now}}}","type":"reaction","reaction":{"message_id":"{{{about}}}","emoji":"{{{emoji}}}"}}""");

    static async Task<Guid> AnswerAsync(KithUnderTest kith, Guid person, Guid connection, string text, Guid replyTo) =>
        (Guid)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", new { id = Guid.CreateVersion7(), connectionId = connection, text, replyTo }))["id"]!;

    static async Task<JsonArray> TimelineAsync(KithUnderTest kith, Guid person) => (await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/timeline"))["items"]!.AsArray();

    static async Task<JsonNode> RowAsync(KithUnderTest kith, Guid person, Guid moment) => (await TimelineAsync(kith, person)).Single(row => (Guid)row!["id"]! == moment)!;

    static async Task<JsonNode> WayAsync(KithUnderTest kith, Guid person, Guid connection) =>
        Assert.Single((await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/ways"))["items"]!.AsArray(), way => (Guid)way!["connectionId"]! == connection)!;

    static async Task<(CaseState, PromiseKind, DateTime?, int)> CaseAsync(KithUnderTest kith, Guid connection)
    {
        var kase = await kith.LookAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.ConnectionId == connection));
        return (kase.State, kase.PromiseKind, kase.PromiseDue, kase.Version);
    }

    static async Task<(Guid Person, Guid Moment)> SaidAsync(KithUnderTest kith, string key)
    {
        var moment = await kith.LookAsync(db => db.Moments.AsNoTracking().SingleAsync(m => m.OutsideKey == key));
        return (moment.PersonId, moment.Id);
    }

    static async Task<Guid> ByPhoneAsync(KithUnderTest kith, string phone)
    {
        var (now, person) = (TimeProvider.System.GetUtcNow().UtcDateTime, Guid.CreateVersion7());
        await kith.WriteAsync(kith.Marula, db =>
        {
            db.Add(new Person { WorkspaceId = db.WorkspaceId, Id = person, RootId = person, Name = "Nomsa", CreatedAt = now, LastAt = now });
            db.Add(new Handle { WorkspaceId = db.WorkspaceId, Id = Ids.New(now), Kind = "phone", Value = phone, PersonId = person, FirstSeen = now, LastSeen = now });
            return Task.FromResult(0);
        });
        return person;
    }
}
