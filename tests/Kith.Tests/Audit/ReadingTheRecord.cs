using System.Net;
using Kith.Tests.Cli;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Audit;

/// <summary>Whoever is in charge reads who did what, and whether anybody changed it since.</summary>
public class ReadingTheRecord(World world) : IClassFixture<World>
{
    [Fact]
    public async Task says_who_did_what_narrowed_by_whoever_asks()
    {
        await using var kith = await world.OpenAsync();
        var (ada, nomsa) = (kith.As(Cast.Ada), await kith.MeetAsync("Nomsa Ndlovu", "+27825554417"));
        await kith.OpenCaseAsync(nomsa, "the roof");
        await kith.As(Cast.Rosa).PutAsync("/api/cases/1/closure", null);
        await ada.PostAsync("/api/answers", new { title = "x", text = "y" });
        await kith.Services.GetRequiredService<ChainFollower>().CatchUpAsync(kith.Marula.Id, CancellationToken.None);

        Assert.Equal([$"{Cast.Ada.Name} added to answers: saved answer", "Rosa Meyer closed case 1"], (await SaidAsync(ada, "")).Take(2));
        Assert.Equal(["Rosa Meyer closed case 1"], await SaidAsync(ada, $"?who={kith.Marula.TeammateIds["Rosa"]}"));
        Assert.Contains("Rosa Meyer closed case 1", await SaidAsync(ada, $"?person={nomsa.Id}"));
        Assert.Contains("Rosa Meyer closed case 1", await SaidAsync(ada, "?case=1"));
        Assert.Equal(["Rosa Meyer closed case 1"], await SaidAsync(ada, "?what=cases"));
        Assert.All(await SaidAsync(ada, "?kind=read"), said => Assert.Contains("read the record", said, StringComparison.Ordinal));
        Assert.Empty(await SaidAsync(ada, $"?to={Life.Now.AddDays(-1):O}"));
        var first = await ada.GetAsync("/api/audit?limit=1");
        Assert.NotEqual((string)first["items"]![0]!["id"]!, (string)(await ada.GetAsync($"/api/audit?limit=1&cursor={first["next"]}"))["items"]![0]!["id"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await kith.As(Cast.Rosa).Http.GetAsync("/api/audit")).StatusCode);
    }

    [Fact]
    public async Task is_on_the_record_as_each_sensitive_read_is()
    {
        await using var kith = await world.OpenAsync();
        var (ada, nomsa) = (kith.As(Cast.Ada), await kith.MeetAsync("Nomsa Ndlovu", "+27825554417"));
        await kith.WriteAsync(kith.Marula, db => Task.FromResult(db.Add(new SetAside { WorkspaceId = db.WorkspaceId, Id = Ids.New(Life.Now), ConnectionId = Ids.New(Life.Now), Key = "k", Problem = "x", At = Life.Now })));

        foreach (var (method, path) in new[] { (HttpMethod.Get, "/api/audit"), (HttpMethod.Get, "/api/audit/table"), (HttpMethod.Get, "/api/intake/set-aside"), (HttpMethod.Post, $"/api/people/{nomsa.Id}/exports"), (HttpMethod.Post, "/api/audit/checks") })
        {
            var rows = (KithDb db) => db.AuditEntries.CountAsync(entry => entry.ActorKind == AuthorKind.Teammate);
            var before = await kith.LookAsync(rows);
            using var request = new HttpRequestMessage(method, path);
            using var answer = await ada.Http.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
            Assert.Equal((path, 1), (path, await kith.LookAsync(rows) - before));
        }
    }

    [Fact]
    public async Task as_a_table_begins_no_formula()
    {
        await using var kith = await world.OpenAsync();
        var nomsa = await kith.MeetAsync("Nomsa Ndlovu");
        await kith.As(Cast.Ada).PatchAsync($"/api/people/{nomsa.Id}", new { name = "=HYPERLINK(\"x\")" });

        var table = await kith.As(Cast.Ada).Http.GetStringAsync("/api/audit/table");

        Assert.Contains("\"'=HYPERLINK(\"\"x\"\")\"", table, StringComparison.Ordinal);
        Assert.Equal(["\"'+1\"", "\"'-1\"", "\"'@x\"", "\"'\t\"", "\"'\r\"", "\"'\n\"", "\"'＝1\"", "\"1=1\"", "\"\""], new[] { "+1", "-1", "@x", "\t", "\r", "\n", "＝1", "1=1", "" }.Select(CsvCell.Of));
    }

    [Fact]
    public async Task says_whether_the_chain_is_whole_and_where_it_is_not()
    {
        await using var kith = await world.OpenAsync();
        var ada = kith.As(Cast.Ada);
        await kith.MeetAsync("Nomsa Ndlovu");
        Assert.True((bool)(await ada.PostAsync("/api/audit/checks", null, HttpStatusCode.OK))["isWhole"]!);

        const string sql = "update audit set action = 'never happened' where action = 'life before the test'";
        if (kith.Store is SqliteStore sqlite)
        {
            using var command = sqlite.Writer.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
        else
        {
            await using var command = ((PostgresStore)kith.Store).Owner.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }

        var found = await ada.PostAsync("/api/audit/checks", null, HttpStatusCode.OK);
        Assert.Equal((false, "the entry was changed."), ((bool)found["isWhole"]!, (string)found["wrong"]![0]!["what"]!));
        Assert.Contains("the entry was changed.", await TheCommandLine.AskAsync(kith, 1, "verify"), StringComparison.Ordinal);
        Assert.NotNull((await ada.GetAsync("/api/audit/chain"))["anchoredAt"]);
    }

    static async Task<List<string>> SaidAsync(ApiCaller caller, string asked) =>
        [.. (await caller.GetAsync($"/api/audit{asked}"))["items"]!.AsArray().Where(entry => asked.Length > 0 || (string)entry!["kind"]! == "change").Select(entry => $"{entry!["who"]} {entry["sentence"]}")];
}
