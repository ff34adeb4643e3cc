using System.Net;
using System.Net.Http.Json;

namespace Kith.Tests.Team;

public class MyOwn(World world) : IClassFixture<World>
{
    [Fact(DisplayName = "E13: the password changes with the current one only, and every other session ends")]
    public async Task password()
    {
        await using var kith = await world.OpenAsync();
        var (here, there) = (await kith.SignInAsync(Cast.Rosa), await kith.SignInAsync(Cast.Rosa));
        var before = await here.GetAsync("/api/sessions");
        var changed = new { current = Cast.Password, @new = "another quiet word" };

        await here.PutAsync("/api/me/password", new { current = "not this one", @new = "another quiet word" }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Rosa).PutAsync("/api/me/password", changed, HttpStatusCode.Forbidden);
        await here.PutAsync("/api/me/password", changed, HttpStatusCode.NoContent);

        var after = Assert.Single((await here.GetAsync("/api/sessions"))["items"]!.AsArray());
        Assert.DoesNotContain((string)after!["id"]!, before.ToJsonString(), StringComparison.Ordinal);
        await Soon.Async(async () => Assert.Equal(HttpStatusCode.Unauthorized, (await there.Http.GetAsync("/api/me")).StatusCode));
        await kith.AsBrowser().PostAsync("/api/sessions", new { Cast.Rosa.Email, Cast.Password }, HttpStatusCode.Unauthorized);
        await kith.AsBrowser().PostAsync("/api/sessions", new { Cast.Rosa.Email, password = changed.@new }, HttpStatusCode.OK);
    }

    [Fact(DisplayName = "A1, E16: what I say about myself changes my name and language and nothing else")]
    public async Task name()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        var before = (await rosa.GetAsync("/api/me"))["teammate"]!;

        foreach (var (field, value) in new (string, object)[]
        {
            ("role", "owner"),
            ("id", Guid.NewGuid()),
            ("workspaceId", kith.Town.Neighbour.Id),
            ("accountId", Guid.NewGuid()),
            ("email", "mina@marula.example"),
            ("departmentIds", new[] { kith.Marula.Accounts }),
            ("leftAt", "2020-01-01T00:00:00Z"),
            ("createdAt", "2020-01-01T00:00:00Z"),
            ("pictureHash", "x"),
            ("passwordHash", "x"),
        })
            Assert.Equal("unknown_field", (string)(await rosa.PatchAsync("/api/me", new Dictionary<string, object> { ["name"] = "Rosa N.", [field] = value }, HttpStatusCode.BadRequest))["code"]!);
        await rosa.PatchAsync("/api/me", new { name = "Rosa M.", language = "af" });

        var after = (await rosa.GetAsync("/api/me"))["teammate"]!;
        (before["name"], before["language"], before["lastSeenAt"], after["lastSeenAt"]) = ("Rosa M.", "af", null, null);
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task absence()
    {
        await using var kith = await world.OpenAsync();
        var until = TimeProvider.System.GetUtcNow().AddDays(3).UtcDateTime;

        Assert.True((bool)(await kith.As(Cast.Rosa).PutAsync("/api/me/away", new { until }))["away"]!);
        await kith.As(Cast.Rosa).PutAsync("/api/me/away", new { until = "2020-01-01T00:00:00Z" }, HttpStatusCode.BadRequest);
        Assert.False((bool)(await kith.As(Cast.Rosa).DeleteAsync("/api/me/away", HttpStatusCode.OK))["away"]!);
    }

    [Fact]
    public async Task page_is_the_only_one_my_cookie_works_from()
    {
        await using var kith = await world.OpenAsync();
        var rosa = await kith.SignInAsync(Cast.Rosa);
        foreach (var (header, value, expected) in new[]
        {
            ("Origin", "https://evil.example", HttpStatusCode.Forbidden), ("Origin", "null", HttpStatusCode.Forbidden), ("Origin", "http://localhost.evil.example", HttpStatusCode.Forbidden),
            ("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden), ("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden), ("Sec-Fetch-Site", "none", HttpStatusCode.Forbidden),
            ("X-Nothing", "x", HttpStatusCode.Forbidden), ("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK), ("Origin", "http://localhost", HttpStatusCode.OK),
        })
        {
            rosa.Http.DefaultRequestHeaders.Remove("Origin");
            using var request = new HttpRequestMessage(HttpMethod.Patch, "/api/me") { Content = JsonContent.Create(new { language = "en" }) };
            request.Headers.Add(header, value);
            Assert.Equal((value, expected), (value, (await rosa.Http.SendAsync(request)).StatusCode));
        }
    }
}
