using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;

namespace Kith.Tests.Team;

public class TheFirstRun(World world) : IClassFixture<World>
{
    static readonly object marula = new { workspaceName = "Marula Mutual", name = "Mina Botha", email = "Mina@Marula.example", password = Cast.Password, timeZone = "Africa/Johannesburg" };

    [Fact]
    public async Task makes_the_owner_who_is_signed_in_at_once()
    {
        await using var kith = await world.OpenEmptyAsync();
        var browser = kith.AsBrowser();
        Assert.True((bool)(await browser.GetAsync("/api/first-run"))["needed"]!);

        await browser.PostAsync("/api/first-run", marula, HttpStatusCode.NoContent);

        var me = await browser.GetAsync("/api/me");
        Assert.Equal(("Mina Botha", "mina@marula.example", "owner"), ((string)me["teammate"]!["name"]!, (string)me["teammate"]!["email"]!, (string)me["teammate"]!["role"]!));
        Assert.Equal(("Marula Mutual", "Africa/Johannesburg"), ((string)me["workspace"]!["name"]!, (string)me["workspace"]!["timeZone"]!));
        Assert.Equal("08:00", (string)(await browser.GetAsync("/api/calendars"))["items"]![0]!["openings"]![0]!["from"]!);
        Assert.False((bool)(await browser.GetAsync("/api/first-run"))["needed"]!);
    }

    [Fact]
    public async Task of_fifty_at_once_makes_one_owner()
    {
        await using var kith = await world.OpenEmptyAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => kith.AsBrowser().Http.PostAsJsonAsync("/api/first-run", marula)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(49, answers.Count(a => a.StatusCode == HttpStatusCode.NotFound));
        await using var across = await kith.Store.ReadAcrossAsync(CancellationToken.None);
        Assert.Equal(1, await across.Db.Workspaces.IgnoreQueryFilters().CountAsync());
        Assert.Equal(1, await across.Db.Teammates.IgnoreQueryFilters().CountAsync());
    }

    [Fact(DisplayName = "A20: afterwards there is no such door, and nothing is written")]
    public async Task afterwards_is_no_more()
    {
        await using var kith = await world.OpenAsync();
        var before = await kith.LookAsync(db => db.Teammates.CountAsync());

        await kith.AsStranger().PostAsync("/api/first-run", marula, HttpStatusCode.NotFound);
        await kith.As(Cast.Mina).PostAsync("/api/first-run", marula, HttpStatusCode.NotFound);

        Assert.Equal(before, await kith.LookAsync(db => db.Teammates.CountAsync()));
    }

    [Theory]
    [InlineData("workspaceName", ""), InlineData("name", "\u0001"), InlineData("email", "mina"), InlineData("password", "short"), InlineData("password", "aaaaaaaaaaaa"), InlineData("timeZone", "Mars/Olympus")]
    public async Task says_which_field_is_wrong(string field, string value)
    {
        await using var kith = await world.OpenEmptyAsync();
        var asked = new Dictionary<string, string> { ["workspaceName"] = "Marula", ["name"] = "Mina", ["email"] = "mina@marula.example", ["password"] = Cast.Password, ["timeZone"] = "Africa/Johannesburg", [field] = value };

        var problem = await kith.AsBrowser().PostAsync("/api/first-run", asked, HttpStatusCode.BadRequest);

        Assert.NotNull(problem["errors"]![field]);
        Assert.True((bool)(await kith.AsBrowser().GetAsync("/api/first-run"))["needed"]!);
    }
}
