using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

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
    public async Task takes_a_whole_group_of_commands_at_once_and_the_next_mail_on_the_same_wire()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        var post = await Postman.ConnectAsync(kith);
        using var caller = await LmtpCaller.ConnectAsync(kith);
        await caller.SendAsync($"LHLO mail.example\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<nobody@marula.example>\r\nRCPT TO:<{Care}>\r\nDATA\r\n");
        Assert.Equal(["220", "250", "250", "550", "250", "354"], (await caller.HearAsync(6)).Select(answer => answer[..3]));
        await caller.SendAsync(Postman.Mail("1@example.org", Nomsa, "The first.") + $".\r\nRSET\r\nMAIL FROM:<@old.example,@way.example:a@example.org>\r\nRCPT TO:<\"care\"@marula.example>\r\nDATA\r\n");
        Assert.Equal(["250", "250", "250", "250", "354"], (await caller.HearAsync(5)).Select(answer => answer[..3]));
        await caller.SendAsync(Postman.Mail("2@example.org", Nomsa, "The second.") + ".\r\nQUIT\r\n");
        Assert.Equal(["250", "221", ""], (await caller.HearAsync(3)).Select(answer => answer.Length > 3 ? answer[..3] : answer));

        await kith.CaughtUpAsync();
        Assert.Equal(["The first.", "The second."], (await post.MessagesAsync(Nomsa)).Select(m => m.Text).Order());
    }

    [Theory, InlineData("\n.\n"), InlineData("\n.\r\n"), InlineData("\r\n.\n"), InlineData("\r.\r"), InlineData("\r\n.\r"), InlineData("\r.\r\n"), InlineData("\r\n\0.\r\n"), InlineData("\r\n.\0\r\n"), InlineData("\r\n.\r\r\n"), InlineData("\n\n.\r\r\n")]
    public async Task no_other_end_than_a_dot_between_two_CRLF_lets_a_second_mail_be_smuggled(string end)
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        await Postman.ConnectAsync(kith);
        using var caller = await LmtpCaller.MeetAsync(kith);
        await caller.BeginAsync(Care);
        await caller.SendAsync(Postman.Mail("1@example.org", Nomsa, $"Hello{end}MAIL FROM:<boss@marula.example>\r\nRCPT TO:<{Care}>\r\nDATA\r\n{Postman.Mail("2@x", "boss@marula.example", "Pay him.")}") + ".\r\nNOOP\r\n");

        Assert.Equal(["250 2.0.0 Kept", "250 2.0.0 I am here"], await caller.HearAsync(2));
        var kept = Encoding.UTF8.GetString(Assert.Single(await kith.LookAsync(db => db.Intake.Select(i => i.Body).ToListAsync())));
        Assert.EndsWith("Pay him.\r\n\r\n", kept, StringComparison.Ordinal);
        await kith.CaughtUpAsync();
        Assert.Single(await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Message).ToListAsync()));
    }

    [Fact]
    public async Task words_that_come_before_they_are_asked_for_are_never_taken_for_commands()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        await Postman.ConnectAsync(kith);
        using var caller = await LmtpCaller.MeetAsync(kith);
        await caller.SendAsync($"MAIL FROM:<a@b.example>\r\nRCPT TO:<nobody@marula.example>\r\nDATA\r\nRSET\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<{Care}>\r\nDATA\r\n");

        Assert.Equal(["250", "550", "503"], (await caller.HearAsync(3)).Select(answer => answer[..3]));
        Assert.Equal("", await caller.HearAsync());
    }

    [Fact]
    public async Task a_web_browser_that_was_led_here_is_shown_out()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        await Postman.ConnectAsync(kith);
        using var caller = await LmtpCaller.ConnectAsync(kith);
        await caller.HearAsync();
        await caller.SendAsync($"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nLHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<{Care}>\r\nDATA\r\n");

        Assert.StartsWith("500 ", await caller.HearAsync(), StringComparison.Ordinal);
        Assert.Equal("", await caller.HearAsync());
    }

    [Fact]
    public async Task what_is_out_of_turn_or_no_command_is_refused_and_too_much_of_it_ends_the_visit()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        await Postman.ConnectAsync(kith);
        using var caller = await LmtpCaller.ConnectAsync(kith);
        await caller.HearAsync();
        foreach (var (line, code) in new[] { ("EHLO mail.example", "500"), ("LHLO", "501"), ("MAIL FROM:<a@b.example>", "503"), ("DATA", "503") }) Assert.StartsWith(code, await caller.SayAsync(line), StringComparison.Ordinal);
        await caller.SayAsync("lhlo mail.example");
        foreach (var (line, code) in new[] { ("RCPT TO:<care@marula.example>", "503"), ("MAIL a@b.example", "501"), ("MAIL FROM:<a@b.example> AUTH=<>", "555"), ("MAIL FROM:<a@b.example>x", "501"), ("NOOP\0", "500") }) Assert.StartsWith(code, await caller.SayAsync(line), StringComparison.Ordinal);
        await caller.SendAsync("RSET\n");
        Assert.StartsWith("500 5.5.2", await caller.HearAsync(), StringComparison.Ordinal);
        Assert.StartsWith("421 4.7.0", await caller.HearAsync(), StringComparison.Ordinal);
        Assert.Equal("", await caller.HearAsync());
    }

    [Fact]
    public async Task a_line_without_end_ends_the_visit()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        using var caller = await LmtpCaller.MeetAsync(kith);
        await caller.SendAsync(new string('x', 2100));

        Assert.StartsWith("500 5.5.2", await caller.HearAsync(), StringComparison.Ordinal);
        Assert.Equal("", await caller.HearAsync());
    }

    [Fact]
    public async Task commands_and_never_a_mail_end_the_visit()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        using var caller = await LmtpCaller.MeetAsync(kith);
        await caller.SendAsync(string.Concat(Enumerable.Repeat("NOOP\r\n", 1000)));

        Assert.All(await caller.HearAsync(999), answer => Assert.StartsWith("250 ", answer, StringComparison.Ordinal));
        Assert.StartsWith("421 4.7.0", await caller.HearAsync(), StringComparison.Ordinal);
        Assert.Equal("", await caller.HearAsync());
    }

    [Fact]
    public async Task the_hundred_and_first_recipient_comes_with_the_next_mail()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        var post = await Postman.ConnectAsync(kith);
        using var caller = await LmtpCaller.MeetAsync(kith);
        await caller.SayAsync("MAIL FROM:<a@b.example>");
        for (var n = 0; n < 100; n++) Assert.StartsWith("250 ", await caller.SayAsync($"RCPT TO:<care+{n}@marula.example>"), StringComparison.Ordinal);
        Assert.StartsWith("452 4.5.3", await caller.SayAsync("RCPT TO:<care+100@marula.example>"), StringComparison.Ordinal);
        await caller.SayAsync("DATA");
        await caller.SendAsync(Postman.Mail("1@example.org", Nomsa, "One for a hundred.") + ".\r\n");

        Assert.All(await caller.HearAsync(100), answer => Assert.StartsWith("250 ", answer, StringComparison.Ordinal));
        await kith.CaughtUpAsync();
        Assert.Single(await post.MessagesAsync(Nomsa));
    }

    [Fact]
    public async Task a_mail_beyond_forty_megabytes_is_refused_whether_it_says_so_or_not()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        await Postman.ConnectAsync(kith);
        using var caller = await LmtpCaller.MeetAsync(kith);
        Assert.StartsWith("552 5.3.4", await caller.SayAsync($"MAIL FROM:<a@b.example> SIZE={LmtpMail.Largest + 1}"), StringComparison.Ordinal);
        Assert.StartsWith("552 5.3.4", await caller.SayAsync("MAIL FROM:<a@b.example> SIZE=99999999999999999999"), StringComparison.Ordinal);
        await caller.BeginAsync(Care, "care+x@marula.example");
        var line = new string('x', 1022) + "\r\n";
        for (var n = 0; n < 41; n++) await caller.SendAsync(string.Concat(Enumerable.Repeat(line, 1024)));
        await caller.SendAsync(".\r\n");

        Assert.All(await caller.HearAsync(2), answer => Assert.StartsWith("552 5.3.4", answer, StringComparison.Ordinal));
        Assert.Equal(["554 5.6.0 There is nothing in this mail"], await caller.BringAsync("", Care));
        Assert.Equal(["250 2.0.0 Kept"], await caller.BringAsync(Postman.Mail("1@example.org", Nomsa, "A small one."), Care));
        Assert.Equal(1, await kith.LookAsync(db => db.Intake.CountAsync()));
    }

    [Fact]
    public async Task a_caller_who_goes_in_the_middle_left_nothing()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        await Postman.ConnectAsync(kith);
        using (var caller = await LmtpCaller.MeetAsync(kith))
        {
            await caller.BeginAsync(Care);
            await caller.SendAsync(Postman.Mail("1@example.org", Nomsa, "I never came to an end."));
        }
        using var next = await LmtpCaller.MeetAsync(kith);
        await next.BringAsync(Postman.Mail("2@example.org", Nomsa, "I did."), Care);
        Assert.Equal(1, await kith.LookAsync(db => db.Intake.CountAsync()));
    }

    [Fact]
    public async Task a_command_or_a_mail_that_comes_by_drops_is_not_waited_for()
    {
        await using var kith = await world.OpenAsync();
        await Postman.ConnectAsync(kith);
        var clock = new HandClock();
        using var slow = await OpenAsync(kith, clock);
        using var dripping = await LmtpCaller.ConnectAsync(slow.Address!);
        await dripping.HearAsync();
        await dripping.SendAsync("LH");
        clock.Pass(TimeSpan.FromMinutes(4));
        Assert.StartsWith("250-", await dripping.SayAsync("LO mail.example"), StringComparison.Ordinal);
        await dripping.SendAsync("MAIL");
        clock.Pass(TimeSpan.FromMinutes(4));
        await dripping.SendAsync(" FROM");
        clock.Pass(TimeSpan.FromMinutes(2));
        Assert.StartsWith("421 4.4.2", await dripping.HearAsync(), StringComparison.Ordinal);
        Assert.Equal("", await dripping.HearAsync());

        using var writing = await LmtpCaller.ConnectAsync(slow.Address!);
        await writing.HearAsync();
        await writing.SayAsync("LHLO mail.example");
        await writing.BeginAsync(Care);
        for (var minutes = 0; minutes < 16; minutes += 4)
        {
            await writing.SendAsync("one more line\r\n");
            clock.Pass(TimeSpan.FromMinutes(4));
        }
        Assert.StartsWith("421 4.4.2", await writing.HearAsync(), StringComparison.Ordinal);
        await slow.StopAsync(CancellationToken.None);
        Assert.Equal(0, await kith.LookAsync(db => db.Intake.CountAsync()));
    }

    [Fact]
    public async Task a_hundred_callers_may_be_there_and_the_next_is_asked_to_come_again()
    {
        await using var kith = await world.OpenAsync(LmtpCaller.Open);
        var callers = new List<LmtpCaller>();
        for (var n = 0; n < 100; n++) callers.Add(await LmtpCaller.MeetAsync(kith));
        using var late = await LmtpCaller.ConnectAsync(kith);
        Assert.StartsWith("421 4.3.2", await late.HearAsync(), StringComparison.Ordinal);

        await callers[0].SayAsync("QUIT");
        await Soon.Async(async () =>
        {
            using var next = await LmtpCaller.ConnectAsync(kith);
            Assert.StartsWith("220 ", await next.HearAsync(), StringComparison.Ordinal);
        });
        callers.ForEach(caller => caller.Dispose());
    }

    [Fact]
    public async Task when_Kith_stops_the_caller_is_told_to_come_again()
    {
        await using var kith = await world.OpenAsync();
        using var listener = await OpenAsync(kith, TimeProvider.System);
        using var caller = await LmtpCaller.ConnectAsync(listener.Address!);
        await caller.HearAsync();
        await caller.SayAsync("LHLO mail.example");
        await listener.StopAsync(CancellationToken.None);

        Assert.StartsWith("421 4.3.2", await caller.HearAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_same_words_in_whatever_pieces_are_the_same_mail()
    {
        await Task.Yield();
        var said = "..a\r\n.\r.\r\n..\r\n\r\n.b\n.\n\r\r\nc\r\n.\r\nQUIT\r\n"u8.ToArray();
        const string meant = ".a\r\n\r.\r\n.\r\n\r\nb\n.\n\r\r\nc\r\n";
        for (var cut = 0; cut < said.Length; cut++)
            for (var size = 1; size < 4; size++)
            {
                using var mail = new LmtpMail(new LmtpRoom(1000));
                var taken = mail.Take(said.AsSpan(0, cut));
                while (!mail.IsWhole) taken += mail.Take(said.AsSpan(taken, Math.Min(size, said.Length - taken)));
                Assert.Equal((meant, said.Length - 6), (Encoding.ASCII.GetString(mail.ToArray()), taken));
            }
    }

    [Fact]
    public void more_mail_at_once_than_there_is_room_for_is_asked_to_come_again()
    {
        var room = new LmtpRoom(10);
        using (var first = new LmtpMail(room))
        using (var second = new LmtpMail(room))
        {
            first.Take("1234567\r\n.\r\n"u8);
            second.Take("12\r\n.\r\n"u8);
            Assert.Null(first.Refusal);
            Assert.StartsWith("452 4.3.1", second.Refusal, StringComparison.Ordinal);
            Assert.True(second.IsWhole);
        }
        using var third = new LmtpMail(room);
        third.Take("12345678\r\n.\r\n"u8);
        Assert.Null(third.Refusal);
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

    /// <summary>A door of its own on the running Kith, by another clock.</summary>
    static async Task<LmtpListener> OpenAsync(KithUnderTest kith, TimeProvider clock)
    {
        var listener = ActivatorUtilities.CreateInstance<LmtpListener>(kith.Services, kith.Services.GetRequiredService<KithSettings>() with { Lmtp = new(IPAddress.Loopback, 0) }, clock);
        await listener.StartAsync(CancellationToken.None);
        return listener;
    }

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
