using System.Text;
using Kith.Mail.Composing;
using Kith.Mail.Imap;
using Kith.Mail.Smtp;
using Kith.Mail.Tests.Composing;
using Kith.Mail.Tests.Servers;

namespace Kith.Mail.Tests.Imap;

[Collection(RealServersInTurn.Name)]
public class ARealMailbox
{
    static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(1);

    [RealServersTheory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.None)]
    public async Task opens_over_every_way(MailSecurity security)
    {
        await using var client = await RealServers.OpenAsync(security, RealServers.Care);
        Assert.True((await client.SelectAsync("INBOX", true, default)).UidValidity > 0);
    }

    [RealServersFact]
    public async Task opens_to_a_token_and_to_no_wrong_one()
    {
        var token = (MailSignIn.Token)RealServers.RosasToken;
        await using (var client = await RealServers.OpenAsync(signIn: token)) await client.SelectAsync("INBOX", true, default);

        var failure = await Assert.ThrowsAsync<MailFailure>(() => RealServers.OpenAsync(signIn: token with { AccessToken = $"{token.AccessToken}x" }));
        Assert.Equal(MailFailureKind.SignIn, failure.Kind);
        Assert.DoesNotContain(token.AccessToken, failure.ToString(), StringComparison.Ordinal);
    }

    [RealServersFact]
    public async Task stays_closed_to_a_wrong_password()
    {
        var failure = await Assert.ThrowsAsync<MailFailure>(() => RealServers.OpenAsync(signIn: new MailSignIn.Password("rosa@kith.test", "a wrong one")));
        Assert.Equal((MailFailureKind.SignIn, "AUTHENTICATIONFAILED"), (failure.Kind, failure.EnhancedCode));
    }

    [RealServersTheory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    public async Task is_not_opened_where_the_certificate_is_nobodys(MailSecurity security) => Assert.Equal(
        MailFailureKind.Tls,
        (await Assert.ThrowsAsync<MailFailure>(() => ImapClient.ConnectAsync(RealServers.Mailbox(security), RealServers.Rosa, PretendServer.Dial))).Kind);

    [RealServersFact]
    public async Task wakes_when_a_mail_arrives_and_holds_it_byte_by_byte()
    {
        var mail = Letters.Plain with
        {
            From = new("Rosa Núñez, Kith", "rosa@kith.test"),
            To = [new("Änne Müller, Support", "care@kith.test")],
            Subject = "Ein langer Betreff mit Umlauten äöü und 🎻, der über mehrere Zeilen geht, weil er nicht in eine einzige passt",
            MessageId = $"{Guid.NewGuid():N}@kith.test",
            References = ["root@example.org", "last@example.org"],
            Text = ".\n..\n.dots\nFrom here\nbis größer\n",
            Html = "<p>größer <img src=\"cid:logo@kith.test\"></p>",
            Attachments = [new("logo.png", "image/png", new byte[3000], "logo@kith.test"), new("Rechnung über 12 € – Größe.pdf", "application/pdf", new byte[120_000])],
        };
        var bytes = MailComposer.Compose(mail);

        await using var client = await RealServers.OpenAsync(signIn: RealServers.Care);
        var before = await client.SelectAsync("INBOX", false, default);
        var waiting = client.IdleAsync(LongEnough, default);
        await HandInAsync(bytes, MailEnvelope.Of(mail));
        Assert.True(await waiting);

        var uid = await FindAsync(client, mail.MessageId);
        Assert.True(uid >= before.UidNext);
        var kept = (await client.FetchAsync([uid], true, default).ToListAsync()).Single();
        Assert.True(kept.Bytes!.Value.Span.EndsWith(bytes));
        Assert.DoesNotContain("\\Seen", kept.Flags);
        Assert.InRange(kept.ReceivedAt!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(-10), TimeSpan.FromMinutes(10));
    }

    [RealServersFact]
    public async Task keeps_quiet_when_nothing_happens_and_can_be_asked_again()
    {
        await using var client = await RealServers.OpenAsync();
        var folder = Fresh("quiet");
        await client.CreateAsync(folder, default);
        await client.SelectAsync(folder, false, default);
        Assert.False(await client.IdleAsync(TimeSpan.FromMilliseconds(50), default));
        Assert.False(await client.IdleAsync(TimeSpan.FromMilliseconds(50), default));
        Assert.Empty(await client.SearchAsync(new(), default));
        Assert.False(await client.NoopAsync(default));
    }

    [RealServersFact]
    public async Task files_marks_and_moves_mails()
    {
        await using var client = await RealServers.OpenAsync();
        var (from, to) = (Fresh("Neu"), Fresh("Erledigt & Größe 日 \"x\" "));
        await client.CreateAsync(from, default);
        await client.CreateAsync(to, default);
        Assert.Contains(await client.ListAsync(default), one => one.Name == to && one.CanOpen);

        var uid = await client.AppendAsync(from, Written("a"), ["\\Seen", "kith-done"], default);
        var other = await client.AppendAsync(from, Written("b"), [], default);
        Assert.Equal((1u, 2u), (uid, other));
        Assert.Equal(2u, (await client.SelectAsync(from, false, default)).Exists);
        Assert.Equal([2], await client.SearchAsync(new() { Unseen = true }, default));
        Assert.Equal([1], await client.SearchAsync(new() { Flag = "kith-done" }, default));

        await client.StoreAsync([1], ImapFlagChange.Remove, ["kith-done"], default);
        await client.StoreAsync([1, 2], ImapFlagChange.Add, ["\\Flagged"], default);
        await client.StoreAsync([2], ImapFlagChange.Replace, ["\\Answered"], default);
        var marked = await client.FetchAsync([1, 2, 3], false, default).ToListAsync();
        Assert.Equal(["\\Flagged \\Seen", "\\Answered"], marked.Select(mail => string.Join(' ', mail.Flags.Where(flag => flag != "\\Recent").Order())));

        await client.MoveAsync([1], to, default);
        Assert.Equal([2], await client.SearchAsync(new(), default));
        Assert.Equal(1u, (await client.SelectAsync(to, true, default)).Exists);
        Assert.Equal("a", Encoding.ASCII.GetString((await client.FetchAsync(await client.SearchAsync(new(), default), true, default).ToListAsync()).Single().Bytes!.Value.Span)[^1..]);
    }

    [RealServersFact]
    public async Task names_the_folder_for_what_was_sent()
    {
        await using var client = await RealServers.OpenAsync();
        var folders = await client.ListAsync(default);
        Assert.Equal(("Sent", "INBOX"), (folders.Single(one => one.Use == ImapUse.Sent).Name, folders.Single(one => one.Use == ImapUse.Inbox).Name));
    }

    [RealServersFact]
    public async Task refuses_a_folder_that_is_not_there_and_goes_on()
    {
        await using var client = await RealServers.OpenAsync();
        var failure = await Assert.ThrowsAsync<MailFailure>(() => client.SelectAsync(Fresh("never made"), true, default));
        Assert.Equal((MailFailureKind.Permanent, true), (failure.Kind, client.IsUsable));
        Assert.Equal("TRYCREATE", (await Assert.ThrowsAsync<MailFailure>(() => client.AppendAsync(Fresh("never made"), Written("x"), [], default))).EnhancedCode);
        await client.SelectAsync("INBOX", true, default);
    }

    [RealServersFact]
    public async Task tells_a_mail_that_is_too_large_without_its_bytes()
    {
        await using var client = await RealServers.OpenAsync(largestMail: 50_000);
        var folder = Fresh("large");
        await client.CreateAsync(folder, default);
        await client.AppendAsync(folder, Encoding.ASCII.GetBytes($"Subject: x\r\n\r\n{new string('x', 60_000)}"), [], default);
        await client.AppendAsync(folder, Written("small"), [], default);
        await client.SelectAsync(folder, true, default);
        var mails = await client.FetchAsync([1, 2], true, default).ToListAsync();
        Assert.Equal([(60_014L, false), ((long)Written("small").Length, true)], mails.Select(mail => (mail.Size, mail.Bytes is not null)));
    }

    [RealServersFact]
    public async Task reads_many_mails_while_others_come_and_go()
    {
        await using var writer = await RealServers.OpenAsync();
        await using var reader = await RealServers.OpenAsync();
        var folder = Fresh("many");
        await writer.CreateAsync(folder, default);
        for (var at = 1; at <= 120; at++) await writer.AppendAsync(folder, Written($"{at}"), [], default);
        await reader.SelectAsync(folder, false, default);
        await writer.SelectAsync(folder, false, default);

        var read = new List<uint>();
        await foreach (var mail in reader.FetchAsync(Enumerable.Range(1, 120).Select(uid => (uint)uid), true, default))
        {
            Assert.EndsWith($"\r\n\r\n{mail.Uid}", Encoding.ASCII.GetString(mail.Bytes!.Value.Span), StringComparison.Ordinal);
            if (read.Count == 0)
            {
                await writer.MoveAsync([60, 61, 120], "Trash", default);
                await writer.AppendAsync(folder, Written("121"), [], default);
            }
            if (read.Count % 10 == 0) await reader.StoreAsync([mail.Uid], ImapFlagChange.Add, ["kith-done"], default);
            read.Add(mail.Uid);
        }
        Assert.Equal(read.Distinct().Order(), read);
        Assert.Equal(Enumerable.Range(1, 119).Select(uid => (uint)uid).Except([60u, 61u]), read.Except([60u, 61u, 120u]));
        Assert.Equal(118, (await reader.SearchAsync(new(), default)).Count);
    }

    [RealServersFact]
    public async Task is_lost_and_found_when_its_server_starts_anew()
    {
        await using var client = await RealServers.OpenAsync();
        var folder = await client.SelectAsync("INBOX", false, default);
        var waiting = client.IdleAsync(LongEnough, default);
        await RealServers.RestartMailboxesAsync();
        Assert.Equal(MailFailureKind.Unreachable, (await Assert.ThrowsAsync<MailFailure>(() => waiting)).Kind);
        Assert.Equal(MailFailureKind.Unreachable, (await Assert.ThrowsAsync<MailFailure>(() => client.NoopAsync(default))).Kind);

        await using var again = await RealServers.OpenAsync();
        Assert.Equal(folder.UidValidity, (await again.SelectAsync("INBOX", false, default)).UidValidity);
    }

    static async Task HandInAsync(byte[] mail, MailEnvelope envelope)
    {
        await using var submission = await RealServers.HandInAsync(MailSecurity.StartTls);
        Assert.True((await submission.SendAsync(envelope, mail, default)).IsTaken);
    }

    // What else the other tests send may wake us first.
    static async Task<uint> FindAsync(ImapClient client, string messageId)
    {
        while (true)
        {
            if (await client.SearchAsync(new() { MessageId = messageId }, default) is [var uid]) return uid;
            Assert.True(await client.IdleAsync(LongEnough, default));
        }
    }

    static byte[] Written(string text) => Encoding.ASCII.GetBytes($"Subject: x\r\nMessage-ID: <{Guid.NewGuid():N}@kith.test>\r\n\r\n{text}");

    static string Fresh(string name) => $"{name} {Guid.NewGuid():N}";
}
