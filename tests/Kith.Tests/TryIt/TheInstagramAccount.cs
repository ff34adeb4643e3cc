using System.Net;
using System.Text.Json.Nodes;
using Kith.TryIt;

namespace Kith.Tests.TryIt;

/// <summary>The pretend Instagram of the demo: comments under photos and what is written alone, in one connection, with only the real doors between.</summary>
public class TheInstagramAccount(World world) : IClassFixture<World>
{
    const string Question = "Does this hold for a thatched roof, too?", Thabo = "@thabo.maseko", Roof = "17900000000000512";

    [Fact]
    public async Task has_photos_with_what_was_said_below_them_and_one_word_is_owed()
    {
        await using var instagram = await DemoSquare.OpenAsync(world, "instagram");
        var asked = await instagram.SaidAsync("Elias did our roof", "@boitumelo.kgosi");
        Assert.Equal(("public", "instagram.comments"), ((string)asked["visibility"]!, (string)asked["surface"]!));
        var owed = (await instagram.Mina.GetAsync("/api/cases?owes=public"))["items"]!.AsArray().Select(one => (string?)one!["personName"]).ToList();
        Assert.Contains("@boitumelo.kgosi", owed);
        Assert.DoesNotContain("@dineo.phiri", owed);

        var posts = (await instagram.ReadAsync())["posts"]!.AsArray();
        Assert.Equal(["/chat/roof.svg", "/chat/kit.svg"], posts.Select(post => (string)post!["photo"]!["url"]!));
        Assert.True((bool)posts[1]!["below"]![0]!["below"]![0]!["ours"]!);
        Assert.Equal("well", (string)(await instagram.ConnectionAsync())["health"]!["state"]!);
        Assert.Contains((await instagram.Mina.GetAsync("/api/places"))["items"]!.AsArray(), place => (string?)place!["url"] == "https://www.instagram.com/marula.mutual");
    }

    [Fact]
    public async Task goes_from_a_comment_to_an_answer_and_on_alone_and_stays_one_person_and_one_case()
    {
        await using var instagram = await DemoSquare.OpenAsync(world, "instagram");
        await instagram.DoAsync(HttpMethod.Post, "comments", new { post = Roof, text = Question });
        var asked = await instagram.SaidAsync(Question, Thabo);
        await instagram.SendAsync(asked, "It does. May I write to you?", "instagram.comments");
        var answer = await instagram.ThereAsync("It does. May I write to you?");
        Assert.Equal((true, "It does. May I write to you?\n— Mina", "marula.mutual"), ((bool)answer["ours"]!, (string)answer["text"]!, (string)answer["name"]!));

        await instagram.SendAsync(asked, "How old is the thatch?");
        await instagram.TalkAsync(talk => Assert.Equal("How old is the thatch?", (string)Assert.Single(talk)!["text"]!));
        await instagram.DoAsync(HttpMethod.Post, "talk", new { text = "Nine years." });
        var told = await instagram.SaidAsync("Nine years.", Thabo);
        Assert.Equal((asked["personId"]!.ToString(), (long)asked["caseNumber"]!, "instagram"), (told["personId"]!.ToString(), (long)told["caseNumber"]!, (string)told["surface"]!));

        var thanks = await instagram.SendAsync(told, "Then all is well.");
        await instagram.TalkAsync(talk => Assert.Equal(3, talk.Count));
        await instagram.DoAsync(HttpMethod.Post, "talk", new { text = "Thank you." });
        await Soon.Async(async () => Assert.Equal("read", await instagram.StateAsync(thanks, Thabo)), seconds: 30);
        // What comes back of our own words is not said a second time.
        Assert.Equal(3, (await instagram.TimelineAsync(Thabo)).Count(m => (string?)m!["direction"] == "out" && (string)m["kind"]! == "message"));
    }

