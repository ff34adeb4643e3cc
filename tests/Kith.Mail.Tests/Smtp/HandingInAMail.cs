using System.Text;
using Kith.Mail.Smtp;
using Kith.Mail.Tests.Servers;

namespace Kith.Mail.Tests.Smtp;

public class HandingInAMail
{
    static readonly MailSignIn Password = new MailSignIn.Password("rosa", "s3cret words");
    static readonly MailSignIn Nobody = new MailSignIn.Nobody();
    static readonly MailEnvelope ToNomsa = new("rosa@kith.test", ["nomsa@example.org"]);
    static readonly byte[] Mail = "Subject: x\r\n\r\n.dot\r\n"u8.ToArray();

    [Fact]
    public async Task says_each_step_in_its_order()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "AUTH LOGIN PLAIN", "SIZE 1000", "8BITMIME");
            await talk.Hear();
            await talk.Say("235 2.7.0 welcome");
            await TakeMail(talk);
            await talk.Hear();
            await talk.Say("221 bye");
        });
        await using (var submission = await ConnectAsync(server, Password))
        {
            Assert.Equal(1000, submission.LargestMail);
            Assert.Equal(new SmtpRecipient("nomsa@example.org", 250, "2.1.5", "2.1.5 yes"), (await submission.SendAsync(ToNomsa, Mail, default)).Recipients.Single());
        }
        Assert.Equal(
            ["EHLO [127.0.0.1]", $"AUTH PLAIN {Base64("\0rosa\0s3cret words")}", "MAIL FROM:<rosa@kith.test> SIZE=20", "RCPT TO:<nomsa@example.org>", "DATA", "Subject: x", "", "..dot", ".", "QUIT"],
            server.Heard);
    }

    [Theory]
    [InlineData("AUTH LOGIN")]
    [InlineData("AUTH=LOGIN")]
    public async Task signs_in_by_login_where_there_is_nothing_else(string offer)
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, offer);
            foreach (var answer in new[] { "334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 welcome" })
            {
                await talk.Hear();
                await talk.Say(answer);
            }
            await talk.Wait();
        });
        await using (await ConnectAsync(server, Password)) Assert.Equal(["AUTH LOGIN", Base64("rosa"), Base64("s3cret words")], server.Heard.Skip(1));
    }

    [Fact]
    public async Task hears_why_a_token_is_refused_before_it_is_refused()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "AUTH XOAUTH2");
            await talk.Hear();
            await talk.Say("334 eyJzdGF0dXMiOiI0MDEifQ==");
            await talk.Hear();
            await talk.Say("535 5.7.8 expired");
            await talk.Wait();
        });
        var failure = await FailsAsync(server, new MailSignIn.Token("rosa", "t0ken"));
        Assert.Equal((MailFailureKind.SignIn, 535, "5.7.8"), (failure.Kind, failure.Code, failure.EnhancedCode));
        Assert.Equal([$"AUTH XOAUTH2 {Base64("user=rosa\u0001auth=Bearer t0ken\u0001\u0001")}", ""], server.Heard.Skip(1).Take(2));
    }

    [Theory]
    [InlineData("535 5.7.8 wrong", MailFailureKind.SignIn)]
    [InlineData("454 4.7.0 later", MailFailureKind.Temporary)]
    [InlineData("421 4.7.0 go away", MailFailureKind.Temporary)]
    public async Task tells_a_wrong_password_from_a_tired_server(string answer, MailFailureKind kind)
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "AUTH PLAIN");
            await talk.Hear();
            await talk.Say(answer);
        });
        Assert.Equal(kind, (await FailsAsync(server, Password)).Kind);
    }

    [Fact]
    public async Task says_no_secret_that_a_server_repeats()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "AUTH PLAIN");
            var said = (await talk.Hear()).Split(' ')[2];
            await talk.Say($"535 {said} and {Base64("s3cret words")} and s3cret words are wrong");
            await talk.Wait();
        });
        var failure = await FailsAsync(server, Password);
        Assert.Equal("535 … and … and … are wrong", failure.Message);
    }

    [Fact]
    public async Task offers_no_way_to_sign_in_is_a_failure_of_signing_in()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "AUTH GSSAPI");
            await talk.Wait();
        });
        Assert.Equal(MailFailureKind.SignIn, (await FailsAsync(server, Password)).Kind);
    }

    [Fact]
    public async Task tells_each_refused_recipient_and_still_serves_the_others()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk);
            await Say(talk, "250 ok", "550 5.1.1 nobody", "450 4.2.1 full", "250 2.1.5 yes", "354 go");
            while (await talk.Hear() != ".") { }
            await talk.Say("250 2.0.0 taken");
            await talk.Wait();
        });
        await using var submission = await ConnectAsync(server, Nobody);
        var outcome = await submission.SendAsync(new("", ["a@x.test", "b@x.test", "c@x.test"]), Mail, default);
        Assert.True(outcome.IsTaken);
        Assert.Equal([(false, true, "5.1.1"), (false, false, "4.2.1"), (true, false, "2.1.5")], outcome.Recipients.Select(one => (one.IsAccepted, one.IsPermanent, one.EnhancedCode)));
        Assert.Equal("MAIL FROM:<>", server.Heard[1]);
    }

    [Fact]
    public async Task begins_anew_after_a_mail_that_nobody_was_to_get()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk);
            await Say(talk, "250 ok", "550 5.1.1 nobody", "250 reset");
            await TakeMail(talk);
            await talk.Wait();
        });
        await using var submission = await ConnectAsync(server, Nobody);
        Assert.False((await submission.SendAsync(ToNomsa, Mail, default)).IsTaken);
        Assert.True((await submission.SendAsync(ToNomsa, Mail, default)).IsTaken);
        Assert.Equal(["RCPT TO:<nomsa@example.org>", "RSET", "MAIL FROM:<rosa@kith.test>"], server.Heard.Skip(2).Take(3));
    }

    [Theory]
    [InlineData("451 4.3.0 not now", MailFailureKind.Temporary)]
    [InlineData("554 5.7.1 never", MailFailureKind.Permanent)]
    public async Task goes_on_after_a_mail_the_server_did_not_take(string answer, MailFailureKind kind)
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk);
            await TakeMail(talk, answer);
            await Say(talk, "250 reset");
            await TakeMail(talk);
            await talk.Wait();
        });
        await using var submission = await ConnectAsync(server, Nobody);
        Assert.Equal(kind, (await Assert.ThrowsAsync<MailFailure>(() => submission.SendAsync(ToNomsa, Mail, default))).Kind);
        Assert.True((await submission.SendAsync(ToNomsa, Mail, default)).IsTaken);
    }

    [Fact]
    public async Task asks_for_utf8_only_where_an_address_needs_it()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "8BITMIME", "SMTPUTF8");
            await TakeMail(talk);
            await TakeMail(talk);
            await TakeMail(talk);
            await talk.Wait();
        });
        await using var submission = await ConnectAsync(server, Nobody);
        await submission.SendAsync(new("rosa@kith.test", ["nomsa@bücher.example"]), Mail, default);
        await submission.SendAsync(new("rosa@kith.test", ["jürgen@bücher.example"]), Mail, default);
        await submission.SendAsync(ToNomsa, Encoding.UTF8.GetBytes("Subject: x\r\n\r\ngrün\r\n"), default);
        Assert.Equal(
            ["MAIL FROM:<rosa@kith.test>", "MAIL FROM:<rosa@kith.test> SMTPUTF8", "MAIL FROM:<rosa@kith.test> BODY=8BITMIME"],
            server.Heard.Where(line => line.StartsWith("MAIL", StringComparison.Ordinal)));
        Assert.Equal("RCPT TO:<nomsa@xn--bcher-kva.example>", server.Heard[2]);
    }

    [Theory]
    [InlineData("nomsa@example.org", "grün", "5.6.3")]
    [InlineData("jürgen@example.org", "green", "5.6.7")]
    [InlineData("nomsa@example.org", "far too long for this server, which takes forty bytes", "5.3.4")]
    public async Task refuses_what_the_server_does_not_offer_before_it_is_asked(string to, string text, string code)
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "SIZE 40");
            await talk.Wait();
        });
        await using var submission = await ConnectAsync(server, Nobody);
        var failure = await Assert.ThrowsAsync<MailFailure>(() => submission.SendAsync(new("", [to]), Encoding.UTF8.GetBytes($"Subject: x\r\n\r\n{text}"), default));
        Assert.Equal((MailFailureKind.Permanent, code), (failure.Kind, failure.EnhancedCode));
        Assert.Single(server.Heard);
    }

    [Theory]
    [InlineData("a@x.test>\r\nRCPT TO:<b@x.test")]
    [InlineData("a@x.test\0")]
    [InlineData("a@x.test> NOTIFY=NEVER")]
    [InlineData("a\u2028@x.test")]
    public async Task lets_no_address_become_a_command(string evil)
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk);
            await talk.Wait();
        });
        await using var submission = await ConnectAsync(server, Nobody);
        await Assert.ThrowsAsync<ArgumentException>(() => submission.SendAsync(new("", [evil]), Mail, default));
        await Assert.ThrowsAsync<ArgumentException>(() => submission.SendAsync(new(evil, ["a@x.test"]), Mail, default));
        Assert.Single(server.Heard);
    }

    internal static async Task Greet(Talk talk, params string[] offers)
    {
        await talk.Say("220 mail.kith.test ready");
        await talk.Hear();
        await talk.Say([.. offers.Prepend("mail.kith.test").Select((offer, at) => $"250{(at < offers.Length ? '-' : ' ')}{offer}")]);
    }

    internal static async Task TakeMail(Talk talk, string answer = "250 2.0.0 taken as 17")
    {
        await Say(talk, "250 2.1.0 ok", "250 2.1.5 yes", "354 go");
        while (await talk.Hear() != ".") { }
        await talk.Say(answer);
    }

    static async Task Say(Talk talk, params string[] answers)
    {
        foreach (var answer in answers)
        {
            await talk.Hear();
            await talk.Say(answer);
        }
    }

    static Task<SmtpSubmission> ConnectAsync(PretendServer server, MailSignIn signIn) => SmtpSubmission.ConnectAsync(server.At(), signIn, PretendServer.Dial);

    static Task<MailFailure> FailsAsync(PretendServer server, MailSignIn signIn) => Assert.ThrowsAsync<MailFailure>(() => ConnectAsync(server, signIn));

    static string Base64(string words) => Convert.ToBase64String(Encoding.UTF8.GetBytes(words));
}
