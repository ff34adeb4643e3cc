using System.Net;
using System.Net.Http.Json;
using Kith.Mail;

namespace Kith.Tests.Conversations;

public class CopyingAConversation(World world) : IClassFixture<World>
{
    const string Address = "nomsa@example.org", Subject = "Your conversation with Marula Mutual";

    [Fact]
    public async Task tells_what_both_sides_said_and_nothing_else()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        await house.ConnectAsync(kith);
        var (nomsa, mailbox, kase, sms) = await TalkAsync(kith);
        var other = await kith.MeetAsync("Johan Pretorius");
        await kith.SayAsync(other, "I am Johan", connection: sms.Id);
        await kith.SayAsync(nomsa, "said by somebody else and placed here", kase: kase, connection: sms.Id, change: m => m.AuthorId = other.Id);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/notes", new { id = Guid.CreateVersion7(), text = "between us", @case = kase.Number });
        await AnswerAsync(kith, nomsa, kase, sms, "never left", DeliveryState.Failed);

        var row = await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/copies", new { handleId = mailbox.Id, @case = kase.Number });

        Assert.Equal(("copied", "n•••@example.org", "Rosa Meyer"), ((string)row["kind"]!, (string)row["detail"]!["to"]!, (string)row["author"]!["name"]!));
        Assert.Null(row["text"]);
        Assert.Null(row["detail"]!["words"]);
        var copy = await house.ArrivedAsync(Address, Subject);
        Assert.Equal(Address, Assert.Single(copy.To).Address);
        Assert.Empty(copy.Cc);
        foreach (var said in new[] { copy.Text, copy.Html! })
        {
            Assert.Contains("Does it cover", said, StringComparison.Ordinal);
            Assert.Contains("Rosa (Marula Mutual), by SMS", said, StringComparison.Ordinal);
            Assert.Contains("Nomsa Ndlovu, by SMS", said, StringComparison.Ordinal);
            Assert.Contains("policy.pdf", said, StringComparison.Ordinal);
            Assert.Contains("Johannesburg", said, StringComparison.Ordinal);
            foreach (var secret in new[] { "between us", "I am Johan", "somebody else", "never left", "Meyer", "/go/" }) Assert.DoesNotContain(secret, said, StringComparison.Ordinal);
        }
        Assert.Contains("<b>mother</b>", copy.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>mother", copy.Html, StringComparison.Ordinal);
        Assert.Equal("auto-generated", copy.Header("Auto-Submitted"));
        Assert.Null(copy.Header("List-Unsubscribe"));
    }

    [Fact]
    public async Task brings_the_answer_back_to_the_same_case_and_a_strangers_to_another()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        var post = await house.ConnectAsync(kith);
        var (nomsa, mailbox, kase, _) = await TalkAsync(kith);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/copies", new { handleId = mailbox.Id, @case = kase.Number });
        var copy = await house.ArrivedAsync(Address, Subject);
        var back = Assert.Single(copy.ReplyTo).Address;

        await post.BringsAsync(Postman.Mail("a1@example.org", $"Nomsa <{Address}>", "One more thing.", "Re: " + Subject, to: back));
        await post.BringsAsync(Postman.Mail("a2@example.org", "Mallory <mallory@example.org>", "Me too.", "Re: " + Subject, to: back));

        Assert.Equal(kase.Id, (await post.MessagesAsync(Address)).Single(m => m.Text == "One more thing.").CaseId);
        Assert.NotEqual(kase.Id, (await post.MessagesAsync("mallory@example.org")).Single().CaseId);
    }

    [Fact]
    public async Task goes_only_to_an_address_of_that_person_and_not_without_end()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        await house.ConnectAsync(kith);
        var (nomsa, mailbox, _, _) = await TalkAsync(kith);
        var (path, rosa) = ($"/api/people/{nomsa.Id}/copies", kith.As(Cast.Rosa));
        var johans = await kith.ReachAsync(await kith.MeetAsync("Johan Pretorius"), "email", "johan@example.org");
        await rosa.PostAsync(path, new { handleId = johans.Id }, HttpStatusCode.NotFound);
        await rosa.PostAsync(path, new { }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Vera).PostAsync(path, new { handleId = mailbox.Id }, HttpStatusCode.Forbidden);
        await rosa.PostAsync(path, new { handleId = mailbox.Id, since = "2027-01-01T00:00:00Z" }, HttpStatusCode.Conflict);

        for (var at = 0; at < MailLimits.ByItself; at++) await rosa.PostAsync(path, new { handleId = mailbox.Id });
        Assert.Equal("too_many_mails", (string)(await rosa.PostAsync(path, new { handleId = mailbox.Id }, HttpStatusCode.TooManyRequests))["code"]!);
    }

    [Fact]
    public async Task asked_for_twice_with_one_key_is_one_mail_on_the_record()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        await house.ConnectAsync(kith);
        var (nomsa, mailbox, _, _) = await TalkAsync(kith);
        var rosa = kith.As(Cast.Rosa);
        rosa.Http.DefaultRequestHeaders.Add("Idempotency-Key", "copy-1");

        for (var at = 0; at < 2; at++) Assert.Equal(HttpStatusCode.Created, (await rosa.Http.PostAsJsonAsync($"/api/people/{nomsa.Id}/copies", new { handleId = mailbox.Id })).StatusCode);

        await house.ArrivedAsync(Address, Subject);
        Assert.Single(house.At(Address));
        Assert.Equal(1, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.Copied)));
    }

    static async Task<(Person Nomsa, Handle Mailbox, Case Case, Connection Sms)> TalkAsync(KithUnderTest kith)
    {
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", "+27825554417");
        var mailbox = await kith.ReachAsync(nomsa, "email", Address, strength: Strength.Verified);
        var sms = await kith.ConnectAsync("sms", "sms");
        var kase = await kith.OpenCaseAsync(nomsa, "Funeral cover");
        await kith.SayAsync(nomsa, "Does it cover my <b>mother</b> too?", Life.Now.AddMinutes(-9), kase, sms.Id, m => m.Surface = "sms");
        await AnswerAsync(kith, nomsa, kase, sms, $"Yes it does. See https://kith.example/go/{new string('a', 64)} for more.", DeliveryState.Delivered, "policy.pdf");
        return (nomsa, mailbox, kase, sms);
    }

    static async Task AnswerAsync(KithUnderTest kith, Person nomsa, Case kase, Connection sms, string text, DeliveryState state, string? file = null)
    {
        var answer = await kith.SayAsync(nomsa, text, Life.Now.AddMinutes(-5), kase, sms.Id, m =>
        {
            (m.Direction, m.AuthorKind, m.AuthorId, m.Surface) = (Direction.Out, AuthorKind.Teammate, kith.Marula.TeammateIds["Rosa"], "sms");
            if (file is not null) m.Attachments = [new(new string('0', 64), file, "application/pdf", 7)];
        });
        await kith.WriteAsync(kith.Marula, async db => db.Add(new Delivery
        {
            WorkspaceId = db.WorkspaceId,
            MomentId = answer.Id,
            HandleId = await db.Handles.Where(h => h.PersonId == nomsa.Id && h.Kind == "phone").Select(h => h.Id).SingleAsync(),
            ConnectionId = sms.Id,
            AttemptKey = Ids.New(Life.Now),
            State = state,
            StateAt = Life.Now,
        }));
    }
}
