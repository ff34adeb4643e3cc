using Kith.Tests.Connections;
using Kith.Widget;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Widget;

public class UnreadAnswers(World world) : IClassFixture<World>
{
    const string Address = "nomsa@example.org", Subject = "Marula Mutual answered you", First = "Yes, parents are included.", Second = "Shall I add her?";

    [Fact]
    public async Task go_by_mail_once_together_and_come_back_to_the_same_case()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        var post = await house.ConnectAsync(kith);
        var (chat, visitor, person) = await TalkAsync(kith, house);
        await AnswerAsync(kith, chat, person, First);
        await AnswerAsync(kith, chat, person, Second);
        await LookAsync(kith);
        Assert.DoesNotContain(house.At(Address), mail => mail.Subject == Subject);

        await LetTimePassAsync(kith);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => LookAsync(kith)));
        await LookAsync(kith);

        var mail = await house.ArrivedAsync(Address, Subject);
        Assert.Contains(First, mail.Text, StringComparison.Ordinal);
        Assert.Contains(Second, mail.Text, StringComparison.Ordinal);
        await LetTimePassAsync(kith);
        await LookAsync(kith);
        Assert.Single(house.At(Address), one => one.Subject == Subject);
        await post.BringsAsync(Postman.Mail("b1@example.org", $"Nomsa <{Address}>", "Please do.", "Re: " + Subject, to: Assert.Single(mail.ReplyTo).Address));
        var cases = await kith.LookAsync(db => db.Moments.Where(m => m.Kind == MomentKind.Message && (m.Text == First || m.Text == "Please do.")).Select(m => m.CaseId).Distinct().ToListAsync());
        Assert.Single(cases);
        Assert.Equal(["Is my mother covered?", First, Second], await visitor.TextsAsync());
    }

    [Fact]
    public async Task that_were_read_do_not_go()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        await house.ConnectAsync(kith);
        var (chat, visitor, person) = await TalkAsync(kith, house);
        await AnswerAsync(kith, chat, person, First);
        await ReadAsync(kith, chat, visitor);

        await LetTimePassAsync(kith);
        await LookAsync(kith);

        Assert.Equal(0, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.MailedOn)));
        Assert.Equal(0, await kith.LookAsync(db => db.Deliveries.CountAsync(d => d.MailAt != null)));
    }

    [Fact]
    public async Task that_are_read_before_the_mail_leaves_do_not_go()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        var post = await house.ConnectAsync(kith);
        var (chat, visitor, person) = await TalkAsync(kith, house);
        await AnswerAsync(kith, chat, person, First);
        await LetTimePassAsync(kith);
        await kith.WriteAsync(kith.Marula, async db => (await db.Connections.SingleAsync(c => c.Id == post.Connection)).RetryAt = Life.Now.AddMinutes(5));
        await LookAsync(kith);
        Assert.Equal(1, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.MailedOn)));

        await ReadAsync(kith, chat, visitor);
        await kith.LetTimePassAsync(post.Connection);

        await Soon.Async(async () => Assert.Equal(DeliveryState.Withdrawn, await kith.LookAsync(db => db.Deliveries.Where(d => d.ConnectionId == post.Connection).Select(d => d.State).SingleAsync())), seconds: 15);
        Assert.DoesNotContain(house.At(Address), mail => mail.Subject == Subject);
    }

    [Fact]
    public async Task wait_for_an_address_that_is_proved_and_go_then()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        await house.ConnectAsync(kith);
        var chat = await ChatUnderTest.OpenAsync(kith);
        var visitor = await GoingOnByEmail.SpeakAsync(chat, "Is my mother covered?");
        var person = await kith.LookAsync(db => db.Handles.Where(h => h.Kind == "chat").Select(h => h.PersonId).SingleAsync());
        await AnswerAsync(kith, chat, person, First);
        // An address that was only said, or seen, is nobody's mailbox.
        await kith.WriteAsync(kith.Marula, db => Task.FromResult(db.Add(new Handle { WorkspaceId = db.WorkspaceId, Id = Ids.New(Life.Now), Kind = "email", Value = "seen@example.org", PersonId = person, FirstSeen = Life.Now, LastSeen = Life.Now })));
        await LetTimePassAsync(kith);
        await LookAsync(kith);
        Assert.Equal(0, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.MailedOn)));

        Assert.InRange(await WaitsUntilAsync(kith), Life.Now.AddMinutes(50), Life.Now.AddMinutes(61));
        await GoingOnByEmail.ProveAsync(house, visitor);
        Assert.InRange(await WaitsUntilAsync(kith), Life.Now, Life.Now.AddMinutes(11));
        await LetTimePassAsync(kith);
        await LookAsync(kith);

        Assert.Contains(First, (await house.ArrivedAsync(Address, Subject)).Text, StringComparison.Ordinal);
        Assert.Empty(house.At("seen@example.org"));
    }

    [Fact]
    public async Task never_go_where_only_a_teammate_merged_the_mailbox_nor_where_it_is_switched_off()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        await house.ConnectAsync(kith);
        var chat = await ChatUnderTest.OpenAsync(kith);
        await GoingOnByEmail.SpeakAsync(chat, "Is my mother covered?");
        var person = await kith.LookAsync(db => db.Handles.Where(h => h.Kind == "chat").Select(h => h.PersonId).SingleAsync());
        var other = await kith.MeetAsync("Nomsa Ndlovu");
        await kith.ReachAsync(other, "email", Address, strength: Strength.Verified);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{other.Id}/merges", new { other = person });
        await AnswerAsync(kith, chat, person, First);
        await LetTimePassAsync(kith);
        await LookAsync(kith);
        Assert.Equal(0, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.MailedOn)));

        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{chat.Id}", new { settings = new { mail_unread = "no" } });
        await AnswerAsync(kith, chat, person, Second);
        Assert.Null(await kith.LookAsync(db => db.Deliveries.Where(d => db.Moments.Any(m => m.Id == d.MomentId && m.Text == Second)).Select(d => d.MailAt).SingleAsync()));
    }

    static async Task<(ChatUnderTest Chat, ChatBrowser Visitor, Guid Person)> TalkAsync(KithUnderTest kith, MailHouse house)
    {
        var chat = await ChatUnderTest.OpenAsync(kith);
        var visitor = await GoingOnByEmail.SpeakAsync(chat, "Is my mother covered?");
        await GoingOnByEmail.ProveAsync(house, visitor);
        return (chat, visitor, await kith.LookAsync(db => db.Handles.Where(h => h.Kind == "chat").Select(h => h.PersonId).SingleAsync()));
    }

    static async Task AnswerAsync(KithUnderTest kith, ChatUnderTest chat, Guid person, string text)
    {
        var sent = await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", new { id = Guid.CreateVersion7(), text, connectionId = chat.Id });
        await kith.LetTimePassAsync(chat.Id);
        await Soon.Async(async () => Assert.Equal(DeliveryState.Sent, await kith.LookAsync(db => db.Deliveries.Where(d => d.MomentId == (Guid)sent["id"]!).Select(d => d.State).SingleAsync())), seconds: 15);
    }

    static async Task ReadAsync(KithUnderTest kith, ChatUnderTest chat, ChatBrowser visitor)
    {
        var mark = (await visitor.SinceAsync())["items"]!.AsArray().Last(m => m!["mark"] is not null)!["mark"]!;
        await visitor.Http.PostAsync($"/hooks/webchat/{chat.Id}/read", System.Net.Http.Json.JsonContent.Create(new { upTo = (string)mark! }));
        await Soon.Async(async () => Assert.Equal(0, await kith.LookAsync(db => db.Deliveries.CountAsync(d => d.ConnectionId == chat.Id && d.State != DeliveryState.Read))), seconds: 15);
    }

    static async Task<DateTime> WaitsUntilAsync(KithUnderTest kith) => (await kith.LookAsync(db => db.Deliveries.Where(d => d.MailAt != null).Select(d => d.MailAt).SingleAsync()))!.Value;

    static Task LookAsync(KithUnderTest kith) => kith.Services.GetRequiredService<MailUnread>().LookAsync(CancellationToken.None);

    static Task<int> LetTimePassAsync(KithUnderTest kith) => kith.WriteAsync(kith.Marula, db => db.Deliveries.Where(d => d.MailAt != null).ExecuteUpdateAsync(set => set.SetProperty(d => d.MailAt, (DateTime?)Life.Now.AddSeconds(-1))));
}
