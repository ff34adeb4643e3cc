using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

/// <summary>What is said at the door for mail servers, in what order, in what pieces, how long and how much of it.</summary>
public class TalkingLmtp(World world) : IClassFixture<World>
{
    const string Nomsa = "nomsa@example.org", Care = Postman.Address;

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

    /// <summary>A door of its own on the running Kith, by another clock.</summary>
    static async Task<LmtpListener> OpenAsync(KithUnderTest kith, TimeProvider clock)
    {
        var listener = ActivatorUtilities.CreateInstance<LmtpListener>(kith.Services, kith.Services.GetRequiredService<KithSettings>() with { Lmtp = new(IPAddress.Loopback, 0) }, clock);
        await listener.StartAsync(CancellationToken.None);
        return listener;
    }
}
