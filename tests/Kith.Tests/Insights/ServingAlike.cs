using System.Text.Json.Nodes;
using Kith.Insights;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Insights;

public class ServingAlike(World world) : IClassFixture<World>
{
    [Fact]
    public async Task shows_how_long_who_waited_and_whether_all_are_served_alike()
    {
        await using var kith = await world.OpenAsync();
        var sms = await kith.ConnectAsync("sms-http", "served");
        var other = await kith.ConnectAsync("http", "served too");
        var person = await kith.MeetAsync("Nomsa");
        await kith.WriteAsync(kith.Marula, db => db.People.Where(p => p.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Language, "zu")));
        var noon = Life.Now.Date.AddDays(-3).AddHours(12);
        for (var i = 0; i < 40; i++) await AnsweredAsync(kith, person, sms, noon.AddDays(-(i % 7)), minutes: 4, i % 2 == 0);
        for (var i = 0; i < 40; i++) await AnsweredAsync(kith, person, other, noon.AddDays(-(i % 7)), minutes: 200, false);
        await CountAsync(kith);
        await CountAsync(kith);

        var page = await kith.As(Cast.Rosa).GetAsync("/api/insights/served");
        var waiting = page["waiting"]!;

        Assert.Equal(80, (long)waiting["everybody"]!["cases"]!);
        Assert.Equal((40, 40), (Line(waiting, "channel", "sms-http").Cases, Line(waiting, "channel", "http").Cases));
        Assert.InRange(Line(waiting, "channel", "sms-http").Median, 2, 5);
        Assert.InRange(Line(waiting, "channel", "http").Median, 120, 240);
        Assert.Equal(("shorter", "longer"), (Line(waiting, "channel", "sms-http").Likeness, Line(waiting, "channel", "http").Likeness));
        Assert.Equal((20, 60), (Line(waiting, "place", "public").Cases, Line(waiting, "place", "private").Cases));
        Assert.Equal(80, Line(waiting, "language", "zu").Cases);
        Assert.Equal(80, Line(waiting, "department", kith.Marula.Care.ToString("N")).Cases);
        Assert.Equal(0, (long)page["solving"]!["everybody"]!["cases"]!);
    }

    [Fact]
    public async Task a_day_outside_what_was_asked_is_not_counted_and_a_stretch_that_ends_before_it_begins_is_refused()
    {
        await using var kith = await world.OpenAsync();
        var person = await kith.MeetAsync("Nomsa");
        var sms = await kith.ConnectAsync("sms-http", "served");
        await AnsweredAsync(kith, person, sms, Life.Now.AddDays(-3), 4, false);
        await CountAsync(kith);
        var rosa = kith.As(Cast.Rosa);
        var day = DateOnly.FromDateTime(Life.Now.AddDays(-3).AddMinutes(4));

        Assert.Equal(1, await CasesAsync($"from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}"));
        Assert.Equal(0, await CasesAsync($"from={day.AddDays(1):yyyy-MM-dd}"));
        Assert.Equal(0, (long)(await kith.AsNeighbour(Cast.Rosa).GetAsync("/api/insights/served"))["waiting"]!["everybody"]!["cases"]!);
        await rosa.GetProblemAsync($"/api/insights/served?from={day.AddDays(2):yyyy-MM-dd}&to={day:yyyy-MM-dd}", System.Net.HttpStatusCode.BadRequest);
        await rosa.GetProblemAsync("/api/insights/served?from=0001-01-01", System.Net.HttpStatusCode.BadRequest);

        async Task<long> CasesAsync(string days) => (long)(await rosa.GetAsync($"/api/insights/served?{days}"))["waiting"]!["everybody"]!["cases"]!;
    }

    [Fact]
    public async Task shows_what_a_department_owes_kept_and_handed_on()
    {
        await using var kith = await world.OpenAsync();
        var (rosa, person) = (kith.As(Cast.Rosa), await kith.MeetAsync("Nomsa"));
        var sms = await kith.ConnectAsync("sms-http", "served");
        await AnsweredAsync(kith, person, sms, Life.Now.AddHours(-2), 4, false);
        var old = await kith.OpenCaseAsync(person, "An old matter");
        await kith.WriteAsync(kith.Marula, db => db.Cases.Where(c => c.Id == old.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.OpenedAt, Life.Now.AddDays(-5))));
        await rosa.PutAsync($"/api/cases/{old.Number}/assignment", new { ownerId = kith.Marula.TeammateIds["Rosa"] });

        var care = (await rosa.GetAsync("/api/insights/departments"))["items"]!.AsArray().Single(row => (Guid)row!["departmentId"]! == kith.Marula.Care)!;

        Assert.Equal((2, 1), ((long)care["open"]!["count"]!, (long)care["open"]!["byAge"]![2]!));
        Assert.Equal((1, 1, 0), ((long)care["promises"]![0]!["made"]!, (long)care["promises"]![0]!["kept"]!, (long)care["promises"]![0]!["broken"]!));
        Assert.InRange((double)care["promises"]![0]!["median"]!, 2, 5);
        Assert.InRange((double)care["promises"]![0]!["nineOfTen"]!, (double)care["promises"]![0]!["median"]!, 5);
        Assert.Equal(1, (long)care["handedOn"]!);
    }

    [Fact]
    public async Task goes_into_a_sheet_as_numbers_and_a_name_there_begins_no_formula()
    {
        await using var kith = await world.OpenAsync();
        var (ada, person) = (kith.As(Cast.Ada), await kith.MeetAsync("Nomsa"));
        var sms = await kith.ConnectAsync("sms-http", "served");
        for (var i = 0; i < 25; i++) await AnsweredAsync(kith, person, sms, Life.Now.AddDays(-3), 4, inPublic: false);
        await ada.PatchAsync($"/api/departments/{kith.Marula.Care}", new { name = "=HYPERLINK(\"x\")" });
        var late = await kith.OpenCaseAsync(person, "Late");
        await kith.WriteAsync(kith.Marula, db => db.Cases.Where(c => c.Id == late.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.PromiseDue, Life.Now.AddDays(-1)).SetProperty(c => c.PromiseKind, PromiseKind.FirstAnswer)));
        await CountAsync(kith);

        using var answer = await ada.Http.GetAsync("/api/insights/served/table");
        var served = (await answer.Content.ReadAsStringAsync()).Split("\r\n");
        var lines = (await ada.Http.GetStringAsync("/api/insights/departments/table")).Split("\r\n");
        var care = lines.Single(line => line.Contains("HYPERLINK", StringComparison.Ordinal)).Split("\",\"");
        var heads = lines[0].Split(',');

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.EndsWith(".csv", answer.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
        Assert.StartsWith("what,by,value,name,cases,", served[0], StringComparison.Ordinal);
        Assert.StartsWith("\"waiting\",\"everybody\",\"\",\"\",\"25\",", served[1], StringComparison.Ordinal);
        Assert.Contains(served, line => line.StartsWith("\"waiting\",\"channel\",\"sms-http\",\"\",\"25\",", StringComparison.Ordinal));
        Assert.Contains(served, line => line.Contains("\"'=HYPERLINK(\"\"x\"\")\",\"25\"", StringComparison.Ordinal));
        Assert.StartsWith("\"'=HYPERLINK(\"\"x\"\")", care[0], StringComparison.Ordinal);
        Assert.Equal(["department", "open", "open_under_1_days", "open_1_to_3_days", "open_3_to_7_days", "open_7_to_30_days", "open_30_days_or_more"], heads.Take(7));
        Assert.Equal(heads.Length, care.Length);
        Assert.Equal(("26", "1", "25", "25"), (Cell("open"), Cell("late_and_owed"), Cell("first_answer_promised"), Cell("first_answer_kept")));
        Assert.InRange(double.Parse(Cell("first_answer_median_minutes"), System.Globalization.CultureInfo.InvariantCulture), 2, 5);
        Assert.Equal("", Cell("next_answer_median_minutes"));
        await ada.GetProblemAsync("/api/insights/departments/table?from=0001-01-01", System.Net.HttpStatusCode.BadRequest);

        string Cell(string head) => care[Array.IndexOf(heads, head)].Trim('"');
    }

    [Fact]
    public async Task counts_for_a_narrowed_role_only_what_it_sees_and_gives_no_file_to_one_that_takes_nothing_away()
    {
        await using var kith = await world.OpenAsync();
        var (ada, omar, person) = (kith.As(Cast.Ada), kith.As(Cast.Omar), await kith.MeetAsync("Nomsa"));
        await kith.OpenCaseAsync(person, "Of Care");
        await kith.OpenCaseAsync(person, "Of Accounts", department: kith.Marula.Accounts);
        var role = (Guid)(await ada.PostAsync("/api/roles", new { name = "Accounts only", scopes = new { departments = new[] { kith.Marula.Accounts } } }))["id"]!;
        await ada.PatchAsync($"/api/teammates/{kith.Marula.TeammateIds["Omar"]}", new { teamRoleId = role });

        var row = Assert.Single((await omar.GetAsync("/api/insights/departments"))["items"]!.AsArray())!;
        Assert.Equal((kith.Marula.Accounts, 1), ((Guid)row["departmentId"]!, (long)row["open"]!["count"]!));
        Assert.Equal(3, (await omar.Http.GetStringAsync("/api/insights/departments/table")).Split("\r\n").Length);
        await omar.GetProblemAsync("/api/insights/served/table", System.Net.HttpStatusCode.Forbidden);

        var keeps = (Guid)(await ada.PostAsync("/api/roles", new { name = "Takes nothing away", scopes = new { exports = false } }))["id"]!;
        await ada.PatchAsync($"/api/teammates/{kith.Marula.TeammateIds["Rosa"]}", new { teamRoleId = keeps });
        var rosa = kith.As(Cast.Rosa);
        await rosa.GetAsync("/api/insights/served");
        foreach (var table in new[] { "served", "departments" })
            Assert.Equal("not_in_sight", (string?)(await rosa.GetProblemAsync($"/api/insights/{table}/table", System.Net.HttpStatusCode.Forbidden))["code"]);
    }

    /// <summary>Somebody spoke, and was answered so many minutes later.</summary>
    static async Task AnsweredAsync(KithUnderTest kith, Person person, Connection connection, DateTime at, int minutes, bool inPublic)
    {
        var kase = await kith.OpenCaseAsync(person, "A question");
        await kith.SayAsync(person, "When do you open?", at, kase, connection.Id, said => said.Visibility = inPublic ? Visibility.Public : Visibility.Private);
        await kith.WriteAsync(kith.Marula, db => Task.FromResult(db.Add(new Promise
        {
            WorkspaceId = db.WorkspaceId,
            Id = Ids.New(Life.Now),
            CaseId = kase.Id,
            Kind = PromiseKind.FirstAnswer,
            MadeAt = at,
            Due = at.AddHours(4),
            KeptAt = at.AddMinutes(minutes),
        })));
    }

    static Task CountAsync(KithUnderTest kith) => kith.Services.GetRequiredService<CountServed>().CatchUpAsync(kith.Marula.Id, CancellationToken.None);

    static (long Cases, double Median, string Likeness) Line(JsonNode table, string by, string value)
    {
        var line = table["groups"]!.AsArray().FirstOrDefault(group => group!["by"]!.ToString() == by)?["lines"]!.AsArray().SingleOrDefault(one => one!["value"]!.ToString() == value);
        return line is null ? (0, 0, "") : ((long)line["cases"]!, (double)line["median"]!, line["likeness"]!.ToString());
    }
}
