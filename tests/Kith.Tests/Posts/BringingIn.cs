using System.Net;
using System.Text.Json.Nodes;

namespace Kith.Tests.Posts;

/// <summary>What a teammate found elsewhere is with us as if a channel had brought it: a person, a post, a case, a promise, and a word owed where it stands.</summary>
public class BringingIn(World world) : IClassFixture<World>
{
    const string Link = "https://news.marula.example/readers/letters?id=88#c-12";

    [Fact]
    public async Task becomes_a_public_moment_with_a_case_a_department_and_a_promise()
    {
        await using var square = await Square.OpenAsync(world);

        var found = await BringAsync(square, new { url = Link, text = "Marula never answers letters", authorName = "P. van Wyk", at = Life.Now.AddDays(-3) });

        var moment = found["moment"]!;
        Assert.Equal(("public", "in", "Marula never answers letters", Link), ((string)moment["visibility"]!, (string)moment["direction"]!, (string)moment["text"]!, (string)moment["post"]!["url"]!));
        Assert.Equal(Cast.Rosa.Name, (string)moment["detail"]!["broughtInBy"]!);
        var kase = await square.CaseAsync((long)found["caseNumber"]!);
        Assert.Equal(("open", "P. van Wyk", "Marula never answers letters", "public"), ((string)kase["state"]!, (string)kase["personName"]!, (string)kase["lastText"]!, (string)kase["lastVisibility"]!));
        Assert.NotNull(kase["promiseDue"]);
        Assert.NotNull(kase["departmentId"]);
        Assert.Single(await square.DebtsAsync());
        Assert.Equal("P. van Wyk", (string)(await square.Rosa.GetAsync($"/api/posts/{found["postId"]}"))["post"]!["authorName"]!);
        Assert.Contains((await square.Rosa.GetAsync($"/api/people/{found["personId"]}/timeline"))["items"]!.AsArray(), m => (string)m!["kind"]! == "promised");
    }

    [Fact]
    public async Task is_there_once_however_often_its_link_is_pasted()
    {
        await using var square = await Square.OpenAsync(world);
        var first = await BringAsync(square, new { url = Link, authorName = "P. van Wyk" });

        var again = await square.Kith.As(Cast.Ada).PostAsync("/api/mentions", new { url = "HTTPS://News.marula.example:443/readers/letters?id=88#c-12", text = "Other words", authorName = "Somebody" }, HttpStatusCode.OK);

        Assert.True((bool)again["known"]!);
        Assert.False((bool)first["known"]!);
        Assert.Equal((string)first["moment"]!["id"]!, (string)again["moment"]!["id"]!);
        Assert.Equal(Link, (string)first["moment"]!["text"]!);
        Assert.Equal(1, await square.Kith.LookAsync(db => db.Posts.CountAsync()));
        Assert.Equal(1, await square.Kith.LookAsync(db => db.Cases.CountAsync()));
    }

    [Fact]
    public async Task is_there_already_when_a_channel_brought_its_post()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("sipho", "You lost my claim photos");

        var known = await BringAsync(square, new { url = "https://forum.marula.example/311", authorName = "Sipho" }, HttpStatusCode.OK);

