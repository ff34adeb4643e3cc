using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Tests.Macros;

/// <summary>Several steps by one action: seen before, then all of them or none, each as if done singly.</summary>
public class RunningAMacro(World world) : IClassFixture<World>
{
    [Fact]
    public async Task all_of_its_steps_are_seen_before_and_then_done_with_one_entry_that_names_it()
    {
        await using var kith = await world.OpenAsync();
        var (rosa, omar) = (kith.As(Cast.Rosa), kith.As(Cast.Omar));
        var kase = await OpenAsync(kith, "Roof");
        var answer = await rosa.PostAsync("/api/answers", new { title = "On its way", text = "Dear {name}, {me} looks into case {case}." });
        var macro = await AddAsync(rosa, "Storm claim", "everybody", Words(answer), Tag("storm", "roof"), Tag("storm"), Give(kith, "Omar"), new { kind = "snooze", hours = 48 });
        var before = await StandAsync(kith);

        var seen = await RunAsync(rosa, kase, macro, preview: true);
        Assert.Equal("words done, tag done, tag nothing, give done, snooze done", Said(seen));
        Assert.Equal($"Dear Lindiwe, Rosa looks into case {kase}.", (string)seen["words"]!);
        Assert.Equal(before, await StandAsync(kith));

        var key = Guid.NewGuid().ToString();
        var audited = await kith.LookAsync(db => db.AuditEntries.CountAsync());
        var done = await RunAsync(rosa, kase, macro, key: key);
        Assert.Equal((Said(seen), (string)seen["words"]!), (Said(done), (string)done["words"]!));
        Assert.Equal(Said(done), Said(await RunAsync(rosa, kase, macro, key: key)));
        Assert.Equal(audited + 1, await kith.LookAsync(db => db.AuditEntries.CountAsync()));
        Assert.Contains("macro Storm claim", await kith.LookAsync(async db => JsonSerializer.Serialize((await db.AuditEntries.OrderByDescending(a => a.Id).FirstAsync()).Facts)), StringComparison.Ordinal);

        var row = await rosa.GetAsync($"/api/cases/{kase}");
        Assert.Equal(("snoozed", "storm,roof", "Omar"), ((string)row["state"]!, string.Join(',', row["tags"]!.AsArray()), ((string)row["ownerName"]!).Split(' ')[0]));
        Assert.InRange((await kith.LookAsync(db => db.Cases.Where(c => c.Number == kase).Select(c => c.PromiseDue).SingleAsync()))!.Value, Life.Now.AddHours(47), Life.Now.AddHours(48));
        Assert.Single((await omar.GetAsync("/api/notices"))["items"]!.AsArray(), one => (string)one!["kind"]! == "given");
        Assert.Equal(0, await kith.LookAsync(db => db.Moments.CountAsync(m => m.Direction == Direction.Out)));
        Assert.Equal("give nothing", Said(await RunAsync(omar, kase, await AddAsync(omar, "To me", "me", Give(kith, "Omar")))));
    }

    [Fact]
    public async Task what_cannot_is_said_before_and_none_of_it_is_done()
    {
        await using var kith = await world.OpenAsync();
        var (rosa, mina) = (kith.As(Cast.Rosa), kith.As(Cast.Mina));
        var kase = await OpenAsync(kith, "Asks");
        await rosa.PostAsync($"/api/cases/{kase}/asks", new { departmentId = kith.Marula.Care, question = "What does it cost?" });
        var macro = await AddAsync(rosa, "Settle", "me", Tag("settled"), new { kind = "close" }, Give(kith, "Omar"));
        var before = await StandAsync(kith);
        Assert.Equal("tag done, close refused open_asks, give done", Said(await RunAsync(rosa, kase, macro, preview: true)));
        Assert.Equal("open_asks", (string)(await rosa.PostAsync($"/api/cases/{kase}/macros/{macro["id"]}", new { }, HttpStatusCode.Conflict))["code"]!);
        Assert.Equal(before, await StandAsync(kith));

        var hall = await mina.PostAsync("/api/departments", new { name = "Claims hall" });
        var answer = await rosa.PostAsync("/api/answers", new { title = "Soon", text = "Soon." });
        var stale = await AddAsync(rosa, "To the hall", "me", Tag("hall"), Words(answer), new { kind = "give", departmentId = (Guid)hall["id"]! });
        await mina.DeleteAsync($"/api/departments/{hall["id"]}");
        await rosa.DeleteAsync($"/api/answers/{answer["id"]}");
        var listed = (await rosa.GetAsync("/api/macros"))["items"]!.AsArray().Single(one => (string)one!["name"]! == "To the hall")!;
        Assert.Equal([null, "There is no such saved answer, or no more.", "There is no such department, or no more."], listed["steps"]!.AsArray().Select(step => (string?)step!["missing"]));
        Assert.Equal("tag done, words refused macro_misses, give refused macro_misses", Said(await RunAsync(rosa, kase, stale, preview: true)));
        Assert.Equal("macro_misses", (string)(await rosa.PostAsync($"/api/cases/{kase}/macros/{stale["id"]}", null, HttpStatusCode.Conflict))["code"]!);
        Assert.Empty((await rosa.GetAsync($"/api/cases/{kase}"))["tags"]!.AsArray());
    }

