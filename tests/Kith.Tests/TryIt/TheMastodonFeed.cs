using System.Net;
using System.Text.Json.Nodes;

namespace Kith.Tests.TryIt;

/// <summary>The pretend Mastodon of the demo: nobody calls Kith, which asks who has mentioned us, and how far it was said holds for the answer.</summary>
public class TheMastodonFeed(World world) : IClassFixture<World>
{
    const string Question = "@care@marula.example is my cargo bike covered in the train?";

    [Fact]
    public async Task has_what_was_said_before_and_the_desk_has_what_answers_us()
    {
        await using var mastodon = await OpenAsync();
        var asked = await mastodon.SaidAsync("Where do I find it on a cargo bike?", "Sibusiso Cele");
        Assert.Equal(("public", "mastodon.public"), ((string)asked["visibility"]!, (string)asked["surface"]!));
        Assert.Empty((await mastodon.Mina.GetAsync("/api/people?query=Khanyi"))["items"]!.AsArray());

        Assert.Equal(["Khanyi Mthembu", "Marula Mutual"], (await mastodon.ReadAsync())["posts"]!.AsArray().Select(post => (string)post!["name"]!));
        Assert.Equal("well", (string)(await mastodon.ConnectionAsync())["health"]!["state"]!);
        var place = (await mastodon.Mina.GetAsync("/api/places"))["items"]!.AsArray().First(one => (string?)one!["channel"] == "mastodon")!;
        using var look = await mastodon.Kith.AsStranger().Http.GetAsync(new Uri((string)place["url"]!).AbsolutePath);
        Assert.Equal(("@care@marula.example", "/try"), ((string)place["shown"]!, look.Headers.Location?.OriginalString.Split('?')[0] ?? look.RequestMessage!.RequestUri!.AbsolutePath));
    }

    [Fact]
    public async Task goes_from_a_mention_through_a_thread_and_on_alone_and_stays_one_person_and_one_case()
    {
        await using var mastodon = await OpenAsync();
        await mastodon.DoAsync(HttpMethod.Post, "comments", new { text = Question });
        var asked = await mastodon.SaidAsync("is my cargo bike covered in the train?");
        var post = await mastodon.ThereAsync(Question);
        Assert.Equal("is my cargo bike covered in the train?", (string)asked["text"]!);
        Assert.EndsWith($"/{post["id"]}", (string)asked["post"]!["url"]!, StringComparison.Ordinal);

        await mastodon.SendAsync(asked, "It is, if it is locked to the train.", "mastodon.public");
        var answer = await mastodon.ThereAsync("It is, if it is locked");
        Assert.Equal((true, "It is, if it is locked to the train.\n— Mina", "unlisted"), ((bool)answer["ours"]!, (string)answer["text"]!, (string)answer["reach"]!));

        // Who answers us need not write our name: their app does.
        await mastodon.DoAsync(HttpMethod.Post, "comments", new { below = (string)answer["id"]!, text = "And on the bus?" });
        var on = await mastodon.SaidAsync("And on the bus?");
        Assert.Equal((asked["caseNumber"]!.ToString(), asked["post"]!["url"]!.ToString()), (on["caseNumber"]!.ToString(), on["post"]!["url"]!.ToString()));
        Assert.NotNull(on["replyTo"]);

        await mastodon.DoAsync(HttpMethod.Post, "talk", new { text = "May I tell you my number here?" });
        var alone = await mastodon.SaidAsync("May I tell you my number here?");
        Assert.Equal((asked["personId"]!.ToString(), "mastodon.direct", "private"), (alone["personId"]!.ToString(), (string)alone["surface"]!, (string)alone["visibility"]!));
        await mastodon.SendAsync(alone, "You may.");
        await mastodon.TalkAsync(talk => Assert.Equal(["May I tell you my number here?", "You may."], talk.Select(line => (string)line!["text"]!)));
        Assert.Single(await mastodon.AllAsync(), one => (bool)one["ours"]! && ((string)one["text"]!).EndsWith("— Mina", StringComparison.Ordinal));
    }

