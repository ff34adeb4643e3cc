using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Hours;

public class KeepingCalendars(World world) : IClassFixture<World>
{
    static readonly object[] weekdays = [.. Enumerable.Range(1, 5).Select(day => new { day, from = "08:00", to = "17:00" })];

    [Fact]
    public async Task begins_with_one_that_everybody_keeps()
    {
        await using var kith = await world.OpenAsync();
        var only = Assert.Single((await kith.As(Cast.Rosa).GetAsync("/api/calendars"))["items"]!.AsArray())!;
        Assert.Equal(("Our hours", true, null, 7), ((string)only["name"]!, (bool)only["isDefault"]!, (string?)only["timeZone"], only["openings"]!.AsArray().Count));
        Assert.NotEmpty(only["next"]!.AsArray());
    }

    [Fact]
    public async Task adds_one_with_nights_holidays_and_a_zone_of_its_own()
    {
        await using var kith = await world.OpenAsync();
        var made = await MakeAsync(kith, "Night watch", new[] { new { day = 7, from = "22:00", to = "06:00" } }, "Europe/London", new object[] { new { date = "2026-12-25", name = "Christmas", everyYear = true }, new { date = "2026-12-24", name = "Eve", openings = new[] { new { from = "22:00", to = "23:00" } } } });

        var read = (await kith.As(Cast.Rosa).GetAsync("/api/calendars"))["items"]!.AsArray().Single(one => (string)one!["name"]! == "Night watch")!;
        Assert.True(JsonNode.DeepEquals(made["days"], read["days"]));
        Assert.Equal(("Europe/London", "2026-12-24", "22:00"), ((string)read["timeZone"]!, (string)read["days"]![0]!["date"]!, (string)read["days"]![0]!["openings"]![0]!["from"]!));
        await kith.As(Cast.Ada).PostAsync("/api/calendars", new { name = "Night watch", openings = weekdays }, HttpStatusCode.Conflict);
        await kith.As(Cast.Rosa).PostAsync("/api/calendars", new { name = "Mine", openings = weekdays }, HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("[]", "[]", "never_open")]
    [InlineData("""[{"day":1,"from":"08:00","to":"12:00"},{"day":1,"from":"11:00","to":"17:00"}]""", "[]", "invalid")]
    [InlineData("""[{"day":9,"from":"08:00","to":"12:00"}]""", "[]", "invalid")]
    [InlineData("""[{"day":1,"from":"08:00","to":"12:00"}]""", """[{"date":"2026-12-25","name":"a"},{"date":"2026-12-25","name":"b"}]""", "invalid")]
    public async Task one_by_which_nothing_could_be_promised_is_refused_with_a_sentence(string openings, string days, string code)
    {
        await using var kith = await world.OpenAsync();
        var status = code == "invalid" ? HttpStatusCode.BadRequest : HttpStatusCode.Conflict;
        var said = await kith.As(Cast.Ada).PostAsync("/api/calendars", new { name = "Odd", openings = JsonNode.Parse(openings), days = JsonNode.Parse(days) }, status);
        Assert.Equal(code, (string)said["code"]!);
        Assert.EndsWith(".", (string)said["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task closed_on_each_day_of_the_year_is_never_open()
    {
        await using var kith = await world.OpenAsync();
        var days = Enumerable.Range(0, 366).Select(day => new { date = new DateOnly(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd"), name = "x", everyYear = true });
        Assert.Equal("never_open", (string)(await kith.As(Cast.Ada).PostAsync("/api/calendars", new { name = "Odd", openings = weekdays, days }, HttpStatusCode.Conflict))["code"]!);
    }

    [Fact]
    public async Task takes_holidays_from_a_file_once()
    {
        await using var kith = await world.OpenAsync();
        var id = await DefaultAsync(kith);
        const string file = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Heritage Day\r\nDTSTART;VALUE=DATE:20240924\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Party\r\nDTSTART:20270101T200000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

        var taken = await TakeAsync(kith, id, file, HttpStatusCode.OK);
        Assert.Equal((1, 0, "Party"), ((int)taken["added"]!, (int)taken["known"]!, (string)Assert.Single(taken["leftOut"]!.AsArray())!["name"]!));
        Assert.Equal((0, 1), ((int)(await TakeAsync(kith, id, file, HttpStatusCode.OK))["added"]!, (int)(await TakeAsync(kith, id, file, HttpStatusCode.OK))["known"]!));
        Assert.Equal("Heritage Day", (string)Assert.Single((await kith.As(Cast.Rosa).GetAsync("/api/calendars"))["items"]![0]!["days"]!.AsArray())!["name"]!);
        Assert.Equal("not_a_calendar", (string)(await TakeAsync(kith, id, "<html></html>", HttpStatusCode.BadRequest))["code"]!);
    }

    [Fact]
    public async Task the_next_message_is_promised_by_the_hours_of_its_department()
    {
        await using var kith = await world.OpenAsync();
        var calendar = (string)(await MakeAsync(kith, "Sundays", new[] { new { day = 7, from = "09:00", to = "10:00" } }, "Etc/UTC"))["id"]!;
        await kith.As(Cast.Ada).PatchAsync($"/api/departments/{kith.Marula.Accounts}", new { calendarId = calendar });
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        await kith.As(Cast.Ada).PatchAsync("/api/workspace", new { nextAnswerMinutes = 30 });

        var kase = await kith.As(Cast.Rosa).PostAsync("/api/cases", new { personId = nomsa.Id, departmentId = kith.Marula.Accounts });
        var (opened, due) = ((DateTime)kase["openedAt"]!, (DateTime)kase["promiseDue"]!);
        Assert.Equal((DayOfWeek.Sunday, TimeSpan.FromMinutes(30)), (due.DayOfWeek, new OpenHours([new(7, new(9, 0), new(10, 0))], [], "Etc/UTC").Between(opened, due)));
    }

    [Fact]
    public async Task removed_its_departments_and_its_promises_keep_the_default_again()
    {
        await using var kith = await world.OpenAsync();
        var calendar = Guid.Parse((string)(await MakeAsync(kith, "Sundays", new[] { new { day = 7, from = "09:00", to = "10:00" } }))["id"]!);
        await kith.As(Cast.Ada).PatchAsync($"/api/departments/{kith.Marula.Accounts}", new { calendarId = calendar });
        var promise = await PromisedAsync(kith, calendar, Life.Now, 60);

        await kith.As(Cast.Ada).DeleteAsync($"/api/calendars/{await DefaultAsync(kith)}", HttpStatusCode.Conflict);
        await kith.As(Cast.Ada).DeleteAsync($"/api/calendars/{calendar}", HttpStatusCode.NoContent);

        Assert.Equal(await DefaultAsync(kith), await kith.LookAsync(db => db.Promises.Where(p => p.Id == promise.Id).Select(p => p.CalendarId!.Value).SingleAsync()));
        Assert.Null((await kith.As(Cast.Rosa).GetAsync("/api/departments"))["items"]!.AsArray().Single(one => (string)one!["name"]! == "Accounts")!["calendarId"]);
    }

    [Fact]
    public async Task of_the_neighbour_is_not_there()
    {
        await using var kith = await world.OpenAsync();
        var theirs = await kith.WriteAsync(kith.Town.Neighbour, db => db.Calendars.Select(c => c.Id).SingleAsync());
        await kith.As(Cast.Ada).PatchAsync($"/api/calendars/{theirs}", new { name = "Ours now" }, HttpStatusCode.NotFound);
        await kith.As(Cast.Ada).PatchAsync($"/api/departments/{kith.Marula.Care}", new { calendarId = theirs }, HttpStatusCode.NotFound);
        await kith.As(Cast.Ada).PutAsync("/api/targets", new { items = new[] { new { departmentId = kith.Town.Neighbour.Care, firstAnswerMinutes = 5 } } }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task another_default_is_the_only_one()
    {
        await using var kith = await world.OpenAsync();
        var made = await MakeAsync(kith, "Weekdays", weekdays);
        await kith.As(Cast.Ada).PatchAsync($"/api/calendars/{made["id"]}", new { isDefault = true });
        var usual = Assert.Single((await kith.As(Cast.Rosa).GetAsync("/api/calendars"))["items"]!.AsArray(), one => (bool)one!["isDefault"]!)!;
        Assert.Equal("Weekdays", (string)usual["name"]!);
    }

    [Fact]
    public async Task changed_promises_that_run_are_due_as_the_oracle_says()
    {
        await using var kith = await world.OpenAsync();
        var dice = new RandomCalendars(31);
        var (openings, days, zone) = dice.Calendar();
        var calendar = await DefaultAsync(kith);
        var (made, minutes) = (Enumerable.Range(0, 2500).Select(_ => dice.Moment(TimeZoneInfo.FindSystemTimeZoneById(zone))).ToList(), Enumerable.Range(0, 2500).Select(_ => 1 + dice.Minutes(120)).ToList());
        var promises = await ManyAsync(kith, calendar, made, minutes);
        await kith.WriteAsync(kith.Marula, async db =>
        {
            var row = await db.Calendars.SingleAsync();
            (row.Openings, row.Days, row.TimeZone, row.RecountSince) = (openings, days, zone, Life.Now);
            return row;
        });

        await kith.Services.GetRequiredService<RecountPromises>().CatchUpAsync(default);

        var slow = new SlowHours(openings, days, zone);
        var stored = await kith.LookAsync(db => db.Promises.ToDictionaryAsync(p => p.Id));
        var cases = await kith.LookAsync(db => db.Cases.ToDictionaryAsync(c => c.Id));
        for (var i = 0; i < promises.Count; i++)
        {
            var due = slow.Add(made[i], minutes[i]);
            Assert.True(due == stored[promises[i].Id].Due, $"{minutes[i]} minutes from {made[i]:O} in {zone}: {stored[promises[i].Id].Due:O}, and by the oracle {due:O}.");
            Assert.Equal(due, cases[promises[i].CaseId].PromiseDue);
        }
        Assert.Null(await kith.LookAsync(db => db.Calendars.Select(c => c.RecountSince).SingleAsync()));
    }

    [Fact]
    public async Task changed_what_a_teammate_named_or_was_broken_or_waits_stays()
    {
        await using var kith = await world.OpenAsync();
        var calendar = await DefaultAsync(kith);
        var at = Life.Now.AddDays(-2);
        var (named, broken, paused) = (await PromisedAsync(kith, calendar, at, 60, p => p.Minutes = null), await PromisedAsync(kith, calendar, at, 60, p => p.BrokenAt = at.AddHours(1)), await PromisedAsync(kith, calendar, at, 60, p => p.PausedAt = at));

        await kith.As(Cast.Ada).PatchAsync($"/api/calendars/{calendar}", new { openings = new[] { new { day = 7, from = "09:00", to = "10:00" } } });
        Assert.Equal(0, await kith.Services.GetRequiredService<RecountPromises>().CatchUpAsync(default));

        foreach (var promise in new[] { named, broken, paused }) Assert.Equal(promise.Due, await kith.LookAsync(db => db.Promises.Where(p => p.Id == promise.Id).Select(p => p.Due).SingleAsync()));
    }

    static Task<JsonNode> MakeAsync(KithUnderTest kith, string name, object openings, string? timeZone = null, object? days = null) =>
        kith.As(Cast.Ada).PostAsync("/api/calendars", new { name, openings, timeZone, days });

    static Task<Guid> DefaultAsync(KithUnderTest kith) => kith.LookAsync(db => db.Calendars.Where(c => c.IsDefault).Select(c => c.Id).SingleAsync());

    static async Task<Promise> PromisedAsync(KithUnderTest kith, Guid calendar, DateTime at, int minutes, Action<Promise>? change = null)
    {
        var kase = await kith.OpenCaseAsync(await kith.MeetAsync("Nomsa Ndlovu"), "a question");
        return await kith.WriteAsync(kith.Marula, db =>
        {
            var promise = new Promise { WorkspaceId = db.WorkspaceId, Id = Ids.New(at), CaseId = kase.Id, Kind = PromiseKind.FirstAnswer, MadeAt = at, Due = at.AddMinutes(minutes), Minutes = minutes, CalendarId = calendar };
            change?.Invoke(promise);
            db.Add(promise);
            return Task.FromResult(promise);
        });
    }

    static async Task<List<Promise>> ManyAsync(KithUnderTest kith, Guid calendar, List<DateTime> made, List<int> minutes)
    {
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        return await kith.WriteAsync(kith.Marula, db =>
        {
            var promises = new List<Promise>();
            for (var i = 0; i < made.Count; i++)
            {
                var id = Ids.New(Life.Now);
                var due = made[i].AddYears(20);
                db.Add(new Case { WorkspaceId = db.WorkspaceId, Id = id, RootId = id, Number = i + 1, PersonId = nomsa.Id, DepartmentId = kith.Marula.Care, PromiseKind = PromiseKind.FirstAnswer, PromiseDue = due, OpenedAt = made[i], LastAt = made[i] });
                promises.Add(new() { WorkspaceId = db.WorkspaceId, Id = Ids.New(Life.Now), CaseId = id, Kind = PromiseKind.FirstAnswer, MadeAt = made[i], Due = due, Minutes = minutes[i], CalendarId = calendar });
            }
            db.AddRange(promises);
            return Task.FromResult(promises);
        });
    }

    static async Task<JsonNode> TakeAsync(KithUnderTest kith, Guid calendar, string file, HttpStatusCode expected)
    {
        using var http = kith.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", kith.Marula.Tokens["Ada"]);
        using var body = new StringContent(file, System.Text.Encoding.UTF8, "text/calendar");
        using var answer = await http.PostAsync(new Uri($"/api/calendars/{calendar}/holidays", UriKind.Relative), body);
        Assert.Equal(expected, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
