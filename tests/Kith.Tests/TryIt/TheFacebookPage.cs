using System.Net;
using System.Text.Json.Nodes;
using Kith.TryIt;

namespace Kith.Tests.TryIt;

/// <summary>The pretend Facebook page of the demo: a visitor on one side, the desk on the other, and only the real doors between them.</summary>
public class TheFacebookPage(World world) : IClassFixture<World>
{
    const string Key = "0123456789abcdef", Question = "Is the Rosebank branch open on Sunday?";

    static readonly object thabo = new { key = Key, name = "Thabo Maseko" };

    [Fact]
    public async Task has_a_thread_in_which_one_word_is_owed()
    {
        await using var kith = await OpenAsync();
        var mina = Mina(kith);
        await Soon.Async(async () =>
        {
            var owed = (await mina.GetAsync("/api/cases?owes=public"))["items"]!.AsArray().Select(one => (string)one!["personName"]!).ToList();
            Assert.Contains("Bongani Radebe", owed);
            Assert.DoesNotContain("Refilwe Tau", owed);
        }, seconds: 30);

        var posts = (await PageAsync(kith))["posts"]!.AsArray();
        Assert.Equal(2, posts.Count);
        Assert.Contains("Sandton branch", (string)posts[0]!["below"]![0]!["text"]!, StringComparison.Ordinal);
        var thanks = posts[1]!["below"]![0]!;
        Assert.Equal((true, true), ((bool)thanks["likedByUs"]!, (bool)thanks["below"]![0]!["ours"]!));
        var answered = await SaidAsync(mina, "Refilwe Tau", "Ours was here");
        var answer = (await TimelineAsync(mina, "Refilwe Tau")).Single(m => (string)m!["direction"]! == "out")!;
        Assert.Equal(((long)answered["caseNumber"]!, 1), ((long)answer["caseNumber"]!, answer["reactions"]!.AsArray().Count));
    }

    [Fact]
    public async Task goes_from_a_comment_to_an_answer_and_on_alone_and_stays_one_person_and_one_case()
    {
        await using var kith = await OpenAsync();
        var mina = Mina(kith);
        await DoAsync(kith, HttpMethod.Post, "comments", new { post = await PostAsync(kith), text = Question });

        var asked = await SaidAsync(mina, "Thabo Maseko", Question);
        Assert.Equal(("public", "messenger.comments"), ((string)asked["visibility"]!, (string)asked["surface"]!));
        Assert.EndsWith("/try?facebook=100064531180027_780", (string)asked["post"]!["url"]!, StringComparison.Ordinal);

        await SendAsync(mina, asked, "Not on Sunday. May I write to you?", "messenger.comments");
        var answer = await OnPageAsync(kith, comment => comment["below"]!.AsArray().FirstOrDefault(one => (bool)one!["ours"]!));
        Assert.Equal("Not on Sunday. May I write to you?\n— Mina", (string)answer["text"]!);

        await SendAsync(mina, asked, "Which day suits you?");
        await TalkAsync(kith, talk => Assert.Equal("Which day suits you?", (string)Assert.Single(talk)!["text"]!));
        await DoAsync(kith, HttpMethod.Post, "talk", new { text = "Monday, early." });
        var monday = await SaidAsync(mina, "Thabo Maseko", "Monday, early.");
        Assert.Equal((asked["personId"]!.ToString(), (long)asked["caseNumber"]!, "messenger"), (monday["personId"]!.ToString(), (long)monday["caseNumber"]!, (string)monday["surface"]!));

        var eight = await SendAsync(mina, monday, "Then Monday at eight.");
        await TalkAsync(kith, talk => Assert.Equal(3, talk.Count));
        await Soon.Async(async () => Assert.Equal("delivered", await StateAsync(mina, eight)), seconds: 30);
        await DoAsync(kith, HttpMethod.Post, "talk", new { text = "See you then." });
        await Soon.Async(async () => Assert.Equal("read", await StateAsync(mina, eight)), seconds: 30);
        Assert.Equal(3, (await TimelineAsync(mina, "Thabo Maseko")).Count(m => (string)m!["direction"]! == "out"));
    }

