using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Automations;

/// <summary>When, if, then: tried before, done once for each thing that happened, all of it or none, and undone.</summary>
public class DoingByItself(World world) : IClassFixture<World>
{
    [Fact]
    public async Task each_beginning_is_heard_once_and_what_was_done_stands_on_the_case()
    {
        await using var kith = await world.OpenAsync();
        var (ada, omar) = (kith.As(Cast.Ada), kith.As(Cast.Omar));
        var cases = new Dictionary<string, long>();
        foreach (var title in new[] { "opened", "unanswered", "silent", "closed" }) cases[title] = await OpenAsync(kith, title);
        await OnAsync(ada, "Greets", "opened", 0, Tag("new"));
        await OnAsync(ada, "Hurries", "unanswered", 2, Give(kith, "Omar"), Tag("late"));
        await OnAsync(ada, "Lets go", "silent", 168, new { kind = "close" });
        await OnAsync(ada, "Files", "closed", 24, Tag("done"));
        await SwitchedOnBeforeAsync(kith);
        await ChangeAsync(kith, cases["unanswered"], c => (c.LastDirection, c.LastAt) = (Direction.In, Life.Now.AddHours(-3)));
        await ChangeAsync(kith, cases["silent"], c => (c.LastDirection, c.LastAt) = (Direction.Out, Life.Now.AddDays(-8)));
        await ChangeAsync(kith, cases["closed"], c => (c.State, c.ClosedAt) = (CaseState.Closed, Life.Now.AddDays(-2)));

        await Task.WhenAll(LookAsync(kith), LookAsync(kith));
        var runs = await RunsAsync(kith);
        await LookAsync(kith);
        Assert.Equal(runs, await RunsAsync(kith));
        Assert.Equal(("open", "Omar", "late,new"), await SaidAsync(kith, cases["unanswered"]));
        Assert.Equal(("closed", "", "new"), await SaidAsync(kith, cases["silent"]));
        Assert.Equal(("closed", "", "done"), await SaidAsync(kith, cases["closed"]));
        Assert.Equal(("open", "", "new"), await SaidAsync(kith, cases["opened"]));
        Assert.Equal("Files done, Greets done, Greets done, Greets done, Hurries done, Lets go done", runs);
        Assert.Contains((await omar.GetAsync("/api/notices"))["items"]!.AsArray(), one => ((string)one!["text"]!).StartsWith("The automation Hurries gave you case ", StringComparison.Ordinal));
        var person = (await ada.GetAsync($"/api/cases/{cases["unanswered"]}"))["personId"];
        Assert.Contains((await ada.GetAsync($"/api/people/{person}/timeline"))["items"]!.AsArray(), one => (string)one!["kind"]! == "automated" && (string)one["detail"]!["automation"]! == "Hurries" && (string)one["author"]!["kind"]! == "system");
        Assert.Contains("automation Hurries", await kith.LookAsync(async db => JsonSerializer.Serialize(await db.AuditEntries.Where(a => a.Action == "run an automation").Select(a => a.Facts).ToListAsync())), StringComparison.Ordinal);

        // The next word of the person is another thing that happened.
        await ChangeAsync(kith, cases["unanswered"], c => (c.OwnerId, c.LastAt) = (null, Life.Now.AddHours(-2.5)));
        await LookAsync(kith);
        Assert.Equal(("open", "Omar", "late,new"), await SaidAsync(kith, cases["unanswered"]));
    }

