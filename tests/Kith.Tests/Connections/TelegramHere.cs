using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

/// <summary>Telegram through the doors of the product: asked for, brought by a hook, answered.</summary>
public sealed class TelegramHere(World world) : IClassFixture<World>, IAsyncLifetime
{
    const long Nomsa = 7_123_456_789;

    FakeTelegram telegram = null!;

    public async Task InitializeAsync() => telegram = await FakeTelegram.OpenAsync();

    public async Task DisposeAsync() => await telegram.DisposeAsync();

    [Fact]
    public async Task is_asked_for_what_people_write_and_told_what_we_answer()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        var asked = telegram.Hears(Nomsa, "Is my claim paid?", "Nomsa N");

        var moment = await HeardAsync(kith, "Is my claim paid?");
        Assert.Equal(("telegram", "Nomsa N"), ((string)moment["surface"]!, (string)(await kith.As(Cast.Rosa).GetAsync($"/api/people/{moment["personId"]}"))["name"]!));

        await SayAsync(kith, moment, connection, "Yes, this morning 👍🏽", replyTo: (Guid)moment["id"]!);
        var sent = await SentAsync("Yes, this morning 👍🏽");
        Assert.Equal((Nomsa, asked), ((long)sent["chat_id"]!, (long)sent["reply_parameters"]!["message_id"]!));

