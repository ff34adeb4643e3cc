using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;

namespace Kith.Tests.Team;

public class SigningIn(World world) : IClassFixture<World>
{
    [Fact]
    public async Task with_the_password_opens_the_workspace()
    {
        await using var kith = await world.OpenAsync();
        var rosa = await kith.SignInAsync(Cast.Rosa);

        Assert.Equal("Rosa Meyer", (string)(await rosa.GetAsync("/api/me"))["teammate"]!["name"]!);
        var session = Assert.Single((await rosa.GetAsync("/api/sessions"))["items"]!.AsArray());
        Assert.True((bool)session!["current"]!);
    }

    [Fact]
    public async Task sets_a_cookie_no_script_can_read_and_keeps_only_its_hash()
    {
        await using var kith = await world.OpenAsync();
        var answer = await kith.AsBrowser("https://localhost").Http.PostAsJsonAsync("/api/sessions", new { Cast.Rosa.Email, Cast.Password });
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));

        Assert.All(["httponly", "samesite=lax", "secure", "path=/"], word => Assert.Contains(word, cookie, StringComparison.Ordinal));
        var secret = cookie.Split('=', ';')[1];
        Assert.True(Convert.FromBase64String(secret.Replace('-', '+').Replace('_', '/')).Length >= 48);
        Assert.Equal(RecognizeCaller.Hash(secret), await kith.LookAsync(db => db.Sessions.Select(s => s.SecretHash).SingleAsync()));
    }

    [Fact(DisplayName = "E14: neither the stored hash nor a wrong word opens the door")]
    public async Task with_anything_else_does_not()
    {
        await using var kith = await world.OpenAsync();
        var hash = await kith.LookAsync(db => db.Users.Where(u => u.Email == Cast.Rosa.Email).Select(u => u.PasswordHash).SingleAsync());

        foreach (var password in new[] { hash, "", null, Cast.Password + " ", new string('x', 5000) })
            Assert.Equal("wrong_sign_in", (string)(await kith.AsBrowser().PostAsync("/api/sessions", new { Cast.Rosa.Email, password }, HttpStatusCode.Unauthorized))["code"]!);
        Assert.Equal(0, await kith.LookAsync(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task out_ends_the_session_everywhere()
    {
        await using var kith = await world.OpenAsync();
        var rosa = await kith.SignInAsync(Cast.Rosa);
        var cookie = await kith.SignInAsync(Cast.Rosa);
        var other = (await rosa.GetAsync("/api/sessions"))["items"]!.AsArray().Single(s => !(bool)s!["current"]!)!["id"];

        await rosa.DeleteAsync($"/api/sessions/{other}");
        await rosa.DeleteAsync("/api/sessions/current");

        await Soon.Async(async () => Assert.Equal(HttpStatusCode.Unauthorized, (await cookie.Http.GetAsync("/api/me")).StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, (await rosa.Http.GetAsync("/api/me")).StatusCode);
    }

    [Fact(DisplayName = "E13: a cookie from before does not survive signing in")]
    public async Task gives_a_new_session()
    {
        await using var kith = await world.OpenAsync();
        var rosa = await kith.SignInAsync(Cast.Rosa);
        var before = (string)(await rosa.GetAsync("/api/sessions"))["items"]![0]!["id"]!;

        await rosa.PostAsync("/api/sessions", new { Cast.Rosa.Email, Cast.Password }, HttpStatusCode.OK);

        var after = Assert.Single((await rosa.GetAsync("/api/sessions"))["items"]!.AsArray());
        Assert.NotEqual(before, (string)after!["id"]!);
    }

    [Fact]
    public async Task finds_the_workspace_by_the_host_name()
    {
        await using var kith = await world.OpenAsync();
        var mail = Cast.Rosa.Email.Replace("marula.example", "neighbour.example", StringComparison.Ordinal);

        await kith.AsBrowser().PostAsync("/api/sessions", new { email = mail, Cast.Password }, HttpStatusCode.Unauthorized);
        var neighbour = kith.AsBrowser("http://neighbour.example");
        await neighbour.PostAsync("/api/sessions", new { email = mail, Cast.Password }, HttpStatusCode.OK);

        Assert.Equal("Neighbour Bank", (string)(await neighbour.GetAsync("/api/workspace"))["name"]!);
    }
}
