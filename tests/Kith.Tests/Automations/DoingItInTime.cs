using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Automations;

/// <summary>Nights, weekends, what happens in between, a node that was off and one that runs beside it: what is done by itself is done when it is meant, and once.</summary>
public class DoingItInTime(World world) : IClassFixture<World>
{
    readonly LifeClock clock = new();
    int said;

    [Fact]
    public async Task hours_of_a_weekend_do_not_count_and_the_first_unanswered_word_does()
    {
        await using var kith = await OpenAsync();
        var ada = kith.As(Cast.Ada);
        var calendar = (await ada.GetAsync("/api/calendars"))["items"]![0]!["id"];
        await ada.PatchAsync($"/api/calendars/{calendar}", new { timeZone = "Etc/UTC", openings = Enumerable.Range(1, 5).Select(day => new { day, from = "09:00", to = "17:00" }) });
        var friday = clock.Now.Date.AddDays(7 + ((int)DayOfWeek.Friday - (int)clock.Now.DayOfWeek + 7) % 7);
        At(friday.AddHours(15));
        await SwitchOnAsync(kith, "unanswered", 4, inOpenHours: true, Tag("late"));
        var door = await ConnectAsync(kith);
        At(friday.AddHours(15.5));
        await SayAsync(kith, door, "nomsa", "The roof leaks.");
        At(friday.AddDays(2).AddHours(12));
        await SayAsync(kith, door, "nomsa", "It still leaks.");
        await LookAsync(kith);
        At(friday.AddDays(3).AddHours(11.49));
        await LookAsync(kith);
        Assert.Equal("", await TagsAsync(kith, 1));
        At(friday.AddDays(3).AddHours(11.51));
        await LookAsync(kith);
        Assert.Equal("late", await TagsAsync(kith, 1));

        // A third word is no other event: they wait since the first. After an answer it begins anew.
        At(friday.AddDays(3).AddHours(12));
        await SayAsync(kith, door, "nomsa", "Hello?");
        At(friday.AddDays(3).AddHours(16.9));
        await LookAsync(kith);
        Assert.Equal([friday.AddHours(15.5)], await SinceAsync(kith));
        await AnswerAsync(kith, door);
        At(friday.AddDays(4).AddHours(9));
        await SayAsync(kith, door, "nomsa", "And the walls?");
        At(friday.AddDays(4).AddHours(13.1));
        await LookAsync(kith);
        Assert.Equal([friday.AddHours(15.5), friday.AddDays(4).AddHours(9)], await SinceAsync(kith));
    }

    [Fact]
    public async Task who_speaks_between_the_look_and_the_deed_is_not_closed_over()
    {
        await using var kith = await OpenAsync();
        await SwitchOnAsync(kith, "written", 1, inOpenHours: false, new { kind = "close" });
        var door = await ConnectAsync(kith);
        await SayAsync(kith, door, "first", "One.");
        await SayAsync(kith, door, "second", "Two.");
        clock.Pass(TimeSpan.FromHours(1.5));

        var isSaid = false;
        kith.Store.Announced += _ =>
        {
            if (isSaid) return;
            isSaid = true;
            Task.Run(() => SayAsync(kith, door, "second", "And three!")).GetAwaiter().GetResult();
        };
        await LookAsync(kith);
        Assert.True(isSaid);
        Assert.Equal((CaseState.Closed, CaseState.Open), (await StateAsync(kith, 1), await StateAsync(kith, 2)));
        Assert.Single(await SinceAsync(kith));
    }

