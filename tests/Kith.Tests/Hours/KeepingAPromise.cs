using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Hours;

/// <summary>From the door to the row: what a person is promised when they write, and what becomes of it.</summary>
public class KeepingAPromise(World world) : IClassFixture<World>
{
    const string Nomsa = "nomsa@somewhere.example";
    int mails;

    [Fact]
    public async Task counts_by_the_target_of_the_channel_and_remembers_by_what_it_counted()
    {
        await using var kith = await OpenAsync();
        await kith.As(Cast.Ada).PutAsync("/api/targets", new { items = new[] { new { channel = "email", firstAnswerMinutes = 7 } } });
        await BringAsync(kith);

        var (promise, kase) = await OnlyAsync(kith);
        Assert.Equal((7, TimeSpan.FromMinutes(7), PromiseKind.FirstAnswer), (promise.Minutes!.Value, promise.Due - promise.MadeAt, promise.Kind));
        Assert.Equal(await kith.LookAsync(db => db.Calendars.Select(c => c.Id).SingleAsync()), promise.CalendarId);
        Assert.Equal(promise.Due, kase.PromiseDue);
    }

    [Fact]
    public async Task the_next_mail_is_counted_by_hours_that_changed_a_moment_ago()
    {
        await using var kith = await OpenAsync();
        await BringAsync(kith, "first@somewhere.example");
        var calendar = await kith.LookAsync(db => db.Calendars.Select(c => c.Id).SingleAsync());
        await kith.As(Cast.Ada).PatchAsync($"/api/calendars/{calendar}", new { timeZone = "Etc/UTC", openings = new[] { new { day = 7, from = "09:00", to = "23:00" } } });
        await kith.As(Cast.Ada).PatchAsync("/api/workspace", new { firstAnswerMinutes = 30 });
        await BringAsync(kith, "second@somewhere.example");

        var promise = await kith.LookAsync(db => db.Promises.OrderByDescending(p => p.Id).FirstAsync());
        Assert.Equal(DayOfWeek.Sunday, promise.Due.DayOfWeek);
        Assert.Equal(TimeSpan.FromMinutes(30), new OpenHours([new(7, new(9, 0), new(23, 0))], [], "Etc/UTC").Between(promise.MadeAt, promise.Due));
    }

    [Fact]
    public async Task stands_still_while_the_person_has_the_word_and_runs_on_when_they_speak()
    {
        await using var kith = await OpenAsync();
        await BringAsync(kith);
        await kith.As(Cast.Rosa).PutAsync("/api/cases/1/waiting", new { });
        var (paused, _) = await OnlyAsync(kith);
        Assert.NotNull(paused.PausedAt);

        // Two hours ago it came, half an hour later the word was theirs.
        await kith.WriteAsync(kith.Marula, async db =>
        {
            var row = await db.Promises.SingleAsync();
            (row.MadeAt, row.Due, row.Spent, row.PausedAt) = (row.MadeAt.AddHours(-2), row.Due.AddHours(-9), TimeSpan.FromMinutes(30).Ticks / 10, row.PausedAt!.Value.AddMinutes(-90));
            return row;
        });
        await kith.Services.GetRequiredService<CaseWatch>().LookAsync(default);
        Assert.Null((await OnlyAsync(kith)).Promise.BrokenAt);

        await BringAsync(kith);
        var (promise, kase) = await OnlyAsync(kith);
        Assert.Equal((null, TimeSpan.FromMinutes(210)), (promise.PausedAt, promise.Due - promise.ResumedAt!.Value));
        Assert.Equal((CaseState.Open, PromiseKind.FirstAnswer, promise.Due), (kase.State, kase.PromiseKind, kase.PromiseDue!.Value));
    }

    [Fact]
    public async Task does_not_wait_longer_because_the_case_was_snoozed()
    {
        await using var kith = await OpenAsync();
        await BringAsync(kith);
        var due = (await OnlyAsync(kith)).Promise.Due;
        await kith.As(Cast.Rosa).PutAsync("/api/cases/1/snooze", new { until = Life.Now.AddDays(2) });
        await BringAsync(kith);

        var (promise, kase) = await OnlyAsync(kith);
        Assert.Equal((due, due, CaseState.Open), (promise.Due, kase.PromiseDue!.Value, kase.State));
    }

    [Fact]
    public async Task to_settle_it_runs_until_the_case_is_closed_and_again_when_it_is_not_over()
    {
        await using var kith = await OpenAsync();
        await kith.As(Cast.Ada).PatchAsync("/api/workspace", new { solutionMinutes = 600 });
        await BringAsync(kith);
        var solution = await SolutionAsync(kith);
        Assert.Equal(TimeSpan.FromMinutes(600), solution.Due - solution.MadeAt);

        await kith.As(Cast.Rosa).PutAsync("/api/cases/1/closure", null);
        Assert.NotNull((await SolutionAsync(kith)).KeptAt);
        await BringAsync(kith);

        var again = await SolutionAsync(kith);
        Assert.Null(again.KeptAt);
        Assert.True(again.Due > solution.Due && again.Due - solution.Due < TimeSpan.FromMinutes(5), $"{solution.Due:O} {again.Due:O}");
        await kith.As(Cast.Ada).PatchAsync("/api/workspace", new { solutionMinutes = 0 });
        await BringAsync(kith, "other@somewhere.example");
        await SolutionAsync(kith);
    }

