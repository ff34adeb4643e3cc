using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

/// <summary>What becomes of mail that is handed over: kept once, for each recipient, on the right timeline, or left with its sender while the store is away.</summary>
public class TakingMailByLmtp(World world) : IClassFixture<World>
{
    const string Nomsa = "nomsa@example.org", Care = Postman.Address, Ours = "care@lmtp.kith.test";

    [Fact]
    public async Task says_yes_when_it_is_on_disk_and_it_becomes_a_case()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        var post = await Postman.ConnectAsync(kith);
        using var caller = await LmtpCaller.ConnectAsync(kith);
        Assert.Equal("220 kith LMTP", await caller.HearAsync());
        Assert.Equal(["250-kith", "250-PIPELINING", "250-8BITMIME", "250-SMTPUTF8", "250-SIZE 41943040", "250 ENHANCEDSTATUSCODES"], (await caller.SayAsync("LHLO mail.example")).Split("\r\n"));
        Assert.StartsWith("250 2.1.0", await caller.SayAsync("MAIL FROM:<nomsa@example.org> SIZE=300 BODY=8BITMIME SMTPUTF8"), StringComparison.Ordinal);
        Assert.StartsWith("250 2.1.5", await caller.SayAsync($"RCPT TO:<{Care}>"), StringComparison.Ordinal);
        Assert.StartsWith("354 ", await caller.SayAsync("DATA"), StringComparison.Ordinal);
        await caller.SendAsync(Postman.Mail("1@example.org", $"Nomsa Ndlovu <{Nomsa}>", "Is page 2 all that is covered? Größe 👋") + ".\r\n");

