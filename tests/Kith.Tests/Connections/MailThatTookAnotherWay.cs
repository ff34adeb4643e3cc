using Kith.Channels;
using Kith.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

/// <summary>Mail that forwarders, lists, gateways and other helpdesks touched on its way.</summary>
public class MailThatTookAnotherWay(World world) : IClassFixture<World>
{
    const string Nomsa = "nomsa@example.org";

    /// <summary>Pitfall 8: Exchange and SES write a Message-ID of their own over ours; the address that answers go to still names the thread.</summary>
    [Fact]
    public async Task finds_its_thread_by_the_address_when_our_Message_ID_was_written_over()
    {
        await using var kith = await world.OpenAsync();
        var (post, asked, ours) = await AnsweredAsync(kith);
        await post.BringsAsync(Postman.Mail("2@example.org", Nomsa, "Thank you!", "Something else", to: ours.ReplyTo[0].Address, more: [("In-Reply-To", "<0100019@eu-west-1.amazonses.com>"), ("References", "<0100019@eu-west-1.amazonses.com>")]));
        var thanks = (await post.MessagesAsync(Nomsa))[1];
        Assert.Equal((asked.ThreadKey, asked.CaseId), (thanks.ThreadKey, thanks.CaseId));
    }

    /// <summary>Pitfall 9: who wrote is From; another address for answers is what they say, and ours in that place leads nowhere.</summary>
    [Fact]
    public async Task is_its_senders_whatever_stands_in_Reply_To()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("1@example.org", Nomsa, "Answer me at home.", more: [("Reply-To", "home@elsewhere.example")]));
        await post.BringsAsync(Postman.Mail("2@example.org", Nomsa, "Answer yourselves.", more: [("Reply-To", Postman.Address)]));
        Assert.Equal(2, (await post.MessagesAsync(Nomsa)).Count);
        Assert.Empty(await post.MessagesAsync("home@elsewhere.example"));
        Assert.Equal(["home@elsewhere.example"], await kith.LookAsync(db => db.PersonClaims.Select(claim => claim.Value).ToListAsync()));
    }

    /// <summary>Pitfall 9: a form on our site writes in our name, and names who filled it in.</summary>
    [Fact]
    public async Task of_a_form_in_our_name_is_whose_address_was_filled_in_and_proves_nothing()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("1@marula.example", Postman.Address, "Name: Nomsa", more: [("Reply-To", $"Nomsa <{Nomsa}>")]));
        Assert.Contains("sender-unproved", Assert.Single(await post.MessagesAsync(Nomsa)).Detail!["marks"]!.AsArray().Select(mark => mark!.ToString()));
        Assert.Equal(Strength.Seen, (await post.HandleAsync(Nomsa)).Strength);
    }

    /// <summary>Pitfall 13: a provider asks us to confirm that mail may be forwarded to us; somebody must see that.</summary>
    [Fact]
    public async Task of_a_machine_that_asks_for_something_opens_a_case()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("1@mail.example", "forwarding-noreply@mail.example", "Click to confirm: 123456", "Forwarding Confirmation"));
        Assert.Equal(CaseState.Open, Assert.Single(await post.CasesAsync("forwarding-noreply@mail.example")).State);
    }

    /// <summary>Pitfall 13: a forwarder breaks the sender's proof; the mail is shown with that, and not lost.</summary>
    [Fact]
    public async Task through_a_forwarder_stands_on_its_senders_timeline_unproved()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(Postman.Mail("1@example.org", Nomsa, "By my old address.", dmarc: "none", to: "old@club.example", more: [("X-Forwarded-To", Postman.Address), ("Return-Path", "<SRS0=abc=XY=example.org=nomsa@club.example>")]));
        Assert.Contains("sender-unproved", Assert.Single(await post.MessagesAsync(Nomsa)).Detail!["marks"]!.AsArray().Select(mark => mark!.ToString()));
    }

    /// <summary>Pitfall 14: what a list carries is the list's, and its members are not taken for each other.</summary>
    [Fact]
    public async Task of_a_list_is_not_taken_for_one_of_its_members()
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        foreach (var (n, member) in new[] { "Nomsa", "Thabo" }.Index())
            await post.BringsAsync(Postman.Mail($"{n}@lists.example", $"\"{member} via Neighbours\" <neighbours@lists.example>", $"{member} speaks.", more: [("List-Id", "<neighbours.lists.example>"), ("X-Original-From", $"{member.ToLowerInvariant()}@example.org"), ("Precedence", "list")]));
        Assert.Equal(2, (await post.MessagesAsync("neighbours@lists.example")).Count);
        Assert.Empty(await post.MessagesAsync(Nomsa));
        Assert.Equal(0, await kith.LookAsync(db => db.Deliveries.CountAsync()));
    }

    /// <summary>Pitfall 15: BATV and SRS dress the envelope; who wrote and whose thread it is do not depend on it.</summary>
    [Theory]
    [InlineData("<prvs=12345abcd=nomsa@example.org>")]
    [InlineData("<bounces+123-nomsa=example.org@mailer.example>")]
    public async Task does_not_depend_on_its_envelope(string envelope)
    {
        await using var kith = await world.OpenAsync();
        var (post, asked, ours) = await AnsweredAsync(kith);
        await post.BringsAsync($"Return-Path: {envelope}\r\n{Postman.Mail("2@example.org", Nomsa, "Thank you!", to: ours.ReplyTo[0].Address)}");
        Assert.Equal(asked.ThreadKey, (await post.MessagesAsync(Nomsa))[1].ThreadKey);
    }

    /// <summary>F15 and pitfall 1: another Kith's mail is somebody's mail, our own is nobody's, and neither is answered by a machine.</summary>
    [Fact]
    public async Task between_two_Kiths_ends_with_the_people_who_write()
    {
        await using var one = await world.OpenAsync();
        await using var other = await world.OpenAsync();
        var (post, _, ours) = await AnsweredAsync(one);
        var there = await Postman.ConnectAsync(other, new { address = "hello@other.example", receiver = "mx.other.example" });
        await there.BringsAsync(System.Text.Encoding.UTF8.GetString(ours.Bytes));
        Assert.Single(await there.MessagesAsync(Postman.Address));
        await post.BringsAsync(System.Text.Encoding.UTF8.GetString(ours.Bytes));
        Assert.Empty(await post.MessagesAsync(Postman.Address));
        foreach (var kith in new[] { one, other }) Assert.Equal(0, await kith.LookAsync(db => db.Deliveries.CountAsync()));
    }

    /// <summary>What Nomsa asked, and the mail that would answer her.</summary>
    static async Task<(Postman Post, Moment Asked, (IReadOnlyList<MailAddress> ReplyTo, byte[] Bytes) Ours)> AnsweredAsync(KithUnderTest kith)
    {
        var post = await Postman.ConnectAsync(kith, new { smtp_host = "mail.marula.example" });
        await post.BringsAsync(Postman.Mail("1@example.org", Nomsa, "Is page 2 all that is covered?"));
        var asked = Assert.Single(await post.MessagesAsync(Nomsa));
        var open = kith.Services.GetRequiredService<ConnectionBook>().Get(post.Connection)!;
        var mail = open.Can<IPost>()!.Compose(new Parcel("email", new HandleRef("email", "", Nomsa, IdentityStrength.SelfClaimed), "It is.") { ThreadKey = asked.ThreadKey }, [], $"{Guid.NewGuid()}", open.Account, TimeProvider.System.GetUtcNow());
        return (post, asked, (MimeReader.Read(mail.Bytes).ReplyTo, mail.Bytes.ToArray()));
    }
}
