using System.Text.Json.Nodes;
using Kith.Mail;

namespace Kith.Tests.Connections;

/// <summary>A real Dovecot and a real Postfix, both ways.</summary>
public class AMailboxOfOurs(World world) : IClassFixture<World>
{
    [WithMailFact]
    public async Task is_read_answered_and_the_answer_to_that_continues_the_case_F8_B9()
    {
        await using var kith = await world.OpenAsync(change: MailTown.Allow);
        var subject = $"My policy {Guid.NewGuid():N}";
        var connection = await ConnectAsync(kith);
        await MailTown.SendAsync(MailTown.Letter(subject, "Is page 2 all that is covered? Größe 👋"));
        var asked = await MessageAsync(kith, "Is page 2 all that is covered? Größe 👋");

        await kith.As(Cast.Ada).PatchAsync($"/api/departments/{kith.Marula.Care}", new { signatures = new Dictionary<string, string> { [""] = "{name} <b>\n{department} at Marula", ["fr"] = "Bien à vous" } });
        var pdf = await KeepAsync(kith, "policy.pdf", "%PDF-1.7 all that is covered"u8.ToArray());
        var sent = await kith.As(Cast.Rosa).PostAsync($"/api/people/{asked.PersonId}/messages", new
        {
            id = Guid.CreateVersion7(),
            text = "It is. Here is the document.",
            connectionId = connection,
            replyTo = asked.Id,
            html = "<p>It is. <b>Here is</b> the document.<script>x</script></p>",
            attachments = new[] { pdf },
        });
        var got = await MailTown.ArrivedAsync($"Re: {subject}");

        Assert.Equal("It is. Here is the document.\n\n-- \nRosa Meyer <b>\nCare at Marula", got.Text!.ReplaceLineEndings("\n").Trim());
        Assert.Contains("Rosa Meyer &lt;b&gt;<br>Care at Marula", got.Html, StringComparison.Ordinal);
        Assert.Contains("<b>Here is</b>", got.Html!, StringComparison.Ordinal);
        Assert.DoesNotContain("script", got.Html, StringComparison.Ordinal);
        Assert.Equal(("policy.pdf", "application/pdf"), (got.Attachments[0].Name, got.Attachments[0].Type));
        Assert.Equal("%PDF-1.7 all that is covered", System.Text.Encoding.ASCII.GetString(got.Attachments[0].Content.Span));
        Assert.Equal((MailTown.Care, "Rosa Meyer (Marula Mutual)"), (got.From[0].Address, got.From[0].Name));
        Assert.Matches(@"^care\+[0-9a-f]{36}@kith\.test$", got.ReplyTo[0].Address);
        await UntilAsync(kith, (Guid)sent["id"]!, DeliveryState.Sent);
        await MailTown.ArrivedAsync($"Re: {subject}", ours: true, "Sent");

        await MailTown.SendAsync(MailTown.Letter($"Re: {subject}", "Thank you!\n\nOn Sunday Marula wrote:\n> It is. Here is the document.", got.ReplyTo[0].Address) with { InReplyTo = got.MessageId });
        var thanks = await MessageAsync(kith, "Thank you!");
        Assert.Equal((asked.PersonId, asked.CaseId, asked.ThreadKey), (thanks.PersonId, thanks.CaseId, thanks.ThreadKey));
        Assert.True((bool)thanks.Detail!["folded"]!);

        await MailTown.SendAsync(MailTown.Letter($"Re: {subject}", "Send it to me too.", got.ReplyTo[0].Address, "mallory@kith.test") with { InReplyTo = got.MessageId, References = [got.MessageId!] });
        var stranger = await MessageAsync(kith, "Send it to me too.");
        Assert.NotEqual(asked.PersonId, stranger.PersonId);
        Assert.NotEqual(asked.CaseId, stranger.CaseId);
        Assert.Equal("stranger", stranger.Detail!["marks"]![0]!.ToString());
    }