    [Theory, InlineData("private"), InlineData("direct")]
    public async Task shows_what_is_said_to_few_to_nobody_else_and_it_is_answered_alone(string reach)
    {
        await using var mastodon = await OpenAsync();
        await mastodon.DoAsync(HttpMethod.Post, "comments", new { text = Question, reach });
        var asked = await mastodon.SaidAsync("is my cargo bike covered in the train?");
        Assert.Equal(("private", "mastodon.direct"), ((string)asked["visibility"]!, (string)asked["surface"]!));
        Assert.DoesNotContain("cargo bike covered", (await mastodon.ReadAsync("Somebody Else")).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(reach == "private", (await mastodon.AllAsync()).Exists(one => (bool)one["mine"]!));

        await mastodon.SendAsync(asked, "It is.");
        await mastodon.TalkAsync(talk => Assert.Contains(talk, line => (string)line!["text"]! == "It is."));
        Assert.DoesNotContain(await mastodon.AllAsync(), one => ((string)one["text"]!).StartsWith("It is.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task tells_nobody_of_what_names_nobody()
    {
        await using var mastodon = await OpenAsync();
        await mastodon.DoAsync(HttpMethod.Post, "comments", new { text = "Not @care@marula.examples, and nobody else." });
        await mastodon.DoAsync(HttpMethod.Post, "comments", new { text = Question, reach = "unlisted" });
        Assert.Equal("public", (string)(await mastodon.SaidAsync("is my cargo bike"))["visibility"]!);

        Assert.DoesNotContain(await mastodon.TimelineAsync(), m => ((string?)m!["text"])?.Contains("nobody else", StringComparison.Ordinal) == true);
        Assert.Equal(HttpStatusCode.BadRequest, await mastodon.AskAsync(HttpMethod.Post, "comments", new { text = "To nobody at all", reach = "direct" }));
        Assert.Equal(HttpStatusCode.BadRequest, await mastodon.AskAsync(HttpMethod.Post, "comments", new { text = Question, reach = "circle" }));
    }

    [Fact]
    public async Task shows_what_is_liked_edited_and_gone()
    {
        await using var mastodon = await OpenAsync();
        await mastodon.DoAsync(HttpMethod.Post, "comments", new { text = Question });
        var asked = await mastodon.SaidAsync("is my cargo bike");
        await mastodon.Mina.PutAsync($"/api/moments/{asked["id"]}/like", null);
        var mine = await mastodon.ThereAsync(Question);
        Assert.True((bool)mine["likedByUs"]!);
        await mastodon.Mina.DeleteAsync($"/api/moments/{asked["id"]}/like", HttpStatusCode.OK);
        Assert.False((bool)(await mastodon.ThereAsync(Question))["likedByUs"]!);

        await mastodon.DoAsync(HttpMethod.Put, $"comments/{mine["id"]}", new { text = "@care@marula.example is my trailer covered?" });
        await mastodon.SaidAsync("is my trailer covered?");
        Assert.True((bool)(await mastodon.ThereAsync("@care@marula.example is my trailer"))["edited"]!);
        await mastodon.DoAsync(HttpMethod.Delete, $"comments/{mine["id"]}", new { });
        Assert.DoesNotContain(await mastodon.AllAsync(), one => (bool)one["mine"]!);

        // What is gone there nobody was told of: the answer finds nothing to stand under.
        var late = await mastodon.SendAsync(asked, "It is.", "mastodon.public");
        await Soon.Async(async () => Assert.Equal("failed", await mastodon.StateAsync(late)), seconds: 30);
    }

    [Fact]
    public async Task has_after_a_start_what_was_said_before()
    {
        var mastodon = await OpenAsync();
        await mastodon.DoAsync(HttpMethod.Post, "comments", new { text = Question });
        await mastodon.SendAsync(await mastodon.SaidAsync("is my cargo bike"), "It is.", "mastodon.public");
        var answer = await mastodon.ThereAsync("It is.");
        await mastodon.DoAsync(HttpMethod.Post, "talk", new { text = "Are you sure?" });
        var sure = await mastodon.SaidAsync("Are you sure?");

        await using var again = await mastodon.AgainAsync();
        var post = (await again.AllAsync()).Single(one => (bool)one["mine"]! && ((string)one["text"]!).Contains("cargo bike", StringComparison.Ordinal));
        Assert.Equal((string)answer["id"]!, (string)Assert.Single(post["below"]!.AsArray())!["id"]!);
        await again.SendAsync(sure, "Quite sure.");
        await again.TalkAsync(talk => Assert.Equal(["Are you sure?", "Quite sure."], talk.Select(line => (string)line!["text"]!)));
        await again.DoAsync(HttpMethod.Post, "comments", new { below = (string)answer["id"]!, text = "Then thank you." });
        Assert.Equal(sure["personId"]!.ToString(), (await again.SaidAsync("Then thank you."))["personId"]!.ToString());
        Assert.Equal("well", (string)(await again.ConnectionAsync())["health"]!["state"]!);
    }

    [Fact]
    public async Task says_the_same_once_and_refuses_whoever_has_no_token()
    {
        await using var mastodon = await OpenAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(mastodon, "guess", "once", "x")).Status);
        var (status, first) = await AskAsync(mastodon, Token, "once", "@sibusiso_cele_0501@town.example Twice is once.", "114000000000002");
        Assert.Equal((HttpStatusCode.OK, (string)first["id"]!), (status, (string)(await AskAsync(mastodon, Token, "once", "@sibusiso_cele_0501@town.example Twice is once.", "114000000000002")).Said["id"]!));
        Assert.Single(await mastodon.AllAsync(), one => (string)one["text"]! == "Twice is once.");
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(mastodon, Token, "other", "To what?", "9")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AskAsync(mastodon, Token, "long", new string('x', 501))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, await mastodon.AskAsync(HttpMethod.Post, "comments", new { text = new string('x', 501) }));

        var test = await mastodon.Mina.PostAsync($"/api/connections/{(await mastodon.ConnectionAsync())["id"]}/test", new { }, HttpStatusCode.OK);
        Assert.Contains("The server knows us as @care@marula.example.", test.ToJsonString(), StringComparison.Ordinal);
    }

    const string Token = "a-secret-for-all-of-the-demo";

    /// <summary>What is told before the first question nobody hears.</summary>
    async Task<DemoSquare> OpenAsync()
    {
        var mastodon = await DemoSquare.OpenAsync(world, "mastodon");
        await mastodon.SaidAsync("Where do I find it on a cargo bike?", "Sibusiso Cele");
        return mastodon;
    }

    static async Task<(HttpStatusCode Status, JsonNode Said)> AskAsync(DemoSquare mastodon, string token, string key, string status, string? answered = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/statuses") { Content = new StringContent(new JsonObject { ["status"] = status, ["visibility"] = "unlisted", ["in_reply_to_id"] = answered }.ToJsonString(), null, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {token}");
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await mastodon.Kith.AsStranger().Http.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
