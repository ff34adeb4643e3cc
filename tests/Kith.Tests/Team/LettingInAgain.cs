using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Kith.Tests.Team;

/// <summary>Whoever forgot their password, or lost what gives their codes, comes in again as who they are.</summary>
public class LettingInAgain(World world) : IClassFixture<World>
{
    const string Anew = "a sentence that I will keep";

    [Fact]
    public async Task gives_a_new_password_once_and_ends_what_was_signed_in_before()
    {
        await using var kith = await world.OpenAsync();
        var before = await kith.SignInAsync(Cast.Rosa);
        var link = await LinkAsync(kith, Cast.Ada, Cast.Rosa);
        var info = await kith.AsStranger().GetAsync(link);
        Assert.Equal((Cast.Rosa.Email, true), ((string)info["email"]!, (bool)info["isForLockedOut"]!));
        var browser = kith.AsBrowser();

        await browser.PostAsync(link, new { email = Cast.Rosa.Email, password = Anew }, HttpStatusCode.NoContent);

        Assert.Equal(kith.Marula.TeammateIds["Rosa"], (Guid)(await browser.GetAsync("/api/me"))["teammate"]!["id"]!);
        await before.GetProblemAsync("/api/me", HttpStatusCode.Unauthorized);
        await kith.AsBrowser().PostAsync("/api/sessions", new { email = Cast.Rosa.Email, Cast.Password }, HttpStatusCode.Unauthorized);
        await kith.AsBrowser().PostAsync("/api/sessions", new { email = Cast.Rosa.Email, password = Anew }, HttpStatusCode.OK);
        await kith.AsBrowser().PostAsync(link, new { email = Cast.Rosa.Email, password = Anew }, HttpStatusCode.NotFound);
        Assert.Equal(Cast.Team.Count, await kith.LookAsync(db => db.Teammates.CountAsync()));
    }

    [Fact]
    public async Task is_by_the_last_link_and_for_nobody_who_rose_meanwhile()
    {
        await using var kith = await world.OpenAsync();
        var first = await LinkAsync(kith, Cast.Ada, Cast.Rosa);
        var last = await LinkAsync(kith, Cast.Ada, Cast.Rosa);
        await kith.AsStranger().GetProblemAsync(first, HttpStatusCode.NotFound);
        var open = (await kith.As(Cast.Ada).GetAsync("/api/teammates/invitations"))["items"]!.AsArray();
        Assert.Equal(kith.Marula.TeammateIds["Rosa"], (Guid)Assert.Single(open)!["forTeammateId"]!);

        await kith.As(Cast.Mina).PatchAsync($"/api/teammates/{kith.Marula.TeammateIds["Rosa"]}", new { role = "owner" });

        await kith.AsStranger().GetProblemAsync(last, HttpStatusCode.NotFound);
    }

    [Fact(DisplayName = "E16: nobody becomes an owner, a neighbour or somebody who left by it")]
    public async Task is_given_to_nobody_above_or_elsewhere()
    {
        await using var kith = await world.OpenAsync();
        var ids = kith.Marula.TeammateIds;
        await kith.As(Cast.Ada).PostAsync(Door(ids["Mina"]), null, HttpStatusCode.Forbidden);
        await kith.As(Cast.Rosa).PostAsync(Door(ids["Omar"]), null, HttpStatusCode.Forbidden);
        await kith.As(Cast.Ada).PostAsync(Door(kith.Town.Neighbour.TeammateIds["Rosa"]), null, HttpStatusCode.NotFound);
        Assert.Equal("own_password", (string)(await kith.As(Cast.Ada).PostAsync(Door(ids["Ada"]), null, HttpStatusCode.Conflict))["code"]!);
        await kith.As(Cast.Mina).DeleteAsync($"/api/teammates/{ids["Omar"]}");
        await kith.As(Cast.Ada).PostAsync(Door(ids["Omar"]), null, HttpStatusCode.NotFound);
        Assert.Equal(0, await kith.LookAsync(db => db.Invitations.CountAsync()));
    }

    static string Door(Guid teammate) => $"/api/teammates/{teammate}/new-password";

    static async Task<string> LinkAsync(KithUnderTest kith, Member who, Member lockedOut)
    {
        var url = (string)(await kith.As(who).PostAsync(Door(kith.Marula.TeammateIds[lockedOut.FirstName]), null))["url"]!;
        return $"/api/invitations/{url.Split('/')[^1]}";
    }
}
