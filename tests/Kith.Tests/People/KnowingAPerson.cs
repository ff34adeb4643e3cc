using System.Net;

namespace Kith.Tests.People;

/// <summary>A teammate makes, reads and edits a person.</summary>
public class KnowingAPerson(World world) : IClassFixture<World>
{
    [Fact]
    public async Task begins_with_what_a_teammate_knows()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        var made = await rosa.PostAsync("/api/people", new
        {
            name = "Nomsa Ndlovu",
            language = "en",
            timeZone = "Africa/Johannesburg",
            claims = new[] { new { kind = "phone", value = "082 555 4417" }, new { kind = "email", value = "Nomsa@Example.com" } },
        });
        var page = await rosa.GetAsync($"/api/people/{made["id"]}");

        Assert.Equal(made.ToJsonString(), page.ToJsonString());
        Assert.Equal(["+27825554417", "nomsa@example.com"], page["claims"]!.AsArray().Select(c => (string)c!["value"]!));
        Assert.Equal("+27 82 555 4417", (string)page["claims"]![0]!["label"]!);
        Assert.Empty(page["handles"]!.AsArray());
        Assert.Equal((string)page["id"]!, (string)page["rootId"]!);
        Assert.Null(page["mergedInto"]);
    }

    [Fact]
    public async Task needs_a_name_or_an_address()
    {
        await using var kith = await world.OpenAsync();
        var problem = await kith.As(Cast.Rosa).PostAsync("/api/people", new { name = "\u202E \u200B" }, HttpStatusCode.BadRequest);

        Assert.Equal("invalid", (string)problem["code"]!);
        Assert.Equal("Give a name, a number or an address.", (string)problem["errors"]!["name"]![0]!);
    }

    [Theory]
    [InlineData("phone", "12")]
    [InlineData("phone", "nobody's number")]
    [InlineData("email", "nomsa@")]
    [InlineData("", "x")]
    [InlineData("Phone Number", "x")]
    [InlineData("nick", "\u200B")]
    public async Task refuses_claims_that_are_none(string kind, string value)
    {
        await using var kith = await world.OpenAsync();
        await kith.As(Cast.Rosa).PostAsync("/api/people", new { name = "Nomsa", claims = new[] { new { kind, value } } }, HttpStatusCode.BadRequest);

        Assert.Empty((await kith.As(Cast.Rosa).GetAsync("/api/people"))["items"]!.AsArray());
    }

    [Fact]
    public async Task can_be_changed_word_by_word()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        var id = (string)(await rosa.PostAsync("/api/people", new { name = "Nomsa", language = "en" }))["id"]!;
        var page = await rosa.PatchAsync($"/api/people/{id}", new { name = "Nomsa Ndlovu", language = "" });

        Assert.Equal("Nomsa Ndlovu", (string)page["name"]!);
        Assert.Null(page["language"]);
        Assert.Empty((await rosa.GetAsync("/api/people?query=nomsa%20x"))["items"]!.AsArray());
        Assert.Single((await rosa.GetAsync("/api/people?query=ndl"))["items"]!.AsArray());
        await rosa.PatchAsync($"/api/people/{id}", new { language = "english" }, HttpStatusCode.BadRequest);
        await rosa.PatchAsync($"/api/people/{id}", new { timeZone = "Mars/Olympus" }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Vera).PatchAsync($"/api/people/{id}", new { name = "X" }, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task is_never_cached()
    {
        await using var kith = await world.OpenAsync();
        var id = (await kith.As(Cast.Rosa).PostAsync("/api/people", new { name = "Nomsa" }))["id"];
        var answer = await kith.As(Cast.Rosa).Http.GetAsync($"/api/people/{id}");

        Assert.True(answer.Headers.CacheControl!.NoStore);
    }
}
