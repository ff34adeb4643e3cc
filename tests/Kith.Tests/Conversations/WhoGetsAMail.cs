using System.Net;
using System.Text;
using Kith.Tests.Connections;

namespace Kith.Tests.Conversations;

/// <summary>F14: outgoing mail goes to exactly those it was meant for, and shows nobody who was hidden.</summary>
public class WhoGetsAMail(World world) : IClassFixture<World>
{
    const string Nomsa = "nomsa@example.org", Thabo = "thabo@example.org", Hidden = "lawyer@example.org";

    [Fact]
    public async Task is_exactly_who_was_meant_and_the_hidden_are_in_no_byte_of_it()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        var post = await house.ConnectAsync(kith);
        var person = await NomsaAsync(kith);
        await kith.ReachAsync(person, "email", "old@example.org");

        await kith.As(Cast.Rosa).PostAsync($"/api/people/{person.Id}/messages", new
        {
            id = Guid.CreateVersion7(),
            text = "Here is your policy.",
            connectionId = post.Connection,
            to = new { kind = "email", value = Nomsa },
            subject = "Your policy",
            others = new object[] { new { value = Thabo }, new { value = Hidden, hidden = true } },
        });
        await kith.LetTimePassAsync(post.Connection);

        foreach (var address in new[] { Nomsa, Thabo, Hidden })
        {
            var mail = await house.ArrivedAsync(address, "Your policy");
            Assert.Equal([Nomsa], mail.To.Select(one => one.Address));
            Assert.Equal([Thabo], mail.Cc.Select(one => one.Address));
            Assert.Null(mail.Header("Bcc"));
            Assert.DoesNotContain("lawyer", Encoding.UTF8.GetString(house.BytesAt(address).Span), StringComparison.OrdinalIgnoreCase);
        }
        Assert.Empty(house.At("old@example.org"));
        Assert.All(new[] { Nomsa, Thabo, Hidden }, address => Assert.Single(house.At(address)));
    }

    [Fact]
    public async Task too_often_is_told_to_the_teammate_and_nothing_is_dropped()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        var post = await house.ConnectAsync(kith);
        var person = await NomsaAsync(kith);
        for (var at = 0; at < MailLimits.OwnWords; at++)
            await kith.SayAsync(person, $"mail {at}", connection: post.Connection, change: m => m.Direction = Direction.Out);

        var refused = await kith.As(Cast.Rosa).PostAsync($"/api/people/{person.Id}/messages", new { id = Guid.CreateVersion7(), text = "One more.", connectionId = post.Connection }, HttpStatusCode.TooManyRequests);

        Assert.Equal("too_many_mails", (string)refused["code"]!);
        Assert.Contains("Nothing was sent", (string)refused["detail"]!, StringComparison.Ordinal);
        Assert.Equal(0, await kith.LookAsync(db => db.Deliveries.CountAsync()));
    }

    static async Task<Person> NomsaAsync(KithUnderTest kith)
    {
        var person = await kith.MeetAsync("Nomsa Ndlovu");
        await kith.ReachAsync(person, "email", Nomsa, strength: Strength.Verified);
        return person;
    }
}
