using System.Net;
using System.Text.Json.Nodes;
using Kith.Tests.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Asks;

/// <summary>Rosa looks after Nomsa's case; what she does not know Omar of Accounts does.</summary>
public class AskingADepartment(World world) : IClassFixture<World>
{
    [Fact]
    public async Task is_answered_there_and_the_case_keeps_its_owner_and_its_promise()
    {
        await using var square = await OpenAsync();
        await square.Rosa.PutAsync("/api/cases/1/assignment", new { ownerId = Id(square, "Rosa") });
        var before = await square.CaseAsync();

        var ask = await AskAsync(square, "Was the debit order of March taken twice?");

        Assert.Equal(("Accounts", "open", "Rosa Meyer", 1L), ((string)ask["departmentName"]!, (string)ask["state"]!, (string)ask["askedByName"]!, (long)ask["case"]!));
        var kase = await square.CaseAsync();
        Assert.Equal((before["ownerId"]!.ToString(), before["promiseDue"]!.ToString()), (kase["ownerId"]!.ToString(), kase["promiseDue"]!.ToString()));
        Assert.Equal(("Accounts", ask["due"]!.ToString()), ((string)kase["waitsOn"]!, kase["waitsUntil"]!.ToString()));
        Assert.Equal(ask["id"]!.ToString(), Assert.Single(await ListAsync(square.Kith.As(Cast.Omar), "list=departments"))!["id"]!.ToString());
        Assert.Empty(await ListAsync(square.Rosa, "list=departments"));
        Assert.Single(await ListAsync(square.Rosa, "list=asked"));
        Assert.Equal((1, 0), await CountsAsync(square.Kith.As(Cast.Omar)));
        Assert.Equal((0, 1), await CountsAsync(square.Rosa));
        Assert.Contains("Rosa Meyer asks Accounts", await NewestNoticeAsync(square, Cast.Mina), StringComparison.Ordinal);

        await square.Kith.As(Cast.Omar).PutAsync($"/api/asks/{ask["id"]}/assignment", null);
        await square.Kith.As(Cast.Omar).PostAsync($"/api/asks/{ask["id"]}/questions", new { text = "Which account?", back = true }, HttpStatusCode.OK);
        Assert.Contains("asks back", await NewestNoticeAsync(square, Cast.Rosa), StringComparison.Ordinal);
        await square.Rosa.PostAsync($"/api/asks/{ask["id"]}/questions", new { text = "The one ending in 77" }, HttpStatusCode.OK);
        var answered = await square.Kith.As(Cast.Omar).PutAsync($"/api/asks/{ask["id"]}/answer", new { text = "Yes. We pay it back on Friday." });

        Assert.Equal(("answered", "Omar Haddad"), ((string)answered["state"]!, (string)answered["ownerName"]!));
        Assert.Equal(["asked", "asked_back", "asked_on", "ask_answered"], answered["words"]!.AsArray().Select(word => (string)word!["kind"]!));
        Assert.Contains("Omar Haddad answered", await NewestNoticeAsync(square, Cast.Rosa), StringComparison.Ordinal);
        kase = await square.CaseAsync();
        Assert.Equal((null, before["promiseDue"]!.ToString(), before["ownerId"]!.ToString()), ((string?)kase["waitsOn"], kase["promiseDue"]!.ToString(), kase["ownerId"]!.ToString()));
        var line = (await square.Rosa.GetAsync($"/api/people/{await square.PersonAsync("nomsa")}/timeline"))["items"]!.AsArray().Single(m => (string)m!["kind"]! == "ask_answered")!;
        Assert.Equal(("internal", "Yes. We pay it back on Friday.", "Omar Haddad"), ((string)line["visibility"]!, (string)line["text"]!, (string)line["author"]!["name"]!));

        // More is wanted: it is asked anew, with a promise of its own.
        var again = await square.Rosa.PostAsync($"/api/asks/{ask["id"]}/questions", new { text = "In full?" }, HttpStatusCode.OK);
        Assert.Equal("open", (string)again["state"]!);
        Assert.True((DateTime)again["due"]! >= (DateTime)ask["due"]!);
    }

