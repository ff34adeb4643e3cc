using Kith.Mail.Smtp;
using Kith.Mail.Tests.Servers;

namespace Kith.Mail.Tests.Smtp;

/// <summary>Pitfall 24: what a server may do while it takes a mail, and what is known of the mail then.</summary>
public class MeetingAHostileServer
{
    static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);
    static readonly MailEnvelope ToNomsa = new("rosa@kith.test", ["nomsa@example.org"]);
    static readonly byte[] Mail = "Subject: x\r\n\r\ny\r\n"u8.ToArray();

    static readonly Dictionary<string, (Func<Talk, Task> Script, MailFailureKind Kind)> Greetings = new()
    {
        ["says nothing"] = (talk => talk.Wait(), MailFailureKind.Unreachable),
        ["leaves at once"] = (_ => Task.CompletedTask, MailFailureKind.Unreachable),
        ["leaves in the middle"] = (talk => talk.Send("220-hel"), MailFailureKind.Unreachable),
        ["never ends its line"] = (talk => talk.Pour(new string('2', 10_000)), MailFailureKind.Protocol),
        ["never ends its answer"] = (talk => talk.Pour("220-more\r\n"), MailFailureKind.Protocol),
        ["is a web server"] = (talk => talk.Say("HTTP/1.1 400 Bad Request", ""), MailFailureKind.Protocol),
        ["says an impossible code"] = (talk => talk.Say("999 hello"), MailFailureKind.Protocol),
        ["says nothing but an end of line"] = (talk => talk.Say(""), MailFailureKind.Protocol),
        ["says bytes of any kind"] = (talk => talk.Send("\0\u0001\u001b\ufffd\n"), MailFailureKind.Protocol),
        ["wants more than there is"] = (talk => talk.Say("354 go"), MailFailureKind.Protocol),
        ["does not want us"] = (talk => talk.Say("554 5.3.2 no service"), MailFailureKind.Permanent),
        ["is busy"] = (talk => talk.Say("421 4.3.2 busy"), MailFailureKind.Temporary),
        ["drips"] = (Drip, MailFailureKind.Unreachable),
    };

    public static TheoryData<string> Ways => [.. Greetings.Keys];

    [Theory, MemberData(nameof(Ways))]
    public async Task fails_in_one_way_and_in_time(string way)
    {
        await using var server = new PretendServer(Greetings[way].Script);
        var patience = Greetings[way].Kind == MailFailureKind.Unreachable ? new MailPatience { Connect = Soon } : new MailPatience();
        Assert.Equal(Greetings[way].Kind, (await Assert.ThrowsAsync<MailFailure>(() => ConnectAsync(server, patience: patience))).Kind);
    }

    [Fact]
    public async Task fails_where_nobody_listens()
    {
        var server = new PretendServer(_ => Task.CompletedTask);
        var at = server.At();
        await (await PretendServer.Dial(at.Host, at.Port, default)).DisposeAsync();
        await server.DisposeAsync();
        Assert.Equal(MailFailureKind.Unreachable, (await Assert.ThrowsAsync<MailFailure>(() => SmtpSubmission.ConnectAsync(at, new MailSignIn.Nobody(), PretendServer.Dial))).Kind);
    }

    [Fact]
    public async Task says_nothing_in_the_open_where_tls_is_not_offered()
    {
        await using var server = new PretendServer(async talk =>
        {
            await HandingInAMail.Greet(talk, "AUTH PLAIN");
            await talk.Wait();
        });
        Assert.Equal(MailFailureKind.Tls, (await Assert.ThrowsAsync<MailFailure>(() => ConnectAsync(server, MailSecurity.StartTls))).Kind);
        Assert.Equal(["EHLO [127.0.0.1]"], server.Heard);
    }

    [Fact]
    public async Task trusts_nothing_that_was_said_before_tls()
    {
        await using var server = new PretendServer(async talk =>
        {
            await HandingInAMail.Greet(talk, "STARTTLS");
            await talk.Hear();
            await talk.Say("220 go", "250-mail.kith.test", "250 AUTH PLAIN");
            await talk.Wait();
        });
        var failure = await Assert.ThrowsAsync<MailFailure>(() => ConnectAsync(server, MailSecurity.StartTls));
        Assert.Equal(MailFailureKind.Tls, failure.Kind);
        Assert.Contains("somebody may stand between", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    public async Task gives_up_on_a_handshake_that_never_ends(MailSecurity security)
    {
        await using var server = new PretendServer(async talk =>
        {
            if (security == MailSecurity.StartTls)
            {
                await HandingInAMail.Greet(talk, "STARTTLS");
                await talk.Hear();
                await talk.Say("220 go");
            }
            await talk.Wait();
        });
        Assert.Equal(MailFailureKind.Unreachable, (await Assert.ThrowsAsync<MailFailure>(() => ConnectAsync(server, security, new() { Connect = Soon }))).Kind);
    }

    static readonly Dictionary<string, Func<Talk, Task>> Ends = new()
    {
        ["leaves"] = _ => Task.CompletedTask,
        ["says nothing"] = talk => talk.Wait(),
        ["says something else"] = talk => talk.Say("what?"),
        ["never ends its answer"] = talk => talk.Pour("250-yes\r\n"),
    };

    public static TheoryData<string> LastWords => [.. Ends.Keys];

    [Theory, MemberData(nameof(LastWords))]
    public async Task does_not_know_what_became_of_a_mail_whose_answer_is_lost(string way)
    {
        await using var server = new PretendServer(talk => TakeMail(talk, Ends[way]));
        await using var submission = await ConnectAsync(server, patience: new() { Taking = way == "says nothing" ? Soon : TimeSpan.FromMinutes(1) });
        Assert.Equal(MailFailureKind.Unsure, (await Assert.ThrowsAsync<MailFailure>(() => submission.SendAsync(ToNomsa, Mail, default))).Kind);
        Assert.False(submission.IsUsable);
        Assert.Equal(MailFailureKind.Unreachable, (await Assert.ThrowsAsync<MailFailure>(() => submission.SendAsync(ToNomsa, Mail, default))).Kind);
    }

    [Fact]
    public async Task does_not_know_either_when_we_stop_waiting()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new PretendServer(talk => TakeMail(talk, async _ =>
        {
            await stop.CancelAsync();
            await talk.Wait();
        }));
        await using var submission = await ConnectAsync(server);
        Assert.Equal(MailFailureKind.Unsure, (await Assert.ThrowsAsync<MailFailure>(() => submission.SendAsync(ToNomsa, Mail, stop.Token))).Kind);
    }

    [Fact]
    public async Task knows_that_a_mail_was_not_taken_when_the_connection_is_lost_before_its_end()
    {
        await using var server = new PretendServer(async talk =>
        {
            await HandingInAMail.Greet(talk);
            await talk.Hear();
            await talk.Say("250 ok");
            await talk.Hear();
        });
        await using var submission = await ConnectAsync(server);
        Assert.Equal(MailFailureKind.Unreachable, (await Assert.ThrowsAsync<MailFailure>(() => submission.SendAsync(ToNomsa, Mail, default))).Kind);
    }

    [Fact]
    public async Task stops_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new PretendServer(async talk =>
        {
            await stop.CancelAsync();
            await talk.Wait();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SmtpSubmission.ConnectAsync(server.At(), new MailSignIn.Nobody(), PretendServer.Dial, stop: stop.Token));
    }

    static async Task TakeMail(Talk talk, Func<Talk, Task> end)
    {
        await HandingInAMail.Greet(talk);
        foreach (var answer in new[] { "250 ok", "250 ok", "354 go" })
        {
            await talk.Hear();
            await talk.Say(answer);
        }
        while (await talk.Hear() != ".") { }
        await end(talk);
    }

    // Each byte comes in time, and the line never does.
    static async Task Drip(Talk talk)
    {
        for (var at = 0; ; at++)
        {
            await talk.Send(at < 4 ? "220-"[at..(at + 1)] : "a");
            await Task.Delay(20);
        }
    }

    static Task<SmtpSubmission> ConnectAsync(PretendServer server, MailSecurity security = MailSecurity.None, MailPatience? patience = null) =>
        SmtpSubmission.ConnectAsync(server.At(security), new MailSignIn.Nobody(), PretendServer.Dial, patience: patience);
}
