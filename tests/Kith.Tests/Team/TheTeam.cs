using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Kith.Tests.Team;

public class TheTeam(World world) : IClassFixture<World>
{
    [Fact]
    public async Task keeps_one_owner()
    {
        await using var kith = await world.OpenAsync();
        var mina = kith.Marula.TeammateIds["Mina"];

        await kith.As(Cast.Mina).PatchAsync($"/api/teammates/{mina}", new { role = "admin" }, HttpStatusCode.Conflict);
        await kith.As(Cast.Mina).DeleteAsync($"/api/teammates/{mina}", HttpStatusCode.Conflict);
        await kith.As(Cast.Mina).PatchAsync($"/api/teammates/{kith.Marula.TeammateIds["Ada"]}", new { role = "owner" });
        await kith.As(Cast.Mina).DeleteAsync($"/api/teammates/{mina}");
    }

    [Fact]
    public async Task of_two_owners_who_leave_at_once_keeps_one()
    {
        await using var kith = await world.OpenAsync();
        await kith.As(Cast.Mina).PatchAsync($"/api/teammates/{kith.Marula.TeammateIds["Ada"]}", new { role = "owner" });
        await Soon.Async(async () => Assert.Equal("owner", (string)(await kith.As(Cast.Ada).GetAsync("/api/me"))["teammate"]!["role"]!));

        await Task.WhenAll(kith.As(Cast.Mina).Http.DeleteAsync($"/api/teammates/{kith.Marula.TeammateIds["Mina"]}"), kith.As(Cast.Mina).Http.DeleteAsync($"/api/teammates/{kith.Marula.TeammateIds["Ada"]}"));

        Assert.Equal(1, await kith.LookAsync(db => db.Teammates.CountAsync(t => t.Role == Role.Owner && t.LeftAt == null)));
    }

    [Fact]
    public async Task lets_only_owners_decide_about_owners()
    {
        await using var kith = await world.OpenAsync();
        var ids = kith.Marula.TeammateIds;
        await kith.As(Cast.Ada).PatchAsync($"/api/teammates/{ids["Mina"]}", new { role = "viewer" }, HttpStatusCode.Forbidden);
        await kith.As(Cast.Ada).PatchAsync($"/api/teammates/{ids["Ada"]}", new { role = "owner" }, HttpStatusCode.Forbidden);
        await kith.As(Cast.Ada).DeleteAsync($"/api/teammates/{ids["Mina"]}", HttpStatusCode.Forbidden);
        await kith.As(Cast.Rosa).PatchAsync($"/api/teammates/{ids["Rosa"]}", new { role = "admin" }, HttpStatusCode.Forbidden);
        await kith.As(Cast.Rosa).DeleteAsync($"/api/teammates/{ids["Omar"]}", HttpStatusCode.Forbidden);
    }

    [Fact(DisplayName = "E13: a new role ends the sessions of the old one")]
    public async Task signs_out_whose_role_changed()
    {
        await using var kith = await world.OpenAsync();
        var rosa = await kith.SignInAsync(Cast.Rosa);
        await kith.As(Cast.Mina).PatchAsync($"/api/teammates/{kith.Marula.TeammateIds["Rosa"]}", new { role = "admin" });

        await Soon.Async(async () => Assert.Equal(HttpStatusCode.Unauthorized, (await rosa.Http.GetAsync("/api/me")).StatusCode));
    }