    [Fact]
    public async Task is_for_those_who_were_asked_to_answer()
    {
        await using var square = await OpenAsync();
        var ask = await AskAsync(square, "Was it taken twice?");

        foreach (var (caller, code) in new[] { (square.Rosa, "not_asked"), (square.Kith.As(Cast.Vera), null) })
        {
            var no = await caller.PutAsync($"/api/asks/{ask["id"]}/answer", new { text = "Yes" }, HttpStatusCode.Forbidden);
            if (code is not null) Assert.Equal(code, (string)no["code"]!);
            await caller.PutAsync($"/api/asks/{ask["id"]}/assignment", null, HttpStatusCode.Forbidden);
        }
        await square.Rosa.PostAsync($"/api/asks/{ask["id"]}/questions", new { text = "?", back = true }, HttpStatusCode.Forbidden);
        await square.Kith.As(Cast.Omar).PutAsync($"/api/asks/{ask["id"]}/assignment", new { ownerId = Id(square, "Rosa") }, HttpStatusCode.Conflict);
        await square.Rosa.PostAsync("/api/cases/1/asks", new { departmentId = square.Kith.Marula.Accounts, question = "And?", ownerId = Id(square, "Vera") }, HttpStatusCode.Conflict);
        await square.Rosa.PostAsync("/api/cases/1/asks", new { departmentId = square.Kith.Town.Neighbour.Accounts, question = "And?" }, HttpStatusCode.NotFound);
        await square.Rosa.PostAsync("/api/cases/1/asks", new { departmentId = square.Kith.Marula.Accounts, question = " " }, HttpStatusCode.BadRequest);
        // The head of a department answers where nobody else does, and an admin may always step in.
        Assert.True((bool)(await square.Kith.As(Cast.Mina).GetAsync($"/api/asks/{ask["id"]}"))["mayAnswer"]!);
        Assert.False((bool)(await square.Rosa.GetAsync($"/api/asks/{ask["id"]}"))["mayAnswer"]!);
        await square.Kith.As(Cast.Ada).PutAsync($"/api/asks/{ask["id"]}/answer", new { text = "Yes" });
        Assert.Equal(HttpStatusCode.NotFound, (await square.Kith.As(Cast.Mina, square.Kith.Town.Neighbour).Http.GetAsync($"/api/asks/{ask["id"]}")).StatusCode);
    }

    [Fact]
    public async Task does_not_sit_it_is_warned_of_broken_and_climbs()
    {
        await using var square = await OpenAsync();
        await square.Rosa.PutAsync("/api/cases/1/assignment", new { ownerId = Id(square, "Rosa") });
        var ask = await AskAsync(square, "Was it taken twice?");
        await square.Kith.As(Cast.Omar).PutAsync($"/api/asks/{ask["id"]}/assignment", null);
        var watch = square.Kith.Services.GetRequiredService<AskWatch>();

        await LateAsync(square, row => row.Due = Life.Now.AddMinutes(10));
        await watch.LookAsync(default);
        await watch.LookAsync(default);
        Assert.Equal((1, 0), (await NearAsync(square, Cast.Omar), await NearAsync(square, Cast.Mina)));

        await LateAsync(square, row => row.Due = Life.Now.AddMinutes(-1));
        await watch.LookAsync(default);
        await watch.LookAsync(default);
        Assert.Equal((1, 1, 0), (await NearAsync(square, Cast.Omar), await NearAsync(square, Cast.Mina), await NearAsync(square, Cast.Rosa)));
        Assert.True((bool)(await square.Rosa.GetAsync($"/api/asks/{ask["id"]}"))["late"]!);

        await LateAsync(square, row => row.ClimbAt = Life.Now.AddMinutes(-1));
        await watch.LookAsync(default);
        await watch.LookAsync(default);
        Assert.Equal((2, 1), (await NearAsync(square, Cast.Mina), await NearAsync(square, Cast.Rosa)));
        Assert.Null((string?)(await square.Rosa.GetAsync($"/api/asks/{ask["id"]}"))["ownerId"]);

        // What is asked back is late for nobody.
        await LateAsync(square, row => (row.BrokenAt, row.WarnedAt, row.ClimbAt, row.Due) = (null, null, null, Life.Now.AddMinutes(5)));
        await square.Kith.As(Cast.Omar).PostAsync($"/api/asks/{ask["id"]}/questions", new { text = "Which?", back = true }, HttpStatusCode.OK);
        await LateAsync(square, row => row.Due = Life.Now.AddMinutes(-5));
        await watch.LookAsync(default);
        Assert.Equal((1, 2), (await NearAsync(square, Cast.Omar), await NearAsync(square, Cast.Mina)));
    }

