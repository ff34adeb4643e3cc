using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Tests.Steps;

/// <summary>One step on many cases: seen before, then done, each whole or not at all.</summary>
public class ChangingMany(World world) : IClassFixture<World>
{
    [Fact]
    public async Task the_preview_says_what_would_happen_and_nothing_stays_then_it_is_done_once()
    {
        await using var kith = await world.OpenAsync();
        var (rosa, omar) = (kith.As(Cast.Rosa), kith.As(Cast.Omar));
        var (fine, asks, owes, closed) = (await OpenAsync(kith, "Fine"), await OpenAsync(kith, "Asks"), await OpenAsync(kith, "Owes"), await OpenAsync(kith, "Closed"));
        await rosa.PostAsync($"/api/cases/{asks}/asks", new { departmentId = kith.Marula.Care, question = "What does it cost?" });
        await kith.WriteAsync(kith.Marula, db => db.Cases.Where(c => c.Number == owes).ExecuteUpdateAsync(set => set.SetProperty(c => c.OwesPublic, true).SetProperty(c => c.OwesPublicSince, Life.Now)));
        await rosa.PutAsync($"/api/cases/{closed}/closure", new { });
        var all = new[] { fine, asks, owes, closed, 999_999 };
        var before = await StandAsync(kith);

        var seen = await ChangeAsync(rosa, new { cases = all, step = new { kind = "close" }, preview = true });
        Assert.Equal("done, refused open_asks, refused owes_public, nothing, refused not_found", Said(seen));
        Assert.Equal(before, await StandAsync(kith));
        Assert.Equal((1, 1, 3), ((int)seen["done"]!, (int)seen["unchanged"]!, (int)seen["refused"]!));

        var key = Guid.NewGuid().ToString();
        var audited = await kith.LookAsync(db => db.AuditEntries.CountAsync());
        var done = await ChangeAsync(rosa, new { cases = all, step = new { kind = "close" } }, key);
        Assert.Equal(Said(seen), Said(done));
        Assert.Equal(Said(done), Said(await ChangeAsync(rosa, new { cases = all, step = new { kind = "close" } }, key)));
        Assert.Equal(audited + 1, await kith.LookAsync(db => db.AuditEntries.CountAsync()));
        Assert.Equal("closed", (string)(await rosa.GetAsync($"/api/cases/{fine}"))["state"]!);
        Assert.Equal("open", (string)(await rosa.GetAsync($"/api/cases/{asks}"))["state"]!);
        Assert.Equal(1, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Kind == MomentKind.CaseClosed && m.CaseId != null && db.Cases.Any(c => c.Id == m.CaseId && c.Number == fine))));

        var given = await ChangeAsync(rosa, new { cases = new[] { asks, owes, closed }, step = new { kind = "give", ownerId = kith.Marula.TeammateIds["Omar"] } });
        Assert.Equal(3, (int)given["done"]!);
        var told = Assert.Single((await omar.GetAsync("/api/notices"))["items"]!.AsArray(), one => (string)one!["kind"]! == "given")!;
        Assert.Contains("gave you 3 cases", (string)told["text"]!, StringComparison.Ordinal);
        Assert.Equal("nothing, nothing, nothing", Said(await ChangeAsync(rosa, new { cases = new[] { asks, owes, closed }, step = new { kind = "give", ownerId = kith.Marula.TeammateIds["Omar"] } })));
    }

    [Fact]
    public async Task all_of_a_list_are_tagged_snoozed_and_seen_and_what_makes_no_sense_is_refused()
    {
        await using var kith = await world.OpenAsync();
        var rosa = kith.As(Cast.Rosa);
        for (var i = 0; i < 30; i++) await OpenAsync(kith, $"Case {i}");

        Assert.Equal(30, (int)(await ChangeAsync(rosa, new { filter = new { list = "unassigned" }, step = new { kind = "tag", tags = new[] { "storm", "storm" } } }))["done"]!);
        Assert.Equal(30, (int)(await ChangeAsync(rosa, new { filter = new { list = "all" }, step = new { kind = "tag", tags = new[] { "storm" } } }))["unchanged"]!);
        Assert.Equal("storm", (string)(await rosa.GetAsync("/api/cases"))["items"]!.AsArray()[7]!["tags"]!.AsArray().Single()!);
        Assert.Equal((30, 0), await SeenAsync(rosa));
        Assert.Equal((0, 30), await SeenAsync(rosa));
        var until = Life.Now.AddHours(5);
        Assert.Equal(30, (int)(await ChangeAsync(rosa, new { filter = new { list = "all", state = "open" }, step = new { kind = "snooze", until } }))["done"]!);
        Assert.Equal(30, (await rosa.GetAsync("/api/cases?state=snoozed"))["items"]!.AsArray().Count);
        Assert.Equal("refused cannot_answer", Said(await ChangeAsync(rosa, new { cases = new[] { 1 }, step = new { kind = "give", ownerId = kith.Marula.TeammateIds["Vera"] }, preview = true })));

        object[] bad =
        [
            new { step = new { kind = "close" } }, new { cases = new[] { 1 } }, new { cases = new[] { 1 }, step = new { kind = "give" } }, new { cases = new[] { 1 }, step = new { kind = "tag" } },
            new { cases = new[] { 1 }, step = new { kind = "snooze", until = Life.Now.AddDays(-1) } }, new { cases = Enumerable.Range(1, 501), step = new { kind = "close" } },
            new { cases = new[] { 1 }, filter = new { list = "all" }, step = new { kind = "close" } }, new { filter = new { list = "nowhere" }, step = new { kind = "close" } },
        ];
        foreach (var one in bad) await rosa.PostAsync("/api/cases/changes", one, HttpStatusCode.BadRequest);
        await kith.As(Cast.Vera).PostAsync("/api/cases/changes", new { cases = new[] { 1 }, step = new { kind = "close" } }, HttpStatusCode.Forbidden);
        Assert.Equal("refused not_found", Said(await ChangeAsync(kith.AsNeighbour(Cast.Mina), new { cases = new[] { 30 }, step = new { kind = "close" } })));
    }

    [Fact]
    public async Task two_who_begin_at_both_ends_at_once_get_in_nobodys_way()
    {
        await using var kith = await world.OpenAsync();
        List<long> numbers = [];
        for (var i = 0; i < 30; i++) numbers.Add(await OpenAsync(kith, $"Case {i}"));

        for (var round = 0; round < 3; round++)
        {
            var up = ChangeAsync(kith.As(Cast.Rosa), new { cases = numbers, step = new { kind = "tag", tags = new[] { $"up {round}" } } });
            var down = ChangeAsync(kith.As(Cast.Omar), new { cases = Enumerable.Reverse(numbers), step = new { kind = "tag", tags = new[] { $"down {round}" } } });
            Assert.Equal(30, (int)(await up)["done"]!);
            Assert.Equal(30, (int)(await down)["done"]!);
        }
        Assert.All((await kith.As(Cast.Rosa).GetAsync("/api/cases?list=all"))["items"]!.AsArray(), row => Assert.Equal(6, row!["tags"]!.AsArray().Count));
    }

    static async Task<(int, int)> SeenAsync(ApiCaller rosa)
    {
        var seen = await ChangeAsync(rosa, new { filter = new { list = "all" }, step = new { kind = "seen" } });
        return ((int)seen["done"]!, (int)seen["unchanged"]!);
    }

    static async Task<long> OpenAsync(KithUnderTest kith, string title) => (await kith.OpenCaseAsync(await kith.MeetAsync($"Somebody with {title}"), title)).Number;

    static async Task<JsonNode> ChangeAsync(ApiCaller who, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/cases/changes") { Content = new StringContent(JsonSerializer.Serialize(body, Wire.Json), System.Text.Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await who.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    static string Said(JsonNode changes) => string.Join(", ", changes["lines"]!.AsArray().Select(line => $"{line!["outcome"]} {line["code"]}".TrimEnd()));

    static async Task<string> StandAsync(KithUnderTest kith) => JsonSerializer.Serialize(await kith.LookAsync(async db => new { Cases = await db.Cases.OrderBy(c => c.Number).ToListAsync(), Moments = await db.Moments.CountAsync(), Asks = await db.Asks.ToListAsync(), Audit = await db.AuditEntries.CountAsync() }));
}