    [Fact]
    public async Task hides_what_is_spam_and_tells_nobody_of_what_is_gone()
    {
        await using var instagram = await DemoSquare.OpenAsync(world, "instagram");
        await instagram.DoAsync(HttpMethod.Post, "comments", new { post = Roof, text = "Cash loans while you wait." });
        var said = await instagram.SaidAsync("Cash loans", Thabo);
        await instagram.Mina.PutAsync($"/api/moments/{said["id"]}/hidden", new { why = "Spam" });
        var mine = await instagram.ThereAsync("Cash loans");
        Assert.True((bool)mine["hidden"]!);
        Assert.DoesNotContain("Cash loans", (await instagram.ReadAsync("Somebody Else")).ToJsonString(), StringComparison.Ordinal);

        await instagram.DoAsync(HttpMethod.Put, $"comments/{mine["id"]}/like", new { });
        Assert.True((bool)(await instagram.ThereAsync("Cash loans"))["liked"]!);
        Assert.Equal(HttpStatusCode.Conflict, await instagram.AskAsync(HttpMethod.Put, $"comments/{mine["id"]}", new { text = "Sorry" }));
        Assert.Equal(HttpStatusCode.NotFound, await instagram.AskAsync(HttpMethod.Delete, $"comments/{mine["id"]}", new { }, "Somebody Else"));
        await instagram.DoAsync(HttpMethod.Delete, $"comments/{mine["id"]}", new { });
        Assert.DoesNotContain(await instagram.AllAsync(), one => (bool)one["mine"]!);
        Assert.False((bool)(await instagram.SaidAsync("Cash loans", Thabo))["withdrawn"]!);
    }

    [Fact]
    public async Task has_after_a_start_what_was_said_before()
    {
        var instagram = await DemoSquare.OpenAsync(world, "instagram");
        await instagram.DoAsync(HttpMethod.Post, "comments", new { post = Roof, text = Question });
        await instagram.SendAsync(await instagram.SaidAsync(Question, Thabo), "It does.", "instagram.comments");
        await instagram.ThereAsync("It does.");
        await instagram.DoAsync(HttpMethod.Post, "talk", new { text = "Are you sure?" });
        var sure = await instagram.SaidAsync("Are you sure?", Thabo);

        await using var again = await instagram.AgainAsync();
        var mine = await again.ThereAsync(Question);
        Assert.Equal((true, "thabo.maseko", "It does.\n— Mina"), ((bool)mine["mine"]!, (string)mine["name"]!, (string)Assert.Single(mine["below"]!.AsArray())!["text"]!));
        await again.SendAsync(sure, "Quite sure.");
        await again.TalkAsync(talk => Assert.Equal(["Are you sure?", "Quite sure."], talk.Select(line => (string)line!["text"]!)));
    }

    /// <summary>The numbers are those of the Graph API.</summary>
    [Theory]
    [InlineData("{us}/messages", """{"recipient":{"id":"77"},"message":{"text":"x"}}""", "guess", 190)]
    [InlineData("{us}/messages", """{"recipient":{"id":"77"},"message":{"text":"x"}}""", DemoSquare.Secret, 100)]
    [InlineData("{us}/messages", """{"recipient":{"comment_id":"18000000000004982"},"message":{"text":"x"}}""", DemoSquare.Secret, 100)]
    [InlineData("18000000000000001/replies", """{"message":"x"}""", DemoSquare.Secret, 100)]
    [InlineData("18000000000004981/replies", "[[", DemoSquare.Secret, 100)]
    [InlineData("18000000000004981", """{"hide":"perhaps"}""", DemoSquare.Secret, 100)]
    public async Task refuses_as_the_platform_does(string path, string words, string token, int code)
    {
        await using var kith = await world.OpenEmptyAsync(DemoSquare.Demo);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/try/graph.instagram.com/v26.0/{path.Replace("{us}", PretendInstagram.OurId, StringComparison.Ordinal)}") { Content = new StringContent(words, null, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {token}");
        var answer = JsonNode.Parse(await (await kith.AsStranger().Http.SendAsync(request)).Content.ReadAsStringAsync())!;

        Assert.Equal(code, (int)answer["error"]!["code"]!);
    }

    [Fact]
    public async Task is_known_to_the_test_of_its_connection()
    {
        await using var instagram = await DemoSquare.OpenAsync(world, "instagram");
        var test = await instagram.Mina.PostAsync($"/api/connections/{(await instagram.ConnectionAsync())["id"]}/test", new { }, HttpStatusCode.OK);

        Assert.Contains("Meta knows the account: marula.mutual.", test.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await instagram.AskAsync(HttpMethod.Post, "comments", new { post = Roof, text = new string('x', 2201) }));
    }
}
