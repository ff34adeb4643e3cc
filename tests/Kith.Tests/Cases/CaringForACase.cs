using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Cases;

public class CaringForACase(World world) : IClassFixture<World>
{
    [Fact]
    public async Task opens_one_with_a_number_a_department_and_a_time_to_look_at_it()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");

        var kase = await kith.As(Cast.Rosa).PostAsync("/api/cases", new { personId = nomsa.Id, title = "policy\u202E question" });

        Assert.Equal((1, "policy question", "Care", "open", "lookAgain"),
            ((int)kase["number"]!, (string)kase["title"]!, (string)kase["departmentName"]!, (string)kase["state"]!, (string)kase["promiseKind"]!));
        Assert.NotNull(kase["promiseDue"]);
        Assert.Equal("case_opened", await NewestAsync(kith, nomsa));
        Assert.Equal(2, (int)(await kith.As(Cast.Rosa).PostAsync("/api/cases", new { personId = nomsa.Id }))["number"]!);
    }

    [Fact]
    public async Task closing_goes_on_the_persons_timeline_once_and_reopening_too()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, path) = await CaseAsync(kith);

        Assert.Equal("closed", (string)(await kith.As(Cast.Rosa).PutAsync($"{path}/closure", null))["state"]!);
        Assert.Equal("closed", (string)(await kith.As(Cast.Rosa).PutAsync($"{path}/closure", null))["state"]!);
        Assert.Equal(["case_closed"], await KindsAsync(kith, nomsa));
        Assert.Empty((await kith.As(Cast.Rosa).GetAsync("/api/cases?list=all"))["items"]!.AsArray());

        var again = await kith.As(Cast.Rosa).DeleteAsync($"{path}/closure", HttpStatusCode.OK);
        Assert.Equal(("open", null), ((string)again["state"]!, (string?)again["closedAt"]));
        Assert.NotNull(again["promiseDue"]);
        Assert.Equal(["case_closed", "case_reopened"], await KindsAsync(kith, nomsa));
    }

    [Fact]
    public async Task giving_it_to_somebody_tells_them()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, path) = await CaseAsync(kith);

        var given = await kith.As(Cast.Rosa).PutAsync($"{path}/assignment", new { ownerId = kith.Marula.TeammateIds["Omar"], departmentId = kith.Marula.Accounts });
        Assert.Equal(("Omar Haddad", "Accounts"), ((string)given["ownerName"]!, (string)given["departmentName"]!));
        var notice = (await kith.As(Cast.Omar).GetAsync("/api/notices"))["items"]!.AsArray().Single()!;
        Assert.Equal(("given", "Nomsa Ndlovu", 1), ((string)notice["kind"]!, (string)notice["personName"]!, (int)notice["caseNumber"]!));
        var line = (await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/timeline"))["items"]!.AsArray()[^1]!;
        Assert.Equal(("Omar Haddad", "Rosa Meyer"), ((string)line["detail"]!["ownerName"]!, (string)line["author"]!["name"]!));

        Assert.Null((await kith.As(Cast.Omar).DeleteAsync($"{path}/assignment", HttpStatusCode.OK))["ownerId"]);
        await kith.As(Cast.Omar).PutAsync("/api/notices/read", new { upTo = (string)notice["id"]! }, HttpStatusCode.NoContent);
        Assert.NotNull((await kith.As(Cast.Omar).GetAsync("/api/notices"))["items"]![0]!["readAt"]);
    }

    [Fact]
    public async Task cannot_be_given_to_who_may_only_look_or_to_the_neighbour()
    {
        await using var kith = await world.OpenAsync();
        var (_, path) = await CaseAsync(kith);

        await kith.As(Cast.Rosa).PutAsync($"{path}/assignment", new { ownerId = kith.Marula.TeammateIds["Vera"] }, HttpStatusCode.Conflict);
        await kith.As(Cast.Rosa).PutAsync($"{path}/assignment", new { ownerId = kith.Town.Neighbour.TeammateIds["Omar"] }, HttpStatusCode.NotFound);
        await kith.As(Cast.Rosa).PutAsync($"{path}/assignment", new { departmentId = kith.Town.Neighbour.Care }, HttpStatusCode.NotFound);
        await kith.As(Cast.Vera).PutAsync($"{path}/closure", null, HttpStatusCode.Forbidden);
        Assert.Equal("unchanged", (await kith.LookAsync(db => db.Cases.SingleAsync())).OwnerId is null ? "unchanged" : "changed");
    }

    [Fact]
    public async Task snoozed_it_sleeps_until_its_time_and_stands_open_again()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, path) = await CaseAsync(kith);
        var until = Life.Now.AddDays(1);

        var asleep = await kith.As(Cast.Rosa).PutAsync($"{path}/snooze", new { until });
        Assert.Equal(("snoozed", until), ((string)asleep["state"]!, (DateTime)asleep["promiseDue"]!));
        await kith.As(Cast.Rosa).PutAsync($"{path}/snooze", new { until = Life.Now.AddMinutes(-1) }, HttpStatusCode.BadRequest);

        await kith.WriteAsync(kith.Marula, async db => (await db.Cases.SingleAsync()).PromiseDue = Life.Now.AddMinutes(-1));
        await kith.Services.GetRequiredService<CaseWatch>().LookAsync(default);
        Assert.Equal("open", (string)(await kith.As(Cast.Rosa).GetAsync(path))["state"]!);
        Assert.Equal(["case_snoozed", "case_snoozed"], await KindsAsync(kith, nomsa));
    }

    [Fact]
    public async Task waiting_for_the_person_still_has_a_time_to_look_again()
    {
        await using var kith = await world.OpenAsync();
        var (_, path) = await CaseAsync(kith);

        var waiting = await kith.As(Cast.Rosa).PutAsync($"{path}/waiting", new { });
        Assert.Equal("waiting", (string)waiting["state"]!);
        Assert.True((DateTime)waiting["promiseDue"]! > Life.Now.AddDays(2));
        Assert.Equal("open", (string)(await kith.As(Cast.Rosa).DeleteAsync($"{path}/waiting", HttpStatusCode.OK))["state"]!);
    }

    [Fact]
    public async Task a_promise_that_is_near_is_told_once_and_broken_when_its_time_is_over()
    {
        await using var kith = await world.OpenAsync();
        var (_, path) = await CaseAsync(kith);
        await kith.As(Cast.Omar).PutAsync($"{path}/assignment", new { ownerId = kith.Marula.TeammateIds["Rosa"] });
        await kith.As(Cast.Omar).PutAsync($"{path}/promise", new { due = Life.Now.AddMinutes(10), reason = "the assessor is out" });
        var watch = kith.Services.GetRequiredService<CaseWatch>();

        await watch.LookAsync(default);
        await watch.LookAsync(default);
        Assert.Equal(["promise_near", "given"], await NoticesAsync(kith, Cast.Rosa));

        await kith.WriteAsync(kith.Marula, async db => (await db.Promises.SingleAsync(p => p.EndedAt == null)).Due = Life.Now.AddMinutes(-1));
        await watch.LookAsync(default);
        await watch.LookAsync(default);
        Assert.NotNull((await kith.LookAsync(db => db.Promises.SingleAsync(p => p.EndedAt == null))).BrokenAt);
        Assert.Equal(["promise_near", "given"], await NoticesAsync(kith, Cast.Rosa));
    }

    [Fact]
    public async Task left_by_who_is_away_goes_back_to_the_department_and_to_its_head()
    {
        await using var kith = await world.OpenAsync();
        var (_, path) = await CaseAsync(kith);
        await kith.As(Cast.Omar).PutAsync($"{path}/assignment", new { ownerId = kith.Marula.TeammateIds["Rosa"] });
        await kith.As(Cast.Omar).PutAsync($"{path}/promise", new { due = Life.Now.AddMinutes(10) });
        await kith.WriteAsync(kith.Marula, async db =>
        {
            var rosa = kith.Marula.TeammateIds["Rosa"];
            (await db.Promises.SingleAsync(p => p.EndedAt == null)).Due = Life.Now.AddMinutes(-1);
            return (await db.Teammates.SingleAsync(t => t.Id == rosa)).AwaySince = Life.Now;
        });

        await kith.Services.GetRequiredService<CaseWatch>().LookAsync(default);

        Assert.Null((await kith.As(Cast.Mina).GetAsync(path))["ownerId"]);
        Assert.Equal(["promise_near"], await NoticesAsync(kith, Cast.Mina));
    }

    [Fact]
    public async Task two_of_one_person_become_one_and_two_again()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, first) = await CaseAsync(kith);
        var second = await kith.OpenCaseAsync(nomsa, "the same claim", Life.Now.AddMinutes(30));
        await kith.SayAsync(nomsa, "here is the photo", kase: second);

        var merge = await kith.As(Cast.Rosa).PostAsync("/api/cases/2/merges", new { into = 1 });
        var one = (await kith.As(Cast.Rosa).GetAsync("/api/cases?list=all"))["items"]!.AsArray().Single()!;
        Assert.Equal(1, (int)one["number"]!);
        Assert.Equal(second.PromiseDue, (DateTime)one["promiseDue"]!);
        Assert.Equal(1, (int)(await kith.As(Cast.Rosa).GetAsync("/api/cases/2"))["mergedInto"]!);
        var ofFirst = (await kith.As(Cast.Rosa).GetAsync($"/api/people/{nomsa.Id}/timeline?case=1"))["items"]!.AsArray();
        Assert.Contains("here is the photo", ofFirst.Select(item => (string?)item!["text"]));
        Assert.All(ofFirst, item => Assert.Equal(1, (int)item!["caseNumber"]!));
        await kith.As(Cast.Rosa).PutAsync("/api/cases/2/closure", null, HttpStatusCode.Conflict);
        await kith.As(Cast.Rosa).PostAsync("/api/cases/1/merges", new { into = 2 }, HttpStatusCode.Conflict);

        var apart = await kith.As(Cast.Rosa).DeleteAsync($"/api/cases/1/merges/{merge["id"]}", HttpStatusCode.OK);
        Assert.Equal((2, "open", null), ((int)apart["number"]!, (string)apart["state"]!, (int?)apart["mergedInto"]));
        Assert.Equal(2, (await kith.As(Cast.Rosa).GetAsync("/api/cases?list=all"))["items"]!.AsArray().Count);
        await kith.As(Cast.Rosa).DeleteAsync($"/api/cases/1/merges/{merge["id"]}", HttpStatusCode.NotFound);
        Assert.NotEqual("", first);
    }

    [Fact]
    public async Task three_merged_in_a_chain_come_apart_in_any_order()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, _) = await CaseAsync(kith);
        for (var i = 0; i < 2; i++) await kith.OpenCaseAsync(nomsa, "again");
        var low = await kith.As(Cast.Rosa).PostAsync("/api/cases/3/merges", new { into = 2 });
        await kith.As(Cast.Rosa).PostAsync("/api/cases/2/merges", new { into = 1 });
        Assert.Equal(1, (int)(await kith.As(Cast.Rosa).GetAsync("/api/cases/3"))["mergedInto"]!);

        await kith.As(Cast.Rosa).DeleteAsync($"/api/cases/1/merges/{low["id"]}", HttpStatusCode.OK);

        Assert.Null((await kith.As(Cast.Rosa).GetAsync("/api/cases/3"))["mergedInto"]);
        Assert.Equal(1, (int)(await kith.As(Cast.Rosa).GetAsync("/api/cases/2"))["mergedInto"]!);
    }

    [Fact]
    public async Task of_two_people_are_not_one_matter()
    {
        await using var kith = await world.OpenAsync();
        await CaseAsync(kith);
        await kith.OpenCaseAsync(await kith.MeetAsync("Johan Pretorius"), "another's");
        await kith.As(Cast.Rosa).PostAsync("/api/cases/2/merges", new { into = 1 }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task what_was_said_is_new_until_it_was_seen_by_me()
    {
        await using var kith = await world.OpenAsync();
        var (_, path) = await CaseAsync(kith);
        Assert.True((bool)(await kith.As(Cast.Rosa).GetAsync(path))["isNew"]!);

        await kith.As(Cast.Rosa).PutAsync($"{path}/seen", new { upTo = Life.Now.AddMinutes(1) }, HttpStatusCode.NoContent);
        Assert.False((bool)(await kith.As(Cast.Rosa).GetAsync(path))["isNew"]!);
        Assert.True((bool)(await kith.As(Cast.Omar).GetAsync(path))["isNew"]!);
    }

    [Fact]
    public async Task pressed_by_many_at_once_is_done_once_for_each()
    {
        await using var kith = await world.OpenAsync();
        var (nomsa, path) = await CaseAsync(kith);
        var ids = kith.Marula.TeammateIds;

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => kith.As(i % 2 == 0 ? Cast.Rosa : Cast.Omar)
            .PutAsync($"{path}/assignment", new { ownerId = ids[i % 2 == 0 ? "Omar" : "Rosa"] })));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => kith.As(Cast.Rosa).PutAsync($"{path}/closure", null)));

        Assert.Single(await KindsAsync(kith, nomsa), kind => kind == "case_closed");
    }

    static async Task<(Person Nomsa, string Path)> CaseAsync(KithUnderTest kith)
    {
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        var kase = await kith.OpenCaseAsync(nomsa, "policy question");
        return (nomsa, $"/api/cases/{kase.Number}");
    }

    static async Task<List<string>> KindsAsync(KithUnderTest kith, Person person) =>
        [.. (await kith.As(Cast.Rosa).GetAsync($"/api/people/{person.Id}/timeline"))["items"]!.AsArray().Select(item => (string)item!["kind"]!)];

    static async Task<string> NewestAsync(KithUnderTest kith, Person person) => (await KindsAsync(kith, person))[^1];

    static async Task<List<string>> NoticesAsync(KithUnderTest kith, Member member) =>
        [.. (await kith.As(member).GetAsync("/api/notices"))["items"]!.AsArray().Select(item => (string)item!["kind"]!)];
}