    [Fact]
    public async Task of_a_case_about_a_branch_counts_the_hours_of_the_branch()
    {
        await using var kith = await OpenAsync();
        await BringAsync(kith);
        var calendar = (Guid)(await kith.As(Cast.Ada).PostAsync("/api/calendars", new { name = "Sundays", timeZone = "Etc/UTC", openings = new[] { new { day = 7, from = "09:00", to = "10:00" } } }))["id"]!;
        var branch = await kith.As(Cast.Ada).PostAsync("/api/branches", new { name = "Rosebank", address = "17 Keyes Avenue", calendarId = calendar, inCharge = new[] { kith.Marula.TeammateIds["Rosa"] } });
        var kase = await kith.As(Cast.Rosa).PutAsync("/api/cases/1/branch", new { branchId = (Guid)branch["id"]! });
        Assert.Equal("Rosebank", (string)kase["branchName"]!);
        await kith.As(Cast.Ada).PatchAsync("/api/workspace", new { nextAnswerMinutes = 30 });
        await kith.As(Cast.Rosa).PutAsync("/api/cases/1/closure", null);
        await BringAsync(kith);

        var due = (DateTime)(await kith.As(Cast.Rosa).GetAsync("/api/cases/1"))["promiseDue"]!;
        Assert.Equal((DayOfWeek.Sunday, true), (due.DayOfWeek, due.Hour is 9 or 10));
        Assert.Equal(1, (int)(await kith.As(Cast.Rosa).GetAsync("/api/branches"))["items"]![0]!["openCases"]!);
        await kith.As(Cast.Ada).DeleteAsync($"/api/branches/{branch["id"]}", HttpStatusCode.NoContent);
        Assert.Null((string?)(await kith.As(Cast.Rosa).GetAsync("/api/cases/1"))["branchId"]);
    }

    [Fact]
    public async Task broken_it_climbs_from_the_owner_to_the_head_to_the_owners_of_the_house()
    {
        await using var kith = await OpenAsync();
        await BringAsync(kith);
        await kith.As(Cast.Omar).PutAsync("/api/cases/1/assignment", new { ownerId = kith.Marula.TeammateIds["Rosa"] });
        var watch = kith.Services.GetRequiredService<CaseWatch>();

        await LateAsync(kith, promise => promise.Due = Life.Now.AddMinutes(-1));
        await watch.LookAsync(default);
        await watch.LookAsync(default);
        Assert.Equal((1, 1), (await ToldAsync(kith, Cast.Rosa), await ToldAsync(kith, Cast.Mina)));
        Assert.NotNull((string?)(await kith.As(Cast.Rosa).GetAsync("/api/cases/1"))["ownerId"]);

        await LateAsync(kith, promise => promise.ClimbAt = Life.Now.AddMinutes(-1));
        await watch.LookAsync(default);
        Assert.Equal((2, 2, null), (await ToldAsync(kith, Cast.Rosa), await ToldAsync(kith, Cast.Mina), (string?)(await kith.As(Cast.Rosa).GetAsync("/api/cases/1"))["ownerId"]));

        await LateAsync(kith, promise => promise.ClimbAt = Life.Now.AddMinutes(-1));
        await watch.LookAsync(default);
        await watch.LookAsync(default);
        Assert.Equal((2, 3), (await ToldAsync(kith, Cast.Rosa), await ToldAsync(kith, Cast.Mina)));
        Assert.Equal((3, null), (await OnlyAsync(kith) is var (last, _) ? last.Climbed : 0, last.ClimbAt));
    }

    [Fact]
    public async Task answered_it_climbs_no_further()
    {
        await using var kith = await OpenAsync();
        await BringAsync(kith);
        await LateAsync(kith, promise => (promise.Due, promise.BrokenAt, promise.Climbed, promise.ClimbAt, promise.KeptAt) = (Life.Now.AddHours(-2), Life.Now.AddHours(-2), 1, Life.Now.AddHours(-1), Life.Now));
        await kith.Services.GetRequiredService<CaseWatch>().LookAsync(default);
        Assert.Equal(0, await ToldAsync(kith, Cast.Mina));
    }

    /// <summary>A house that is always open, so that a test tells the same at any hour.</summary>
    async Task<KithUnderTest> OpenAsync()
    {
        var kith = await world.OpenAsync();
        var calendar = await kith.LookAsync(db => db.Calendars.Select(c => c.Id).SingleAsync());
        await kith.As(Cast.Ada).PatchAsync($"/api/calendars/{calendar}", new { openings = Enumerable.Range(1, 7).Select(day => new { day, from = "00:00", to = "00:00" }) });
        return kith;
    }

    Postman? postman;

    async Task BringAsync(KithUnderTest kith, string from = Nomsa)
    {
        postman ??= await Postman.ConnectAsync(kith);
        (string, string)[] thread = from == Nomsa && mails++ > 0 ? [("In-Reply-To", $"<{mails - 1}@{from}>")] : [];
        await postman.BringsAsync(Postman.Mail($"{mails}@{from}", from, "When will somebody look at the roof?", more: thread));
    }

    static async Task<(Promise Promise, Case Case)> OnlyAsync(KithUnderTest kith) => (await kith.LookAsync(db => db.Promises.SingleAsync()), await kith.LookAsync(db => db.Cases.SingleAsync()));

    static Task<Promise> SolutionAsync(KithUnderTest kith) => kith.LookAsync(db => db.Promises.SingleAsync(p => p.Kind == PromiseKind.Solution));

    static Task LateAsync(KithUnderTest kith, Action<Promise> change) => kith.WriteAsync(kith.Marula, async db =>
    {
        var row = await db.Promises.SingleAsync();
        change(row);
        return row;
    });

    static async Task<int> ToldAsync(KithUnderTest kith, Member member) =>
        (await kith.As(member).GetAsync("/api/notices"))["items"]!.AsArray().Count(one => (string)one!["kind"]! == "promise_near" || (string)one["kind"]! == "promiseNear");
}
