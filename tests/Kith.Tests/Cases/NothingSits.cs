namespace Kith.Tests.Cases;

/// <summary>Whatever happens in a house, hour by hour: each open case has a department, somebody who answers for it, and a time that is still to come or was counted as broken.</summary>
public class NothingSits(World world) : IClassFixture<World>
{
    [Fact]
    public Task in_a_week() => LiveAsync(days: 7, cases: 170, seed: 7);

    [Fact, Trait("Category", "Long")]
    public Task in_three_months_of_ten_thousand_cases() => LiveAsync(days: 92, cases: 10_000, seed: 12);

    async Task LiveAsync(int days, int cases, int seed)
    {
        await using var life = await RandomLife.BeginAsync(world, seed);
        var (hours, sitting) = (days * 24, new List<string>());
        for (var hour = 0; hour < hours && sitting.Count == 0; hour++)
        {
            await life.LiveAsync(cases * (hour + 1) / hours - cases * hour / hours);
            sitting.AddRange(await life.SittingAsync());
        }

        Assert.True(sitting.Count == 0, string.Join('\n', sitting));
        Assert.True(life.Broken.Count == 0, string.Join('\n', life.Broken));
        Assert.True(life.Done > cases / 2, $"only {life.Done} deeds were done");
    }

    [Fact]
    public async Task a_case_answered_and_left_open_is_looked_at_again_or_climbs()
    {
        await using var kith = await world.OpenAsync();
        var (rosa, mina) = (kith.As(Cast.Rosa), kith.As(Cast.Mina));
        var kase = await kith.OpenCaseAsync(await kith.MeetAsync("Nomsa"), "Roof", owner: kith.Marula.TeammateIds["Rosa"]);
        await BackdateAsync(kith, kase, Life.Now.AddMinutes(-1));
        await LookAsync(kith, 2);

        var look = await kith.LookAsync(db => db.Promises.SingleAsync());
        Assert.Equal((PromiseKind.LookAgain, 1), (look.Kind, look.Climbed));
        Assert.NotNull(look.BrokenAt);
        Assert.Equal($"Case {kase.Number} (Roof) is to be looked at again", Assert.Single(await NoticesAsync(rosa)));
        Assert.Empty(await NoticesAsync(mina));

        await kith.WriteAsync(kith.Marula, async db => (await db.Promises.SingleAsync()).ClimbAt = Life.Now.AddMinutes(-1));
        await LookAsync(kith, 2);
        Assert.Null((await kith.LookAsync(db => db.Cases.SingleAsync())).OwnerId);
        Assert.Single(await NoticesAsync(mina));

        // Somebody put it off: that time is over and done with, and another one begins.
        await rosa.PutAsync($"/api/cases/{kase.Number}/snooze", new { until = Life.Now.AddDays(1) });
        await kith.WriteAsync(kith.Marula, async db => (await db.Promises.SingleAsync()).ClimbAt = Life.Now.AddMinutes(-1));
        await LookAsync(kith, 2);
        Assert.NotNull((await kith.LookAsync(db => db.Promises.SingleAsync())).EndedAt);
        Assert.Single(await NoticesAsync(mina));
    }

    [Fact]
    public async Task a_person_who_writes_to_an_overlooked_case_is_promised_an_answer()
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("1", "nomsa", "hello");
        await kith.As(Cast.Rosa).PutAsync("/api/cases/1/waiting", new { });
        await BackdateAsync(kith, await kith.LookAsync(db => db.Cases.SingleAsync()), Life.Now.AddMinutes(-1));
        await LookAsync(kith, 2);
        await kith.As(Cast.Rosa).PutAsync("/api/cases/1/waiting", new { });
        await partner.TellsAsync("2", "nomsa", "are you there?");

        var kase = await kith.LookAsync(db => db.Cases.SingleAsync());
        Assert.Equal((CaseState.Open, PromiseKind.NextAnswer), (kase.State, kase.PromiseKind));
        Assert.True(kase.PromiseDue > Life.Now);
    }

    /// <summary>We answered, and the time to look again was then.</summary>
    static Task<int> BackdateAsync(KithUnderTest kith, Case kase, DateTime due) => kith.WriteAsync(kith.Marula, async db =>
    {
        foreach (var promise in await db.Promises.ToListAsync()) promise.KeptAt = due;
        var row = await db.Cases.SingleAsync(c => c.Id == kase.Id);
        (row.PromiseKind, row.PromiseDue) = (PromiseKind.LookAgain, due);
        return 0;
    });

    static async Task LookAsync(KithUnderTest kith, int times)
    {
        var watch = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<CaseWatch>(kith.Services);
        for (var i = 0; i < times; i++) await watch.LookAsync(default);
    }

    static async Task<List<string>> NoticesAsync(ApiCaller who) => [.. (await who.GetAsync("/api/notices"))["items"]!.AsArray().Select(one => (string)one!["text"]!)];
}