    [WithMailFact]
    public async Task that_holds_a_mail_too_large_to_take_in_tells_whose_it_is_in_its_place_and_once()
    {
        await using var kith = await world.OpenAsync(change: MailTown.Allow);
        var from = $"rosa.{Guid.NewGuid():N}@kith.test";
        await using (var program = await MailTown.OpenAsync(ours: true))
            foreach (var (subject, size) in new[] { ("First", 10), ("My film", 61 * 1024 * 1024), ("Third", 10) })
                await program.AppendAsync("INBOX", System.Text.Encoding.ASCII.GetBytes($"From: Rosa <{from}>\r\nTo: {MailTown.Care}\r\nSubject: {subject}\r\nMessage-ID: <{Guid.NewGuid():N}@kith.test>\r\n\r\n{new string('x', size)}"), [], CancellationToken.None);
        var connection = await ConnectAsync(kith);
        await Soon.Async(async () => Assert.Equal(3, (await SaidByAsync(kith, from)).Count), seconds: 60);
        Assert.Equal(["First", "My film", "Third"], (await SaidByAsync(kith, from)).Select(m => m.Detail!["subject"]!.ToString()));
        Assert.Equal("This mail of 64 MB was too large to take in; it is in the mailbox.", (await SaidByAsync(kith, from))[1].Text);

        // The place is lost, and everything is read once more.
        await using (var work = await kith.Store.WriteAcrossAsync(CancellationToken.None))
        {
            (await work.Db.Readings.IgnoreQueryFilters().AsTracking().SingleAsync()).Place = "1:0";
            await work.CommitAsync(CancellationToken.None);
        }
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{connection}", new { settings = new { name = "Marula" } });
        await Soon.Async(async () => Assert.NotEqual(1, MailboxPlace.Of(await kith.LookAsync(db => db.Readings.SingleAsync())).UidValidity), seconds: 60);
        await kith.CaughtUpAsync();
        Assert.Equal(3, (await SaidByAsync(kith, from)).Count);
    }

