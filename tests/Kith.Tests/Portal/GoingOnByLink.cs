using System.Net;
using Kith.Tests.Widget;

namespace Kith.Tests.Portal;

public class GoingOnByLink(World world) : IClassFixture<World>
{
    [Fact]
    public async Task opens_the_chat_already_known_with_what_was_said_before()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var nomsa = await LinkHolder.SendAsync(kith, chat);

        var browser = await nomsa.ComeAsync(chat);
        Assert.Equal(["Would you like to know more?", "Yes please", "The link"], await browser.TextsAsync());
        await browser.SendAsync("Does it cover my mother too?");

        await Soon.Async(async () => Assert.Equal(1, await kith.LookAsync(db => db.Moments.CountAsync(m => m.PersonId == nomsa.PersonId && m.Text == "Does it cover my mother too?"))));
        Assert.Equal("SMS", (string)(await browser.SinceAsync())["head"]!["arrivedFrom"]!);
    }

    [Fact]
    public async Task does_nothing_when_a_phone_only_previews_the_link()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var nomsa = await LinkHolder.SendAsync(kith, chat);

        var before = await RowsAsync(kith);
        for (var looks = 0; looks < 5; looks++) Assert.Equal(HttpStatusCode.OK, (await kith.AsStranger().Http.GetAsync($"/go/{nomsa.Token}")).StatusCode);

        Assert.Equal(before, await RowsAsync(kith));
        await nomsa.ComeAsync(chat);
    }

    [Fact]
    public async Task works_once()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var nomsa = await LinkHolder.SendAsync(kith, chat);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => TokenIn(await PressAsync(kith, nomsa.Token))));

        Assert.Single(answers, token => token is not null);
    }

    [Fact(DisplayName = "0 of 60 forged, expired, used and foreign links are accepted, and each is answered by the same page to the byte")]
    public async Task lets_no_wrong_token_in()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var tokens = new List<string>();
        for (var at = 0; at < 5; at++) tokens.Add((await LinkHolder.SendAsync(kith, chat, expired: true)).Token);
        for (var at = 0; at < 5; at++)
        {
            var used = await LinkHolder.SendAsync(kith, chat);
            await used.ComeAsync(chat);
            tokens.Add(used.Token);
        }
        var right = (await LinkHolder.SendAsync(kith, chat)).Token;
        for (var at = 0; at < 5; at++) tokens.Add(RecognizeCaller.NewSecret(kith.Town.Neighbour.Id)[..22] + right[22..]);
        for (var at = 0; at < 30; at++) tokens.Add(right[..(30 + at)] + (right[30 + at] == 'A' ? 'B' : 'A') + right[(31 + at)..]);
        for (var at = 0; at < 10; at++) tokens.Add(RecognizeCaller.NewSecret(kith.Marula.Id));
        tokens.AddRange(["x", right[..63], right + "A", "%7f", "..%2f..%2fchat"]);
        Assert.Equal(60, tokens.Count);

        var before = await RowsAsync(kith);
        var pages = new HashSet<string>();
        foreach (var token in tokens) pages.Add(await PressAsync(kith, token));

        Assert.Null(TokenIn(Assert.Single(pages)));
        Assert.Equal(before, await RowsAsync(kith));
        Assert.NotNull(TokenIn(await PressAsync(kith, right)));
    }

    [Fact]
    public async Task joins_nobody_who_chatted_in_that_browser_before()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var nomsa = await LinkHolder.SendAsync(kith, chat);
        var stranger = await chat.VisitAsync();
        await stranger.SendAsync("I am somebody else");

        var browser = await nomsa.ComeAsync(chat);

        await Soon.Async(async () => Assert.Equal(["I am somebody else"], await stranger.TextsAsync()));
        Assert.DoesNotContain("I am somebody else", await browser.TextsAsync());
    }

    [Fact]
    public async Task never_shows_what_a_merge_brought_nor_our_notes()
    {
        await using var kith = await world.OpenAsync();
        var chat = await ChatUnderTest.OpenAsync(kith);
        var nomsa = await LinkHolder.SendAsync(kith, chat);
        var other = await LinkHolder.SendAsync(kith, chat, number: "+27835551290", said: "My payout is R40 000");
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.PersonId}/merges", new { other = other.PersonId });
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{nomsa.PersonId}/notes", new { id = Guid.CreateVersion7(), text = "between us" });

        var texts = await (await nomsa.ComeAsync(chat)).TextsAsync();

        Assert.Contains("Yes please", texts);
        Assert.DoesNotContain("My payout is R40 000", texts);
        Assert.DoesNotContain("between us", texts);
    }

    static Task<string> PressAsync(KithUnderTest kith, string token) => LinkHolder.PressAsync(kith, token);

    static string? TokenIn(string page) => LinkHolder.TokenIn(page);

    static Task<(int, int, int, int)> RowsAsync(KithUnderTest kith) => kith.LookAsync(async db =>
        (await db.Handles.CountAsync(), await db.People.CountAsync(), await db.Moments.CountAsync(), await db.Moves.CountAsync(m => m.UsedAt != null)));
}
