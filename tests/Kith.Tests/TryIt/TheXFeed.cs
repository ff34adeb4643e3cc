using System.Net;
using System.Text.Json.Nodes;

namespace Kith.Tests.TryIt;

/// <summary>The pretend X of the demo: what names the company is at the desk, and what the desk says stands there.</summary>
public class TheXFeed(World world) : IClassFixture<World>
{
    const string Question = "@MarulaMutual does my cover hold in Mozambique?";

    [Fact]
    public async Task has_what_was_said_before_and_the_desk_has_what_names_us()
    {
        await using var x = await DemoSquare.OpenAsync(world, "x");
        var asked = await x.SaidAsync("Do your branches take photos on paper", "Kagiso Molefe");
        Assert.Equal(("public", "x.mentions"), ((string)asked["visibility"]!, (string)asked["surface"]!));
        Assert.EndsWith("/try/x/i/web/status/1001", (string)asked["post"]!["url"]!, StringComparison.Ordinal);
        await x.SaidAsync("Whom do I thank?", "Lindelani Zungu");
        Assert.Empty((await x.Mina.GetAsync("/api/people?query=Zodwa"))["items"]!.AsArray());

        Assert.Equal(["Zodwa Nkosi", "Lindelani Zungu", "Marula Mutual"], (await x.ReadAsync())["posts"]!.AsArray().Select(post => (string)post!["name"]!));
        Assert.Equal("well", (string)(await x.ConnectionAsync())["health"]!["state"]!);
        Assert.Contains((await x.Mina.GetAsync("/api/cases?owes=public"))["items"]!.AsArray(), one => (string?)one!["personName"] == "Kagiso Molefe");
    }

    [Fact]
    public async Task goes_from_a_mention_to_an_answer_once_and_on_alone_and_stays_one_person_and_one_case()
    {
        await using var x = await DemoSquare.OpenAsync(world, "x");
        await x.DoAsync(HttpMethod.Post, "comments", new { text = Question });
        var asked = await x.SaidAsync("Mozambique");
        var post = await x.ThereAsync(Question);
        Assert.Equal(("public", Question, $"/try/x/i/web/status/{post["id"]}"), ((string)asked["visibility"]!, (string)asked["text"]!, new Uri((string)asked["post"]!["url"]!).AbsolutePath));

        var sent = await x.SendAsync(asked, "It does, for ninety days.", "x.mentions");
        var answer = await x.ThereAsync("It does, for ninety days.");
        Assert.Equal((true, "It does, for ninety days.\n— Mina"), ((bool)answer["ours"]!, (string)answer["text"]!));
        await Soon.Async(async () => Assert.Equal("sent", await x.StateAsync(sent)), seconds: 30);

        // What answers the answer names us without a word of theirs, and stands under the same post.
        await x.DoAsync(HttpMethod.Post, "comments", new { below = (string)answer["id"]!, text = "And for my trailer?" });
        var on = await x.SaidAsync("And for my trailer?");
        Assert.Equal((asked["caseNumber"]!.ToString(), asked["post"]!["url"]!.ToString()), (on["caseNumber"]!.ToString(), on["post"]!["url"]!.ToString()));
        Assert.NotNull(on["replyTo"]);

        await x.SendAsync(on, "Send us its number here.", "x.dm");
        await x.TalkAsync(talk => Assert.Equal("Send us its number here.", (string)Assert.Single(talk)!["text"]!));
        await x.DoAsync(HttpMethod.Post, "talk", new { text = "It is <CA 123> & a half." });
        var told = await x.SaidAsync("It is <CA 123> & a half.");
        Assert.Equal((asked["personId"]!.ToString(), (long)asked["caseNumber"]!, "x.dm"), (told["personId"]!.ToString(), (long)told["caseNumber"]!, (string)told["surface"]!));

        var thanks = await x.SendAsync(told, "It is covered.");
        await x.TalkAsync(talk => Assert.Equal(3, talk.Count));
        await x.DoAsync(HttpMethod.Post, "talk", new { text = "Thank you." });
        await Soon.Async(async () => Assert.Equal("read", await x.StateAsync(thanks)), seconds: 30);
        Assert.Equal(3, (await x.TimelineAsync()).Count(m => (string?)m!["direction"] == "out" && (string)m["kind"]! == "message"));
        Assert.Single(await x.AllAsync(), one => (bool)one["ours"]! && ((string)one["text"]!).StartsWith("It does", StringComparison.Ordinal));
    }

