using System.Net;
using Kith.Channels;
using Kith.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

public class AMailArriving(World world) : IClassFixture<World>
{
    const string Nomsa = "nomsa@example.org", Thabo = "thabo@elsewhere.example";

    [Fact]
    public async Task from_somebody_new_makes_a_person_a_case_and_a_promise()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("1@example.org", "Nomsa Ndlovu <Nomsa@Example.org>", "Is page 2 all that is covered?"));

        var kase = Assert.Single(await post.CasesAsync(Nomsa));
        var message = Assert.Single(await post.MessagesAsync(Nomsa));
        Assert.Equal(("Nomsa Ndlovu", "My policy", CaseState.Open), (kase.PersonName, kase.Title, kase.State));
        Assert.Equal(("Is page 2 all that is covered?", "My policy", kase.Id), (message.Text, (string)message.Detail!["subject"]!, message.CaseId));
        Assert.Equal(Strength.Verified, (await post.HandleAsync(Nomsa)).Strength);
    }

    /// <summary>Pitfalls 7 and 10: the same mail by whichever address, and another one under the same Message-ID.</summary>
    [Fact]
    public async Task by_To_and_by_Cc_and_again_is_one_message()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        var mail = Postman.Mail("1@example.org", Nomsa, "Once is enough.");
        await post.BringsAsync("Delivered-To: care@marula.example\r\nReceived: from a by b; Sun, 22 Nov 2026 08:00:00 +0000\r\n" + mail);
        await post.BringsAsync("Delivered-To: care+cc@marula.example\r\nReceived: from c by d; Sun, 22 Nov 2026 08:00:04 +0000\r\n" + mail.Replace("\r\n", "\n", StringComparison.Ordinal));

        Assert.Single(await post.MessagesAsync(Nomsa));
        await post.BringsAsync(mail.Replace("Once is enough.", "This is another mail with the same id.", StringComparison.Ordinal));
        Assert.Equal(2, (await post.MessagesAsync(Nomsa)).Count);
    }

    /// <summary>Pitfall 16: From is a claim.</summary>
    [Fact]
    public async Task is_verified_only_by_our_own_receiving_server_for_the_domain_of_its_one_sender()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        var forged = Postman.Mail("1@x", "a@example.org", "I am who I say.", dmarc: null, more: [("Authentication-Results", "mx.attacker.example; dmarc=pass header.from=example.org")]);
        await post.BringsAsync(forged);
        await post.BringsAsync(Postman.Mail("2@x", "b@example.org", "So am I.", dmarc: null, more: [("Authentication-Results", "mx.marula.example; dmarc=pass header.from=attacker.example")]));
        await post.BringsAsync(Postman.Mail("3@x", "c@example.org", "Me too.", dmarc: "fail"));
        await post.BringsAsync(Postman.Mail("4@x", "d@example.org", "In a comment.", dmarc: null, more: [("Authentication-Results", "mx.marula.example; spf=none (dmarc=pass; dmarc=pass header.from=example.org)")]));
        await post.BringsAsync(Postman.Mail("5@x", "e@example.org", "Below another.", dmarc: "none", more: [("Authentication-Results", "mx.marula.example; dmarc=pass header.from=example.org")]));
        await post.BringsAsync(Postman.Mail("6@x", "f@example.org", "Genuine."));

        foreach (var (who, mark) in new[] { ("a", "sender-unproved"), ("b", "sender-unproved"), ("c", "sender-failed"), ("d", "sender-unproved"), ("e", "sender-unproved") })
        {
            Assert.Equal(Strength.Seen, (await post.HandleAsync($"{who}@example.org")).Strength);
            Assert.Contains(mark, Assert.Single(await post.MessagesAsync($"{who}@example.org")).Detail!["marks"]!.AsArray().Select(m => m!.ToString()));
        }
        Assert.Equal(Strength.Verified, (await post.HandleAsync("f@example.org")).Strength);
    }

    /// <summary>F1, F2, F4 and pitfall 6: a reference lets nobody in.</summary>
    [Fact]
    public async Task from_a_stranger_with_the_same_references_stands_on_the_strangers_own_timeline_F4()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("1@example.org", Nomsa, "Is page 2 all that is covered?"));
        await post.BringsAsync(Postman.Mail("2@elsewhere.example", Thabo, "Tell me what you told her.", "Re: My policy", more: [("References", "<1@example.org>"), ("In-Reply-To", "<1@example.org>")]));
        await post.BringsAsync(Postman.Mail("3@elsewhere.example", Thabo, "Please.", "Re: My policy", more: [("References", "<1@example.org>")]));
        await post.BringsAsync(Postman.Mail("4@example.org", Nomsa, "And page 3?", "Re: My policy", more: [("References", "<1@example.org>")]));

        var (hers, his) = (await post.MessagesAsync(Nomsa), await post.MessagesAsync(Thabo));
        Assert.Equal(["Is page 2 all that is covered?", "And page 3?"], hers.Select(m => m.Text));
        Assert.Equal(["Tell me what you told her.", "Please."], his.Select(m => m.Text));
        Assert.Single(hers.Select(m => m.CaseId).Distinct());
        Assert.NotEqual(hers[0].CaseId, Assert.Single(his.Select(m => m.CaseId).Distinct()));
        Assert.All(his, m => Assert.Contains("stranger", m.Detail!["marks"]!.AsArray().Select(mark => mark!.ToString())));
        Assert.All(hers, m => Assert.Null(m.Detail!["marks"]));
        var shown = await kith.As(Cast.Rosa).GetAsync($"/api/people/{his[0].PersonId}/timeline");
        var kase = Assert.Single(await post.CasesAsync(Nomsa));
        Assert.All(shown["items"]!.AsArray().Where(m => (string)m!["kind"]! == "message"), m => Assert.Equal(kase.Number, (long)m!["detail"]!["beside"]!));
    }

    /// <summary>F5 and pitfall 11: who got an answer of ours too takes part with a conversation of their own; it is no stranger's, and it is not hers either.</summary>
    [Fact]
    public async Task from_who_was_in_copy_stands_on_their_own_timeline_and_is_no_strangers_F5()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith, new { smtp_host = "mail.marula.example" });
        await post.BringsAsync(Postman.Mail("1@example.org", Nomsa, "My account number is 12.", more: [("Cc", "Thabo <thabo@elsewhere.example>, pat@elsewhere.example")]));
        var hers = Assert.Single(await post.MessagesAsync(Nomsa));
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{hers.PersonId}/messages", new
        {
            id = Guid.CreateVersion7(),
            text = "It is noted.",
            connectionId = post.Connection,
            replyTo = hers.Id,
            others = new[] { new { value = "Thabo@Elsewhere.example", hidden = false }, new { value = "sam@elsewhere.example", hidden = true } },
        });
        foreach (var (n, who) in new[] { Thabo, "sam@elsewhere.example", "pat@elsewhere.example", "mallory@attacker.example" }.Index())
            await post.BringsAsync(Postman.Mail($"{n + 2}@elsewhere.example", who, "Thanks, go on.", "Re: My policy", more: [("References", "<1@example.org>")]));

        var kase = Assert.Single(await post.CasesAsync(Nomsa));
        foreach (var (who, mark) in new[] { (Thabo, "in-copy"), ("sam@elsewhere.example", "in-copy"), ("pat@elsewhere.example", "stranger"), ("mallory@attacker.example", "stranger") })
        {
            var theirs = Assert.Single(await post.MessagesAsync(who));
            Assert.Equal(mark, Assert.Single(theirs.Detail!["marks"]!.AsArray())!.ToString());
            Assert.NotEqual((hers.PersonId, hers.CaseId, hers.ThreadKey), (theirs.PersonId, theirs.CaseId, theirs.ThreadKey));
            var shown = await kith.As(Cast.Rosa).GetAsync($"/api/people/{theirs.PersonId}/timeline");
            Assert.Equal(kase.Number, (long)Assert.Single(shown["items"]!.AsArray(), m => (string)m!["kind"]! == "message")!["detail"]!["beside"]!);
            Assert.DoesNotContain("account number", shown.ToJsonString(), StringComparison.Ordinal);
        }
        Assert.Equal(2, (await post.MessagesAsync(Nomsa)).Count);
    }

    [Fact]
    public async Task of_which_only_the_headers_came_says_whose_it_is_and_how_large_once()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        var headers = System.Text.Encoding.UTF8.GetBytes(Postman.Mail("1@example.org", Nomsa, "", "My film").Split("\r\n\r\n")[0] + "\r\n\r\n");
        var open = kith.Services.GetRequiredService<ConnectionBook>().Get(post.Connection)!;
        foreach (var at in new[] { 8, 9 })
        {
            var kept = open.Can<IMailbox>()!.Keep(headers, new MailOrigin(new DateTimeOffset(2026, 11, 22, at, 0, 0, TimeSpan.Zero), TooLarge: 75_300_000));
            Assert.True(await kith.Services.GetRequiredService<IntakeWriter>().KeepAsync(new Arrival(open.WorkspaceId, open.Id, kept.Key, kept.Head, headers, TimeProvider.System.GetUtcNow().UtcDateTime)));
        }
        await kith.CaughtUpAsync();

        var message = Assert.Single(await post.MessagesAsync(Nomsa));
        Assert.Equal(("This mail of 75 MB was too large to take in; it is in the mailbox.", "My film"), (message.Text, (string)message.Detail!["subject"]!));
        Assert.Equal(["too-large"], message.Detail!["marks"]!.AsArray().Select(mark => mark!.ToString()));
        Assert.Equal("My film", Assert.Single(await post.CasesAsync(Nomsa)).Title);
        await Soon.Async(async () => Assert.Contains("Message-ID", (await kith.As(Cast.Ada).GetAsync($"/api/moments/{message.Id}/mail/headers")).ToJsonString(), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, await post.BringAsync("Subject: x", post.Hook.Replace("/raw", "/headers", StringComparison.Ordinal)));
    }

    /// <summary>Reading on the record writes: what it reads must not wait for the one writer, who would be itself.</summary>
    [Fact]
    public async Task is_found_in_what_was_taken_in_by_whoever_is_writing()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("1@example.org", Nomsa, "Is page 2 all that is covered?"));
        var message = Assert.Single(await post.MessagesAsync(Nomsa));

        await using var work = await kith.Services.GetRequiredService<Store>().WriteAsync(message.WorkspaceId, Actor.System, "read a mail", default);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        var kept = await kith.Services.GetRequiredService<HotPath>().FindAsync(message.WorkspaceId, post.Connection, message.OutsideKey!, patience.Token);
        Assert.Contains("Is page 2 all that is covered?", System.Text.Encoding.UTF8.GetString(kept!.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task to_an_address_of_ours_that_has_a_plus_in_it_finds_its_thread()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith, new { address = "Care+EU@marula.example", smtp_host = "mail.marula.example" });
        await post.BringsAsync(Postman.Mail("1@example.org", Nomsa, "Is page 2 all that is covered?", to: "care+eu@marula.example"));
        var asked = Assert.Single(await post.MessagesAsync(Nomsa));
        var open = kith.Services.GetRequiredService<ConnectionBook>().Get(post.Connection)!;
        var mail = open.Can<IPost>()!.Compose(new Parcel("email", new HandleRef("email", "", Nomsa, IdentityStrength.SelfClaimed), "It is.") { ThreadKey = asked.ThreadKey }, [], $"{Guid.NewGuid()}", open.Account, DateTimeOffset.UnixEpoch);
        var answerTo = Assert.Single(MimeReader.Read(mail.Bytes).ReplyTo).Address;

        Assert.Matches("^care\\+eu\\+[0-9a-f]{36}@marula.example$", answerTo);
        Assert.Equal(post.Connection, kith.Services.GetRequiredService<LmtpLetterbox>().Find(answerTo)!.Id);
        await post.BringsAsync(Postman.Mail("2@example.org", Nomsa, "Thank you!", "Something else", to: $"Marula <{answerTo}>"));
        await post.BringsAsync(Postman.Mail("3@example.org", "thabo@elsewhere.example", "And me?", "Something else", to: answerTo.Replace("+eu", "", StringComparison.Ordinal)));
        Assert.Equal(asked.ThreadKey, (await post.MessagesAsync(Nomsa))[1].ThreadKey);
        Assert.Null((await post.MessagesAsync(Nomsa))[1].Detail!["others"]);
        Assert.Null(Assert.Single(await post.MessagesAsync(Thabo)).Detail!["marks"]);
    }

    [Fact]
    public async Task that_a_machine_wrote_opens_nothing()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("1@example.org", Nomsa, "I am away.", "Out of office", more: [("Auto-Submitted", "auto-replied")]));

        Assert.Empty(await post.CasesAsync(Nomsa));
        Assert.Null(Assert.Single(await post.MessagesAsync(Nomsa)).CaseId);
    }

    [Fact]
    public async Task without_the_secret_leaves_no_trace()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        var mail = Postman.Mail("1@example.org", Nomsa, "Let me in.");
        foreach (var hook in new[] { $"/hooks/email/{post.Connection}/raw", $"/hooks/email/{post.Connection}//raw", $"/hooks/email/{post.Connection}/{new string('0', 32)}/raw", $"/hooks/email/{post.Connection}/hook_secret/raw" })
            Assert.Equal(HttpStatusCode.Forbidden, await post.BringAsync(mail, hook));
        Assert.Equal(0, await kith.LookAsync(db => db.Intake.CountAsync()));
    }

    [Fact]
    public async Task keeps_its_files_and_itself_and_is_read_again_from_its_own_bytes()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(WithFile);
        var message = await kith.UntilFilesAsync(post, Nomsa);

        var file = Assert.Single(message.Attachments!);
        Assert.Equal(("photo.png", "image/png"), (file.Name, file.Type));
        var (rosa, ada) = (kith.As(Cast.Rosa), kith.As(Cast.Ada));
        Assert.Equal(FakeCarrier.Picture, await rosa.Http.GetByteArrayAsync($"/api/attachments/{file.Hash}/{file.Name}"));
        var mail = await rosa.GetAsync($"/api/moments/{message.Id}/mail");
        Assert.Equal(("My car", "nomsa@example.org", true, 1), ((string)mail["subject"]!, (string)mail["from"]![0]!["address"]!, (bool)mail["hasHtml"]!, (int)mail["remotePictures"]!));
        Assert.Equal(WithFile, await ada.Http.GetStringAsync($"/api/moments/{message.Id}/mail/raw"));
        Assert.Contains("MIME-Version", (await ada.GetAsync($"/api/moments/{message.Id}/mail/headers"))["items"]!.AsArray().Select(h => (string)h!["name"]!));
        Assert.Equal(HttpStatusCode.Forbidden, (await rosa.Http.GetAsync($"/api/moments/{message.Id}/mail/raw")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await kith.AsNeighbour(Cast.Ada).Http.GetAsync($"/api/moments/{message.Id}/mail/raw")).StatusCode);
    }

    /// <summary>B17, B2, B3: nothing runs, nothing is fetched, and what is inside the mail is shown.</summary>
    [Fact]
    public async Task is_shown_with_its_looks_and_nothing_else_B17()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(WithFile);
        var message = await kith.UntilFilesAsync(post, Nomsa);

        var answer = await kith.As(Cast.Rosa).Http.GetAsync($"/api/moments/{message.Id}/mail/page");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("tracker.example", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var picture = System.Text.RegularExpressions.Regex.Match(page, "/api/mail-pictures/[A-Za-z0-9_-]+").Value;
        Assert.Equal(FakeCarrier.Picture, await kith.As(Cast.Rosa).Http.GetByteArrayAsync(picture));
        Assert.Equal(HttpStatusCode.NotFound, (await kith.AsNeighbour(Cast.Rosa).Http.GetAsync(picture)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await kith.As(Cast.Rosa).Http.GetAsync(picture + "x")).StatusCode);
        var asked = await kith.As(Cast.Rosa).Http.GetStringAsync($"/api/moments/{message.Id}/mail/page?pictures=all");
        Assert.DoesNotContain("src=\"https:", asked, StringComparison.Ordinal);
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(asked, "/api/mail-pictures/"));
    }

    static string WithFile => string.Join("\r\n",
        "Authentication-Results: mx.marula.example; dmarc=pass header.from=example.org", "Message-ID: <7@example.org>", "Date: Sun, 22 Nov 2026 08:00:00 +0000", "From: nomsa@example.org", "To: care@marula.example",
        "Subject: My car", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=outer", "", "--outer", "Content-Type: multipart/related; boundary=inner", "",
        "--inner", "Content-Type: text/html; charset=utf-8", "",
        "<p>Here it is: <img src=\"cid:car@example.org\"><img src=\"https://tracker.example/p.gif?nomsa\"><script>alert(1)</script></p>",
        "--inner", "Content-Type: image/png", "Content-ID: <car@example.org>", "Content-Disposition: inline", "Content-Transfer-Encoding: base64", "", Convert.ToBase64String(FakeCarrier.Picture), "--inner--",
        "--outer", "Content-Type: application/pdf; name=\"photo.png\"", "Content-Disposition: attachment; filename=\"../../photo.png\"", "Content-Transfer-Encoding: base64", "", Convert.ToBase64String(FakeCarrier.Picture), "--outer--", "");
}

static class MailFiles
{
    /// <summary>The one message of theirs, when its files lie in our store.</summary>
    public static async Task<Moment> UntilFilesAsync(this KithUnderTest kith, Postman post, string address)
    {
        Moment? message = null;
        await Soon.Async(async () =>
        {
            message = Assert.Single(await post.MessagesAsync(address));
            Assert.False(FetchMedia.Awaits(message));
        });
        return message!;
    }
}
