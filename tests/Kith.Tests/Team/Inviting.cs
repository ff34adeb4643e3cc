using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Kith.Tests.Team;

public class Inviting(World world) : IClassFixture<World>
{
    static readonly object sipho = new { name = "Sipho Dube", email = "Sipho@Marula.example", password = Cast.Password };

    [Fact]
    public async Task brings_a_teammate_in_once()
    {
        await using var kith = await world.OpenAsync();
        var link = await InviteAsync(kith, new { role = "teammate", departmentIds = new[] { kith.Marula.Accounts } });
        var browser = kith.AsBrowser();
        Assert.Equal("Marula Mutual", (string)(await browser.GetAsync(link))["workspaceName"]!);

        await browser.PostAsync(link, sipho, HttpStatusCode.NoContent);

        var me = (await browser.GetAsync("/api/me"))["teammate"]!;
        Assert.Equal(("Sipho Dube", "sipho@marula.example", "teammate"), ((string)me["name"]!, (string)me["email"]!, (string)me["role"]!));
        Assert.Equal(kith.Marula.Accounts, (Guid)me["departmentIds"]![0]!);
        await kith.AsBrowser().PostAsync(link, sipho, HttpStatusCode.NotFound);
        Assert.Empty((await kith.As(Cast.Mina).GetAsync("/api/teammates/invitations"))["items"]!.AsArray());
    }

    [Fact(DisplayName = "E12: of ten who use a link at once one joins")]
    public async Task of_ten_at_once_brings_in_one()
    {
        await using var kith = await world.OpenAsync();
        var link = await InviteAsync(kith, new { role = "viewer" });
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            kith.AsBrowser().TryPostAsync(link, new { name = $"Twin {i}", email = $"twin{i}@marula.example", password = Cast.Password })));

        Assert.Single(answers, a => a["code"] is null);
        Assert.Equal(Cast.Team.Count + 1, await kith.LookAsync(db => db.Teammates.CountAsync()));
    }

    [Fact(DisplayName = "E5, E6, E7: nothing but the whole token of an open invitation matches")]
    public async Task needs_the_whole_token()
    {
        await using var kith = await world.OpenAsync();
        var token = (await InviteAsync(kith, new { role = "teammate" })).Split('/')[^1];
        Assert.Equal(64, token.Length);
        var swapped = token[..^1] + (token[^1] == 'A' ? 'B' : 'A');

        foreach (var guess in new[] { "%20", "0", "%25", "_", "*", "null", "a", "[]", token[..63], token + "A", swapped, token.ToUpperInvariant(), new string('A', 64), "?token[]=" + token })
        {
            await kith.AsStranger().GetProblemAsync($"/api/invitations/{guess}", HttpStatusCode.NotFound);
            await kith.AsStranger().PostAsync($"/api/invitations/{guess}", sipho, HttpStatusCode.NotFound);
        }
        await kith.AsStranger().GetAsync($"/api/invitations/{token}");
    }

    [Fact]
    public async Task ends_with_its_time_or_when_withdrawn()
    {
        await using var kith = await world.OpenAsync();
        var late = await InviteAsync(kith, new { role = "teammate" });
        await using (var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "test", CancellationToken.None))
        {
            (await work.Db.Invitations.SingleAsync()).ExpiresAt = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-1);
            await work.CommitAsync(CancellationToken.None);
        }
        var withdrawn = await InviteAsync(kith, new { role = "teammate" });
        var id = (await kith.As(Cast.Mina).GetAsync("/api/teammates/invitations"))["items"]![0]!["id"];
        await kith.As(Cast.Mina).DeleteAsync($"/api/teammates/invitations/{id}");

        foreach (var link in new[] { late, withdrawn }) await kith.AsStranger().PostAsync(link, sipho, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task into_a_higher_role_than_ones_own_is_refused()
    {
        await using var kith = await world.OpenAsync();
        await kith.As(Cast.Ada).PostAsync("/api/teammates/invitations", new { role = "owner" }, HttpStatusCode.Forbidden);
        await kith.As(Cast.Rosa).PostAsync("/api/teammates/invitations", new { role = "viewer" }, HttpStatusCode.Forbidden);
        await kith.As(Cast.Ada).PostAsync("/api/teammates/invitations", new { role = "teammate", departmentIds = new[] { kith.Town.Neighbour.Care } }, HttpStatusCode.BadRequest);
    }

    [Fact(DisplayName = "E9: a poisoned Host header does not get into the link")]
    public async Task makes_links_with_our_own_address_only()
    {
        await using var kith = await world.OpenAsync(host => host.UseSetting("KITH_PUBLIC_URL", "https://care.marula.example"));
        var mina = kith.As(Cast.Mina);
        mina.Http.DefaultRequestHeaders.Host = "evil.example";
        mina.Http.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");

        Assert.StartsWith("https://care.marula.example/app/invitations/", (string)(await mina.PostAsync("/api/teammates/invitations", new { role = "teammate" }))["url"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task sent_again_with_the_same_key_does_not_repeat_the_link()
    {
        await using var kith = await world.OpenAsync();
        var mina = kith.As(Cast.Mina);
        mina.Http.DefaultRequestHeaders.Add("Idempotency-Key", "one");
        await mina.PostAsync("/api/teammates/invitations", new { role = "teammate" });

        Assert.Equal("shown_once", (string)(await mina.PostAsync("/api/teammates/invitations", new { role = "teammate" }, HttpStatusCode.Conflict))["code"]!);
        Assert.Equal((1, null), await kith.LookAsync(async db => (await db.Invitations.CountAsync(), await db.IdempotentAnswers.Select(a => a.Body).SingleAsync())));
    }

    static async Task<string> InviteAsync(KithUnderTest kith, object asked)
    {
        var url = (string)(await kith.As(Cast.Mina).PostAsync("/api/teammates/invitations", asked))["url"]!;
        return $"/api/invitations/{url.Split('/')[^1]}";
    }
}