    [Fact]
    public async Task that_cannot_be_reached_says_since_when_and_tells_who_can_mend_it_within_minutes_once()
    {
        await using var kith = await world.OpenAsync(change: builder => builder.UseSetting("KITH_ALLOW_PRIVATE", "localhost"));
        var row = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "Care mail", channel = "email", settings = new { address = "care@marula.example", password = "quiet", imap_host = "localhost", imap_port = "9" } });
        async Task<JsonNode?> HealthAsync() => (await kith.As(Cast.Ada).GetAsync($"/api/connections/{row["id"]}"))["health"];
        await Soon.Async(async () => Assert.NotNull((await HealthAsync())!["silence"]), seconds: 30);
        var began = (await kith.LookAsync(db => db.Readings.SingleAsync())).FailingSince;
        Assert.Equal(0, await kith.LookAsync(db => db.Notices.CountAsync()));

        // The minutes that a server may be away are over.
        await using (var work = await kith.Store.WriteAcrossAsync(CancellationToken.None))
        {
            (await work.Db.Readings.IgnoreQueryFilters().AsTracking().SingleAsync()).FailingSince = began - Reading.Patience;
            await work.CommitAsync(CancellationToken.None);
        }
        await Soon.Async(async () => Assert.NotEqual(0, await kith.LookAsync(db => db.Notices.CountAsync())), seconds: 40);
        var health = (await HealthAsync())!;
        Assert.Equal(("failing", began - Reading.Patience, "the mail server cannot be reached."), ((string)health["state"]!, health["silence"]!["since"]!.GetValue<DateTime>(), (string)health["silence"]!["words"]!));
        Assert.InRange(Reading.Patience, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
        var notices = await kith.LookAsync(db => db.Notices.ToListAsync());
        Assert.All(notices, notice => Assert.Equal("Care mail brings no mail: the mail server cannot be reached.", notice.Text));
        Assert.Equal(notices.Count, notices.Select(notice => notice.TeammateId).Distinct().Count());
        Assert.False((await kith.LookAsync(db => db.Readings.SingleAsync())).Fail("again", TimeProvider.System.GetUtcNow().UtcDateTime));
    }

    static Task<List<Moment>> SaidByAsync(KithUnderTest kith, string sender) => kith.LookAsync(db =>
        (from m in db.Moments join h in db.Handles on m.PersonId equals h.PersonId where h.Value == sender && m.Kind == MomentKind.Message orderby m.At, m.Id select m).ToListAsync());

    [WithMailFact]
    public async Task that_will_not_let_us_in_says_so_to_a_person_and_recovers()
    {
        await using var kith = await world.OpenAsync(change: MailTown.Allow);
        var form = (JsonObject)JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(MailTown.Settings()))!;
        form["password"] = "wrong";
        var row = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "email", channel = "email", settings = form });
        var id = (Guid)row["id"]!;
        await Soon.Async(async () => Assert.Contains("user name and password", (await kith.LookAsync(db => db.Readings.Select(m => m.Problem).FirstOrDefaultAsync())) ?? "", StringComparison.Ordinal), seconds: 40);

        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{id}", new { settings = new { password = MailTown.Of("OTHER_PASSWORD") } });
        await Soon.Async(async () => Assert.Null((await kith.LookAsync(db => db.Readings.SingleAsync())).Problem), seconds: 40);
    }

    [WithMailFact]
    public async Task tells_by_the_test_button_what_works_and_what_does_not()
    {
        await using var kith = await world.OpenAsync(change: MailTown.Allow);
        var id = await ConnectAsync(kith);
        var well = await FindingsAsync(kith, id, new { });
        Assert.All(well, finding => Assert.True((bool)finding!["ok"]!, finding!.ToJsonString()));
        Assert.Contains("can be read", well.ToJsonString(), StringComparison.Ordinal);

        foreach (var (settings, field) in new (object, string)[]
        {
            (new { imap_port = "9" }, "imap_host"), (new { imap_port = MailTown.Of("IMAPS"), folder = "No such folder" }, "folder"), (new { folder = "INBOX", imap_port = MailTown.Of("SMTP"), imap_security = "starttls" }, "imap_port"),
            (new { imap_port = MailTown.Of("IMAPS"), imap_security = "tls", smtp_port = MailTown.Of("SUBMISSION"), smtp_security = "tls" }, "smtp_security"), (new { smtp_host = "192.168.77.7" }, "smtp_host"),
        })
            Assert.Equal(field, (string?)(await FindingsAsync(kith, id, settings)).Single(finding => !(bool)finding!["ok"]!)!["field"]);
    }

    [WithMailFact]
    public async Task whose_mail_comes_back_sends_no_more_there_until_something_comes_from_it()
    {
        await using var kith = await world.OpenAsync(change: MailTown.Allow);
        var connection = await ConnectAsync(kith);
        var nobody = await WriteAsync(kith, connection, "nobody@kith.test", "Are you there?");
        await UntilAsync(kith, (Guid)nobody["id"]!, DeliveryState.Failed);
        Assert.Equal("unreachable", (string)(await WaysAsync(kith, (Guid)nobody["personId"]!))["reason"]!["code"]!);

        var rosa = await WriteAsync(kith, connection, MailTown.Rosa, "Your document.");
        await UntilAsync(kith, (Guid)rosa["id"]!, DeliveryState.Sent);
        var ours = (await kith.LookAsync(db => db.Deliveries.SingleAsync(d => d.MomentId == (Guid)rosa["id"]!))).OutsideId!;
        await ComesBackAsync(ours.Replace(ours[^30], ours[^30] == '0' ? '1' : '0'));
        await ComesBackAsync(ours);
        await UntilAsync(kith, (Guid)rosa["id"]!, DeliveryState.Failed);
        Assert.Equal("unreachable", (string)(await WaysAsync(kith, (Guid)rosa["personId"]!))["reason"]!["code"]!);
        Assert.DoesNotContain(await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Message).Select(m => m.Text).ToListAsync()), text => text!.Contains("sorry", StringComparison.Ordinal));

        await MailTown.SendAsync(MailTown.Letter("Here I am", "My mailbox was gone for a day."));
        await MessageAsync(kith, "My mailbox was gone for a day.");
        Assert.True((bool)(await WaysAsync(kith, (Guid)rosa["personId"]!))["allowed"]!);
    }

    [WithMailFact]
    public async Task whose_mail_is_marked_as_spam_sends_no_more_there_until_something_comes_from_it()
    {
        await using var kith = await world.OpenAsync(change: MailTown.Allow);
        var connection = await ConnectAsync(kith);
        await MailTown.SendAsync(MailTown.Letter("Hello", "Tell me of offers."));
        await MessageAsync(kith, "Tell me of offers.");
        var rosa = await WriteAsync(kith, connection, MailTown.Rosa, "An offer.");
        var (moment, person) = ((Guid)rosa["id"]!, (Guid)rosa["personId"]!);
        await UntilAsync(kith, moment, DeliveryState.Sent);
        var ours = (await kith.LookAsync(db => db.Deliveries.SingleAsync(d => d.MomentId == moment))).OutsideId!;
        await ComplainAsync(ours.Replace(ours[^30], ours[^30] == '0' ? '1' : '0'));
        await ComplainAsync(ours);
        await ComplainAsync(ours);
        await UntilAsync(kith, moment, DeliveryState.Delivered);
        var reason = (await WaysAsync(kith, person))["reason"]!;
        Assert.Equal("complained", (string)reason["code"]!);
        Assert.Contains("spam", Assert.Single(await kith.LookAsync(db => db.Moments.Where(m => m.PersonId == person && m.Kind == MomentKind.Consent).Select(m => m.Text).ToListAsync())), StringComparison.Ordinal);

        await MailTown.SendAsync(MailTown.Letter("I do not mind", "That was the wrong button."));
        await MessageAsync(kith, "That was the wrong button.");
        Assert.True((bool)(await WaysAsync(kith, person))["allowed"]!);
    }

    static Task ComplainAsync(string messageId) => MailTown.SendAsync(new Kith.Mail.Smtp.MailEnvelope("", [MailTown.Care]), System.Text.Encoding.ASCII.GetBytes(string.Join("\r\n",
        "Date: Mon, 02 Mar 2026 10:00:00 +0000", "From: feedback@kith.test", "To: care@kith.test", "Subject: FW: An offer", "Message-ID: <complaint.of.one@kith.test>", "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=feedback-report; boundary=b", "", "--b", "Content-Type: text/plain", "", "A complaint.", "--b", "Content-Type: message/feedback-report", "",
        "Feedback-Type: abuse", "User-Agent: Somebody/1", "Version: 1", "", "--b", "Content-Type: text/rfc822-headers", "", $"Message-ID: <{messageId}>", "Subject: An offer", "", "--b--", "")));

    static Task ComesBackAsync(string messageId) => MailTown.SendAsync(new Kith.Mail.Smtp.MailEnvelope("", [MailTown.Care]), System.Text.Encoding.ASCII.GetBytes(string.Join("\r\n",
        "From: MAILER-DAEMON@kith.test", "To: care@kith.test", "Subject: Undelivered Mail Returned to Sender", $"Message-ID: <{Guid.NewGuid():N}@mail.kith.test>", "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b", "", "--b", "Content-Type: text/plain", "", "I am sorry.", "--b", "Content-Type: message/delivery-status", "",
        "Reporting-MTA: dns; mail.kith.test", "", $"Final-Recipient: rfc822; {MailTown.Rosa}", "Action: failed", "Status: 5.1.1", "Diagnostic-Code: smtp; 550 5.1.1 no such user", "",
        "--b", "Content-Type: text/rfc822-headers", "", $"Message-ID: <{messageId}>", "Subject: x", "", "--b--", "")));

    static async Task<JsonNode> WriteAsync(KithUnderTest kith, Guid connection, string address, string text)
    {
        // The mailbox is one for all tests: what came to it a moment ago may have made them known.
        var known = (await kith.As(Cast.Rosa).GetAsync($"/api/people?query={Uri.EscapeDataString(address)}"))["items"]!.AsArray();
        var person = known.Count > 0 ? known[0]! : await kith.As(Cast.Rosa).PostAsync("/api/people", new { name = address });
        return await kith.As(Cast.Rosa).PostAsync($"/api/people/{person["id"]}/messages", new { id = Guid.CreateVersion7(), text, connectionId = connection, to = new { kind = "email", value = address }, subject = "From Marula" });
    }

    static async Task<JsonNode> WaysAsync(KithUnderTest kith, Guid person) => (await kith.As(Cast.Rosa).GetAsync($"/api/people/{person}/ways"))["items"]!.AsArray().Single(way => (string)way!["channel"]! == "email")!;

    static async Task<JsonArray> FindingsAsync(KithUnderTest kith, Guid id, object settings)
    {
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{id}", new { settings });
        return (await kith.As(Cast.Ada).PostAsync($"/api/connections/{id}/test", new { }, System.Net.HttpStatusCode.OK))["findings"]!.AsArray();
    }

    static async Task<Guid> ConnectAsync(KithUnderTest kith) =>
        (Guid)(await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "email", channel = "email", settings = MailTown.Settings() }))["id"]!;

    static async Task<object> KeepAsync(KithUnderTest kith, string name, byte[] bytes)
    {
        using var body = new ByteArrayContent(bytes);
        var kept = JsonNode.Parse(await (await kith.As(Cast.Rosa).Http.PostAsync($"/api/attachments?name={name}", body)).Content.ReadAsStringAsync())!;
        return new { hash = (string)kept["hash"]!, name };
    }

    static async Task<Moment> MessageAsync(KithUnderTest kith, string text)
    {
        Moment? found = null;
        await Soon.Async(async () => Assert.NotNull(found = await kith.LookAsync(db => db.Moments.FirstOrDefaultAsync(m => m.Text == text))), seconds: 40);
        return found!;
    }

    static Task UntilAsync(KithUnderTest kith, Guid moment, DeliveryState state) =>
        Soon.Async(async () => Assert.Equal(state, (await kith.LookAsync(db => db.Deliveries.SingleAsync(d => d.MomentId == moment))).State), seconds: 40);
}
