using System.Net;

namespace Kith.Tests.Team;

public class ThePasskeys(World world) : IClassFixture<World>
{
    [Fact]
    public async Task sign_in_without_password_or_code()
    {
        await using var kith = await world.OpenAsync();
        using var key = await AddAsync(kith, Cast.Rosa);
        var browser = kith.AsBrowser();
        var options = await browser.PostAsync("/api/sessions/passkey/options", null, HttpStatusCode.OK);

        Assert.Equal("done", (string)(await browser.PostAsync("/api/sessions/passkey", new { credential = key.Get(options) }, HttpStatusCode.OK))["next"]!);
        Assert.Equal("Rosa Meyer", (string)(await browser.GetAsync("/api/me"))["teammate"]!["name"]!);
    }

    [Fact(DisplayName = "E12: an answer that was used, or is for another challenge, opens nothing")]
    public async Task answer_each_challenge_once()
    {
        await using var kith = await world.OpenAsync();
        using var key = await AddAsync(kith, Cast.Rosa);
        var said = new { credential = key.Get(await kith.AsBrowser().PostAsync("/api/sessions/passkey/options", null, HttpStatusCode.OK)) };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => kith.AsBrowser().TryPostAsync("/api/sessions/passkey", said)));
        Assert.Single(answers, a => (string?)a["next"] == "done");

        var invented = new System.Text.Json.Nodes.JsonObject { ["challenge"] = "AAAAAAAAAAAAAAAAAAAAAA" };
        foreach (var forged in new[] { key.Get(invented), new { }, "x", 5, Array.Empty<int>() })
            Assert.Contains((string)(await kith.AsBrowser().TryPostAsync("/api/sessions/passkey", new { credential = forged }))["code"]!, new[] { "wrong_passkey", "bad_json" });
    }

    [Fact]
    public async Task of_another_key_or_another_page_open_nothing()
    {
        await using var kith = await world.OpenAsync();
        using var key = await AddAsync(kith, Cast.Rosa);
        using var stranger = new PocketKey();
        using var elsewhere = new PocketKey("http://evil.example");
        var rosa = await kith.SignInAsync(Cast.Rosa);

        await kith.AsBrowser().PostAsync("/api/sessions/passkey", new { credential = stranger.Get(await kith.AsBrowser().PostAsync("/api/sessions/passkey/options", null, HttpStatusCode.OK)) }, HttpStatusCode.Unauthorized);
        await rosa.PostAsync("/api/me/passkeys", new { name = "Elsewhere", credential = elsewhere.Create(await rosa.PostAsync("/api/me/passkeys/options", null, HttpStatusCode.OK)) }, HttpStatusCode.BadRequest);
        var omar = await kith.SignInAsync(Cast.Omar);
        using var shared = new PocketKey();
        await omar.PostAsync("/api/me/passkeys", new { name = "Rosa's challenge", credential = shared.Create(await rosa.PostAsync("/api/me/passkeys/options", null, HttpStatusCode.OK)) }, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task are_listed_and_end_when_removed()
    {
        await using var kith = await world.OpenAsync();
        using var key = await AddAsync(kith, Cast.Rosa);
        var rosa = await kith.SignInAsync(Cast.Rosa);
        var one = Assert.Single((await rosa.GetAsync("/api/me/passkeys"))["items"]!.AsArray());
        Assert.Equal("Rosa's key", (string)one!["name"]!);

        await rosa.DeleteAsync($"/api/me/passkeys/{one["id"]}");

        await kith.AsBrowser().PostAsync("/api/sessions/passkey", new { credential = key.Get(await kith.AsBrowser().PostAsync("/api/sessions/passkey/options", null, HttpStatusCode.OK)) }, HttpStatusCode.Unauthorized);
    }

    static async Task<PocketKey> AddAsync(KithUnderTest kith, Member member)
    {
        var key = new PocketKey();
        var browser = await kith.SignInAsync(member);
        var options = await browser.PostAsync("/api/me/passkeys/options", null, HttpStatusCode.OK);
        await browser.PostAsync("/api/me/passkeys", new { name = $"{member.FirstName}'s key", credential = key.Create(options) });
        return key;
    }
}