        Assert.Equal((await square.PersonAsync("sipho")).ToString(), (string)known["personId"]!);
        Assert.Equal(1, (long)known["caseNumber"]!);
    }

    [Fact]
    public async Task may_be_words_without_a_link_of_somebody_we_know()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "Hello", post: null);
        var nomsa = await square.PersonAsync("nomsa");
        var claims = (await square.Rosa.GetAsync("/api/departments"))["items"]!.AsArray().Last()!;

        var one = await BringAsync(square, new { text = "They never called back", personId = nomsa, departmentId = (Guid)claims["id"]!, title = "On the radio", authorUrl = "https://social.marula.example/@nomsa" });
        await BringAsync(square, new { text = "They never called back", personId = nomsa });

        var kase = await square.CaseAsync((long)one["caseNumber"]!);
        Assert.Equal((nomsa.ToString(), "On the radio", (string)claims["name"]!), ((string)kase["personId"]!, (string)kase["title"]!, (string)kase["departmentName"]!));
        Assert.Equal(2, await square.Kith.LookAsync(db => db.Posts.CountAsync()));
        Assert.Contains("https://social.marula.example/@nomsa", (await square.Rosa.GetAsync($"/api/people/{nomsa}"))["claims"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(1, await square.Kith.LookAsync(db => db.Handles.CountAsync(h => h.PersonId == nomsa)));
    }

    [Fact]
    public async Task cannot_be_answered_there_and_is_settled_by_hand()
    {
        await using var square = await Square.OpenAsync(world);
        var found = await BringAsync(square, new { url = Link, text = "Marula never answers", authorName = "P. van Wyk" });
        var number = (long)found["caseNumber"]!;

        Assert.Empty((await square.Rosa.GetAsync($"/api/people/{found["personId"]}/ways"))["items"]!.AsArray());
        Assert.Equal("brought_in", (string)(await square.Rosa.PutAsync($"/api/moments/{found["moment"]!["id"]}/like", null, HttpStatusCode.Conflict))["code"]!);
        await square.Rosa.PutAsync($"/api/cases/{number}/closure", null, HttpStatusCode.Conflict);
        await square.Rosa.PutAsync($"/api/cases/{number}/settlement", new { url = $"{Link}-answer" });
        Assert.Equal("closed", (string)(await square.Rosa.PutAsync($"/api/cases/{number}/closure", null))["state"]!);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,hello")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not a link")]
    [InlineData("https://")]
    [InlineData("http://localhost/x")]
    [InlineData("http://intranet/x")]
    [InlineData("http://wiki.corp.internal/x")]
    [InlineData("http://127.0.0.1/x")]
    [InlineData("http://2130706433/x")]
    [InlineData("http://10.1.2.3/x")]
    [InlineData("http://[::1]/x")]
    [InlineData("http://[::ffff:10.0.0.1]/x")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("https://rosa:secret@news.marula.example/x")]
    public async Task takes_no_link_that_is_not_public(string url)
    {
        await using var square = await Square.OpenAsync(world);

        var refused = await BringAsync(square, new { url, text = "Words", authorName = "Somebody" }, HttpStatusCode.BadRequest);

        Assert.NotNull(refused["errors"]!["url"]);
        Assert.Equal(0, await square.Kith.LookAsync(db => db.Posts.CountAsync()));
    }

    [Fact]
    public async Task says_what_is_missing_or_too_much()
    {
        await using var square = await Square.OpenAsync(world);
        var many = new string('x', 20_001);
        (object Body, string Field)[] wrong =
        [
            (new { authorName = "Somebody" }, "url"), (new { text = "Words" }, "authorName"), (new { text = many, authorName = "Somebody" }, "text"),
            (new { url = $"https://news.marula.example/{many[..2_000]}", authorName = "Somebody" }, "url"), (new { text = "Words", authorName = many[..201] }, "authorName"),
            (new { text = "Words", authorName = "Somebody", at = Life.Now.AddDays(2) }, "at"), (new { text = "Words", authorName = "Somebody", at = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc) }, "at"),
            (new { text = "Words", authorName = "Somebody", authorUrl = "javascript:alert(1)" }, "authorUrl"),
        ];
        foreach (var (body, field) in wrong) Assert.NotNull((await BringAsync(square, body, HttpStatusCode.BadRequest))["errors"]![field]);

        await BringAsync(square, new { text = "Words", personId = Guid.CreateVersion7() }, HttpStatusCode.NotFound);
        await square.Kith.As(Cast.Vera).PostAsync("/api/mentions", new { text = "Words", authorName = "Somebody" }, HttpStatusCode.Forbidden);
        Assert.Equal(0, await square.Kith.LookAsync(db => db.Moments.CountAsync()));
    }

    [Fact]
    public async Task is_nobodys_in_another_house()
    {
        await using var square = await Square.OpenAsync(world);
        await BringAsync(square, new { url = Link, text = "Words", authorName = "Somebody" });

        var theirs = await square.Kith.AsNeighbour(Cast.Rosa).PostAsync("/api/mentions", new { url = Link, text = "Words", authorName = "Somebody" }, HttpStatusCode.Created);

        Assert.False((bool)theirs["known"]!);
    }

    static Task<JsonNode> BringAsync(Square square, object body, HttpStatusCode expected = HttpStatusCode.Created) => square.Rosa.PostAsync("/api/mentions", body, expected);
}
