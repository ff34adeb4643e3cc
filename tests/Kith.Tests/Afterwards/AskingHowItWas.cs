using System.Net;
using Kith.Tests.Causes;
using Kith.Tests.Posts;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Afterwards;

/// <summary>One question after a case was closed, and the one press that answers it.</summary>
public class AskingHowItWas(World world) : IClassFixture<World>
{
    [Fact]
    public async Task a_person_is_asked_once_in_their_language_where_they_wrote_and_one_press_answers()
    {
        await using var square = await Square.OpenAsync(world);
        await SwitchOnAsync(square);
        await ClosedAsync(square, "nomsa");
        await square.Rosa.PatchAsync($"/api/people/{await square.PersonAsync("nomsa")}", new { language = "de" });
        await LookAsync(square);
        Assert.Single(square.Carrier.Hooked);

        await TimeComesAsync(square);
        await Task.WhenAll(LookAsync(square), LookAsync(square));
        await LookAsync(square);
        var said = (await square.ReadAsync("nomsa", 2))[1];
        Assert.StartsWith("Wie war es mit ", said, StringComparison.Ordinal);
        Assert.Equal("closed", (string)(await square.CaseAsync())["state"]!);
        Assert.Equal(0, await square.Kith.LookAsync(db => db.Promises.CountAsync(p => p.KeptAt == null && p.EndedAt == null)));
        var token = said[(said.IndexOf("/how/", StringComparison.Ordinal) + 5)..];

        // The link is theirs: no teammate can press it in their place.
        var told = (await square.Rosa.GetAsync($"/api/people/{await square.PersonAsync("nomsa")}/timeline")).ToJsonString() + await square.CaseAsync() + await square.Rosa.GetAsync("/api/search?query=Mensch");
        Assert.Contains("/how/", told, StringComparison.Ordinal);
        Assert.DoesNotContain(token, told, StringComparison.Ordinal);
        Assert.DoesNotContain(token[..12], told, StringComparison.Ordinal);

        // Looking answers nothing, however often a scanner looks.
        var page = await ReadPageAsync(square, token);
        Assert.Contains("<html lang=\"de\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nomsa", page, StringComparison.Ordinal);
        Assert.Equal((1L, 0L), await CountedAsync(square));

        var answered = await PressAsync(square, token, new() { ["answer"] = "2" });
        Assert.Contains("Danke, dass du es sagst.", answered, StringComparison.Ordinal);
        await PressAsync(square, token, new() { ["answer"] = "2", ["comment"] = "Es dauerte <b>lang</b>" });
        Assert.Contains("Es dauerte &lt;b&gt;lang&lt;/b&gt;", await ReadPageAsync(square, token), StringComparison.Ordinal);
        foreach (var bad in new[] { "0", "6", "", "22" }) await PressAsync(square, token, new() { ["answer"] = bad });

        var figures = await square.Rosa.GetAsync("/api/insights/satisfaction");
        Assert.Equal((1L, 1L, 2.0), ((long)figures["everybody"]!["asked"]!, (long)figures["everybody"]!["answered"]!, (double)figures["everybody"]!["average"]!));
        Assert.Equal([0, 1, 0, 0, 0], figures["items"]!.AsArray().Single(one => (long)one!["said"]!["asked"]! == 1)!["said"]!["answers"]!.AsArray().Select(one => (int)one!));
        var table = (await square.Rosa.Http.GetStringAsync("/api/insights/satisfaction/table")).Split("\r\n");
        Assert.Equal("department,asked,answered,average,answered_1,answered_2,answered_3,answered_4,answered_5", table[0]);
        Assert.Contains(table, line => line.EndsWith(",\"1\",\"1\",\"2\",\"0\",\"1\",\"0\",\"0\",\"0\"", StringComparison.Ordinal));
        var timeline = (await square.Rosa.GetAsync($"/api/people/{await square.PersonAsync("nomsa")}/timeline"))["items"]!.AsArray();
        Assert.Equal(2, timeline.Count(one => (string)one!["kind"]! == "how_it_was" && (int)one["detail"]!["answer"]! == 2));
        Assert.Equal([1], await square.Kith.LookAsync(db => db.Notices.Where(n => n.Kind == NoticeKind.Unhappy).GroupBy(n => n.TeammateId).Select(g => g.Count()).Distinct().ToListAsync()));
        Assert.Equal("closed", (string)(await square.CaseAsync())["state"]!);

        // Changed within a week; after that the page is the one of a link that never was, to the byte.
        await PressAsync(square, token, new() { ["answer"] = "5" });
        Assert.Equal(5.0, (double)(await square.Rosa.GetAsync("/api/insights/satisfaction"))["everybody"]!["average"]!);
        var nothing = await ReadPageAsync(square, "forged");
        await ChangeAsync(square, db => db.AfterQuestions.ExecuteUpdateAsync(set => set.SetProperty(q => q.AnsweredAt, Life.Now.AddDays(-8))));
        Assert.Equal(nothing, await ReadPageAsync(square, token));
        Assert.Equal(nothing, await PressAsync(square, token, new() { ["answer"] = "1" }));
        Assert.Equal(nothing, await PressAsync(square, token[..^4] + "AAAA", new() { ["answer"] = "1" }));
        Assert.Equal(5, await square.Kith.LookAsync(db => db.AfterQuestions.Select(q => q.Answer).SingleAsync()));
    }