    [Fact]
    public async Task only_cases_of_that_kind_are_meant_and_trying_it_changes_nothing()
    {
        await using var kith = await world.OpenAsync();
        var ada = kith.As(Cast.Ada);
        var (plain, tagged) = (await OpenAsync(kith, "plain"), await OpenAsync(kith, "tagged"));
        await ada.PatchAsync($"/api/cases/{tagged}", new { tags = new[] { "Storm" } });
        await ChangeAsync(kith, plain, c => c.OwnerId = kith.Marula.TeammateIds["Omar"]);
        var before = await StandAsync(kith);
        Assert.Equal([tagged, plain], await TriedAsync(ada, null));
        Assert.Equal([tagged], await TriedAsync(ada, new { tags = new[] { "storm", "roof" } }));
        Assert.Equal([tagged], await TriedAsync(ada, new { unowned = true }));
        Assert.Equal([plain], await TriedAsync(ada, new { unowned = false }));
        Assert.Equal([tagged, plain], await TriedAsync(ada, new { departments = new[] { kith.Marula.Care }, tags = Array.Empty<string>() }));
        Assert.Equal([tagged, plain], await TriedAsync(ada, new { inPublic = false }));
        Assert.Empty(await TriedAsync(ada, new { inPublic = true }));
        Assert.Empty(await TriedAsync(ada, new { channels = new[] { "email" } }));
        var harbour = (Guid)(await ada.PostAsync("/api/branches", new { name = "Harbour" }))["id"]!;
        await ChangeAsync(kith, tagged, c => c.BranchId = harbour);
        await kith.WriteAsync(kith.Marula, async db =>
        {
            var kase = await db.Cases.SingleAsync(c => c.Number == plain);
            var person = await db.People.SingleAsync(p => p.Id == kase.PersonId);
            person.Language = "pt-BR";
            foreach (var (text, ago) in new[] { ("Is the roof mended?", 2), ("May I pay my INVOICE twice?", 1) })
                db.Add(new Moment { WorkspaceId = db.WorkspaceId, Id = Ids.New(Life.Now), PersonId = person.Id, At = Life.Now.AddHours(-ago), RecordedAt = Life.Now, Kind = MomentKind.Message, Direction = Direction.In, AuthorKind = AuthorKind.Person, AuthorId = person.Id, CaseId = kase.Id, Text = text });
            return 0;
        });
        before = await StandAsync(kith);
        Assert.Equal([plain], await TriedAsync(ada, new { words = new[] { "pay my invoice", "roof" } }));
        Assert.Equal([tagged], await TriedAsync(ada, new { words = new[] { "Tagged" } }));
        Assert.Empty(await TriedAsync(ada, new { words = new[] { "mended" } }));
        Assert.Equal([tagged], await TriedAsync(ada, new { branches = new[] { harbour } }));
        Assert.Equal([plain], await TriedAsync(ada, new { languages = new[] { "pt" } }));
        Assert.Equal(before, await StandAsync(kith));

        // Off it does nothing, and switched on it leaves alone what happened before.
        var automation = await AddAsync(ada, "Tags", "opened", 0, Tag("seen"));
        await LookAsync(kith);
        await ada.PutAsync($"/api/automations/{automation["id"]}/activation", null);
        await LookAsync(kith);
        Assert.Equal("", await RunsAsync(kith));
        await ada.DeleteAsync($"/api/automations/{automation["id"]}/activation", HttpStatusCode.OK);
        Assert.Null((await ada.GetAsync("/api/automations"))["items"]!.AsArray().Single()!["onSince"]);
    }

    [Fact]
    public async Task open_hours_are_those_of_the_case()
    {
        await using var kith = await world.OpenAsync();
        var ada = kith.As(Cast.Ada);
        var calendar = (await ada.GetAsync("/api/calendars"))["items"]![0]!["id"];
        var kase = await OpenAsync(kith, "over the weekend");
        await OnAsync(ada, "By the clock", "opened", 48, Tag("clock"));
        await OnAsync(ada, "While open", "opened", 48, true, Tag("open"));
        await SwitchedOnBeforeAsync(kith);
        // Nobody is there but on one day that is still to come, and for an hour.
        await ada.PatchAsync($"/api/calendars/{calendar}", new { openings = new[] { new { day = ((int)Life.Now.AddDays(3).DayOfWeek + 6) % 7 + 1, from = "10:00", to = "11:00" } } });
        await ChangeAsync(kith, kase, c => c.OpenedAt = Life.Now.AddDays(-3));
        await LookAsync(kith);
        Assert.Equal(("open", "", "clock"), await SaidAsync(kith, kase));
        await ada.PatchAsync($"/api/calendars/{calendar}", new { openings = Enumerable.Range(1, 7).Select(day => new { day, from = "00:00", to = "00:00" }) });
        await LookAsync(kith);
        Assert.Equal(("open", "", "clock,open"), await SaidAsync(kith, kase));
    }