        Assert.StartsWith("250 2.0.0", await caller.HearAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await kith.LookAsync(db => db.Intake.CountAsync()));
        await kith.CaughtUpAsync();
        Assert.Equal("Is page 2 all that is covered? Größe 👋", Assert.Single(await post.MessagesAsync(Nomsa)).Text);
        Assert.Equal("Nomsa Ndlovu", Assert.Single(await post.CasesAsync(Nomsa)).PersonName);
        Assert.StartsWith("221 ", await caller.SayAsync("QUIT"), StringComparison.Ordinal);
        Assert.Equal("", await caller.HearAsync());
    }

    [Fact]
    public async Task answers_for_each_recipient_and_gives_each_workspace_its_own()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        await Postman.ConnectAsync(kith);
        await kith.AsNeighbour(Cast.Ada).PostAsync("/api/connections", new { name = "email", channel = "email", settings = new { address = "hello@neighbour.example" } });
        using var caller = await LmtpCaller.MeetAsync(kith);
        await caller.SayAsync("MAIL FROM:<>");
        foreach (var (to, code) in new[] { (Care, "250 2.1.5"), ("nobody@marula.example", "550 5.1.1"), ("CARE+cc@Marula.Example", "250 2.1.5"), ("hello@neighbour.example", "250 2.1.5"), ("care@elsewhere.example", "550 5.1.1"), ("care", "550 5.1.1") })
            Assert.StartsWith(code, await caller.SayAsync($"RCPT TO:<{to}>"), StringComparison.Ordinal);
        await caller.SayAsync("DATA");
        await caller.SendAsync(Postman.Mail("1@example.org", Nomsa, "To all of you.") + ".\r\n");

        Assert.All(await caller.HearAsync(3), answer => Assert.StartsWith("250 2.0.0", answer, StringComparison.Ordinal));
        Assert.StartsWith("250 ", await caller.SayAsync("NOOP"), StringComparison.Ordinal);
        await kith.CaughtUpAsync();
        Assert.Equal(["To all of you."], await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Message).Select(m => m.Text).ToListAsync()));
        Assert.Equal(["To all of you."], await kith.LookAtAsync(kith.Town.Neighbour, db => db.Moments.Where(m => m.Kind == MomentKind.Message).Select(m => m.Text).ToListAsync()));
    }

    [Fact]
    public async Task remembers_the_address_with_the_token_which_names_the_thread()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        await Postman.ConnectAsync(kith);
        using var caller = await LmtpCaller.MeetAsync(kith);
        await caller.BringAsync(Postman.Mail("1@example.org", Nomsa, "Hello."), Care, "care+0123456789abcdef@marula.example");

        Assert.EndsWith(" care+0123456789abcdef@marula.example", Assert.Single(await kith.LookAsync(db => db.Intake.Select(i => i.Headers).ToListAsync())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task gives_nothing_to_a_connection_that_is_switched_off_nor_to_one_that_only_wrote_our_address_down()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        var post = await Postman.ConnectAsync(kith);
        await kith.AsNeighbour(Cast.Ada).PostAsync("/api/connections", new { name = "email", channel = "email", settings = new { address = Care } });
        using var caller = await LmtpCaller.MeetAsync(kith);
        await caller.BringAsync(Postman.Mail("1@example.org", Nomsa, "For Marula alone."), Care);
        await kith.CaughtUpAsync();
        Assert.Single(await post.MessagesAsync(Nomsa));
        Assert.Equal(0, await kith.LookAtAsync(kith.Town.Neighbour, db => db.Intake.CountAsync()));

        await kith.AsNeighbour(Cast.Ada).PostAsync("/api/connections", new { name = "off", channel = "email", settings = new { address = "off@neighbour.example" } });
        await caller.SayAsync("MAIL FROM:<a@b.example>");
        Assert.StartsWith("250 ", await caller.SayAsync("RCPT TO:<off@neighbour.example>"), StringComparison.Ordinal);
        await SwitchOffAsync(kith, kith.Town.Neighbour, "off");
        Assert.StartsWith("550 5.1.1", await caller.SayAsync("RCPT TO:<off@neighbour.example>"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task once_by_LMTP_and_once_by_the_hook_is_one_message()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        var post = await Postman.ConnectAsync(kith);
        using var caller = await LmtpCaller.MeetAsync(kith);
        var mail = Postman.Mail("1@example.org", Nomsa, "Once is enough.\r\n.\r\n..and this line");
        await post.BringsAsync("Received: from a by b; Sun, 22 Nov 2026 08:00:00 +0000\r\n" + mail);
        Assert.Equal(["250 2.0.0 Kept"], await caller.BringAsync("Delivered-To: care@marula.example\r\n" + mail, Care));
        Assert.Equal(["250 2.0.0 Kept"], await caller.BringAsync(mail, "care+cc@marula.example"));
        await kith.CaughtUpAsync();

        Assert.Equal("Once is enough.\n.\n..and this line", Assert.Single(await post.MessagesAsync(Nomsa)).Text);
    }

    [Fact]
    public async Task from_many_callers_at_once_keeps_every_mail_once()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        var post = await Postman.ConnectAsync(kith);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async who =>
        {
            using var caller = await LmtpCaller.MeetAsync(kith);
            for (var n = 0; n < 8; n++) Assert.StartsWith("250 ", (await caller.BringAsync(Postman.Mail($"{who}.{n}@example.org", Nomsa, $"{who}.{n}"), Care)).Single(), StringComparison.Ordinal);
        }));
        await kith.CaughtUpAsync();

        var texts = (await post.MessagesAsync(Nomsa)).Select(m => m.Text).ToList();
        Assert.Equal(96, texts.Distinct().Count());
        Assert.Equal(96, texts.Count);
    }

    [Fact]
    public async Task while_the_store_is_away_asks_the_sender_to_come_again()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        var post = await Postman.ConnectAsync(kith);
        using var caller = await LmtpCaller.MeetAsync(kith);
        var mail = Postman.Mail("1@example.org", Nomsa, "I come again.");
        await kith.BreakStoreAsync();
        Assert.All(await caller.BringAsync(mail, Care, "care+x@marula.example"), answer => Assert.StartsWith("451 4.3.0", answer, StringComparison.Ordinal));

        await kith.MendStoreAsync();
        for (var tries = 0; tries < 50 && !(await caller.BringAsync(mail, Care))[0].StartsWith("250 ", StringComparison.Ordinal); tries++) await Task.Delay(50);
        await kith.CaughtUpAsync();
        Assert.Single(await post.MessagesAsync(Nomsa));
    }

    [Fact]
    public async Task is_off_until_the_operator_opens_it_on_this_machine_or_where_they_say()
    {
        await using var kith = await world.OpenAsync();
        Assert.Null(kith.Services.GetRequiredService<LmtpListener>().Address);
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 2424), Setting("2424"));
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Loopback, 2424), Setting("[::1]:2424"));
        foreach (var wrong in new[] { "127.0.0.1", "::1", "25", "0.0.0.0:25", "mail.example:24", "127.0.0.1:99999", "lmtp" })
            Assert.Contains("KITH_LMTP", Assert.Throws<KithCannotStart>(() => Setting(wrong)).Message, StringComparison.Ordinal);
    }

    [WithMailFact]
    public async Task from_a_real_Postfix_is_answered_and_the_answer_to_that_continues_the_case()
    {
        await using var kith = await world.OpenAsync(MailTown.AllowLmtp);
        var settings = (JsonObject)JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(MailTown.Settings()))!;
        (settings["address"], settings["username"], settings["imap_host"]) = (Ours, MailTown.Care, "");
        var connection = (Guid)(await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "email", channel = "email", settings }))["id"]!;
        var subject = $"By LMTP {Guid.NewGuid():N}";
        await MailTown.SendAsync(MailTown.Letter(subject, "Is page 2 all that is covered? Größe 👋", Ours));
        var asked = await MessageAsync(kith, "Is page 2 all that is covered? Größe 👋");

        await kith.As(Cast.Rosa).PostAsync($"/api/people/{asked.PersonId}/messages", new { id = Guid.CreateVersion7(), text = "It is.", connectionId = connection, replyTo = asked.Id });
        var got = await MailTown.ArrivedAsync($"Re: {subject}");
        Assert.Matches(@"^care\+[0-9a-f]{36}@lmtp\.kith\.test$", got.ReplyTo[0].Address);
        await MailTown.SendAsync(MailTown.Letter($"Re: {subject}", "Thank you!", got.ReplyTo[0].Address));
        var thanks = await MessageAsync(kith, "Thank you!");
        Assert.Equal((asked.PersonId, asked.CaseId, asked.ThreadKey), (thanks.PersonId, thanks.CaseId, thanks.ThreadKey));
    }

    /// <summary>One mail to a known and an unknown address, while the store is away: the first comes when it is back, the second comes back to who sent it.</summary>
    [WithMailFact]
    public async Task from_a_real_Postfix_waits_there_while_the_store_is_away_and_what_nobody_has_goes_back()
    {
        await using var kith = await world.OpenAsync(MailTown.AllowLmtp);
        await Postman.ConnectAsync(kith, new { address = Ours });
        await kith.BreakStoreAsync();
        var nobody = $"{Guid.NewGuid():N}@lmtp.kith.test";
        var mail = MailTown.Letter("Twice addressed", $"I can wait, {nobody}.", Ours) with { Cc = [new("", "care+cc@lmtp.kith.test"), new("", nobody)] };
        await MailTown.SendAsync(mail);
        await Soon.Async(async () =>
        {
            var returned = Assert.Single((await MailTown.ArrivedAsync("Undelivered Mail Returned to Sender")).Report!.Recipients);
            Assert.Equal((nobody, "5.1.1"), (returned.Address, returned.Status));
        });

        await kith.MendStoreAsync();
        await MessageAsync(kith, mail.Text!);
        await MailTown.SendAsync(MailTown.Letter("Once more", "After it.", Ours));
        await MessageAsync(kith, "After it.");
        Assert.Equal(2, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.Message)));
    }

    static IPEndPoint? Setting(string said) => KithSettings.From(new ConfigurationBuilder().AddInMemoryCollection([new("KITH_LMTP", said)]).Build()).Lmtp;

    /// <summary>Postfix hands over when it is ready to.</summary>
    static async Task<Moment> MessageAsync(KithUnderTest kith, string text)
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(30);
        while (true)
        {
            if (await kith.LookAsync(db => db.Moments.FirstOrDefaultAsync(m => m.Kind == MomentKind.Message && m.Text == text)) is { } moment) return moment;
            Assert.True(TimeProvider.System.GetUtcNow() < until, $"“{text}” did not arrive.");
            await Task.Delay(100);
        }
    }

    static async Task SwitchOffAsync(KithUnderTest kith, House house, string name)
    {
        await using var work = await kith.Store.WriteAsync(house.Id, Actor.System, "test", CancellationToken.None);
        var row = await work.Db.Connections.SingleAsync(c => c.Name == name);
        row.Enabled = false;
        row.Version++;
        await work.CommitAsync(CancellationToken.None);
        await kith.Services.GetRequiredService<ConnectionBook>().SettledAsync();
    }
}
