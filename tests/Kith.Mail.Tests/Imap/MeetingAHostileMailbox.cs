using Kith.Mail.Imap;
using Kith.Mail.Tests.Servers;

namespace Kith.Mail.Tests.Imap;

public class MeetingAHostileMailbox
{
    static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);

    static readonly Dictionary<string, (Func<Talk, Task> Script, MailFailureKind Kind)> Answers = new()
    {
        ["says nothing"] = (talk => talk.Wait(), MailFailureKind.Unreachable),
        ["leaves"] = (_ => Task.CompletedTask, MailFailureKind.Unreachable),
        ["leaves in the middle of a literal"] = (talk => talk.Send("* 1 FETCH (BODY[] {5000}\r\nabc"), MailFailureKind.Unreachable),
        ["says goodbye"] = (talk => talk.Say("* BYE tired", "K2 OK done"), MailFailureKind.Unreachable),
        ["never ends its line"] = (talk => talk.Pour(new string('x', 100_000)), MailFailureKind.Protocol),
        ["never ends its answer"] = (talk => talk.Pour(string.Concat(Enumerable.Repeat("* OK more\r\n", 1000))), MailFailureKind.Protocol),
        ["announces a literal nobody could keep"] = (talk => talk.Say("* 1 FETCH (BODY[] {9999999999999999}"), MailFailureKind.Protocol),
        ["sends literals without end"] = (talk => talk.Pour("* X {0}\r\n {0}\r\n"), MailFailureKind.Protocol),
        ["announces a literal that never comes"] = (Drip, MailFailureKind.Unreachable),
        ["nests lists"] = (talk => talk.Say($"* X {new string('(', 200_000)}"), MailFailureKind.Protocol),
        ["ends lists that never began"] = (talk => talk.Say("* X ))))"), MailFailureKind.Protocol),
        ["never ends a string"] = (talk => talk.Say("* X \"abc"), MailFailureKind.Protocol),
        ["answers another command"] = (talk => talk.Say("K99 OK done"), MailFailureKind.Protocol),
        ["says an empty line"] = (talk => talk.Say(""), MailFailureKind.Protocol),
        ["asks for what there is not"] = (talk => talk.Say("+ more"), MailFailureKind.Protocol),
        ["does not understand"] = (talk => talk.Say("K2 BAD what?"), MailFailureKind.Protocol),
        ["is a web server"] = (talk => talk.Say("HTTP/1.1 400 Bad Request"), MailFailureKind.Protocol),
        ["says bytes of any kind"] = (talk => talk.Send("\0\u0001\u001b\ufffd\n"), MailFailureKind.Protocol),
    };

    public static TheoryData<string> Ways => [.. Answers.Keys];

    [Theory, MemberData(nameof(Ways))]
    public async Task fails_in_one_way_and_in_time(string way)
    {
        await using var server = new PretendServer(async talk =>
        {
            await ReadingAMailbox.Greet(talk, "IMAP4rev1");
            await talk.Hear();
            await Answers[way].Script(talk);
        });
        var patience = new MailPatience { Answer = way is "says nothing" or "announces a literal that never comes" ? Soon : TimeSpan.FromMinutes(1) };
        var failure = await Assert.ThrowsAsync<MailFailure>(async () =>
        {
            await using var client = await ConnectAsync(server, patience: patience);
            await client.FetchAsync([1, 2, 3], true, default).ToListAsync();
        });
        Assert.Equal(Answers[way].Kind, failure.Kind);
    }

    [Theory]
    [InlineData("* BYE go away", MailFailureKind.Unreachable)]
    [InlineData("* NO", MailFailureKind.Protocol)]
    [InlineData("220 mail.kith.test ESMTP", MailFailureKind.Protocol)]
    [InlineData("K1 OK too early", MailFailureKind.Protocol)]
    [InlineData("", MailFailureKind.Protocol)]
    public async Task is_not_greeted_by_just_anybody(string greeting, MailFailureKind kind)
    {
        await using var server = new PretendServer(async talk =>
        {
            await talk.Say(greeting);
            await talk.Wait();
        });
        Assert.Equal(kind, (await Assert.ThrowsAsync<MailFailure>(() => ConnectAsync(server))).Kind);
    }

    [Fact]
    public async Task trusts_nothing_that_was_said_before_tls()
    {
        await using var server = new PretendServer(async talk =>
        {
            await talk.Say("* OK hello");
            await talk.Hear();
            await talk.Say("K1 OK go", "* CAPABILITY IMAP4rev1 AUTH=PLAIN");
            await talk.Wait();
        });
        var failure = await Assert.ThrowsAsync<MailFailure>(() => ConnectAsync(server, MailSecurity.StartTls));
        Assert.Equal(MailFailureKind.Tls, failure.Kind);
        Assert.Contains("somebody may stand between", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("* PREAUTH welcome back", "K1 OK go")]
    [InlineData("* OK hello", "K1 BAD no such thing")]
    [InlineData("* OK hello", "K1 NO not here")]
    public async Task says_nothing_in_the_open_where_there_is_no_tls(string greeting, string answer)
    {
        await using var server = new PretendServer(async talk =>
        {
            await talk.Say(greeting);
            await talk.Hear();
            await talk.Say(answer);
            await talk.Wait();
        });
        Assert.Equal(MailFailureKind.Tls, (await Assert.ThrowsAsync<MailFailure>(() => ConnectAsync(server, MailSecurity.StartTls))).Kind);
        Assert.DoesNotContain(server.Heard, line => line != "K1 STARTTLS");
    }

    [Theory]
    [InlineData("* BYE tired", MailFailureKind.Unreachable)]
    [InlineData("K2 OK nothing was asked", MailFailureKind.Protocol)]
    public async Task hears_the_end_while_it_waits(string last, MailFailureKind kind)
    {
        await using var server = new PretendServer(async talk =>
        {
            await ReadingAMailbox.Greet(talk, "IMAP4rev1 IDLE");
            await talk.Hear();
            await talk.Say("+ idling", last);
            await talk.Wait();
        });
        await using var client = await ConnectAsync(server);
        Assert.Equal(kind, (await Assert.ThrowsAsync<MailFailure>(() => client.IdleAsync(TimeSpan.FromMinutes(5), default))).Kind);
        Assert.False(client.IsUsable);
    }

    [Fact]
    public async Task notices_a_connection_that_died_while_it_waited()
    {
        await using var server = new PretendServer(async talk =>
        {
            await ReadingAMailbox.Greet(talk, "IMAP4rev1 IDLE");
            await talk.Hear();
            await talk.Say("+ idling");
            await talk.Wait();
        });
        await using var client = await ConnectAsync(server, patience: new() { Answer = TimeSpan.FromSeconds(2) });
        Assert.Equal(MailFailureKind.Unreachable, (await Assert.ThrowsAsync<MailFailure>(() => client.IdleAsync(TimeSpan.FromMilliseconds(50), default))).Kind);
    }

    [Fact]
    public async Task stops_waiting_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new PretendServer(async talk =>
        {
            await ReadingAMailbox.Greet(talk, "IMAP4rev1 IDLE");
            await talk.Hear();
            await talk.Say("+ idling");
            await stop.CancelAsync();
            await talk.Wait();
        });
        await using var client = await ConnectAsync(server);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.IdleAsync(TimeSpan.FromMinutes(5), stop.Token));
    }

    static async Task Drip(Talk talk)
    {
        await talk.Send("* 1 FETCH (BODY[] {5000}\r\n");
        while (true)
        {
            await talk.Send("a");
            await Task.Delay(20);
        }
    }

    static Task<ImapClient> ConnectAsync(PretendServer server, MailSecurity security = MailSecurity.None, MailPatience? patience = null) =>
        ImapClient.ConnectAsync(server.At(security), new MailSignIn.Nobody(), PretendServer.Dial, patience: patience);
}