    [Fact]
    public async Task all_of_it_is_done_or_none_and_it_is_undone_while_nothing_has_happened_since()
    {
        await using var kith = await world.OpenAsync();
        var ada = kith.As(Cast.Ada);
        var (asks, left, touched) = (await OpenAsync(kith, "asks"), await OpenAsync(kith, "left"), await OpenAsync(kith, "touched"));
        await ada.PatchAsync($"/api/cases/{left}", new { tags = new[] { "own" } });
        await kith.As(Cast.Rosa).PostAsync($"/api/cases/{asks}/asks", new { departmentId = kith.Marula.Care, question = "What does it cost?" });
        var id = (await OnAsync(ada, "Ends", "opened", 0, Give(kith, "Omar"), Tag("ended"), new { kind = "close" }))["id"];
        await SwitchedOnBeforeAsync(kith);
        await LookAsync(kith);
        await LookAsync(kith);
        Assert.Equal(("open", "", ""), await SaidAsync(kith, asks));
        Assert.Equal(("closed", "Omar", "ended,own"), await SaidAsync(kith, left));

        var runs = (await ada.GetAsync($"/api/automations/{id}/runs"))["items"]!.AsArray();
        JsonNode Of(long number) => runs.Single(run => (long)run!["caseNumber"]! == number)!;
        Assert.Equal(("refused", false), ((string)Of(asks)["outcome"]!, (bool)Of(asks)["mayUndo"]!));
        Assert.NotEmpty((string)Of(asks)["why"]!);
        await UndoAsync(Of(asks), HttpStatusCode.Conflict);
        await UndoAsync(Of(left), HttpStatusCode.NoContent);
        Assert.Equal(("open", "", "own"), await SaidAsync(kith, left));
        await UndoAsync(Of(left), HttpStatusCode.Conflict);
        await ada.PatchAsync($"/api/cases/{touched}", new { title = "Touched since" });
        Assert.Equal("changed_since", (string)(await UndoAsync(Of(touched), HttpStatusCode.Conflict))!["code"]!);
        await LookAsync(kith);
        Assert.Equal(("open", "", "own"), await SaidAsync(kith, left));
        await ada.DeleteAsync($"/api/automations/{id}");
        Assert.Equal("", await RunsAsync(kith));

        async Task<JsonNode?> UndoAsync(JsonNode run, HttpStatusCode expected) => await ada.PostAsync($"/api/automations/{id}/runs/{run["id"]}/undo", null, expected);
    }

    [Fact]
    public async Task what_makes_no_automation_is_refused_and_what_it_names_may_be_gone_later()
    {
        await using var kith = await world.OpenAsync();
        var (ada, rosa) = (kith.As(Cast.Ada), kith.As(Cast.Rosa));
        object close = new { kind = "close" };
        object?[] bad =
        [
            Body("", "opened", 0, close), Body(new string('x', 81), "opened", 0, close), Body("x", "opened", -1, close), Body("x", "opened", 1441, close), Body("x", "silent", 0, close), Body("x", "unanswered", 0, close),
            Body("x", "opened", 0), Body("x", "opened", 0, close, close), Body("x", "closed", 0, close), Body("x", "closed", 0, new { kind = "snooze", hours = 2 }), Body("x", "opened", 0, new { kind = "words", answerId = (Guid)(await rosa.PostAsync("/api/answers", new { title = "a", text = "b" }))["id"]! }),
            Conditions(new { departments = new[] { Guid.NewGuid() } }), Conditions(new { channels = new[] { "pigeon" } }), Conditions(new { tags = new[] { "" } }), Conditions(new { tags = Enumerable.Range(0, 21).Select(i => $"t{i}") }),
            Conditions(new { branches = new[] { Guid.NewGuid() } }), Conditions(new { languages = new[] { "Portuguese" } }), Conditions(new { words = new[] { "…" } }), Conditions(new { words = new[] { string.Join(' ', Enumerable.Repeat("so", 11)) } }),
        ];
        foreach (var body in bad)
        {
            await ada.PostAsync("/api/automations", body, HttpStatusCode.BadRequest);
            await ada.PostAsync("/api/automations/trial", body, HttpStatusCode.BadRequest);
        }
        await rosa.PostAsync("/api/automations", Body("x", "opened", 0, close), HttpStatusCode.Forbidden);
        await rosa.PutAsync($"/api/automations/{Guid.NewGuid()}/activation", null, HttpStatusCode.Forbidden);

        var hall = await ada.PostAsync("/api/departments", new { name = "Claims hall" });
        var kase = await OpenAsync(kith, "to the hall");
        var id = (await OnAsync(ada, "To the hall", "opened", 0, Tag("hall"), new { kind = "give", departmentId = (Guid)hall["id"]! }))["id"];
        var asks = await ada.PostAsync("/api/automations", new { name = "In the hall", when = "opened", hours = 0, inOpenHours = false, conditions = new { departments = new[] { (Guid)hall["id"]! } }, steps = new[] { Tag("hall") } });
        Assert.Null(asks["missing"]);
        await SwitchedOnBeforeAsync(kith);
        await ada.DeleteAsync($"/api/departments/{hall["id"]}");
        await LookAsync(kith);
        Assert.Equal("There is no such department, or no more.", (string)(await ada.GetAsync($"/api/automations/{id}/runs"))["items"]!.AsArray().Single()!["why"]!);
        Assert.Equal(("open", "", ""), await SaidAsync(kith, kase));
        Assert.Equal("There is no such department, or no more.", (string)(await ada.GetAsync("/api/automations"))["items"]![1]!["steps"]![1]!["missing"]!);
        Assert.Equal("It asks for a department that is there no more.", (string)(await ada.GetAsync("/api/automations"))["items"]![0]!["missing"]!);
        await kith.AsNeighbour(Cast.Ada).PutAsync($"/api/automations/{id}/activation", null, HttpStatusCode.NotFound);

        static object Conditions(object conditions) => new { name = "x", when = "opened", hours = 0, inOpenHours = false, conditions, steps = new object[] { Tag("x") } };
    }

