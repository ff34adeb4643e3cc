using System.Net;
using System.Text.Json.Nodes;

namespace Kith.Tests.TryIt;

public class TheDemo(World world) : IClassFixture<World>
{
    [Fact]
    public async Task is_a_believable_week_that_a_fixed_token_opens()
    {
        await using var kith = await world.OpenEmptyAsync(Demo);
        var mina = new ApiCaller(kith.CreateClient(), "a-fixed-token");

        Assert.Equal("Marula Mutual", (string)(await mina.GetAsync("/api/me"))["workspace"]!["name"]!);
        var open = (await mina.GetAsync("/api/cases?list=all"))["items"]!.AsArray();
        Assert.Equal(2, open.Count(c => (string)c!["personName"]! == "Nomsa Ndlovu"));
        Assert.Contains(open, c => (string)c!["personName"]! == "N. Ndlovu");
        Assert.Equal(open.Select(c => (string)c!["promiseDue"]!).Order(), open.Select(c => (string)c!["promiseDue"]!));
        var nomsa = (string)open.First(c => (string)c!["personName"]! == "Nomsa Ndlovu")!["personId"]!;
        Assert.Equal(["chat", "sms"], Channels(await mina.GetAsync($"/api/people/{nomsa}/timeline")));
    }

    [Fact]
    public async Task is_signed_in_to_with_the_password_it_prints()
    {
        await using var kith = await world.OpenEmptyAsync(Demo);
        var browser = kith.AsBrowser();

        await browser.PostAsync("/api/sessions", new { email = "rosa@marula.example", password = "marula-demo-2026" }, HttpStatusCode.OK);

        Assert.True((bool)(await browser.GetAsync("/api/me"))["demo"]!);
    }

    [Fact]
    public async Task is_seeded_once()
    {
        await using var kith = await world.OpenAsync(Demo);
        var mina = new ApiCaller(kith.CreateClient(), "a-fixed-token");

        Assert.Empty((await mina.GetAsync("/api/cases?list=all"))["items"]!.AsArray());
        Assert.Equal(kith.Marula.Id, await kith.LookAsync(db => db.Workspaces.Select(w => w.WorkspaceId).SingleAsync()));
    }

    [Theory]
    [InlineData("KITH_API_TOKEN")]
    [InlineData("KITH_DEMO_SECRET")]
    public async Task must_be_on_for_its_secrets_to_be_taken(string setting)
    {
        await using var kith = await world.OpenAsync(builder => builder.UseSetting(setting, "something"));

        Assert.ThrowsAny<Exception>(() => kith.CreateClient());
    }

    [Theory]
    [InlineData("/try")]
    [InlineData("/try/site")]
    [InlineData("/try/phones/+27715552093")]
    [InlineData("/try/facebook")]
    [InlineData("/try/x")]
    [InlineData("/try/bluesky")]
    [InlineData("/try/instagram")]
    [InlineData("/try/mastodon")]
    [InlineData("/api/v1/notifications")]
    [InlineData("/@care")]
    [InlineData("/try/api.x.com/2/users/me")]
    [InlineData("/try/graph/v26.0/100064531180027")]
    [InlineData("/try/mailboxes/amina@example.org")]
    [InlineData("/try/mailboxes/amina@example.org/1/files/0")]
    [InlineData("/try/carrier/2010-04-01/Accounts/AC0f7e1d3c5b9a48268d024a6c8e1f3b57/Messages.json")]
    public async Task is_nowhere_when_it_is_off(string path)
    {
        await using var kith = await world.OpenAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await kith.AsStranger().Http.GetAsync(path)).StatusCode);
    }

    static void Demo(IWebHostBuilder builder) => builder.UseSetting("KITH_DEMO", "1").UseSetting("KITH_API_TOKEN", "a-fixed-token").UseSetting("KITH_DEMO_SECRET", "a secret for all of the demo");

    static string[] Channels(JsonNode timeline) =>
        [.. timeline["items"]!.AsArray().Where(m => (string)m!["kind"]! == "message").Select(m => (string)m!["surface"]!).Distinct().Order()];
}
