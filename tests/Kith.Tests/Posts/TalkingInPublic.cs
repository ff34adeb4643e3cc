using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Connections;

namespace Kith.Tests.Posts;

/// <summary>What is said under a post stands on its author's timeline and on the post's page, and is answered where it stands.</summary>
public class TalkingInPublic(World world) : IClassFixture<World>
{
    [Fact]
    public async Task stands_on_the_timeline_of_its_author_with_its_post()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos", name: "Sipho Maseko");

        var row = (await TimelineAsync(square, "sipho")).Single(m => (string)m["kind"]! == "message");
        Assert.Equal(("public", "http.public"), ((string)row["visibility"]!, (string)row["surface"]!));
        Assert.Equal(("How was your claim this year?", "Marula Mutual", "https://forum.marula.example/311"), ((string)row["post"]!["text"]!, (string)row["post"]!["authorName"]!, (string)row["post"]!["url"]!));
        Assert.NotNull((await square.CaseAsync())["owesPublicSince"]);
    }

    [Fact]
    public async Task shows_who_answered_whom_on_the_page_of_the_post_by_time()
    {
        await using var square = await Square.OpenAsync(world);
        var first = await square.SayAsync("sipho", "You lost my claim photos");
        await square.SayAsync("lerato", "Mine too", replyTo: first);
        await square.SayAsync("johan", "Elsewhere", post: "999");
        await square.LeftAsync(await square.AnswerAsync("sipho", "We are looking for them"));

        var items = (await square.Rosa.GetAsync($"/api/posts/{await PostAsync(square, "sipho")}"))["items"]!.AsArray();

        Assert.Equal(["You lost my claim photos", "Mine too", "We are looking for them\n— Rosa"], items.Select(m => (string)m!["text"]!));
        Assert.Equal("You lost my claim photos", (string)items[1]!["replyTo"]!["text"]!);
        Assert.Equal((await square.PersonAsync("sipho")).ToString(), (string)items[2]!["personId"]!);
        Assert.NotEqual((string)items[0]!["personId"]!, (string)items[1]!["personId"]!);
    }

    [Fact]
    public async Task never_quotes_a_private_word_of_somebody_else_that_a_comment_names()
    {
        await using var square = await Square.OpenAsync(world);
        var secret = await square.SayAsync("sipho", "My claim is CL-20817", post: null);
        await square.SayAsync("lerato", "I answer that", replyTo: secret);

        Assert.Null((await square.SaidAsync("lerato")).Single().ReplyTo);
    }

    [Fact]
    public async Task leaves_under_its_post_with_the_name_of_who_says_it()
    {
        await using var square = await Square.OpenAsync(world);
        var comment = await square.SayAsync("sipho", "You lost my claim photos");
        await square.Rosa.PatchAsync("/api/me", new { publicName = "Rosa from Marula" });

        var left = await square.LeftAsync(await square.AnswerAsync("sipho", "We found them"));

        Assert.Equal(("311", comment, "We found them\n— Rosa from Marula", "Rosa from Marula"),
            ((string)left["post"]!["id"]!, (string)left["reply_to"]!, (string)left["text"]!, (string)left["from"]!["name"]!));
    }

    [Fact]
    public async Task counts_the_name_with_the_words()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");

        await square.AnswerAsync("sipho", new string('x', 20_000 - "\n— Rosa".Length));
        var refused = await square.AnswerAsync("sipho", new string('x', 20_000 - "\n— Rosa".Length + 1), HttpStatusCode.Conflict);
        Assert.Equal("too_large", (string)refused["code"]!);
    }

    [Fact]
    public async Task sent_again_with_the_same_id_is_the_same_answer()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");
        var id = Ids.New(TimeProvider.System);

        var once = await square.AnswerAsync("sipho", "We found them", more: new { id });
        var again = await square.AnswerAsync("sipho", "We found them", more: new { id });
        Assert.Equal((string)once["id"]!, (string)again["id"]!);
        Assert.Equal("id_taken", (string)(await square.SendAsync("sipho", "We found them", null, null, HttpStatusCode.Conflict, new { id }))["code"]!);
    }

    [Fact]
    public async Task is_offered_only_to_answer_what_stands_there()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "Hello", post: null);
        await square.SayAsync("sipho", "You lost my claim photos");

        Assert.DoesNotContain(await WaysAsync(square, "nomsa"), way => (string)way["visibility"]! == "public");
        var way = Assert.Single(await WaysAsync(square, "sipho"), way => (string)way["visibility"]! == "public");
        Assert.Equal(("\n— Rosa", true), ((string)way["answers"]!["ending"]!, (bool)way["lastUsed"]!));
        Assert.Equal("nothing_public", (string)(await square.SendAsync("nomsa", "Hello all", null, "http.public", HttpStatusCode.Conflict))["code"]!);
        var own = (await square.SaidAsync("nomsa")).Single().Id;
        Assert.Equal("nothing_public", (string)(await square.SendAsync("nomsa", "Hello all", own, "http.public", HttpStatusCode.Conflict))["code"]!);
        var another = (await square.SaidAsync("sipho")).Single().Id;
        await square.SendAsync("nomsa", "Hello all", another, "http.public", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Write to sipho@example.org please")]
    [InlineData("Call you at 082 555 0199?")]
    [InlineData("Your card 4111 1111 1111 1111 was charged")]
    public async Task never_says_what_certainly_is_private(string words)
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");
        await square.Rosa.PostAsync($"/api/people/{await square.PersonAsync("sipho")}/claims", new { kind = "email", value = "sipho@example.org" });
        await square.Rosa.PostAsync($"/api/people/{await square.PersonAsync("sipho")}/claims", new { kind = "phone", value = "+27825550199" });

        foreach (var knowingly in new[] { false, true })
            Assert.Equal("private_in_public", (string)(await square.AnswerAsync("sipho", words, HttpStatusCode.Conflict, new { knowingly }))["code"]!);
        var preview = await square.Rosa.PostAsync($"/api/people/{await square.PersonAsync("sipho")}/previews", new { text = words }, HttpStatusCode.OK);
        Assert.True((bool)preview["private"]![0]!["isCertain"]!);
        Assert.Single(await square.SaidAsync("sipho"));
    }

    [Fact]
    public async Task says_what_looks_like_a_claim_number_only_knowingly()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");

        Assert.Equal("private_in_public", (string)(await square.AnswerAsync("sipho", "They were under CL-20871", HttpStatusCode.Conflict))["code"]!);
        await square.AnswerAsync("sipho", "They were under CL-20871", more: new { knowingly = true });
        await square.AnswerAsync("sipho", "We met on 2026-11-21, at 14:30, and it took 3 days");
        await square.AnswerAsync("sipho", "It stands at https://marula.example/4111111111111111/CL-20871");
    }

    [Fact]
    public async Task goes_to_the_person_alone_when_no_public_place_is_named()
    {
        await using var square = await Square.OpenAsync(world);
        var comment = await square.SayAsync("sipho", "You lost my claim photos");
        var said = (await square.SaidAsync("sipho")).Single();

        var left = await square.LeftAsync(await square.SendAsync("sipho", "May I have the claim number? It is CL-20871, or not?", said.Id, null));

        Assert.Null(left["post"]);
        Assert.Equal((comment, "sipho"), ((string)left["reply_to"]!, (string)left["thread"]!));
        await square.SayAsync("sipho", "It is CL-20817", post: null);
        Assert.Single((await square.SaidAsync("sipho")).Select(m => m.CaseId).Distinct());
        var row = (await TimelineAsync(square, "sipho")).Single(m => (string)m["direction"]! == "out");
        Assert.Equal(("private", true), ((string)row["visibility"]!, (bool)row["replyTo"]!["public"]!));
    }

    [Fact]
    public async Task taken_to_our_chat_says_the_way_under_the_post_and_nothing_that_proves_who_comes()
    {
        await using var square = await Square.OpenAsync(world);
        var chat = await square.Kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "chat", channel = "webchat", settings = new { } });
        await square.SayAsync("sipho", "You lost my claim photos");
        await square.AnswerAsync("sipho", "I am on it");
        var said = (await square.SaidAsync("sipho"))[0].Id;

        var move = await square.Rosa.PostAsync($"/api/people/{await square.PersonAsync("sipho")}/moves", new { channel = "webchat", replyTo = said, text = "Come and tell me more" });

        Assert.Equal("public", (string)move["way"]!);
        Assert.Contains($"Come and tell me more: ", (string)move["moment"]!["text"]!, StringComparison.Ordinal);
        Assert.Contains($"/chat/{(string)chat["id"]!}/talk\n— Rosa", (string)move["moment"]!["text"]!, StringComparison.Ordinal);
        Assert.Equal(0, await square.Kith.LookAsync(db => db.Moves.CountAsync()));
        Assert.Single(await square.DebtsAsync());
    }

    [Fact]
    public async Task taken_back_by_its_author_is_quoted_nowhere_any_more()
    {
        await using var square = await Square.OpenAsync(world);
        var comment = await square.SayAsync("sipho", "You are thieves");
        await square.SayAsync("lerato", "Calm down", replyTo: comment);
        await square.SayAsync("sipho", "You really are thieves");
        await square.Sender.TellAsync("message.edited", new { id = "c-3", from = new { handle = "sipho" }, text = "I am angry", post = new { id = "311" } });
        await square.Kith.CaughtUpAsync();
        Assert.Equal("I am angry", (string)(await square.CaseAsync())["lastText"]!);
        await square.Sender.TellAsync("message.withdrawn", new { id = "c-3", from = new { handle = "sipho" }, post = new { id = "311" } });
        await square.Sender.TellAsync("message.withdrawn", new { id = comment, from = new { handle = "sipho" }, post = new { id = "311" } });
        await square.Kith.CaughtUpAsync();

        var page = await square.Rosa.GetAsync($"/api/posts/{await PostAsync(square, "sipho")}");

        Assert.DoesNotContain("thieves", page.ToJsonString(), StringComparison.Ordinal);
        Assert.True((bool)page["items"]![0]!["withdrawn"]!);
        Assert.Null(page["items"]![1]!["replyTo"]!["text"]);
        Assert.DoesNotContain("thieves", (await square.Rosa.GetAsync("/api/cases")).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("thieves", (await square.Rosa.GetAsync($"/api/people/{await square.PersonAsync("lerato")}/timeline")).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(await WaysAsync(square, "sipho"), way => (string)way["visibility"]! == "public");
    }

    [Fact]
    public async Task of_hundreds_is_read_page_by_page_and_around_one()
    {
        await using var square = await Square.OpenAsync(world);
        var now = Life.Now;
        for (var i = 0; i < 120; i++) await square.SayAsync($"p{i % 40}", $"Comment {i}", at: now.AddMinutes(i - 200));
        var post = await PostAsync(square, "p0");

        var read = new List<string>();
        for (string? after = null; read.Count == 0 || after is not null;)
        {
            var page = await square.Rosa.GetAsync($"/api/posts/{post}?limit=50{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}");
            read.AddRange(page["items"]!.AsArray().Select(m => (string)m!["text"]!));
            after = (string?)page["after"];
        }
        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"Comment {i}"), read);

        var middle = (await square.SaidAsync("p20"))[1];
        var around = await square.Rosa.GetAsync($"/api/posts/{post}?limit=10&around={middle.Id}");
        Assert.Contains(around["items"]!.AsArray(), m => (string)m!["text"]! == "Comment 60");
        Assert.NotNull(around["before"]);
        Assert.NotNull(around["after"]);
        Assert.Equal(1, await square.Kith.LookAsync(db => db.Posts.CountAsync()));
    }

    [Fact]
    public async Task tells_what_the_post_says_now()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");
        await square.Sender.TellAsync("message.created", new { id = "later", from = new { handle = "lerato" }, text = "Mine too", post = new { id = "311", text = "How was your claim? (edited)" } });
        await square.Kith.CaughtUpAsync();

        var post = (await square.Rosa.GetAsync($"/api/posts/{await PostAsync(square, "sipho")}"))["post"]!;
        Assert.Equal(("How was your claim? (edited)", "Marula Mutual", "https://forum.marula.example/311"), ((string)post["text"]!, (string)post["authorName"]!, (string)post["url"]!));
    }

    [Fact]
    public async Task is_nobodys_in_another_house()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");
        var post = await PostAsync(square, "sipho");

        await square.Kith.AsNeighbour(Cast.Rosa).GetProblemAsync($"/api/posts/{post}", HttpStatusCode.NotFound);
        await square.Rosa.GetProblemAsync($"/api/posts/{Guid.CreateVersion7()}", HttpStatusCode.NotFound);
    }

    static async Task<Guid> PostAsync(Square square, string handle) => (await square.SaidAsync(handle)).First(m => m.PostId is not null).PostId!.Value;

    static async Task<IEnumerable<JsonNode>> TimelineAsync(Square square, string handle) =>
        (await square.Rosa.GetAsync($"/api/people/{await square.PersonAsync(handle)}/timeline"))["items"]!.AsArray().Select(m => m!);

    static async Task<IEnumerable<JsonNode>> WaysAsync(Square square, string handle) =>
        (await square.Rosa.GetAsync($"/api/people/{await square.PersonAsync(handle)}/ways"))["items"]!.AsArray().Select(way => way!);
}