    [Fact]
    public async Task ends_with_the_case_only_where_somebody_says_so()
    {
        await using var square = await OpenAsync();
        var ask = await AskAsync(square, "Was it taken twice?");
        await square.Kith.As(Cast.Omar).PutAsync($"/api/asks/{ask["id"]}/assignment", null);

        var no = await square.Rosa.PutAsync("/api/cases/1/closure", null, HttpStatusCode.Conflict);
        Assert.Equal(("open_asks", "Accounts"), ((string)no["code"]!, (string)no["asked"]![0]!));
        await square.SendAsync("nomsa", "Bye", null, null, HttpStatusCode.Conflict, new { thenClose = true });
        await square.Rosa.PutAsync("/api/cases/1/closure", new { endAsks = true });

        var ended = await square.Rosa.GetAsync($"/api/asks/{ask["id"]}");
        Assert.Equal(("withdrawn", "ask_withdrawn"), ((string)ended["state"]!, (string)ended["words"]!.AsArray().Last()!["kind"]!));
        Assert.Contains("No answer is needed", await NewestNoticeAsync(square, Cast.Omar), StringComparison.Ordinal);
        await square.Kith.As(Cast.Omar).PutAsync($"/api/asks/{ask["id"]}/answer", new { text = "Yes" }, HttpStatusCode.Conflict);
        await square.Rosa.PostAsync("/api/cases/1/asks", new { departmentId = square.Kith.Marula.Accounts, question = "And?" }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task goes_with_its_case_through_a_merge_and_back()
    {
        await using var square = await OpenAsync();
        await square.Rosa.PostAsync("/api/cases", new { personId = await square.PersonAsync("nomsa"), title = "Another matter" });
        var ask = await AskAsync(square, "Was it taken twice?");

        var merge = await square.Rosa.PostAsync("/api/cases/1/merges", new { into = 2 });
        Assert.Equal((2L, "Accounts"), ((long)(await square.Rosa.GetAsync($"/api/asks/{ask["id"]}"))["case"]!, (string)(await square.CaseAsync(2))["waitsOn"]!));
        await square.Kith.As(Cast.Omar).PostAsync($"/api/asks/{ask["id"]}/questions", new { text = "Which?", back = true }, HttpStatusCode.OK);
        await square.Rosa.DeleteAsync($"/api/cases/1/merges/{merge["id"]}", HttpStatusCode.OK);

        var back = Assert.Single((await square.Rosa.GetAsync("/api/cases/1/asks"))["items"]!.AsArray())!;
        Assert.Equal((1L, 2), ((long)back["case"]!, back["words"]!.AsArray().Count));
        Assert.Null((string?)(await square.CaseAsync(2))["waitsOn"]);
    }

    [Fact]
    public async Task is_promised_by_the_hours_and_the_target_of_who_is_asked_and_listed_by_nothing_else()
    {
        await using var square = await OpenAsync();
        await square.Kith.As(Cast.Ada).PatchAsync("/api/workspace", new { askMinutes = 600 });
        await square.Kith.As(Cast.Ada).PutAsync("/api/targets", new { items = new[] { new { departmentId = square.Kith.Marula.Accounts, askMinutes = 30 } } });
        var (care, accounts) = (await AskAsync(square, "What was said?", square.Kith.Marula.Care), await AskAsync(square, "Was it taken twice?"));
        var named = await square.Rosa.PostAsync("/api/cases/1/asks", new { departmentId = square.Kith.Marula.Accounts, question = "By tonight?", due = Life.Now.AddMinutes(5) });

        var rows = await square.Kith.LookAsync(db => db.Asks.OrderBy(a => a.MadeAt).ToListAsync());
        Assert.Equal([600, 30, null], rows.Select(row => row.Minutes));
        Assert.Equal([named["id"]!.ToString(), accounts["id"]!.ToString(), care["id"]!.ToString()], (await ListAsync(square.Rosa, "list=asked")).Select(row => row!["id"]!.ToString()));
        var first = await square.Rosa.GetAsync("/api/asks?list=all&limit=1");
        Assert.Equal(accounts["id"]!.ToString(), (await square.Rosa.GetAsync($"/api/asks?list=all&limit=1&cursor={first["next"]}"))["items"]![0]!["id"]!.ToString());

        // The hours of the house change: what is promised in them is due at another time.
        var calendar = await square.Kith.LookAsync(db => db.Calendars.Select(c => c.Id).SingleAsync());
        await square.Kith.As(Cast.Ada).PatchAsync($"/api/calendars/{calendar}", new { openings = new[] { new { day = 3, from = "09:00", to = "23:00" } } });
        await square.Kith.Services.GetRequiredService<RecountPromises>().CatchUpAsync(default);
        var recounted = await square.Kith.LookAsync(db => db.Asks.SingleAsync(a => a.Minutes == 30));
        Assert.Equal(TimeSpan.FromMinutes(30), new OpenHours([new(3, new(9, 0), new(23, 0))], [], "Africa/Johannesburg").Between(recounted.MadeAt, recounted.Due));
        Assert.Equal((DateTime)named["due"]!, (await square.Kith.LookAsync(db => db.Asks.SingleAsync(a => a.Minutes == null))).Due, TimeSpan.FromMilliseconds(1));
    }

    static async Task<Square> OpenAsync(World world)
    {
        var square = await Square.OpenAsync(world);
        await square.SayAsync("nomsa", "You took my money twice", post: null, name: "Nomsa Dlamini");
        return square;
    }

    Task<Square> OpenAsync() => OpenAsync(world);

    static Guid Id(Square square, string name) => square.Kith.Marula.TeammateIds[name];

    static Task<JsonNode> AskAsync(Square square, string question, Guid? department = null) =>
        square.Rosa.PostAsync("/api/cases/1/asks", new { departmentId = department ?? square.Kith.Marula.Accounts, question });

    static async Task<JsonArray> ListAsync(ApiCaller caller, string query) => (await caller.GetAsync($"/api/asks?{query}"))["items"]!.AsArray();

    static async Task<(int, int)> CountsAsync(ApiCaller caller)
    {
        var counts = await caller.GetAsync("/api/asks/counts");
        return ((int)counts["departments"]!, (int)counts["asked"]!);
    }

    static async Task<string> NewestNoticeAsync(Square square, Member member) => (string)(await square.Kith.As(member).GetAsync("/api/notices"))["items"]![0]!["text"]!;

    static async Task<int> NearAsync(Square square, Member member) =>
        (await square.Kith.As(member).GetAsync("/api/notices"))["items"]!.AsArray().Count(notice => (string)notice!["kind"]! == "promise_near" && ((string)notice["text"]!).StartsWith("Accounts", StringComparison.Ordinal));

    static Task LateAsync(Square square, Action<Ask> change) => square.Kith.WriteAsync(square.Kith.Marula, async db =>
    {
        var row = await db.Asks.SingleAsync();
        change(row);
        return row;
    });
}
