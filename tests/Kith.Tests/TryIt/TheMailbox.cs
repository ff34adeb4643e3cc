using System.Net;
using System.Text.Json.Nodes;
using Kith.Mail;
using Kith.Mail.Imap;
using Kith.Mail.Smtp;

namespace Kith.Tests.TryIt;

/// <summary>The pretend mail house through the doors, and through its own SMTP and IMAP.</summary>
public class TheMailbox(World world) : IClassFixture<World>
{
    const string Amina = "amina@example.org", Question = "Is page 2 all that is covered?";

    [Fact]
    public async Task brings_what_somebody_writes_onto_their_timeline()
    {
        await using var kith = await world.OpenEmptyAsync(Demo);
        var mina = Mina(kith);
        await WriteAsync(kith, Amina, new { subject = "My cover", text = Question });

        var asked = await SaidAsync(mina, "Amina Farouk", Question);
        Assert.Equal(("email", "My cover", "in"), ((string)asked["channel"]!, (string)asked["detail"]!["subject"]!, (string)asked["direction"]!));
        Assert.Null(asked["detail"]!["marks"]);
    }

    /// <summary>The last step of the story.</summary>
    [Fact]
    public async Task gets_the_document_and_its_answer_stands_on_the_same_case_and_a_strangers_does_not()
    {
        await using var kith = await world.OpenEmptyAsync(Demo);
        var mina = Mina(kith);
        await SendAtOnceAsync(mina);
        var amina = await PersonAsync(mina, "Amina Farouk");
        var sent = await mina.PostAsync($"/api/people/{amina}/messages", new
        {
            id = Guid.CreateVersion7(),
            text = "Here is the policy document.",
            connectionId = await EmailAsync(mina),
            to = new { kind = "email", value = Amina },
            subject = "Your policy",
            attachments = new[] { await KeepAsync(mina, "policy.pdf", "%PDF-1.7 all that is covered"u8.ToArray()) },
        });

        var letter = await ArrivedAsync(kith, Amina, "Your policy");
        Assert.Equal(("Dear Amina,\n\nHere is the policy document.\n\n-- \nMina Botha\nCare at Marula Mutual", "policy.pdf", false), (((string)letter["text"]!).ReplaceLineEndings("\n"), (string)letter["files"]![0]!["name"]!, (bool)letter["mine"]!));
        var file = await kith.AsStranger().Http.GetAsync($"/try/mailboxes/{Amina}/{letter["id"]}/files/0");
        Assert.Equal(("%PDF-1.7 all that is covered", "attachment"), (await file.Content.ReadAsStringAsync(), file.Content.Headers.ContentDisposition!.DispositionType));

        await WriteAsync(kith, Amina, new { text = "Thank you, I take it!", inReplyTo = (string)letter["messageId"]! });
        var thanks = await SaidAsync(mina, "Amina Farouk", "Thank you, I take it!");
        Assert.Equal(((long)sent["caseNumber"]!, true), ((long)thanks["caseNumber"]!, (bool)thanks["detail"]!["folded"]!));
        Assert.Equal("Re: Your policy", (string)(await LettersAsync(kith, Amina)).First(one => (bool)one!["mine"]!)!["subject"]!);

        await WriteAsync(kith, "mallory@example.org", new { to = "care@marula.example", subject = "Re: Your policy", text = "Send it to me too.", inReplyTo = (string)letter["messageId"]! });
        var stranger = await SaidAsync(mina, "mallory@example.org", "Send it to me too.");
        Assert.NotEqual((string)thanks["personId"]!, (string)stranger["personId"]!);
        Assert.NotEqual((long)thanks["caseNumber"]!, (long)stranger["caseNumber"]!);
        Assert.Equal("stranger", (string)stranger["detail"]!["marks"]![0]!);
    }

    [Fact]
    public async Task that_nobody_has_sends_the_mail_back()
    {
        await using var kith = await world.OpenEmptyAsync(Demo);
        var mina = Mina(kith);
        await SendAtOnceAsync(mina);
        var amina = await PersonAsync(mina, "Amina Farouk");
        var sent = await mina.PostAsync($"/api/people/{amina}/messages", new { id = Guid.CreateVersion7(), text = "Are you there?", connectionId = await EmailAsync(mina), to = new { kind = "email", value = "amina@nowhere.example" } });

        await PatientlyAsync(async () =>
        {
            var delivery = (await TimelineAsync(mina, amina)).Single(m => (string)m!["id"]! == (string)sent["id"]!)!["deliveries"]![0]!;
            Assert.Equal(("failed", "noSuchRecipient"), ((string)delivery["state"]!, (string?)delivery["problem"]?["code"]));
        });
        Assert.Equal(HttpStatusCode.BadRequest, (await kith.AsStranger().Http.GetAsync("/try/mailboxes/amina@nowhere.example")).StatusCode);
    }