    [Fact]
    public async Task what_came_due_while_nobody_ran_it_is_done_when_somebody_does_unless_it_is_long_ago()
    {
        var before = await OpenAsync();
        await SwitchOnAsync(before, "opened", 2, inOpenHours: false, Tag("seen"));
        var door = await ConnectAsync(before);
        await SayAsync(before, door, "long ago", "One.");
        clock.Pass(TimeSpan.FromDays(6));
        await SayAsync(before, door, "lately", "Two.");
        clock.Pass(TimeSpan.FromHours(1));
        await LookAsync(before);
        Assert.Equal("seen", await TagsAsync(before, 1));
        await ForgetRunsAsync(before);
        await using var kith = await before.StopAsync();
        clock.Pass(TimeSpan.FromHours(26));
        await LookAsync(kith);
        Assert.Equal(("", "seen"), (await TagsAsync(kith, 1), await TagsAsync(kith, 2)));
        await LookAsync(kith);
        Assert.Single(await SinceAsync(kith));
    }

    [Fact]
    public async Task two_nodes_do_it_once()
    {
        await using var kith = await OpenAsync();
        await SwitchOnAsync(kith, "opened", 0, inOpenHours: false, Tag("seen"));
        var person = await kith.MeetAsync("Lindiwe Dube");
        for (var i = 0; i < 40; i++) await kith.OpenCaseAsync(person, $"case {i}");
        clock.Pass(TimeSpan.FromMinutes(5));
        if (World.OnPostgres)
        {
            await using var second = new KithUnderTest(kith.Settings with { DataFolder = Directory.CreateTempSubdirectory("kith-test-").FullName }, kith.Town, builder =>
            {
                builder.UseSetting("KITH_KEYS", kith.Settings.KeysFolder);
                builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock));
            })
            { IsGuest = true };
            await Task.WhenAll(LookAsync(kith), LookAsync(second));
        }
        else await Task.WhenAll(LookAsync(kith), LookAsync(kith));
        await LookAsync(kith);
        var (tagged, lines) = await kith.LookAsync(async db => (await db.Cases.ToListAsync(), await db.Moments.CountAsync(m => m.Kind == MomentKind.Automated)));
        Assert.Equal((40, 40), (tagged.Count(c => c.Tags.SequenceEqual(["seen"])), lines));
        Assert.Equal(40, (await SinceAsync(kith)).Count);
    }

    [Fact]
    public async Task undone_it_leaves_what_was_promised_as_it_was()
    {
        await using var kith = await OpenAsync();
        var (ada, rosa) = (kith.As(Cast.Ada), kith.As(Cast.Rosa));
        await ada.PutAsync("/api/targets", new { items = new[] { new { channel = "http", firstAnswerMinutes = 600, solutionMinutes = 6000 } } });
        var door = await ConnectAsync(kith);
        foreach (var who in new[] { "closed", "snoozed", "waiting" }) await SayAsync(kith, door, who, "When will somebody look at the roof?");
        await rosa.PutAsync("/api/cases/2/snooze", new { until = clock.Now.AddDays(2) });
        await rosa.PutAsync("/api/cases/3/waiting", new { until = clock.Now.AddDays(3) });
        var before = await StandAsync(kith);
        Assert.Contains("Solution", before, StringComparison.Ordinal);

        foreach (var step in new object[] { new { kind = "close" }, new { kind = "snooze", hours = 500 } })
        {
            var id = await SwitchOnAsync(kith, "opened", 1, inOpenHours: false, step);
            await kith.WriteAsync(kith.Marula, db => db.Automations.ExecuteUpdateAsync(set => set.SetProperty(a => a.OnSince, clock.Now.AddDays(-1))));
            clock.Pass(TimeSpan.FromHours(1.1));
            await LookAsync(kith);
            var runs = (await ada.GetAsync($"/api/automations/{id}/runs"))["items"]!.AsArray();
            Assert.Equal(["done", "done", "done"], runs.Select(run => (string)run!["outcome"]!));
            Assert.NotEqual(before, await StandAsync(kith));
            foreach (var run in runs) await ada.PostAsync($"/api/automations/{id}/runs/{run!["id"]}/undo", null, HttpStatusCode.NoContent);
            Assert.Equal(before, await StandAsync(kith));
            await ada.DeleteAsync($"/api/automations/{id}");
        }
        var person = (await ada.GetAsync("/api/cases/1"))["personId"];
        Assert.Contains((await ada.GetAsync($"/api/people/{person}/timeline"))["items"]!.AsArray(), one => (string)one!["kind"]! == "automated" && one["detail"]!["undone"] is not null && (string)one["author"]!["name"]! == "Ada Lindqvist");
    }

    Task<KithUnderTest> OpenAsync() => world.OpenAsync(builder => builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock)));

    void At(DateTime time) => clock.Pass(time - clock.Now);

    static object Tag(params string[] tags) => new { kind = "tag", tags };

    static async Task<JsonNode> SwitchOnAsync(KithUnderTest kith, string when, int hours, bool inOpenHours, params object[] steps)
    {
        var id = (await kith.As(Cast.Ada).PostAsync("/api/automations", new { name = $"{when} {Guid.NewGuid()}", when, hours, inOpenHours, steps }))["id"]!;
        await kith.As(Cast.Ada).PutAsync($"/api/automations/{id}/activation", null);
        return id;
    }

    static async Task<Sender> ConnectAsync(KithUnderTest kith)
    {
        var secret = Channels.Secrets.Make(Channels.SecretShape.Whsec);
        var row = await kith.As(Cast.Ada).PostAsync("/api/connections", new { name = "partner", channel = "http", settings = new { secret, target_url = "https://partner.example/hook" } });
        return new(kith, kith.Marula, row["id"]!.GetValue<Guid>(), secret);
    }

    async Task SayAsync(KithUnderTest kith, Sender door, string who, string text)
    {
        var id = $"m{Interlocked.Increment(ref said)}";
        var body = System.Text.Encoding.UTF8.GetBytes(Sender.Message(id, who, text, name: who));
        using var answer = await door.SendAsync(id, body, at: clock.GetUtcNow());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await kith.CaughtUpAsync();
    }

    async Task AnswerAsync(KithUnderTest kith, Sender door)
    {
        var person = (await kith.As(Cast.Rosa).GetAsync("/api/cases/1"))["personId"];
        await kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", new { id = Ids.New(clock), connectionId = door.Connection, text = "Somebody comes today." });
    }

    static Task LookAsync(KithUnderTest kith) => kith.Services.GetRequiredService<RunAutomations>().LookAsync(CancellationToken.None);

    static Task<string> TagsAsync(KithUnderTest kith, long number) => kith.LookAsync(async db => string.Join(',', (await db.Cases.SingleAsync(c => c.Number == number)).Tags));

    static Task<CaseState> StateAsync(KithUnderTest kith, long number) => kith.LookAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.State).SingleAsync());

    static Task<List<DateTime>> SinceAsync(KithUnderTest kith) => kith.LookAsync(db => db.AutomationRuns.OrderBy(r => r.Since).Select(r => r.Since).ToListAsync());

    /// <summary>As if it had never looked at them.</summary>
    static Task ForgetRunsAsync(KithUnderTest kith) => kith.WriteAsync(kith.Marula, async db =>
    {
        foreach (var kase in await db.Cases.ToListAsync()) kase.Tags = [];
        return await db.AutomationRuns.ExecuteDeleteAsync();
    });

    static async Task<string> StandAsync(KithUnderTest kith) => System.Text.Json.JsonSerializer.Serialize(await kith.LookAsync(async db => new
    {
        Cases = (await db.Cases.OrderBy(c => c.Number).ToListAsync()).Select(c => new { c.State, Kind = c.PromiseKind.ToString(), c.PromiseDue, c.ClosedAt, c.OwnerId, c.DepartmentId }),
        Promises = (await db.Promises.OrderBy(p => p.Id).ToListAsync()).Select(p => new { Kind = p.Kind.ToString(), p.Due, p.Spent, p.PausedAt, p.ResumedAt, p.KeptAt, p.EndedAt }),
    }));
}
