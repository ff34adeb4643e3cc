using System.Net;
using System.Text;

namespace Kith.Tests.Connections;

/// <summary>Rows B and F of the catalogue, by the front door: what other products were talked into by mail.</summary>
public class MailThatMeansIll(World world) : IClassFixture<World>
{
    const string Nomsa = "nomsa@example.org", Mallory = "mallory@attacker.example";

    /// <summary>F3: headers of ours that come from outside say nothing.</summary>
    [Fact]
    public async Task cannot_speak_in_our_own_headers_F3()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("1@example.org", Nomsa, "Is page 2 all that is covered?"));
        var kase = Assert.Single(await post.CasesAsync(Nomsa));
        await post.BringsAsync(Postman.Mail("2@attacker.example", Mallory, "Close it.", dmarc: null, more:
        [
            ("X-Kith-Case", $"{kase.Number}"), ("X-Kith-Person", $"{kase.PersonId}"), ("X-Kith-Teammate", "mina@marula.example"), ("X-Loop", "kith"), ("Sender", "mina@marula.example"), ("Resent-From", Nomsa),
            ("Authentication-Results", "kith; dmarc=pass header.from=attacker.example"), ("Subject", $"[#{kase.Number}] close"),
        ]));

        Assert.NotEqual(kase.Id, Assert.Single(await post.CasesAsync(Mallory)).Id);
        Assert.Equal(CaseState.Open, Assert.Single(await post.CasesAsync(Nomsa)).State);
        Assert.Equal(Strength.Seen, (await post.HandleAsync(Mallory)).Strength);
    }

    /// <summary>F5: who is put into Cc of a forged mail sees nothing and gets nothing.</summary>
    [Fact]
    public async Task does_not_bring_its_Cc_into_a_conversation_F5()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith, new { smtp_host = "mail.marula.example" });
        await post.BringsAsync(Postman.Mail("1@example.org", Nomsa, "My account number is 12."));
        await post.BringsAsync(Postman.Mail("2@attacker.example", Nomsa, "Please keep my colleague in copy.", "Re: My policy", dmarc: "fail", more: [("References", "<1@example.org>"), ("Cc", Mallory)]));
        await post.BringsAsync(Postman.Mail("3@attacker.example", Mallory, "Thanks, go on.", "Re: My policy", dmarc: null, more: [("References", "<1@example.org> <2@attacker.example>")]));

        var hers = await post.MessagesAsync(Nomsa);
        Assert.Contains("sender-failed", hers[1].Detail!["marks"]!.AsArray().Select(mark => mark!.ToString()));
        var answer = await kith.As(Cast.Rosa).PostAsync($"/api/people/{hers[0].PersonId}/messages", new { id = Guid.CreateVersion7(), text = "It is noted.", connectionId = post.Connection, replyTo = hers[1].Id });
        Assert.Null(answer["detail"]!["others"]);
        Assert.Equal(Nomsa, (await kith.LookAsync(db => db.Deliveries.Join(db.Handles, d => d.HandleId, h => h.Id, (d, h) => h.Value).ToListAsync())).Single());
        Assert.NotEqual(hers[0].PersonId, Assert.Single(await post.MessagesAsync(Mallory)).PersonId);
    }

    /// <summary>F6, F15: machines are not answered, and nobody can make us write to somebody else.</summary>
    [Fact]
    public async Task makes_us_write_to_nobody_F6_F15()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        (string, string)[] loops = [("Auto-Submitted", "auto-replied"), ("Precedence", "bulk"), ("X-Auto-Response-Suppress", "All"), ("X-Autoreply", "yes"), ("List-Id", "<all.example.org>"), ("Return-Path", "<>"), ("Disposition-Notification-To", Mallory)];
        foreach (var (n, header) in loops.Index()) await post.BringsAsync(Postman.Mail($"{n}@example.org", Nomsa, "I am away.", "Out of office", more: [header]));
        for (var n = 0; n < 50; n++) await post.BringAsync(Postman.Mail($"form{n}@attacker.example", $"victim{n % 2}@example.org", "Buy pills", dmarc: null));
        await kith.CaughtUpAsync();

        Assert.Equal(0, await kith.LookAsync(db => db.Deliveries.CountAsync()));
        Assert.Equal(0, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Direction == Direction.Out)));
    }

    /// <summary>B5, B18, B19: a subject, a name and a file name are words wherever they stand.</summary>
    [Fact]
    public async Task writes_no_HTML_by_its_subject_names_or_files_B5_B18_B19()
    {
        const string evil = "\"'><img src=x onerror=alert(1)></title><script>alert(2)</script>";
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("1@example.org", $"\"{evil.Replace("\"", "\\\"", StringComparison.Ordinal)}\" <{Nomsa}>", evil, evil));
        var message = Assert.Single(await post.MessagesAsync(Nomsa));

        var page = await kith.As(Cast.Rosa).Http.GetStringAsync($"/api/moments/{message.Id}/mail/page");
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, "</title>"));
    }

    /// <summary>B11, B12: what a file is, its own bytes say; it is saved, never run.</summary>
    [Fact]
    public async Task has_files_that_are_saved_and_never_run_B11_B12()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(string.Join("\r\n",
            "Authentication-Results: mx.marula.example; dmarc=pass header.from=example.org", "Message-ID: <8@example.org>", $"From: {Nomsa}", $"To: {Postman.Address}", "Subject: Files", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", "",
            "--b", "Content-Type: text/plain", "", "Two files.",
            "--b", "Content-Type: image/png; name=logo.png", "Content-Disposition: attachment", "", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
            "--b", "Content-Type: application/pdf; name=letter.pdf", "Content-Disposition: attachment", "", "<html><script>alert(1)</script></html>", "--b--", ""));
        var message = await kith.UntilFilesAsync(post, Nomsa);

        Assert.Equal(2, message.Attachments!.Count);
        foreach (var file in message.Attachments!)
            foreach (var trick in new[] { "", "?inline=1", "?inline=1&s=1", "?type=text/html" })
            {
                var given = await kith.As(Cast.Rosa).Http.GetAsync($"/api/attachments/{file.Hash}/{file.Name}{trick}");
                Assert.Equal(("attachment", "text/plain"), (given.Content.Headers.ContentDisposition!.DispositionType, given.Content.Headers.ContentType!.MediaType));
                Assert.Equal("nosniff", given.Headers.GetValues("X-Content-Type-Options").Single());
                Assert.Contains("sandbox", given.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            }
    }

    /// <summary>B1, B2, B9: what we wrote with looks is cleaned when it is kept and again when it is shown, and is nobody else's to read.</summary>
    [Fact]
    public async Task is_answered_with_looks_that_are_shown_cleaned_B1_B9()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith, new { smtp_host = "mail.marula.example" });
        await post.BringsAsync(Postman.Mail("1@example.org", Nomsa, "Is page 2 all that is covered?"));
        var asked = Assert.Single(await post.MessagesAsync(Nomsa));
        async Task<System.Text.Json.Nodes.JsonNode> AnswerAsync(string? html) => await kith.As(Cast.Rosa).PostAsync($"/api/people/{asked.PersonId}/messages", new { id = Guid.CreateVersion7(), text = "It is.", connectionId = post.Connection, replyTo = asked.Id, html });
        var (rich, plain) = (await AnswerAsync("<p>It <b onclick=alert(1)>is</b>.<script>alert(2)</script><img src=https://attacker.example/p.gif></p>"), await AnswerAsync(null));

        Assert.True((bool)rich["detail"]!["rich"]!);
        Assert.Null(rich["detail"]!["html"]);
        Assert.Null(plain["detail"]!["rich"]);
        var html = (string)(await kith.As(Cast.Rosa).GetAsync($"/api/moments/{rich["id"]}/looks"))["html"]!;
        Assert.Contains("<b>is</b>", html, StringComparison.Ordinal);
        foreach (var gone in new[] { "script", "onclick", "attacker" }) Assert.DoesNotContain(gone, html, StringComparison.Ordinal);
        foreach (var id in new[] { (Guid)plain["id"]!, asked.Id, Guid.NewGuid() })
            Assert.Equal(HttpStatusCode.NotFound, (await kith.As(Cast.Rosa).Http.GetAsync($"/api/moments/{id}/looks")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await kith.AsNeighbour(Cast.Rosa).Http.GetAsync($"/api/moments/{rich["id"]}/looks")).StatusCode);
    }

    /// <summary>F13, B15: looking changes nothing, and every page of a mail has its own policy.</summary>
    [Fact]
    public async Task changes_nothing_by_being_looked_at_F13_B15()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("1@example.org", Nomsa, "See https://attacker.example/pixel.gif?id=1"));
        var message = Assert.Single(await post.MessagesAsync(Nomsa));
        await Soon.Async(async () => Assert.False(FetchMedia.Awaits(Assert.Single(await post.MessagesAsync(Nomsa)))));
        var before = await StateAsync(kith);
        foreach (var path in new[] { "", "/page", "/page?pictures=all", "/page?part=new", "/headers", "/raw" })
        {
            var answer = await kith.As(Cast.Ada).Http.GetAsync($"/api/moments/{message.Id}/mail{path}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
        Assert.Equal(before, await StateAsync(kith));
    }

    /// <summary>F10, F11, F12: whatever stands in a mail can be kept, shown and answered.</summary>
    [Fact]
    public async Task is_kept_and_shown_however_it_is_spelled_F10_F11_F12()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith, new { smtp_host = "mail.marula.example" });
        var longest = new string('x', 60 * 1024);
        await post.BringsAsync(Postman.Mail("1@example.org", Nomsa, "NUL \0 and half \uFFFD", "=?utf-8?q?one=0D=0ABcc:_mallory@attacker.example=00=E2=80=A8two?="));
        await post.BringsAsync(Postman.Mail("2@example.org", $"{longest} <{Nomsa}>", "A long name", longest));
        await post.BringsAsync(Postman.Mail("3@example.org", Nomsa, "Many", more: [("References", string.Join("\r\n ", Enumerable.Range(0, 5000).Select(n => $"<{n}@example.org>"))), ("Cc", string.Join(",\r\n ", Enumerable.Range(0, 10_000).Select(n => $"n{n}@example.org")))]));

        var messages = await post.MessagesAsync(Nomsa);
        Assert.Equal(3, messages.Count);
        Assert.All(messages, message => Assert.DoesNotContain((message.Detail!["subject"]?.ToString() ?? "") + message.Text, letter => letter is '\0' or '\r'));
        foreach (var message in messages)
            await kith.As(Cast.Rosa).PostAsync($"/api/people/{message.PersonId}/messages", new { id = Guid.CreateVersion7(), text = "Thank you.", connectionId = post.Connection, replyTo = message.Id });
        Assert.Equal(6, (await kith.As(Cast.Rosa).GetAsync($"/api/people/{messages[0].PersonId}/timeline"))["items"]!.AsArray().Count(moment => (string)moment!["kind"]! == "message"));
        Assert.Equal(0, await kith.LookAsync(db => db.SetAside.CountAsync()));
    }

    /// <summary>F9: who does not know the secret is answered before they have said anything, and a claim alone takes no room.</summary>
    [Fact]
    public async Task makes_us_wait_for_nothing_and_hold_nothing_by_what_it_claims_F9()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        foreach (var hook in new[] { $"/hooks/email/{post.Connection}/guessed/raw", $"/hooks/email/{post.Connection}", post.Hook.Replace("/raw", "/fax", StringComparison.Ordinal) })
        {
            using var silent = new Claimed(forever: true);
            Assert.Equal(HttpStatusCode.Forbidden, (await kith.AsStranger().Http.PostAsync(hook, silent, patience.Token)).StatusCode);
        }

        var before = GC.GetTotalAllocatedBytes();
        for (var n = 0; n < 40; n++)
        {
            using var little = new Claimed(forever: false);
            Assert.Equal(HttpStatusCode.BadRequest, (await kith.AsStranger().Http.PostAsync(post.Hook, little, patience.Token)).StatusCode);
        }
        Assert.True(GC.GetTotalAllocatedBytes() - before < 20L * Claimed.Length, "room was made for what was only claimed");
        Assert.Equal(0, await kith.LookAsync(db => db.Intake.CountAsync()));
    }

    static async Task<string> StateAsync(KithUnderTest kith) => await kith.LookAsync(async db =>
        new StringBuilder().Append(await db.Moments.CountAsync()).Append(' ').Append(await db.Deliveries.CountAsync()).Append(' ').Append(await db.Cases.SumAsync(c => c.Version)).Append(' ').Append(await db.Intake.CountAsync()).ToString());

    /// <summary>A body said to be as large as the door takes, of which little or nothing comes.</summary>
    sealed class Claimed(bool forever) : HttpContent
    {
        public const int Length = 48 * 1024 * 1024;

        protected override bool TryComputeLength(out long length)
        {
            length = Length;
            return true;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken stop)
        {
            if (forever) await Task.Delay(Timeout.Infinite, stop);
            await stream.WriteAsync("Subject: so far"u8.ToArray(), stop);
        }
    }
}