    [Fact]
    public async Task each_sees_their_own_their_departments_and_everybodys_and_what_makes_no_macro_is_refused()
    {
        await using var kith = await world.OpenAsync();
        var (rosa, omar, ada) = (kith.As(Cast.Rosa), kith.As(Cast.Omar), kith.As(Cast.Ada));
        var kase = await OpenAsync(kith, "Any");
        var back = await ada.PostAsync("/api/departments", new { name = "Back office" });
        var own = await AddAsync(rosa, "Own", "me", Tag("own"));
        var all = await AddAsync(rosa, "Shared", "everybody", Tag("all"));
        var away = await ada.PostAsync("/api/macros", new { name = "Away", @for = "department", departmentId = (Guid)back["id"]!, steps = new[] { Tag("away") } });
        Assert.Equal("Own, Shared", await NamesAsync(rosa));
        Assert.Equal("Shared", await NamesAsync(omar));
        Assert.Equal("Away, Shared", await NamesAsync(ada));
        Assert.Equal("", await NamesAsync(kith.AsNeighbour(Cast.Mina)));

        var body = new { name = "Ours", @for = "everybody", steps = new[] { Tag("ours") } };
        foreach (var unseen in new[] { own, away })
        {
            await omar.PutAsync($"/api/macros/{unseen["id"]}", body, HttpStatusCode.NotFound);
            await omar.PostAsync($"/api/cases/{kase}/macros/{unseen["id"]}", new { }, HttpStatusCode.NotFound);
        }
        await omar.DeleteAsync($"/api/macros/{all["id"]}", HttpStatusCode.Forbidden);
        Assert.Equal("not_yours", (string)(await omar.PutAsync($"/api/macros/{all["id"]}", body, HttpStatusCode.Forbidden))["code"]!);
        Assert.Equal("Ours", (string)(await ada.PutAsync($"/api/macros/{all["id"]}", body))["name"]!);
        await rosa.DeleteAsync($"/api/macros/{own["id"]}");
        Assert.Equal("Ours", await NamesAsync(rosa));

        object close = new { kind = "close" }, snooze = new { kind = "snooze", hours = 2 };
        object[][] bad =
        [
            [], [close, close], [snooze, snooze], [close, snooze], [Give(kith, "Omar"), Give(kith, "Rosa")], [Give(kith, "Omar"), new { kind = "giveBack" }], [new { kind = "give" }], [Give(kith, "Vera")], [new { kind = "give", departmentId = Guid.NewGuid() }],
            [new { kind = "words" }], [new { kind = "words", answerId = Guid.NewGuid() }], [new { kind = "tag" }], [new { kind = "snooze" }], [new { kind = "snooze", hours = 0 }], [new { kind = "snooze", hours = 9000 }], [.. Enumerable.Range(0, 11).Select(i => Tag($"t{i}"))], [null!],
        ];
        foreach (var steps in bad) await rosa.PostAsync("/api/macros", new { name = "x", @for = "me", steps }, HttpStatusCode.BadRequest);
        foreach (var name in new[] { "", " ", new string('x', 81) }) await rosa.PostAsync("/api/macros", new { name, @for = "me", steps = new[] { close } }, HttpStatusCode.BadRequest);
        await rosa.PostAsync("/api/macros", new { name = "x", @for = "department", departmentId = (Guid)back["id"]!, steps = new[] { close } }, HttpStatusCode.NotFound);
        await kith.As(Cast.Vera).PostAsync("/api/macros", body, HttpStatusCode.Forbidden);
        await kith.AsNeighbour(Cast.Mina).PostAsync($"/api/cases/{kase}/macros/{all["id"]}", new { }, HttpStatusCode.NotFound);
    }

    static object Tag(params string[] tags) => new { kind = "tag", tags };

    static object Give(KithUnderTest kith, string who) => new { kind = "give", ownerId = kith.Marula.TeammateIds[who] };

    static object Words(JsonNode answer) => new { kind = "words", answerId = (Guid)answer["id"]! };

    static Task<JsonNode> AddAsync(ApiCaller who, string name, string @for, params object[] steps) => who.PostAsync("/api/macros", new { name, @for, steps });

    static async Task<string> NamesAsync(ApiCaller who) => string.Join(", ", (await who.GetAsync("/api/macros"))["items"]!.AsArray().Select(one => (string)one!["name"]!));

    static async Task<long> OpenAsync(KithUnderTest kith, string title) => (await kith.OpenCaseAsync(await kith.MeetAsync("Lindiwe Dube"), title)).Number;

    static async Task<JsonNode> RunAsync(ApiCaller who, long kase, JsonNode macro, bool preview = false, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/cases/{kase}/macros/{macro["id"]}") { Content = new StringContent(JsonSerializer.Serialize(new { preview }, Wire.Json), System.Text.Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await who.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    static string Said(JsonNode run) => string.Join(", ", run["lines"]!.AsArray().Select(line => $"{line!["kind"]} {line["outcome"]} {line["code"]}".TrimEnd()));

    static async Task<string> StandAsync(KithUnderTest kith) => JsonSerializer.Serialize(await kith.LookAsync(async db => new { Cases = await db.Cases.OrderBy(c => c.Number).ToListAsync(), Moments = await db.Moments.CountAsync(), Notices = await db.Notices.CountAsync(), Audit = await db.AuditEntries.CountAsync() }));
}
