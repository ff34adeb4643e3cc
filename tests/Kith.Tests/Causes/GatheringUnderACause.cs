using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Posts;

namespace Kith.Tests.Causes;

public class GatheringUnderACause(World world) : IClassFixture<World>
{
    [Fact]
    public async Task counts_people_and_stands_on_their_timelines()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        await square.SayAsync("sipho", "Where is the price?");
        var cause = await square.NameCauseAsync();
        var word = (await square.SaidAsync("sipho"))[0].Id;

        await square.GatherAsync(cause, 1);
        await square.Rosa.PutAsync($"/api/causes/{cause}/about/moments/{word}", null);
        var row = await square.Rosa.PutAsync($"/api/causes/{cause}/about/moments/{word}", null);

        Assert.Equal((2, 2), ((int)row["people"]!, (int)row["contactsLastWeek"]!));
        var about = (await square.Rosa.GetAsync($"/api/causes/{cause}/about"))["items"]!.AsArray();
        Assert.Equal(["sipho: Where is the price?", "nomsa: What does it cost?"], about.Select(one => $"{one!["personName"]}: {one["text"]}"));
        Assert.Equal("The price page confuses", (string)Assert.Single(await LinesAsync(square, "sipho", "gathered"))!["detail"]!["title"]!);
        Assert.Single(await LinesAsync(square, "nomsa", "gathered"));
    }

    [Fact]
    public async Task lets_go_again()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        var cause = await square.NameCauseAsync();
        await square.GatherAsync(cause, 1);

        var row = await square.Rosa.DeleteAsync($"/api/causes/{cause}/about/cases/1", HttpStatusCode.OK);
        await square.Rosa.DeleteAsync($"/api/causes/{cause}/about/cases/1", HttpStatusCode.OK);

        Assert.Equal(0, (int)row["people"]!);
        Assert.Single(await LinesAsync(square, "nomsa", "let_go"));
    }

    [Fact]
    public async Task takes_only_what_people_said_themselves()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        var answer = await square.SendAsync("nomsa", "I shall look", null, null);
        var cause = await square.NameCauseAsync();

        var refused = await square.Rosa.PutAsync($"/api/causes/{cause}/about/moments/{answer["id"]}", null, HttpStatusCode.Conflict);

        Assert.Equal("not_said", (string)refused["code"]!);
        await square.Rosa.PutAsync($"/api/causes/{cause}/about/moments/{(await square.SaidAsync("nomsa"))[0].Id}", null);
    }

    [Fact]
    public async Task finds_the_cause_by_its_words_and_by_what_is_under_it()
    {
        await using var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "What does it cost?", post: null);
        var (price, login) = (await square.NameCauseAsync("The príce page confuses"), await square.NameCauseAsync("Nobody can sign in"));
        await square.GatherAsync(login, 1);

        Assert.Equal(price, await OnlyAsync(square, "query=PRICE"));
        Assert.Equal(login, await OnlyAsync(square, "case=1"));
        Assert.Equal(login, await OnlyAsync(square, "query=sign&state=heard"));
        await square.Rosa.GetProblemAsync("/api/causes?state=lost", HttpStatusCode.BadRequest);
        Assert.Empty((await square.Rosa.GetAsync("/api/causes?state=fixed"))["items"]!.AsArray());
    }

    [Fact]
    public async Task goes_from_heard_to_fixed_and_nothing_is_dropped_without_a_reason()
    {
        await using var square = await Square.OpenAsync(world);
        var cause = await square.NameCauseAsync();
        Assert.Equal("beingFixed", (string)(await square.Rosa.PutAsync($"/api/causes/{cause}/state", new { state = "beingFixed" }))["state"]!);

        await square.Rosa.PutAsync($"/api/causes/{cause}/state", new { state = "wont" }, HttpStatusCode.BadRequest);
        await square.Rosa.PutAsync($"/api/causes/{cause}/state", new { state = "fixed" }, HttpStatusCode.BadRequest);
        await square.Rosa.PutAsync($"/api/causes/{cause}/fix", new { said = new Dictionary<string, string> { ["de"] = "Gelöst" } }, HttpStatusCode.BadRequest);
        Assert.Equal("It is gone next year", (string)(await square.Rosa.PutAsync($"/api/causes/{cause}/state", new { state = "wont", why = "It is gone next year" }))["why"]!);
        Assert.Null((await square.FixAsync(cause))["why"]);
    }

    [Fact]
    public async Task has_an_owner_a_department_and_what_a_contact_costs()
    {
        await using var square = await Square.OpenAsync(world);
        var cause = await square.NameCauseAsync();

        await square.Rosa.PutAsync($"/api/causes/{cause}/assignment", new { ownerId = square.Kith.Marula.TeammateIds["Omar"], departmentId = square.Kith.Marula.Accounts });
        var row = await square.Rosa.PatchAsync($"/api/causes/{cause}", new { costPerContact = 41.5, currency = "zar" });
        await square.Rosa.PatchAsync($"/api/causes/{cause}", new { costPerContact = -1 }, HttpStatusCode.BadRequest);

        Assert.Equal(("Omar Haddad", "Accounts", 41.5m, "ZAR"), ((string)row["ownerName"]!, (string)row["departmentName"]!, (decimal)row["costPerContact"]!, (string)row["currency"]!));
        await square.Kith.As(Cast.Vera).PatchAsync($"/api/causes/{cause}", new { title = "Mine" }, HttpStatusCode.Forbidden);
        await square.Kith.As(Cast.Ada).DeleteAsync($"/api/departments/{square.Kith.Marula.Accounts}", HttpStatusCode.NoContent);
        Assert.Equal("Care", (string)(await square.Rosa.GetAsync($"/api/causes/{cause}"))["departmentName"]!);
    }

    static async Task<Guid> OnlyAsync(Square square, string asked) => (Guid)Assert.Single((await square.Rosa.GetAsync($"/api/causes?{asked}"))["items"]!.AsArray())!["id"]!;

    static async Task<List<JsonNode?>> LinesAsync(Square square, string handle, string kind) =>
        [.. (await square.Rosa.GetAsync($"/api/people/{await square.PersonAsync(handle)}/timeline"))["items"]!.AsArray().Where(one => (string)one!["kind"]! == kind)];
}