    [Fact]
    public async Task who_is_not_asked()
    {
        await using var square = await Square.OpenAsync(world);
        await ClosedAsync(square, "early");
        await SwitchOnAsync(square);
        string[] people = ["again", "blocked", "public", "unanswered", "stopped", "asked"];
        foreach (var (one, number) in people.Select((one, at) => (one, at + 2L))) await ClosedAsync(square, one, number, one == "public" ? "311" : null, isAnswered: one != "unanswered");
        await LookAsync(square);
        await square.Rosa.DeleteAsync("/api/cases/2/closure", HttpStatusCode.OK);
        await square.Rosa.PutAsync($"/api/people/{await square.PersonAsync("blocked")}/block", new { kind = "spam" }, HttpStatusCode.NoContent);
        var (stopped, asked) = (await square.PersonAsync("stopped"), await square.PersonAsync("asked"));
        await ChangeAsync(square, db => db.Handles.Where(h => h.PersonId == stopped).ExecuteUpdateAsync(set => set.SetProperty(h => h.StoppedAt, Life.Now)));
        await ChangeAsync(square, async db =>
        {
            db.Add(new AfterQuestion { WorkspaceId = db.WorkspaceId, Id = Ids.New(Life.Now), CaseId = await db.Cases.Where(c => c.Number == 1).Select(c => c.Id).SingleAsync(), PersonId = asked, ClosedAt = Life.Now, State = AfterState.Asked, AskedAt = Life.Now.AddDays(-29) });
            await db.SaveChangesAsync();
        });
        await TimeComesAsync(square);
        await LookAsync(square);

        var why = await square.Kith.LookAsync(db => db.AfterQuestions.Join(db.Cases, q => q.CaseId, c => c.Id, (q, c) => new { c.Number, q.State, q.Why }).ToDictionaryAsync(q => q.Number, q => q.Why));
        Assert.False(why.ContainsKey(2));
        Assert.Equal(["blocked", "only_in_public", "not_answered", "stopped", "asked_before"], new long[] { 3, 4, 5, 6, 7 }.Select(number => why[number]));

        // Closed again, it is asked after that closing.
        await square.Rosa.PutAsync("/api/cases/2/closure", null);
        await LookAsync(square);
        await TimeComesAsync(square);
        await LookAsync(square);
        Assert.Contains((await square.ReadAsync("again", 2)), one => one.StartsWith("How was it with ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_department_switches_it_on_and_off_and_says_after_how_long()
    {
        await using var square = await Square.OpenAsync(world);
        var (ada, path) = (square.Kith.As(Cast.Ada), $"/api/departments/{square.Kith.Marula.Care}");
        Assert.Null((await ada.GetAsync("/api/departments"))["items"]!.AsArray().First(one => (Guid)one!["id"]! == square.Kith.Marula.Care)!["askAfterHours"]);
        foreach (var bad in new[] { -1, 101 }) await ada.PatchAsync(path, new { askAfterHours = bad }, HttpStatusCode.BadRequest);
        Assert.Equal(3, (int)(await ada.PatchAsync(path, new { askAfterHours = 3 }))["askAfterHours"]!);
        Assert.Null((await ada.PatchAsync(path, new { askAfterHours = 0 }))["askAfterHours"]);
        await square.Rosa.PatchAsync(path, new { askAfterHours = 2 }, HttpStatusCode.Forbidden);
        await ClosedAsync(square, "nomsa");
        await LookAsync(square);
        Assert.Equal(0, await square.Kith.LookAsync(db => db.AfterQuestions.CountAsync()));
    }

    static async Task SwitchOnAsync(Square square)
    {
        foreach (var department in (await square.Kith.As(Cast.Ada).GetAsync("/api/departments"))["items"]!.AsArray())
            await square.Kith.As(Cast.Ada).PatchAsync($"/api/departments/{department!["id"]}", new { askAfterHours = 2 });
    }

    static async Task ClosedAsync(Square square, string person, long number = 1, string? post = null, bool isAnswered = true)
    {
        await square.SayAsync(person, "What does it cost?", post, name: "Nomsa");
        if (isAnswered && post is null)
        {
            await square.SendAsync(person, "It costs nothing", null, null);
            await square.ReadAsync(person);
        }
        else if (isAnswered)
        {
            await square.AnswerAsync(person, "It costs nothing");
        }
        await square.Rosa.PutAsync($"/api/cases/{number}/closure", post is null ? null : new { whyNotInPublic = "It is said" });
    }

    static Task LookAsync(Square square) => square.Kith.Services.GetRequiredService<AskAfterwards>().LookAsync(CancellationToken.None);

    static Task TimeComesAsync(Square square) => ChangeAsync(square, db => db.AfterQuestions.Where(q => q.NextAt != null).ExecuteUpdateAsync(set => set.SetProperty(q => q.NextAt, Life.Now.AddMinutes(-1))));

    static Task ChangeAsync(Square square, Func<KithDb, Task> change) => square.Kith.WriteAsync(square.Kith.Marula, async db => { await change(db); return 0; });

    static async Task<(long, long)> CountedAsync(Square square)
    {
        var all = (await square.Rosa.GetAsync("/api/insights/satisfaction"))["everybody"]!;
        return ((long)all["asked"]!, (long)all["answered"]!);
    }

    static async Task<string> ReadPageAsync(Square square, string token) => await square.Kith.CreateClient().GetStringAsync($"/how/{token}");

    static async Task<string> PressAsync(Square square, string token, Dictionary<string, string> form) =>
        await (await square.Kith.CreateClient().PostAsync($"/how/{token}", new FormUrlEncodedContent(form))).Content.ReadAsStringAsync();
}