        // They answer what we said: theirs names our message by Telegram's number, once we know it.
        await Soon.Async(async () => Assert.True(await kith.LookAsync(db => db.Deliveries.AnyAsync(d => d.OutsideId != null))));
        telegram.Hears(Nomsa, "Thank you", more: ""","reply_to_message":{"message_id":1001}""");
        var thanks = await HeardAsync(kith, "Thank you");
        Assert.Equal((string)moment["caseNumber"]!.ToString(), thanks["caseNumber"]!.ToString());
        Assert.NotNull(thanks["replyTo"]);
    }

    [Fact]
    public async Task loses_nothing_and_shows_nothing_twice_whatever_it_does()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        foreach (var mood in new[] { FakeTelegram.Mood.Well, FakeTelegram.Mood.Repeats, FakeTelegram.Mood.Repeats, FakeTelegram.Mood.HangsUp }) telegram.Moods.Enqueue(mood);
        for (var n = 1; n <= 230; n++) telegram.Hears(Nomsa + n % 7, $"words {n}");
        var connection = await ConnectAsync(kith);
        await Soon.Async(async () => Assert.Equal(230, await CountAsync(kith)), seconds: 40);

        // The place is lost, and everything is told again.
        await using (var work = await kith.Store.WriteAcrossAsync(CancellationToken.None))
        {
            (await work.Db.Readings.IgnoreQueryFilters().AsTracking().SingleAsync()).Place = null;
            await work.CommitAsync(CancellationToken.None);
        }
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { name = "Bot" });
        for (var n = 1; n <= 30; n++) telegram.Hears(Nomsa, $"more {n}");
        await Soon.Async(async () => Assert.True(await CountAsync(kith) >= 260), seconds: 40);
        await kith.CaughtUpAsync();
        Assert.Equal(260, await CountAsync(kith));
        var said = await kith.LookAsync(db => db.Moments.Where(m => m.Text!.StartsWith("more ")).OrderBy(m => m.At).ThenBy(m => m.Id).Select(m => m.Text).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 30).Select(n => $"more {n}"), said);
    }

    [Fact]
    public async Task brings_pictures_and_takes_files()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        telegram.Happens(id => $$"""
            {"update_id":{{id}},"message":{"message_id":{{id}},"date":1795262399,"chat":{"id":{{Nomsa}},"type":"private"},"from":{"id":{{Nomsa}},"first_name":"Nomsa"},"caption":"The roof","photo":[{"file_id":"AgAC-small"},{"file_id":"AgAC-large"}]} }
            """);
        await HeardAsync(kith, "The roof");
        JsonNode? moment = null;
        await Soon.Async(async () => Assert.Single((moment = await HeardAsync(kith, "The roof"))["attachments"]!.AsArray()), seconds: 20);
        Assert.Equal("image/png", (string)moment!["attachments"]![0]!["type"]!);

        await SayAsync(kith, moment, connection, "Here is your letter.", file: "letter.pdf");
        await Soon.Async(() => { Assert.Contains(telegram.Sent, one => one["method"]!.ToString() == "sendDocument"); return Task.CompletedTask; }, seconds: 20);
        var sent = telegram.Sent.Single(one => one["method"]!.ToString() == "sendDocument");
        Assert.Equal(("Here is your letter.", $"{Nomsa}"), ((string)sent["caption"]!, (string)sent["chat_id"]!));
        Assert.StartsWith("letter.pdf application/pdf ", (string)sent["document"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task says_which_pictures_were_sent_as_one()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        await ConnectAsync(kith);
        foreach (var (caption, album) in new[] { ("The roof", "13"), ("", "13"), ("Another day", "14") })
            telegram.Happens(id => $$"""
                {"update_id":{{id}},"message":{"message_id":{{id}},"date":1795262399,"chat":{"id":{{Nomsa}},"type":"private"},"from":{"id":{{Nomsa}},"first_name":"Nomsa"},"caption":"{{caption}}","media_group_id":"{{album}}","photo":[{"file_id":"AgAC-{{id}}"}]} }
                """);
        var last = await HeardAsync(kith, "Another day");
        var items = (await kith.As(Cast.Rosa).GetAsync($"/api/people/{last["personId"]}/timeline"))["items"]!.AsArray().Where(item => (string)item!["kind"]! == "message");
        Assert.Equal(["13", "13", "14"], items.Select(item => (string)item!["detail"]!["album"]!).Order());
    }

    [Fact]
    public async Task leaves_a_message_whose_answer_was_lost_to_a_person()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        telegram.Hears(Nomsa, "Good day");
        var moment = await HeardAsync(kith, "Good day");

        await SayAsync(kith, moment, connection, "lose the answer");
        await Soon.Async(async () => Assert.Equal(DeliveryState.Unsure, await kith.LookAsync(db => db.Deliveries.Select(d => d.State).SingleAsync())), seconds: 20);
        Assert.Single(telegram.Sent);
    }

    [Fact]
    public async Task hears_that_somebody_stopped_the_bot()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        await ConnectAsync(kith);
        telegram.Hears(Nomsa, "Good day");
        var moment = await HeardAsync(kith, "Good day");
        telegram.Happens(id => $$"""
            {"update_id":{{id}},"my_chat_member":{"date":1795262500,"chat":{"id":{{Nomsa}},"type":"private"},"from":{"id":{{Nomsa}},"first_name":"Nomsa"},"new_chat_member":{"status":"kicked"} } }
            """);
        await Soon.Async(async () => Assert.NotNull(await kith.LookAsync(db => db.Handles.Where(h => h.Kind == "telegram").Select(h => h.StoppedAt).SingleAsync())), seconds: 20);

        var ways = (await kith.As(Cast.Rosa).GetAsync($"/api/people/{moment["personId"]}/ways"))["items"]!.AsArray();
        Assert.Equal("stopped", (string)ways.Single(way => (string)way!["channel"]! == "telegram")!["reason"]!["code"]!);
    }

    [Fact]
    public async Task shows_the_sign_that_somebody_put_to_a_message_until_they_take_it_away()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        await ConnectAsync(kith);
        var said = telegram.Hears(Nomsa, "Good day");
        await HeardAsync(kith, "Good day");
        string Sign(long id, string signs) => $$"""
            {"update_id":{{id}},"message_reaction":{"chat":{"id":{{Nomsa}},"type":"private"},"message_id":{{said}},"user":{"id":{{Nomsa}},"first_name":"Nomsa"},"date":1795262700,"old_reaction":[],"new_reaction":[{{signs}}]} }
            """;
        telegram.Happens(id => Sign(id, """{"type":"emoji","emoji":"👍"}"""));
        await Soon.Async(async () => Assert.Equal("👍", (string?)(await HeardAsync(kith, "Good day"))["reactions"]!.AsArray().FirstOrDefault()?["emoji"]), seconds: 20);
        telegram.Happens(id => Sign(id, ""));
        await Soon.Async(async () => Assert.Empty((await HeardAsync(kith, "Good day"))["reactions"]!.AsArray()), seconds: 20);
    }

    [Fact]
    public async Task is_gone_on_to_by_a_link_that_says_who_comes()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var sender = await Sender.ConnectAsync(kith);
        await sender.TellsAsync("1", "amina", "Can we go on in Telegram?", name: "Amina");
        var amina = (await sender.MomentsAsync("amina"))[0].PersonId;
        var connection = await ConnectAsync(kith);
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{sender.Connection}", new { settings = new { target_url = $"{telegram.Url}/hook" } });

        var move = await kith.As(Cast.Rosa).PostAsync($"/api/people/{amina}/moves", new { connectionId = connection });
        var link = System.Text.RegularExpressions.Regex.Match((string)move["moment"]!["text"]!, @"https://t\.me/MarulaCareBot\?start=([A-Za-z0-9_-]{1,64})$");
        Assert.True(link.Success, (string)move["moment"]!["text"]!);

        telegram.Hears(Nomsa, $"/start {link.Groups[1].Value}", "A Stranger");
        await Soon.Async(async () => Assert.Equal(amina, await kith.LookAsync(db => db.Handles.Where(h => h.Kind == "telegram").Select(h => h.PersonId).SingleOrDefaultAsync())), seconds: 20);
        Assert.Equal(Strength.Verified, await kith.LookAsync(db => db.Handles.Where(h => h.Kind == "telegram").Select(h => h.Strength).SingleAsync()));

        // It works once: whoever comes second with it is a stranger who has said nothing.
        telegram.Hears(Nomsa + 1, $"/start {link.Groups[1].Value}", "Another");
        telegram.Hears(Nomsa, "Here I am");
        Assert.Equal($"{amina}", (string)(await HeardAsync(kith, "Here I am"))["personId"]!);
        Assert.Equal(1, await kith.LookAsync(db => db.Handles.CountAsync(h => h.Kind == "telegram")));
    }

    [Fact]
    public async Task says_in_words_when_the_token_is_refused_and_when_another_program_asks()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        for (var n = 0; n < 50; n++) telegram.Moods.Enqueue(FakeTelegram.Mood.HasAnotherReader);
        var connection = await ConnectAsync(kith);
        await Soon.Async(async () => Assert.StartsWith("Telegram brings the messages of this bot to another program", (string?)(await HealthAsync(kith, connection))["silence"]?["words"], StringComparison.Ordinal), seconds: 20);

        telegram.KnowsTheToken = false;
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { name = "Bot" });
        await Soon.Async(async () => Assert.Equal("signInExpired", (string)(await HealthAsync(kith, connection))["state"]!), seconds: 20);
        Assert.Contains(await kith.LookAsync(db => db.Notices.Select(n => n.Text).ToListAsync()), text => text!.Contains("until it is connected again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task is_tested_and_told_how_messages_come_at_the_press_of_a_button()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith);
        var findings = (await kith.As(Cast.Ada).PostAsync($"/api/connections/{connection}/test", new { }, HttpStatusCode.OK))["findings"]!.AsArray();
        Assert.All(findings, finding => Assert.True((bool)finding!["ok"]!));
        Assert.Equal(["Telegram knows the bot as @MarulaCareBot.", "Kith asks Telegram for messages."], findings.Select(finding => (string)finding!["words"]!));
        Assert.Contains("deleteWebhook", telegram.Calls);
    }

    [Fact]
    public async Task takes_what_a_hook_brings_once_and_nothing_without_the_secret()
    {
        await using var kith = await world.OpenAsync(change: Allow);
        var connection = await ConnectAsync(kith, new { token = FakeTelegram.Token, username = FakeTelegram.Bot, api = telegram.Url, messages = "hook", secret = FakeTelegram.Secret });
        var update = FakeTelegram.Message(77, Nomsa, "By the hook");
        foreach (var expected in new[] { HttpStatusCode.OK, HttpStatusCode.OK }) Assert.Equal(expected, (await BringAsync(kith, connection, update, FakeTelegram.Secret)).StatusCode);
        foreach (var secret in new[] { "", "x", FakeTelegram.Token, FakeTelegram.Secret.ToUpperInvariant() })
            Assert.Equal(HttpStatusCode.Forbidden, (await BringAsync(kith, connection, FakeTelegram.Message(78, Nomsa, "Forged"), secret)).StatusCode);
        await kith.CaughtUpAsync();
        Assert.Equal(["By the hook"], await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Message).Select(m => m.Text).ToListAsync()));
        Assert.DoesNotContain("getUpdates", telegram.Calls);
    }

    static void Allow(IWebHostBuilder builder) => builder.UseSetting("KITH_ALLOW_PRIVATE", "127.0.0.1");

    async Task<Guid> ConnectAsync(KithUnderTest kith, object? settings = null) =>
        (Guid)(await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "telegram", channel = "telegram", settings = settings ?? new { token = FakeTelegram.Token, username = FakeTelegram.Bot, api = telegram.Url } }))["id"]!;

    static async Task<HttpResponseMessage> BringAsync(KithUnderTest kith, Guid connection, string update, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/telegram/{connection}") { Content = new StringContent(update, Encoding.UTF8, "application/json") };
        if (secret.Length > 0) request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        return await kith.CreateClient().SendAsync(request);
    }

    static async Task<JsonNode> HeardAsync(KithUnderTest kith, string words)
    {
        Guid person = default;
        await Soon.Async(async () => Assert.NotEqual(default, person = await kith.LookAsync(db => db.Moments.Where(m => m.Text == words).Select(m => m.PersonId).FirstOrDefaultAsync())), seconds: 20);
        return (await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/timeline"))["items"]!.AsArray().First(m => (string?)m!["text"] == words)!;
    }

    static async Task SayAsync(KithUnderTest kith, JsonNode to, Guid connection, string text, Guid? replyTo = null, string? file = null)
    {
        var rosa = kith.As(Cast.Rosa);
        object[] files = [];
        if (file is not null)
        {
            using var body = new ByteArrayContent("%PDF-1.7 all that is covered"u8.ToArray());
            var kept = JsonNode.Parse(await (await rosa.Http.PostAsync($"/api/attachments?name={file}", body)).Content.ReadAsStringAsync())!;
            files = [new { hash = (string)kept["hash"]!, name = file }];
        }
        await rosa.PostAsync($"/api/people/{to["personId"]}/messages", new { id = Guid.CreateVersion7(), text, connectionId = connection, replyTo, attachments = files });
    }

    async Task<JsonObject> SentAsync(string text)
    {
        await Soon.Async(() => { Assert.Contains(telegram.Sent, one => one["text"]?.ToString() == text); return Task.CompletedTask; }, seconds: 20);
        return telegram.Sent.Single(one => one["text"]?.ToString() == text);
    }

    static async Task<JsonNode> HealthAsync(KithUnderTest kith, Guid connection) => (await kith.As(Cast.Ada).GetAsync($"/api/connections/{connection}"))["health"]!;

    static Task<int> CountAsync(KithUnderTest kith) => kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.Message));
}
