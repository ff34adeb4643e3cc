using System.Net;
using System.Text.RegularExpressions;
using Kith.Tests.Connections;
using Kith.Tests.Widget;

namespace Kith.Tests.Portal;

/// <summary>A link that leads to mail or SMS: its page asks for the address, and for the code that goes there.</summary>
public class GoingOnByAddress(World world) : IClassFixture<World>
{
    const string Address = "nomsa@example.org";

    [Fact]
    public async Task by_email_links_the_mailbox_to_whoever_the_link_was_sent_to()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        await house.ConnectAsync(kith);
        var (nomsa, token) = await LinkAsync(kith, "email");
        var stranger = kith.AsStranger().Http;
        Assert.Contains("Your email address", await stranger.GetStringAsync($"/go/{token}"), StringComparison.Ordinal);
        Assert.Contains("is not an email address", WebUtility.HtmlDecode(await PressAsync(stranger, token, ("address", "nobody"))), StringComparison.Ordinal);

        Assert.Contains("We sent you a code", await PressAsync(stranger, token, ("address", Address)), StringComparison.Ordinal);
        var code = GoingOnByEmail.CodeIn((await house.ArrivedAsync(Address, "Your code")).Text);
        Assert.Contains("This is not the code", await PressAsync(stranger, token, ("code", "12345")), StringComparison.Ordinal);
        Assert.Contains("We go on by email", await PressAsync(stranger, token, ("code", code)), StringComparison.Ordinal);

        var handle = await kith.LookAsync(db => db.Handles.SingleAsync(h => h.Kind == "email"));
        Assert.Equal((nomsa.Id, Address, Strength.Verified), (handle.PersonId, handle.Value, handle.Strength));
        Assert.Equal(0, await kith.LookAsync(db => db.PersonClaims.CountAsync()));
        Assert.Contains("has done its work", await PressAsync(stranger, token, ("code", code)), StringComparison.Ordinal);
        Assert.Equal("known", (string)(await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/moves", new { channel = "email" }))["way"]!);
    }

    [Fact]
    public async Task by_sms_takes_the_code_of_the_phone()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        await kith.ConnectSmsAsync(carrier);
        var chat = await ChatUnderTest.OpenAsync(kith);
        var visitor = await GoingOnByEmail.SpeakAsync(chat, "Hello");
        var person = await kith.LookAsync(db => db.Handles.Select(h => h.PersonId).SingleAsync());
        var move = await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/moves", new { channel = "sms" });
        Assert.Equal("link", (string)move["way"]!);
        var token = TokenIn((string)move["moment"]!["text"]!);
        var stranger = kith.AsStranger().Http;

        await PressAsync(stranger, token, ("address", "+27 82 555 4417"));
        await PressAsync(stranger, token, ("code", carrier.Messages.Last(m => m.Body.Contains("your code", StringComparison.Ordinal)).Body[..6]));

        var phone = await kith.LookAsync(db => db.Handles.SingleAsync(h => h.Value == Correspondence.Phone));
        Assert.Equal((person, Strength.Verified), (phone.PersonId, phone.Strength));
    }

    [Fact]
    public async Task joins_nobody_of_whom_the_address_is_proved_already()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        await house.ConnectAsync(kith);
        var johan = await kith.MeetAsync("Johan Pretorius");
        await kith.ReachAsync(johan, "email", Address, strength: Strength.Verified);
        var (nomsa, token) = await LinkAsync(kith, "email");
        var stranger = kith.AsStranger().Http;
        await PressAsync(stranger, token, ("address", Address));
        var code = GoingOnByEmail.CodeIn((await house.ArrivedAsync(Address, "Your code")).Text);

        Assert.Contains("known to us with other names", await PressAsync(stranger, token, ("code", code)), StringComparison.Ordinal);
        Assert.Equal(0, await kith.LookAsync(db => db.Links.CountAsync()));
        Assert.Null((await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}"))["mergedInto"]);
    }

    [Fact]
    public async Task a_code_of_one_link_opens_no_other_and_nothing_after_its_time()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        await house.ConnectAsync(kith);
        var (_, token) = await LinkAsync(kith, "email");
        var (_, other) = await LinkAsync(kith, "email", "+27825554418");
        var stranger = kith.AsStranger().Http;
        await PressAsync(stranger, token, ("address", Address));
        var code = GoingOnByEmail.CodeIn((await house.ArrivedAsync(Address, "Your code")).Text);

        Assert.Contains("This is not the code", await PressAsync(stranger, other, ("code", code)), StringComparison.Ordinal);
        await kith.WriteAsync(kith.Marula, db => db.Moves.ExecuteUpdateAsync(set => set.SetProperty(m => m.ExpiresAt, Life.Now.AddSeconds(-1))));
        Assert.Contains("has done its work", await PressAsync(stranger, token, ("code", code)), StringComparison.Ordinal);
        Assert.Equal(0, await kith.LookAsync(db => db.Handles.CountAsync(h => h.Kind == "email")));
    }

    [Fact]
    public async Task a_mail_carries_a_link_into_the_chat_that_opens_it_as_that_person_once()
    {
        await using var house = new MailHouse();
        await using var kith = await world.OpenAsync(house.Allow);
        var post = await house.ConnectAsync(kith);
        var chat = await ChatUnderTest.OpenAsync(kith);
        await post.BringsAsync(Postman.Mail("m1@example.org", $"Nomsa <{Address}>", "About my claim", "My claim"));
        var person = (await post.HandleAsync(Address)).PersonId;

        await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/moves", new { channel = "webchat" });
        await kith.LetTimePassAsync(post.Connection);
        var token = TokenIn((await house.ArrivedAsync(Address, "Re: My claim")).Text);
        var browser = await chat.VisitAsync(token: LinkHolder.TokenIn(await LinkHolder.PressAsync(kith, token)));

        Assert.Contains("About my claim", await browser.TextsAsync());
        Assert.Equal("n•••@example.org", (string)(await browser.SinceAsync())["head"]!["mailbox"]!);
        Assert.Null(LinkHolder.TokenIn(await LinkHolder.PressAsync(kith, token)));
    }

    static async Task<(Person Nomsa, string Token)> LinkAsync(KithUnderTest kith, string channel, string phone = "+27825554417")
    {
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu", phone);
        if (!await kith.LookAsync(db => db.Connections.AnyAsync(c => c.Channel == "sms"))) await kith.ConnectAsync("sms", "sms");
        var answer = await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.Id}/moves", new { channel });
        Assert.Equal("link", (string)answer["way"]!);
        return (nomsa, TokenIn((string)answer["moment"]!["text"]!));
    }

    static async Task<string> PressAsync(HttpClient http, string token, (string Name, string Value) said)
    {
        using var form = new FormUrlEncodedContent([new(said.Name, said.Value)]);
        var answer = await http.PostAsync($"/go/{token}", form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    static string TokenIn(string? text) => Regex.Match(text ?? "", "/go/([A-Za-z0-9_-]{64})").Groups[1].Value;
}