    [Fact]
    public async Task shows_what_is_liked_hidden_edited_and_gone_on_both_sides()
    {
        await using var x = await DemoSquare.OpenAsync(world, "x");
        await x.DoAsync(HttpMethod.Post, "comments", new { below = "1001", text = "Cash loans while you wait." });
        var said = await x.SaidAsync("Cash loans");
        await x.Mina.PutAsync($"/api/moments/{said["id"]}/like", null);
        await x.Mina.PutAsync($"/api/moments/{said["id"]}/hidden", new { why = "Spam" });
        var mine = await x.ThereAsync("Cash loans");
        Assert.Equal((true, true), ((bool)mine["likedByUs"]!, (bool)mine["hidden"]!));
        Assert.DoesNotContain("Cash loans", (await x.ReadAsync("Somebody Else")).ToJsonString(), StringComparison.Ordinal);

        await x.DoAsync(HttpMethod.Put, $"comments/{mine["id"]}", new { text = "Sorry, wrong place." });
        await x.SaidAsync("Sorry, wrong place.");
        Assert.True((bool)(await x.ThereAsync("Sorry, wrong place."))["edited"]!);
        Assert.Equal(HttpStatusCode.NotFound, await x.AskAsync(HttpMethod.Delete, $"comments/{mine["id"]}", new { }, "Somebody Else"));

        await x.DoAsync(HttpMethod.Delete, $"comments/{mine["id"]}", new { });
        await Soon.Async(async () => Assert.Contains(await x.TimelineAsync(), m => m!["withdrawn"]?.GetValue<bool>() == true), seconds: 30);
        Assert.DoesNotContain(await x.AllAsync(), one => (bool)one["mine"]!);
    }

    [Fact]
    public async Task tells_nobody_of_what_names_nobody()
    {
        await using var x = await DemoSquare.OpenAsync(world, "x");
        await x.DoAsync(HttpMethod.Post, "comments", new { text = "Not @MarulaMutualFans, and nobody else." });
        await x.DoAsync(HttpMethod.Post, "comments", new { text = Question });
        await x.SaidAsync("Mozambique");

        Assert.DoesNotContain(await x.TimelineAsync(), m => ((string?)m!["text"])?.Contains("Fans", StringComparison.Ordinal) == true);
        Assert.Equal(2, (await x.AllAsync()).Count(one => (bool)one["mine"]!));
    }

    [Fact]
    public async Task has_after_a_start_what_was_said_before()
    {
        var x = await DemoSquare.OpenAsync(world, "x");
        await x.DoAsync(HttpMethod.Post, "comments", new { text = Question });
        await x.SendAsync(await x.SaidAsync("Mozambique"), "It does.", "x.mentions");
        var answer = await x.ThereAsync("It does.");
        await x.DoAsync(HttpMethod.Post, "talk", new { text = "Are you sure?" });
        var sure = await x.SaidAsync("Are you sure?");

        await using var again = await x.AgainAsync();
        var post = await again.ThereAsync(Question);
        Assert.Equal((true, (string)answer["id"]!), ((bool)post["mine"]!, (string)Assert.Single(post["below"]!.AsArray())!["id"]!));
        await again.ThereAsync("Hail the size");
        await again.SendAsync(sure, "Quite sure.");
        await again.TalkAsync(talk => Assert.Equal(["Are you sure?", "Quite sure."], talk.Select(line => (string)line!["text"]!)));
        await again.DoAsync(HttpMethod.Post, "comments", new { below = (string)answer["id"]!, text = "Then thank you." });
        Assert.Equal(sure["personId"]!.ToString(), (await again.SaidAsync("Then thank you."))["personId"]!.ToString());
    }

    [Theory]
    [InlineData("comments", " ", HttpStatusCode.BadRequest)]
    [InlineData("comments", "281", HttpStatusCode.BadRequest)]
    [InlineData("talk", "", HttpStatusCode.BadRequest)]
    public async Task takes_nothing_that_is_none(string path, string text, HttpStatusCode status)
    {
        await using var x = await DemoSquare.OpenAsync(world, "x");
        Assert.Equal(status, await x.AskAsync(HttpMethod.Post, path, new { text = text == "281" ? new string('x', 281) : text }));
    }

    [Fact]
    public async Task refuses_whoever_has_no_keys()
    {
        await using var x = await DemoSquare.OpenAsync(world, "x");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/try/api.x.com/2/users/me");
        request.Headers.Add("Authorization", "OAuth oauth_consumer_key=\"guess\", oauth_nonce=\"1\", oauth_signature=\"guess\", oauth_timestamp=\"1795262400\"");

        Assert.Equal(HttpStatusCode.Unauthorized, (await x.Kith.AsStranger().Http.SendAsync(request)).StatusCode);
        var test = await x.Mina.PostAsync($"/api/connections/{(await x.ConnectionAsync())["id"]}/test", new { }, HttpStatusCode.OK);
        Assert.Contains("X knows the account as @MarulaMutual", test.ToJsonString(), StringComparison.Ordinal);
    }
}