    static object Tag(params string[] tags) => new { kind = "tag", tags };

    static object Give(KithUnderTest kith, string who) => new { kind = "give", ownerId = kith.Marula.TeammateIds[who] };

    static object Body(string name, string when, int hours, params object[] steps) => new { name, when, hours, inOpenHours = false, steps };

    static Task<JsonNode> AddAsync(ApiCaller ada, string name, string when, int hours, params object[] steps) => ada.PostAsync("/api/automations", Body(name, when, hours, steps));

    static Task<JsonNode> OnAsync(ApiCaller ada, string name, string when, int hours, params object[] steps) => OnAsync(ada, name, when, hours, false, steps);

    static async Task<JsonNode> OnAsync(ApiCaller ada, string name, string when, int hours, bool inOpenHours, params object[] steps)
    {
        var made = await ada.PostAsync("/api/automations", new { name, when, hours, inOpenHours, steps });
        return await ada.PutAsync($"/api/automations/{made["id"]}/activation", null);
    }

    /// <summary>All of them were on long before anything here happened.</summary>
    static Task SwitchedOnBeforeAsync(KithUnderTest kith) => kith.WriteAsync(kith.Marula, db => db.Automations.ExecuteUpdateAsync(set => set.SetProperty(a => a.OnSince, Life.Now.AddDays(-60))));

    static async Task<long[]> TriedAsync(ApiCaller ada, object? conditions)
    {
        var trial = await ada.PostAsync("/api/automations/trial", new { name = "x", when = "opened", hours = 0, inOpenHours = false, conditions, steps = new[] { new { kind = "close" } } }, HttpStatusCode.OK);
        var items = trial["items"]!.AsArray().Select(one => (long)one!["number"]!).ToArray();
        Assert.Equal(items.Length, (int)trial["count"]!);
        return items;
    }

    static Task ChangeAsync(KithUnderTest kith, long number, Action<Case> change) => kith.WriteAsync(kith.Marula, async db =>
    {
        change(await db.Cases.SingleAsync(c => c.Number == number));
        return 0;
    });

    static Task LookAsync(KithUnderTest kith) => kith.Services.GetRequiredService<RunAutomations>().LookAsync(CancellationToken.None);

    static async Task<long> OpenAsync(KithUnderTest kith, string title) => (await kith.OpenCaseAsync(await kith.MeetAsync("Lindiwe Dube"), title)).Number;

    static async Task<(string State, string Owner, string Tags)> SaidAsync(KithUnderTest kith, long number)
    {
        var row = await kith.As(Cast.Ada).GetAsync($"/api/cases/{number}");
        return ((string)row["state"]!, ((string?)row["ownerName"])?.Split(' ')[0] ?? "", string.Join(',', row["tags"]!.AsArray().Select(tag => (string)tag!).Order()));
    }

    static Task<string> RunsAsync(KithUnderTest kith) => kith.LookAsync(async db => string.Join(", ",
        (await db.AutomationRuns.Join(db.Automations, r => r.AutomationId, a => a.Id, (r, a) => new { a.Name, r.Outcome }).ToListAsync()).Select(run => $"{run.Name} {run.Outcome.ToString().ToLowerInvariant()}").Order(StringComparer.Ordinal)));

    static async Task<string> StandAsync(KithUnderTest kith) => JsonSerializer.Serialize(await kith.LookAsync(async db => new { Cases = await db.Cases.OrderBy(c => c.Number).ToListAsync(), Moments = await db.Moments.CountAsync(), Automations = await db.Automations.CountAsync(), Audit = await db.AuditEntries.CountAsync() }));
}
