using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Routing;

/// <summary>One has it, everybody sees who, and while they are away somebody stands in.</summary>
public class HavingACase(World world) : IClassFixture<World>
{
    [Fact]
    public Task of_three_hundred_who_take_it_at_once_one_has_it() => TakeAsync(300);

    [Fact, Trait("Category", "Long")]
    public Task of_ten_thousand_who_take_it_at_once_one_has_it() => TakeAsync(10_000);

    [Fact]
    public async Task only_its_owner_answers_unless_somebody_takes_it_over()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await kith.As(Cast.Ada).PatchAsync($"/api/connections/{partner.Connection}", new { settings = new { target_url = "https://partner.example/in" } });
        await kith.Services.GetRequiredService<ConnectionBook>().SettledAsync();
        await partner.TellsAsync("1", "nomsa", "hello");
        var kase = Assert.Single(await partner.CasesAsync("nomsa"));
        await kith.As(Cast.Omar).PutAsync("/api/cases/1/assignment", new { ownerId = kith.Marula.TeammateIds["Omar"] });

        var answer = new { id = Guid.NewGuid(), text = "I shall look", connectionId = partner.Connection, @case = 1, takeOver = false };
        var refused = await kith.As(Cast.Rosa).PostAsync($"/api/people/{kase.PersonId}/messages", answer, HttpStatusCode.Conflict);
        Assert.Equal(("owned_by_another", "Omar Haddad", "Omar Haddad has this case. Take it over to answer."), ((string)refused["code"]!, (string)refused["ownerName"]!, (string)refused["detail"]!));
        Assert.DoesNotContain(await partner.MomentsAsync("nomsa"), m => m.Direction == Direction.Out);

        await kith.As(Cast.Ada).PatchAsync($"/api/departments/{kith.Marula.Care}", new { onlyOwnerAnswers = false });
        await kith.As(Cast.Ada).PostAsync($"/api/people/{kase.PersonId}/messages", answer with { id = Guid.NewGuid() });
        Assert.Equal("Omar Haddad", (string)(await kith.As(Cast.Ada).GetAsync("/api/cases/1"))["ownerName"]!);
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{kase.PersonId}/messages", answer with { takeOver = true });
        Assert.Equal("Rosa Meyer", (string)(await kith.As(Cast.Omar).GetAsync("/api/cases/1"))["ownerName"]!);
        Assert.Contains(await partner.MomentsAsync("nomsa"), m => m.Kind == MomentKind.CaseAssigned && (string?)m.Detail!["ownerName"] == "Rosa Meyer");
        Assert.Contains((await kith.As(Cast.Omar).GetAsync("/api/notices"))["items"]!.AsArray(), one => ((string)one!["text"]!).StartsWith("Rosa Meyer took over case 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task while_its_owner_is_away_somebody_stands_in_and_never_in_a_ring()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        var team = kith.Marula.TeammateIds;
        await partner.TellsAsync("1", "nomsa", "hello");
        await kith.As(Cast.Omar).PutAsync("/api/cases/1/assignment", new { ownerId = team["Omar"] });
        await kith.As(Cast.Omar).PutAsync("/api/me/away", new { standInId = team["Omar"] }, HttpStatusCode.BadRequest);
        await kith.As(Cast.Omar).PutAsync("/api/me/away", new { standInId = team["Vera"] }, HttpStatusCode.Conflict);
        Assert.Equal(team["Rosa"], (Guid)(await kith.As(Cast.Omar).PutAsync("/api/me/away", new { standInId = team["Rosa"] }))["standInId"]!);
        Assert.Equal("stand_in_loop", (string)(await kith.As(Cast.Rosa).PutAsync("/api/me/away", new { standInId = team["Omar"] }, HttpStatusCode.Conflict))["code"]!);
        await kith.As(Cast.Rosa).PutAsync("/api/me/away", new { standInId = team["Ada"] });

        await kith.As(Cast.Ada).PutAsync("/api/routes", new { items = new[] { new { name = "Omar's", outcome = new { owner = "teammate", ownerId = team["Omar"] } } } });
        await partner.TellsAsync("2", "sipho", "hello");
        Assert.Equal(team["Ada"], Assert.Single(await partner.CasesAsync("sipho")).OwnerId);

        await kith.WriteAsync(kith.Marula, async db => (await db.Promises.OrderBy(p => p.Id).FirstAsync()).Due = Life.Now.AddMinutes(5));
        await kith.Services.GetRequiredService<CaseWatch>().LookAsync(default);
        Assert.Equal(team["Ada"], Assert.Single(await partner.CasesAsync("nomsa")).OwnerId);
        Assert.Contains((await kith.As(Cast.Ada).GetAsync("/api/notices"))["items"]!.AsArray(), one => (string)one!["text"]! == "Case 1 of Omar Haddad, who is away, is yours");
        Assert.Null((string?)(await kith.As(Cast.Omar).DeleteAsync("/api/me/away", HttpStatusCode.OK))["standInId"]);
    }

    async Task TakeAsync(int takes)
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        await kith.OpenCaseAsync(nomsa, "roof");
        Member[] team = [Cast.Rosa, Cast.Omar, Cast.Ada, Cast.Mina];
        var callers = team.Select(member => (Id: kith.Marula.TeammateIds[member.FirstName], Caller: kith.As(member))).ToList();
        var won = new System.Collections.Concurrent.ConcurrentDictionary<Guid, int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, takes), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, _) =>
        {
            var (id, caller) = callers[n % callers.Count];
            using var answer = await caller.Http.PutAsJsonAsync("/api/cases/1/assignment", new { ownerId = id, ifFree = true }, Wire.Json, CancellationToken.None);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{answer.StatusCode}");
            if (answer.IsSuccessStatusCode) won.AddOrUpdate(id, 1, (_, count) => count + 1);
        });

        var owner = Assert.Single(won).Key;
        Assert.Equal(owner, await kith.LookAsync(db => db.Cases.Select(c => c.OwnerId!.Value).SingleAsync()));
        Assert.Equal(1, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.CaseAssigned)));
    }
}
