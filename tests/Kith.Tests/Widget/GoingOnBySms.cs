using System.Net;
using Kith.Tests.Connections;

namespace Kith.Tests.Widget;

public class GoingOnBySms(World world) : IClassFixture<World>
{
    [Fact]
    public async Task takes_the_code_that_was_sent_to_the_phone()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        await kith.ConnectSmsAsync(carrier);
        var chat = await ChatUnderTest.OpenAsync(kith);
        var visitor = await SpeakAsync(chat);

        await AskAsync(visitor, "082 555 4417");
        Assert.Equal(0, await kith.LookAsync(db => db.Handles.CountAsync(h => h.Kind == "phone")));
        Assert.Equal(1, await kith.LookAsync(db => db.PersonClaims.CountAsync(c => c.Value == Correspondence.Phone)));

        Assert.Equal(HttpStatusCode.NoContent, (await visitor.PostAsync("phone/code", new { code = CodeIn(carrier) })).StatusCode);

        Assert.Equal(Strength.Verified, await kith.LookAsync(db => db.Handles.Where(h => h.Value == Correspondence.Phone).Select(h => h.Strength).SingleAsync()));
        Assert.Equal(0, await kith.LookAsync(db => db.PersonClaims.CountAsync()));
        Assert.False((bool)(await visitor.SinceAsync())["head"]!["canSms"]!);
    }

    [Fact]
    public async Task makes_the_visitor_the_person_whose_phone_it_is_and_shows_nothing_said_there()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        await kith.WriteAsync(sms, "About your claim 4711");
        var chat = await ChatUnderTest.OpenAsync(kith);
        var visitor = await SpeakAsync(chat);

        await AskAsync(visitor, Correspondence.Phone);
        await visitor.PostAsync("phone/code", new { code = CodeIn(carrier) });

        Assert.Equal(1, await kith.LookAsync(db => db.People.CountAsync(p => p.RootId == p.Id)));
        Assert.Equal(["Hello"], await visitor.TextsAsync());
    }

    [Fact]
    public async Task believes_no_guess_and_no_sixth_try()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        await kith.ConnectSmsAsync(carrier);
        var chat = await ChatUnderTest.OpenAsync(kith);
        var (visitor, other) = (await SpeakAsync(chat), await SpeakAsync(chat));
        await AskAsync(visitor, Correspondence.Phone);
        var code = CodeIn(carrier);

        Assert.Equal(HttpStatusCode.BadRequest, (await other.PostAsync("phone/code", new { code })).StatusCode);
        foreach (var guess in new[] { "", "0", "999999x", "1234567", code + "0" }) Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("phone/code", new { code = guess })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("phone/code", new { code })).StatusCode);
        Assert.Equal(0, await kith.LookAsync(db => db.Handles.CountAsync(h => h.Kind == "phone")));
    }

    [Fact]
    public async Task sends_few_codes_and_none_to_whoever_said_stop()
    {
        await using var carrier = await FakeCarrier.OpenAsync();
        await using var kith = await world.OpenAsync(carrier);
        var sms = await kith.ConnectSmsAsync(carrier);
        await kith.WriteAsync(sms, "stopped", value: "+27835551290", change: handle => handle.StoppedAt = handle.FirstSeen);
        var chat = await ChatUnderTest.OpenAsync(kith);

        await AskAsync(await SpeakAsync(chat), "+27835551290");
        Assert.DoesNotContain(carrier.Messages, m => m.Body.Contains("your code", StringComparison.Ordinal));

        for (var at = 0; at < 3; at++) await AskAsync(await SpeakAsync(chat), Correspondence.Phone);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await (await SpeakAsync(chat)).PostAsync("phone", new { phone = Correspondence.Phone })).StatusCode);
    }

    static async Task<ChatBrowser> SpeakAsync(ChatUnderTest chat)
    {
        var visitor = await chat.VisitAsync();
        await visitor.SendAsync("Hello");
        await Soon.Async(async () => Assert.Equal(["Hello"], await visitor.TextsAsync()));
        return visitor;
    }

    static async Task AskAsync(ChatBrowser visitor, string phone) =>
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.PostAsync("phone", new { phone, region = "ZA" })).StatusCode);

    static string CodeIn(FakeCarrier carrier) => carrier.Messages.Last(m => m.Body.Contains("your code", StringComparison.Ordinal)).Body[..6];
}
