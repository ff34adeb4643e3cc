using System.Net;
using System.Text.Json.Nodes;

namespace Kith.Tests.TryIt;

/// <summary>The pretend Bluesky of the demo: nobody calls Kith, which asks, and what it says stands in the thread.</summary>
public class TheBlueskyFeed(World world) : IClassFixture<World>
{
    const string Question = "@marulamutual.example 👋 is a photo of the certificate enough?";

    [Fact]
    public async Task has_what_was_said_before_and_the_desk_has_what_answers_us()
    {
        await using var sky = await DemoSquare.OpenAsync(world, "bluesky");
        var asked = await sky.SaidAsync("Do the 48 hours count on a weekend?", "Anele Mbatha");
        Assert.Equal(("public", "bluesky.posts"), ((string)asked["visibility"]!, (string)asked["surface"]!));
        Assert.EndsWith("/post/3m5zfuneral22", (string)asked["post"]!["url"]!, StringComparison.Ordinal);
        Assert.Empty((await sky.Mina.GetAsync("/api/people?query=Naledi%20Sithole"))["items"]!.AsArray());

        Assert.Equal(["Naledi Sithole", "Marula Mutual"], (await sky.ReadAsync())["posts"]!.AsArray().Select(post => (string)post!["name"]!));
        Assert.Equal("well", (string)(await sky.ConnectionAsync())["health"]!["state"]!);
    }

    [Fact]
    public async Task goes_from_a_mention_through_a_thread_and_on_alone_and_stays_one_person_and_one_case()
    {
        await using var sky = await DemoSquare.OpenAsync(world, "bluesky");
        await sky.SaidAsync("Do the 48 hours", "Anele Mbatha");
        await sky.DoAsync(HttpMethod.Post, "comments", new { text = Question });
        var asked = await sky.SaidAsync("is a photo of the certificate enough?");
        var post = await sky.ThereAsync(Question);
        Assert.EndsWith($"/post/{post["id"]}", (string)asked["post"]!["url"]!, StringComparison.Ordinal);

        await sky.SendAsync(asked, "It is, if all four corners can be seen.", "bluesky.posts");
        var answer = await sky.ThereAsync("It is, if all four corners");
        Assert.Equal((true, "It is, if all four corners can be seen.\n— Mina"), ((bool)answer["ours"]!, (string)answer["text"]!));

        await sky.DoAsync(HttpMethod.Post, "comments", new { below = (string)answer["id"]!, text = "And without a phone?" });
        var on = await sky.SaidAsync("And without a phone?");
        Assert.Equal((asked["caseNumber"]!.ToString(), asked["post"]!["url"]!.ToString()), (on["caseNumber"]!.ToString(), on["post"]!["url"]!.ToString()));
        Assert.NotNull(on["replyTo"]);
        await sky.SendAsync(on, "Then at any branch.", "bluesky.posts");
        Assert.Equal("Thabo Maseko", (string?)(await sky.ThereAsync("Then at any branch."))["to"]);

        await sky.DoAsync(HttpMethod.Post, "talk", new { text = "May I tell you my number here?" });
        var alone = await sky.SaidAsync("May I tell you my number here?");
        Assert.Equal((asked["personId"]!.ToString(), "bluesky.dm"), (alone["personId"]!.ToString(), (string)alone["surface"]!));
        await sky.SendAsync(alone, "You may.");
        await sky.TalkAsync(talk => Assert.Equal(["May I tell you my number here?", "You may."], talk.Select(line => (string)line!["text"]!)));
        Assert.Equal(2, (await sky.AllAsync()).Count(one => (bool)one["ours"]! && ((string)one["text"]!).EndsWith("— Mina", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task shows_what_is_liked_and_that_it_is_not_any_more_and_what_is_gone()
    {
        await using var sky = await DemoSquare.OpenAsync(world, "bluesky");
        await sky.SaidAsync("Do the 48 hours", "Anele Mbatha");
        await sky.DoAsync(HttpMethod.Post, "comments", new { text = Question });
        var asked = await sky.SaidAsync("is a photo of the certificate enough?");

        await sky.Mina.PutAsync($"/api/moments/{asked["id"]}/like", null);
        Assert.True((bool)(await sky.ThereAsync(Question))["likedByUs"]!);
        await sky.Mina.DeleteAsync($"/api/moments/{asked["id"]}/like", HttpStatusCode.OK);
        var mine = await sky.ThereAsync(Question);
        Assert.False((bool)mine["likedByUs"]!);

        await sky.DoAsync(HttpMethod.Put, $"comments/{mine["id"]}/like", new { });
        Assert.True((bool)(await sky.ThereAsync(Question))["liked"]!);
        Assert.Equal(HttpStatusCode.Conflict, await sky.AskAsync(HttpMethod.Put, $"comments/{mine["id"]}", new { text = "Another" }));
        await sky.DoAsync(HttpMethod.Delete, $"comments/{mine["id"]}", new { });
        Assert.DoesNotContain(await sky.AllAsync(), one => (bool)one["mine"]!);
    }

    [Fact]
    public async Task has_after_a_start_what_was_said_before()
    {
        var sky = await DemoSquare.OpenAsync(world, "bluesky");
        await sky.SaidAsync("Do the 48 hours", "Anele Mbatha");
        await sky.DoAsync(HttpMethod.Post, "comments", new { text = Question });
        await sky.SendAsync(await sky.SaidAsync("is a photo of the certificate enough?"), "It is.", "bluesky.posts");
        var answer = await sky.ThereAsync("It is.");
        await sky.DoAsync(HttpMethod.Post, "talk", new { text = "Are you sure?" });
        var sure = await sky.SaidAsync("Are you sure?");

        await using var again = await sky.AgainAsync();
        var post = await again.ThereAsync(Question);
        Assert.Equal((true, (string)answer["id"]!), ((bool)post["mine"]!, (string)Assert.Single(post["below"]!.AsArray())!["id"]!));
        await again.SendAsync(sure, "Quite sure.");
        await again.TalkAsync(talk => Assert.Equal(["Are you sure?", "Quite sure."], talk.Select(line => (string)line!["text"]!)));
        await again.DoAsync(HttpMethod.Post, "comments", new { below = (string)answer["id"]!, text = "Then thank you." });
        Assert.Equal(sure["personId"]!.ToString(), (await again.SaidAsync("Then thank you."))["personId"]!.ToString());
        Assert.Equal("well", (string)(await again.ConnectionAsync())["health"]!["state"]!);
    }

    [Fact]
    public async Task refuses_whoever_has_no_password()
    {
        await using var sky = await DemoSquare.OpenAsync(world, "bluesky");
        var stranger = sky.Kith.AsStranger().Http;
        var signIn = await stranger.PostAsync("/try/bsky.social/xrpc/com.atproto.server.createSession", new StringContent("""{"identifier":"marulamutual.example","password":"guess"}""", null, "application/json"));
        Assert.Equal((HttpStatusCode.Unauthorized, "AuthenticationRequired"), (signIn.StatusCode, (string)JsonNode.Parse(await signIn.Content.ReadAsStringAsync())!["error"]!));
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.GetAsync("/try/bsky.social/xrpc/app.bsky.notification.listNotifications")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, await sky.AskAsync(HttpMethod.Post, "comments", new { text = new string('x', 301) }));

        var test = await sky.Mina.PostAsync($"/api/connections/{(await sky.ConnectionAsync())["id"]}/test", new { }, HttpStatusCode.OK);
        Assert.Contains("This app password may read and write direct messages.", test.ToJsonString(), StringComparison.Ordinal);
    }
}