    [Fact]
    public async Task shows_what_is_liked_hidden_edited_and_gone()
    {
        await using var kith = await OpenAsync();
        var mina = Mina(kith);
        await DoAsync(kith, HttpMethod.Post, "comments", new { post = await PostAsync(kith), text = Question });
        var asked = await SaidAsync(mina, "Thabo Maseko", Question);

        await mina.PutAsync($"/api/moments/{asked["id"]}/like", null);
        await mina.PutAsync($"/api/moments/{asked["id"]}/hidden", new { why = "Spam" });
        var mine = await OnPageAsync(kith, comment => comment);
        Assert.Equal((true, true, Question), ((bool)mine["likedByUs"]!, (bool)mine["hidden"]!, (string)mine["text"]!));
        Assert.DoesNotContain(Question, (await PageAsync(kith, "Somebody Else")).ToJsonString(), StringComparison.Ordinal);

        await DoAsync(kith, HttpMethod.Put, $"comments/{mine["id"]}", new { text = "Is it open on Saturday?" });
        await SaidAsync(mina, "Thabo Maseko", "Is it open on Saturday?");
        Assert.True((bool)(await OnPageAsync(kith, comment => comment))["edited"]!);
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(kith, HttpMethod.Delete, $"comments/{mine["id"]}?key={Key}&name=Somebody%20Else"));

        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(kith, HttpMethod.Delete, $"comments/{mine["id"]}?{Me()}"));
        await Soon.Async(async () => Assert.Contains(await TimelineAsync(mina, "Thabo Maseko"), m => m!["withdrawn"]?.GetValue<bool>() == true), seconds: 30);
        Assert.DoesNotContain("Saturday?", (await PageAsync(kith)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task has_after_a_start_what_was_said_before()
    {
        var port = Ports.Free();
        var kith = await OpenAsync(port);
        var mina = Mina(kith);
        await DoAsync(kith, HttpMethod.Post, "comments", new { post = await PostAsync(kith), text = Question });
        await SendAsync(mina, await SaidAsync(mina, "Thabo Maseko", Question), "Not on Sunday.", "messenger.comments");
        await OnPageAsync(kith, comment => comment["below"]!.AsArray().FirstOrDefault());
        await DoAsync(kith, HttpMethod.Post, "talk", new { text = "Then on Monday." });
        var monday = await SaidAsync(mina, "Thabo Maseko", "Then on Monday.");

        await using var again = await kith.StopAsync();
        Start(again, port);
        var answer = await OnPageAsync(again, comment => comment["below"]!.AsArray().FirstOrDefault());
        Assert.Equal(("Not on Sunday.\n— Mina", "Marula Mutual"), ((string)answer["text"]!, (string)answer["name"]!));
        await SendAsync(Mina(again), monday, "We are there from eight.");
        Assert.True((bool)(await PageAsync(again))["posts"]![1]!["below"]![0]!["likedByUs"]!);
        await TalkAsync(again, talk => Assert.Equal(["Then on Monday.", "We are there from eight."], talk.Select(line => (string)line!["text"]!)));
    }

    [Theory]
    [InlineData("comments", """{"key":"0123456789abcdef","name":"Thabo","text":" ","post":"100064531180027_780"}""", 400)]
    [InlineData("comments", """{"key":"0123456789abcdef","name":" ","text":"x","post":"100064531180027_780"}""", 400)]
    [InlineData("comments", """{"key":"0123456789abcdef","name":"Thabo","text":"x","post":"another"}""", 404)]
    [InlineData("talk", """{"key":"short","name":"Thabo","text":"x"}""", 400)]
    public async Task takes_nothing_that_is_none(string path, string words, int status)
    {
        await using var kith = await world.OpenEmptyAsync(Demo);
        var answer = await kith.AsStranger().Http.PostAsync($"/try/facebook/{path}", new StringContent(words, null, "application/json"));

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
    }

    /// <summary>The numbers are those of the Graph API.</summary>
    [Theory]
    [InlineData("{page}/messages", """{"recipient":{"id":"77"},"message":{"text":"x"}}""", "guess", 190)]
    [InlineData("{page}/messages", """{"recipient":{"id":"77"},"message":{"text":"x"}}""", Secret, 100)]
    [InlineData("{page}/messages", """{"recipient":{"comment_id":"771_3002"},"message":{"text":"x"}}""", Secret, 100)]
    [InlineData("771_9/comments", """{"message":"x"}""", Secret, 100)]
    [InlineData("771_3001/comments", "[[", Secret, 100)]
    [InlineData("771_3001", """{"is_hidden":"perhaps"}""", Secret, 100)]
    public async Task refuses_as_the_platform_does(string path, string words, string token, int code)
    {
        await using var kith = await world.OpenEmptyAsync(Demo);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/try/graph/v26.0/{path.Replace("{page}", DemoHouse.PageId, StringComparison.Ordinal)}") { Content = new StringContent(words, null, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {token}");
        var answer = JsonNode.Parse(await (await kith.AsStranger().Http.SendAsync(request)).Content.ReadAsStringAsync())!;

        Assert.Equal(code, (int)answer["error"]!["code"]!);
    }

    const string Secret = "a secret for all of the demo";

    async Task<KithUnderTest> OpenAsync(int? port = null)
    {
        var kith = await world.OpenEmptyAsync(Demo);
        Start(kith, port ?? Ports.Free());
        await Mina(kith).PatchAsync("/api/workspace", new { undoSeconds = 0 });
        return kith;
    }

    /// <summary>The page calls our hook and we call the page, both by the network.</summary>
    static void Start(KithUnderTest kith, int port)
    {
        kith.WithPublicAddress($"http://localhost:{port}");
        kith.UseKestrel(port);
        kith.StartServer();
    }

    static void Demo(IWebHostBuilder builder) => builder.UseSetting("KITH_DEMO", "1").UseSetting("KITH_API_TOKEN", "a-fixed-token").UseSetting("KITH_DEMO_SECRET", Secret);

    static ApiCaller Mina(KithUnderTest kith) => new(kith.CreateClient(), "a-fixed-token");

    static string Me(string name = "Thabo Maseko") => $"key={Key}&name={Uri.EscapeDataString(name)}";

    static Task<JsonNode> PageAsync(KithUnderTest kith, string name = "Thabo Maseko") => kith.AsStranger().GetAsync($"/try/facebook?{Me(name)}");

    static async Task<string> PostAsync(KithUnderTest kith) => (string)(await PageAsync(kith))["posts"]![0]!["id"]!;

    static async Task DoAsync(KithUnderTest kith, HttpMethod method, string path, object words)
    {
        var said = (JsonObject)System.Text.Json.JsonSerializer.SerializeToNode(thabo)!;
        foreach (var (name, value) in (JsonObject)System.Text.Json.JsonSerializer.SerializeToNode(words)!) said[name] = value?.DeepClone();
        Assert.Equal(HttpStatusCode.NoContent, await AskAsync(kith, method, path, said));
    }

    static async Task<HttpStatusCode> AskAsync(KithUnderTest kith, HttpMethod method, string path, JsonNode? said = null)
    {
        using var request = new HttpRequestMessage(method, $"/try/facebook/{path}");
        if (said is not null) request.Content = new StringContent(said.ToJsonString(), null, "application/json");
        return (await kith.AsStranger().Http.SendAsync(request)).StatusCode;
    }

    /// <summary>Something in the comment of ours under the first post, as soon as it is there.</summary>
    static async Task<JsonNode> OnPageAsync(KithUnderTest kith, Func<JsonNode, JsonNode?> look)
    {
        JsonNode? found = null;
        await Soon.Async(async () =>
        {
            var mine = (await PageAsync(kith))["posts"]![0]!["below"]!.AsArray().SingleOrDefault(one => (bool)one!["mine"]!);
            Assert.NotNull(mine);
            Assert.NotNull(found = look(mine));
        }, seconds: 30);
        return found!;
    }

    static Task TalkAsync(KithUnderTest kith, Action<JsonArray> look) => Soon.Async(async () => look((await PageAsync(kith))["talk"]!.AsArray()), seconds: 30);

    static async Task<JsonNode> SendAsync(ApiCaller mina, JsonNode answered, string text, string? surface = null)
    {
        var connection = (Guid)(await mina.GetAsync("/api/connections"))["items"]!.AsArray().Single(one => (string)one!["name"]! == "facebook")!["id"]!;
        return await mina.PostAsync($"/api/people/{answered["personId"]}/messages", new { id = Guid.CreateVersion7(), connectionId = connection, text, replyTo = (Guid)answered["id"]!, surface });
    }

    static async Task<string?> StateAsync(ApiCaller mina, JsonNode sent) =>
        (string?)(await TimelineAsync(mina, "Thabo Maseko")).Single(m => (string)m!["id"]! == (string)sent["id"]!)!["deliveries"]?[0]?["state"];

    static async Task<JsonArray> TimelineAsync(ApiCaller mina, string name)
    {
        var people = (await mina.GetAsync($"/api/people?query={Uri.EscapeDataString(name)}"))["items"]!.AsArray();
        var person = Assert.Single(people);
        return (await mina.GetAsync($"/api/people/{person!["id"]}/timeline"))["items"]!.AsArray();
    }

    static async Task<JsonNode> SaidAsync(ApiCaller mina, string name, string words)
    {
        JsonNode? found = null;
        await Soon.Async(async () => Assert.NotNull(found = (await TimelineAsync(mina, name)).FirstOrDefault(m => ((string?)m!["text"])?.StartsWith(words, StringComparison.Ordinal) == true)), seconds: 30);
        return found!;
    }
}