    [Fact(DisplayName = "A23: who leaves is out within five seconds, by session and by token, and the open cases are handed over")]
    public async Task hands_over_what_was_open()
    {
        await using var kith = await world.OpenAsync();
        var (rosaId, omarId) = (kith.Marula.TeammateIds["Rosa"], kith.Marula.TeammateIds["Omar"]);
        await OwnCaseAsync(kith, rosaId);
        var (browser, token) = (await kith.SignInAsync(Cast.Rosa), kith.As(Cast.Rosa));
        await token.GetAsync("/api/me");
        var invitation = (string)(await kith.As(Cast.Mina).PostAsync("/api/teammates/invitations", new { role = "teammate" }))["url"]!;

        await kith.As(Cast.Mina).DeleteAsync($"/api/teammates/{rosaId}?handTo={kith.Town.Neighbour.TeammateIds["Omar"]}", HttpStatusCode.BadRequest);
        await kith.As(Cast.Mina).DeleteAsync($"/api/teammates/{rosaId}?handTo={omarId}");

        await Soon.Async(async () => Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.GetAsync("/api/me")).StatusCode));
        await Soon.Async(async () => Assert.Equal(HttpStatusCode.Unauthorized, (await token.Http.GetAsync("/api/me")).StatusCode));
        await kith.AsBrowser().PostAsync("/api/sessions", new { Cast.Rosa.Email, Cast.Password }, HttpStatusCode.Unauthorized);
        Assert.Equal(omarId, await kith.LookAsync(db => db.Cases.Select(c => c.OwnerId).SingleAsync()));
        Assert.Equal("left", (string)(await kith.As(Cast.Mina).GetAsync("/api/teammates"))["items"]!.AsArray().Single(t => (Guid)t!["id"]! == rosaId)!["state"]!);
        await kith.AsBrowser().PostAsync($"/api/invitations/{invitation.Split('/')[^1]}", new { name = "Rosa Meyer", Cast.Rosa.Email, Cast.Password }, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task tokens_do_no_more_than_their_maker_and_end_when_they_are_ended()
    {
        await using var kith = await world.OpenAsync();
        await kith.As(Cast.Rosa).PostAsync("/api/tokens", new { name = "nightly", role = "admin" }, HttpStatusCode.Forbidden);
        await kith.As(Cast.Vera).PostAsync("/api/tokens", new { name = "nightly" }, HttpStatusCode.Forbidden);
        var made = await kith.As(Cast.Rosa).PostAsync("/api/tokens", new { name = "nightly", role = "viewer" });
        var script = new ApiCaller(kith.CreateClient(), (string)made["token"]!);

        Assert.Equal("Rosa Meyer", (string)(await script.GetAsync("/api/me"))["teammate"]!["name"]!);
        await script.PostAsync("/api/tokens", new { name = "child" }, HttpStatusCode.Forbidden);
        Assert.Equal(["nightly", "test"], (await kith.As(Cast.Rosa).GetAsync("/api/tokens"))["items"]!.AsArray().Select(t => (string)t!["name"]!));
        Assert.DoesNotContain(((string)made["token"]!)[..40], (await kith.As(Cast.Mina).GetAsync("/api/tokens")).ToJsonString(), StringComparison.Ordinal);
        await kith.As(Cast.Omar).DeleteAsync($"/api/tokens/{made["id"]}", HttpStatusCode.NotFound);
        await kith.As(Cast.Mina).DeleteAsync($"/api/tokens/{made["id"]}");

        await Soon.Async(async () => Assert.Equal(HttpStatusCode.Unauthorized, (await script.Http.GetAsync("/api/me")).StatusCode));
    }

    static async Task OwnCaseAsync(KithUnderTest kith, Guid owner)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var (person, kase, workspace) = (Ids.New(now), Ids.New(now), kith.Marula.Id);
        await using var work = await kith.Store.WriteAsync(workspace, Actor.System, "test", CancellationToken.None);
        work.Db.Add(new Person { WorkspaceId = workspace, Id = person, RootId = person, Name = "Nomsa Ndlovu", LastAt = now });
        work.Db.Add(new Case { WorkspaceId = workspace, Id = kase, RootId = kase, Number = 41, PersonId = person, DepartmentId = kith.Marula.Care, OwnerId = owner, OpenedAt = now, LastAt = now, PromiseDue = now.AddHours(1) });
        await work.CommitAsync(CancellationToken.None);
    }
}
