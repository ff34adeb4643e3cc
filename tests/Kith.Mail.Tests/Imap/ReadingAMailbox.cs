using System.Text;
using Kith.Mail.Imap;
using Kith.Mail.Tests.Servers;

namespace Kith.Mail.Tests.Imap;

/// <summary>Pitfall 25: what a mailbox tells between its mails, and what it cannot do.</summary>
public class ReadingAMailbox
{
    static readonly MailSignIn Password = new MailSignIn.Password("ro\"sa", "träume");

    [Fact]
    public async Task signs_in_by_command_where_the_server_knows_nothing_else()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "IMAP4rev1");
            var said = await talk.Hear();
            await talk.Say("+ go");
            await talk.HearBytes(7);
            await talk.Hear();
            await talk.Say($"{said.Split(' ')[0]} OK in");
            await talk.Answer("CAPABILITY", "* CAPABILITY IMAP4rev1 IDLE");
            await talk.Wait();
        });
        await using var client = await ConnectAsync(server, Password);
        Assert.True(client.CanIdle);
        Assert.Equal("K2 LOGIN \"ro\\\"sa\" {7}", server.Heard[1]);
    }

    [Fact]
    public async Task signs_in_without_an_initial_response_where_the_server_wants_none()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "IMAP4rev1 AUTH=PLAIN");
            var said = await talk.Hear();
            await talk.Say("+ ");
            await talk.Hear();
            await talk.Say($"{said.Split(' ')[0]} OK in");
            await talk.Answer("CAPABILITY", "* CAPABILITY IMAP4rev1");
            await talk.Wait();
        });
        await using var client = await ConnectAsync(server, Password);
        Assert.Equal(["K2 AUTHENTICATE PLAIN", Convert.ToBase64String(Encoding.UTF8.GetBytes("\0ro\"sa\0träume"))], server.Heard.Skip(1).Take(2));
    }

    [Theory]
    [InlineData("NO [AUTHENTICATIONFAILED] ro\"sa träume is wrong", MailFailureKind.SignIn, "AUTHENTICATIONFAILED")]
    [InlineData("NO [UNAVAILABLE] later", MailFailureKind.Temporary, "UNAVAILABLE")]
    [InlineData("NO wrong", MailFailureKind.SignIn, "")]
    public async Task tells_a_wrong_password_from_a_tired_server(string answer, MailFailureKind kind, string code)
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "IMAP4rev1 AUTH=PLAIN SASL-IR");
            await talk.Say($"{(await talk.Hear()).Split(' ')[0]} {answer}");
            await talk.Wait();
        });
        var failure = await Assert.ThrowsAsync<MailFailure>(() => ConnectAsync(server, Password));
        Assert.Equal((kind, code), (failure.Kind, failure.EnhancedCode));
        Assert.DoesNotContain("träume", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task answers_the_challenge_that_tells_why_a_token_is_refused()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "IMAP4rev1 AUTH=XOAUTH2 SASL-IR");
            var said = await talk.Hear();
            await talk.Say("+ eyJzdGF0dXMiOiI0MDEifQ==");
            await talk.Hear();
            await talk.Say($"{said.Split(' ')[0]} NO refused");
            await talk.Wait();
        });
        Assert.Equal(MailFailureKind.SignIn, (await Assert.ThrowsAsync<MailFailure>(() => ConnectAsync(server, new MailSignIn.Token("rosa", "t")))).Kind);
        Assert.Equal("", server.Heard[2]);
    }

    [Fact]
    public async Task finds_its_mails_among_other_news()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "IMAP4rev1");
            await talk.Answer("UID FETCH 3:6 (UID FLAGS INTERNALDATE RFC822.SIZE)",
                "* 1 FETCH (FLAGS (\\Seen $x) UID 3 RFC822.SIZE 5 INTERNALDATE \" 7-Mar-2026 09:05:01 +0200\")",
                "* 9 EXPUNGE",
                "* 2 FETCH (UID 4 RFC822.SIZE 900 FLAGS () INTERNALDATE \"nonsense\")",
                "* 12 EXISTS",
                "* 7 FETCH (UID 99 RFC822.SIZE 5 FLAGS ())",
                "* 3 FETCH (FLAGS (\\Answered) UID 5)",
                "* 3 FETCH (RFC822.SIZE 5 UID 5 FLAGS ())",
                "* 4 FETCH (RFC822.SIZE 5 UID 6 FLAGS ())");
            await talk.Answer("UID FETCH 3,5:6 (UID BODY.PEEK[])",
                "* 1 FETCH (FLAGS (\\Seen))",
                "* 1 FETCH (UID 3 BODY[] {5}", "a\r\n)) UID 3)",
                "* 2 EXPUNGE",
                "* 3 FETCH (UID 5 BODY[] \"b (c\")");
            await talk.Wait();
        });
        await using var client = await ConnectAsync(server, new MailSignIn.Nobody(), largestMail: 800);
        var mails = await client.FetchAsync([6, 5, 4, 3], true, default).ToListAsync();

        Assert.Equal([(3u, "a\r\n))"), (4u, null), (5u, "b (c")], mails.Select(mail => (mail.Uid, mail.Bytes is { } bytes ? Encoding.ASCII.GetString(bytes.Span) : null)));
        Assert.Equal([new DateTimeOffset(2026, 3, 7, 9, 5, 1, TimeSpan.FromHours(2)), null, null], mails.Select(mail => mail.ReceivedAt));
        Assert.Equal(["\\Seen", "$x"], mails[0].Flags);
        Assert.Equal(900, mails[1].Size);
    }

    [Fact]
    public async Task drops_the_bytes_of_a_mail_that_is_larger_than_was_told()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "IMAP4rev1");
            await talk.Answer("UID FETCH", "* 1 FETCH (UID 1 RFC822.SIZE 5 FLAGS ())", "* 2 FETCH (UID 2 RFC822.SIZE 5 FLAGS ())");
            await talk.Answer("UID FETCH", "* 1 FETCH (UID 1 BODY[] {120}", $"{new string('x', 120)})", "* 2 FETCH (UID 2 BODY[] {2}", "ok)");
            await talk.Wait();
        });
        await using var client = await ConnectAsync(server, new MailSignIn.Nobody(), largestMail: 100);
        Assert.Equal([null, 2], (await client.FetchAsync([1, 2], true, default).ToListAsync()).Select(mail => mail.Bytes?.Length));
    }

    [Fact]
    public async Task reads_the_headers_alone()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "IMAP4rev1");
            await talk.Answer("UID FETCH 7 (UID BODY.PEEK[HEADER])", "* 2 FETCH (UID 6 FLAGS ())", "* 3 FETCH (UID 7 BODY[HEADER] {15}", "Subject: Hi\r\n", ")");
            await talk.Answer("UID FETCH 8 (UID BODY.PEEK[HEADER])");
            await talk.Wait();
        });
        await using var client = await ConnectAsync(server, new MailSignIn.Nobody());
        Assert.StartsWith("Subject: Hi", Encoding.ASCII.GetString((await client.HeadersAsync(7, default))!.Value.Span), StringComparison.Ordinal);
        Assert.Null(await client.HeadersAsync(8, default));
    }

    [Fact]
    public async Task finds_no_mail_below_the_uid_it_asked_from()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "IMAP4rev1");
            await talk.Answer("UID SEARCH UID 10:* SINCE 7-Mar-2026 UNSEEN KEYWORD $x HEADER Message-ID \"a\\\"b\"", "* SEARCH 9 12", "* SEARCH 11 x");
            await talk.Answer("UID SEARCH ALL", "* SEARCH");
            await talk.Wait();
        });
        await using var client = await ConnectAsync(server, new MailSignIn.Nobody());
        Assert.Equal([11, 12], await client.SearchAsync(new() { FromUid = 10, Since = new(2026, 3, 7), Unseen = true, Flag = "$x", MessageId = "a\"b" }, default));
        Assert.Empty(await client.SearchAsync(new(), default));
    }

    [Fact]
    public async Task moves_where_the_server_can() => Assert.Equal(["UID MOVE 1:2 \"Done\""], await Moving("IMAP4rev1 MOVE UIDPLUS", []));

    [Fact]
    public async Task copies_and_takes_away_where_it_cannot() =>
        Assert.Equal(["UID COPY 1:2 \"Done\"", "UID STORE 1:2 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 1:2"], await Moving("IMAP4rev1 UIDPLUS", []));

    [Theory]
    [InlineData("* SEARCH 1 2", true)]
    [InlineData("* SEARCH 1 2 7", false)]
    public async Task takes_nobody_elses_mail_away(string deleted, bool expunges)
    {
        string[] steps = ["UID COPY 1:2 \"Done\"", "UID STORE 1:2 +FLAGS.SILENT (\\Deleted)", "UID SEARCH DELETED"];
        Assert.Equal(expunges ? [.. steps, "EXPUNGE"] : steps, await Moving("IMAP4rev1", [deleted]));
    }

    [Fact]
    public async Task lists_folders_as_people_name_them()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "IMAP4rev1 SPECIAL-USE LIST-EXTENDED");
            await talk.Answer("LIST \"\" \"*\" RETURN (SPECIAL-USE)",
                "* LIST (\\HasNoChildren) \"/\" inbox",
                "* LIST (\\Sent \\HasNoChildren) \".\" \"Gesendet &- fertig\"",
                "* LIST (\\NoSelect) NIL {11}", "&ZeVnLIqe-/a",
                "* LIST nonsense");
            await talk.Wait();
        });
        await using var client = await ConnectAsync(server, new MailSignIn.Nobody());
        Assert.Equal(
            [new("inbox", "/", ImapUse.Inbox, true), new("Gesendet & fertig", ".", ImapUse.Sent, true), new("日本語/", "", ImapUse.None, false)],
            (await client.ListAsync(default)).Select(one => one with { Name = one.Name.TrimEnd('a') }));
    }

    [Fact]
    public async Task wakes_for_news_only()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "IMAP4rev1 IDLE");
            for (var news = 0; news < 2; news++)
            {
                var tag = (await talk.Hear()).Split(' ')[0];
                await talk.Say("+ idling", "* OK Still here");
                if (news == 1) await talk.Say("* 5 EXISTS", "* 1 RECENT");
                await talk.Hear();
                await talk.Say($"{tag} OK done");
            }
            await talk.Answer("NOOP");
            await talk.Wait();
        });
        await using var client = await ConnectAsync(server, new MailSignIn.Nobody());
        Assert.False(await client.IdleAsync(TimeSpan.FromMilliseconds(100), default));
        Assert.True(await client.IdleAsync(TimeSpan.FromMinutes(5), default));
        Assert.False(await client.NoopAsync(default));
        Assert.Equal("DONE", server.Heard[2]);
    }

    [Fact]
    public async Task does_not_wait_when_mail_was_announced_while_other_mail_was_fetched()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "IMAP4rev1 IDLE");
            await talk.Answer("EXAMINE", "* 1 EXISTS");
            await talk.Answer("UID SEARCH", "* SEARCH 1", "* 2 EXISTS");
            await talk.Answer("UID SEARCH", "* SEARCH 1 2");
            var tag = (await talk.Hear()).Split(' ')[0];
            await talk.Say("+ idling");
            await talk.Hear();
            await talk.Say($"{tag} OK done");
            await talk.Wait();
        });
        await using var client = await ConnectAsync(server, new MailSignIn.Nobody());
        await client.SelectAsync("INBOX", readOnly: true, default);
        await client.SearchAsync(new(), default);
        Assert.True(await client.IdleAsync(TimeSpan.FromMinutes(5), default));
        await client.SearchAsync(new(), default);
        Assert.False(await client.IdleAsync(TimeSpan.FromMilliseconds(100), default));
        Assert.Equal("DONE", server.Heard[^1]);
    }

    [Theory]
    [InlineData("Done\r\nK9 DELETE INBOX", "K2 CREATE \"Done&AA0ACg-K9 DELETE INBOX\"")]
    [InlineData("a\" \"b\\", "K2 CREATE \"a\\\" \\\"b\\\\\"")]
    public async Task lets_no_folder_become_a_command(string folder, string said)
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "IMAP4rev1");
            await talk.Answer("CREATE");
            await talk.Wait();
        });
        await using var client = await ConnectAsync(server, new MailSignIn.Nobody());
        await client.CreateAsync(folder, default);
        await Assert.ThrowsAsync<ArgumentException>(() => client.StoreAsync([1], ImapFlagChange.Add, ["a) \r\nK9"], default));
        Assert.Equal(said, server.Heard[1]);
    }

    [Fact]
    public async Task keeps_the_connection_after_a_refusal()
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, "IMAP4rev1");
            await talk.Hear();
            await talk.Say("K2 NO [OVERQUOTA] full");
            await talk.Hear();
            await talk.Say("K3 NO [TRYCREATE] none");
            await talk.Wait();
        });
        await using var client = await ConnectAsync(server, new MailSignIn.Nobody());
        var failure = await Assert.ThrowsAsync<MailFailure>(() => client.AppendAsync("Sent", new byte[9_000_000], ["\\Seen"], default));
        Assert.Equal((MailFailureKind.Permanent, "OVERQUOTA", true), (failure.Kind, failure.EnhancedCode, client.IsUsable));
        Assert.Equal("TRYCREATE", (await Assert.ThrowsAsync<MailFailure>(() => client.SelectAsync("x", true, default))).EnhancedCode);
        Assert.Equal(["K2 APPEND \"Sent\" (\\Seen) {9000000}", "K3 EXAMINE \"x\""], server.Heard.Skip(1));
    }

    internal static async Task Greet(Talk talk, string capabilities)
    {
        await talk.Say("* OK [CAPABILITY IMAP4rev1] hello {3}");
        await talk.Answer("CAPABILITY", $"* CAPABILITY {capabilities}");
    }

    static async Task<IEnumerable<string>> Moving(string capabilities, string[] found)
    {
        await using var server = new PretendServer(async talk =>
        {
            await Greet(talk, capabilities);
            while (!(await talk.Answer("", found)).Contains("LOGOUT", StringComparison.Ordinal)) { }
        });
        await using (var client = await ConnectAsync(server, new MailSignIn.Nobody())) await client.MoveAsync([1, 2], "Done", default);
        return server.Heard.Skip(1).SkipLast(1).Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
    }

    static Task<ImapClient> ConnectAsync(PretendServer server, MailSignIn signIn, int largestMail = ImapClient.UsualLargestMail) =>
        ImapClient.ConnectAsync(server.At(), signIn, PretendServer.Dial, largestMail: largestMail);
}