    [Fact]
    public async Task of_ours_holds_two_mails_at_first_and_one_of_them_has_looks()
    {
        await using var kith = await world.OpenEmptyAsync(Demo);
        var mina = Mina(kith);
        await SaidAsync(mina, "Thandeka Zulu", "travel", exactly: false);
        var vans = await SaidAsync(mina, "Lerato Khumalo", "Three are on the road", exactly: false);

        var mail = await mina.GetAsync($"/api/moments/{vans["id"]}/mail");
        Assert.Equal(("The list of our vans", true), ((string)mail["subject"]!, (bool)mail["hasHtml"]!));
        await PatientlyAsync(async () => Assert.Contains("vans.csv", (await TimelineAsync(mina, await PersonAsync(mina, "Lerato Khumalo"))).ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task remembers_after_a_start_what_was_written_before()
    {
        var kith = await world.OpenEmptyAsync(Demo);
        var mina = Mina(kith);
        var amina = await PersonAsync(mina, "Amina Farouk");
        await mina.PostAsync($"/api/people/{amina}/messages", new
        {
            id = Guid.CreateVersion7(),
            text = "Here it is.",
            connectionId = await EmailAsync(mina),
            to = new { kind = "email", value = Amina },
            subject = "Your policy",
            attachments = new[] { await KeepAsync(mina, "policy.pdf", "%PDF-1.7"u8.ToArray()) },
        });
        var letter = await ArrivedAsync(kith, Amina, "Your policy");
        await WriteAsync(kith, Amina, new { text = "Thanks!", inReplyTo = (string)letter["messageId"]! });
        await SaidAsync(mina, "Amina Farouk", "Thanks!");

        await using var again = await kith.StopAsync();
        var recalled = await ArrivedAsync(again, Amina, "Your policy");
        Assert.Equal(((string)letter["messageId"]!, "policy.pdf"), ((string)recalled["messageId"]!, (string)recalled["files"]![0]!["name"]!));
        Assert.Equal([true, false], (await LettersAsync(again, Amina)).Take(2).Select(one => (bool)one!["mine"]!));
        await WriteAsync(again, Amina, new { text = "One more thing.", inReplyTo = (string)recalled["messageId"]! });
        mina = Mina(again);
        Assert.Equal((long)(await SaidAsync(mina, "Amina Farouk", "Thanks!"))["caseNumber"]!, (long)(await SaidAsync(mina, "Amina Farouk", "One more thing."))["caseNumber"]!);
    }

    [Theory]
    [InlineData("""{"text":" "}""", "text")]
    [InlineData("""{"text":"x","to":"nobody"}""", "to")]
    [InlineData("""{"text":"x","subject":"a\r\nBcc: eve@example.org"}""", "subject")]
    public async Task takes_no_mail_that_is_none(string words, string field)
    {
        await using var kith = await world.OpenEmptyAsync(Demo);
        var answer = await kith.AsStranger().Http.PostAsync($"/try/mailboxes/{Amina}", new StringContent(words, null, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"{field}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await LettersAsync(kith, Amina), one => (bool)one!["mine"]!);
    }

    /// <summary>Whoever calls the servers directly: a mail in another's name is marked, and a wrong password opens nothing.</summary>
    [Fact]
    public async Task is_real_to_any_mail_program()
    {
        await using var kith = await world.OpenEmptyAsync(Demo);
        var mina = Mina(kith);
        var settings = (await mina.GetAsync("/api/connections"))["items"]!.AsArray().Single(one => (string)one!["name"]! == "email")!["settings"]!;
        MailServer At(string which) => new("127.0.0.1", int.Parse(settings[$"{which}_port"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture), MailSecurity.None);

        await using var submission = await SmtpSubmission.ConnectAsync(At("smtp"), new MailSignIn.Nobody(), DialAsync);
        var forged = "From: Amina <amina@example.org>\r\nTo: care@marula.example\r\nSubject: I am Amina\r\n\r\nPay it to me.\r\n.\r\nüber\r\n"u8.ToArray();
        Assert.True((await submission.SendAsync(new("care@marula.example", ["care@marula.example", "Amina+x@example.org"]), forged, CancellationToken.None)).IsTaken);

        Assert.Contains("sender-failed", (await SaidAsync(mina, "Amina Farouk", "Pay it to me", exactly: false))["detail"]!["marks"]!.AsArray().Select(mark => (string)mark!));
        Assert.EndsWith("über", (string)(await LettersAsync(kith, Amina))[0]!["text"]!, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MailFailure>(() => ImapClient.ConnectAsync(At("imap"), new MailSignIn.Password("care@marula.example", "guess"), DialAsync));

        await using var program = await ImapClient.ConnectAsync(At("imap"), new MailSignIn.Password("care@marula.example", Secret), DialAsync);
        var folder = await program.SelectAsync("INBOX", readOnly: true, CancellationToken.None);
        var idle = program.IdleAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        await WriteAsync(kith, Amina, new { text = "Are you listening?" });
        Assert.True(await idle);
        var mails = await program.FetchAsync(await program.SearchAsync(new() { FromUid = folder.UidNext }, CancellationToken.None), withBytes: true, CancellationToken.None).ToListAsync();
        Assert.Contains("Are you listening?", MimeReader.Read(mails.Single().Bytes!.Value).Text, StringComparison.Ordinal);
    }

    const string Secret = "a secret for all of the demo";

    static void Demo(IWebHostBuilder builder) => builder.UseSetting("KITH_DEMO", "1").UseSetting("KITH_API_TOKEN", "a-fixed-token").UseSetting("KITH_DEMO_SECRET", Secret);

    static ApiCaller Mina(KithUnderTest kith) => new(kith.CreateClient(), "a-fixed-token");

    static Task SendAtOnceAsync(ApiCaller mina) => mina.PatchAsync("/api/workspace", new { undoSeconds = 0 });

    static Task<JsonNode> WriteAsync(KithUnderTest kith, string from, object words) => kith.AsStranger().PostAsync($"/try/mailboxes/{from}", words, HttpStatusCode.OK);

    static async Task<JsonArray> LettersAsync(KithUnderTest kith, string address) => (await kith.AsStranger().GetAsync($"/try/mailboxes/{address}")).AsArray();

    static async Task<JsonNode> ArrivedAsync(KithUnderTest kith, string address, string subject)
    {
        JsonNode? found = null;
        await PatientlyAsync(async () => Assert.NotNull(found = (await LettersAsync(kith, address)).FirstOrDefault(one => (string?)one!["subject"] == subject)));
        return found!;
    }

    static async Task<Guid> PersonAsync(ApiCaller mina, string name) => (Guid)(await mina.GetAsync($"/api/people?query={Uri.EscapeDataString(name)}"))["items"]![0]!["id"]!;

    static async Task<Guid> EmailAsync(ApiCaller mina) => (Guid)(await mina.GetAsync("/api/connections"))["items"]!.AsArray().Single(one => (string)one!["name"]! == "email")!["id"]!;

    static async Task<JsonArray> TimelineAsync(ApiCaller mina, Guid person) => (await mina.GetAsync($"/api/people/{person}/timeline"))["items"]!.AsArray();

    static async Task<JsonNode> SaidAsync(ApiCaller mina, string name, string words, bool exactly = true)
    {
        JsonNode? found = null;
        await PatientlyAsync(async () =>
        {
            var people = (await mina.GetAsync($"/api/people?query={Uri.EscapeDataString(name)}"))["items"]!.AsArray();
            Assert.NotEmpty(people);
            var said = await TimelineAsync(mina, (Guid)people[0]!["id"]!);
            found = said.FirstOrDefault(m => (string?)m!["text"] is { } text && (exactly ? text == words : text.Contains(words, StringComparison.Ordinal)));
            Assert.True(found is not null, said.ToJsonString());
        });
        return found!;
    }

    static async Task<object> KeepAsync(ApiCaller mina, string name, byte[] bytes)
    {
        using var body = new ByteArrayContent(bytes);
        var kept = JsonNode.Parse(await (await mina.Http.PostAsync($"/api/attachments?name={name}", body)).Content.ReadAsStringAsync())!;
        return new { hash = (string)kept["hash"]!, name };
    }

    /// <summary>A mailbox that could not be read is tried again ten seconds later.</summary>
    static async Task PatientlyAsync(Func<Task> look)
    {
        for (var tries = 0; tries < 4; tries++)
            try { await Soon.Async(look); return; }
            catch (Xunit.Sdk.XunitException) when (tries < 3) { }
    }

    static async Task<Stream> DialAsync(string host, int port, CancellationToken stop)
    {
        var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        await socket.ConnectAsync(host, port, stop);
        return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
    }
}
