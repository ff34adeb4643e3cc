using System.Text.Json.Nodes;
using Kith.Mail;

namespace Kith.Tests.Connections;

/// <summary>A real Dovecot and a real Postfix, both ways.</summary>
public class AMailboxOfOurs(World world) : IClassFixture<World>
{
    [WithMailFact]
    public async Task is_read_answered_and_the_answer_to_that_continues_the_case()
    {
        await using var kith = await world.OpenAsync(change: MailTown.Allow);
        var subject = $"My policy {Guid.NewGuid():N}";
        var connection = await ConnectAsync(kith);
        await MailTown.SendAsync(MailTown.Letter(subject, "Is page 2 all that is covered? Größe 👋"));
        var asked = await MessageAsync(kith, "Is page 2 all that is covered? Größe 👋");

        var pdf = await KeepAsync(kith, "policy.pdf", "%PDF-1.7 all that is covered"u8.ToArray());
        var sent = await kith.As(Cast.Rosa).PostAsync($"/api/people/{asked.PersonId}/messages", new
        {
            id = Guid.CreateVersion7(), text = "It is. Here is the document.", connectionId = connection, replyTo = asked.Id, html = "<p>It is. <b>Here is</b> the document.<script>x</script></p>", attachments = new[] { pdf },
        });
        var got = await MailTown.ArrivedAsync($"Re: {subject}");

        Assert.Equal("It is. Here is the document.", got.Text!.Trim());
        Assert.Contains("<b>Here is</b>", got.Html, StringComparison.Ordinal);
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
    public async Task that_will_not_let_us_in_says_so_to_a_person_and_recovers()
    {
        await using var kith = await world.OpenAsync(change: MailTown.Allow);
        var form = (JsonObject)JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(MailTown.Settings()))!;
        form["password"] = "wrong";
        var row = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "email", channel = "email", settings = form });
        var id = (Guid)row["id"]!;
        await Soon.Async(async () => Assert.Contains("user name and password", (await kith.LookAsync(db => db.Mailboxes.Select(m => m.Problem).FirstOrDefaultAsync())) ?? "", StringComparison.Ordinal));

        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{id}", new { settings = new { password = MailTown.Of("OTHER_PASSWORD") } });
        await Soon.Async(async () => Assert.Null((await kith.LookAsync(db => db.Mailboxes.SingleAsync())).Problem));
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
        for (var tries = 0; tries < 5 && found is null; tries++)
            try { await Soon.Async(async () => Assert.True((found = await kith.LookAsync(db => db.Moments.FirstOrDefaultAsync(m => m.Text == text))) is not null, string.Join(" | ", await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Message).Select(m => m.Text).ToListAsync()) ))); }
            catch (Xunit.Sdk.XunitException) when (tries < 4) { }
        return found!;
    }

    static Task UntilAsync(KithUnderTest kith, Guid moment, DeliveryState state) =>
        Soon.Async(async () => Assert.Equal(state, (await kith.LookAsync(db => db.Deliveries.SingleAsync(d => d.MomentId == moment))).State));
}
