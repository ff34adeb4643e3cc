using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Retention;

/// <summary>What is older than the house keeps it goes by itself, with its files, its place in the search and its bytes; what is younger, open or named elsewhere stays.</summary>
public class KeepingNoLonger(World world) : IClassFixture<World>
{
    [Fact]
    public async Task words_of_cases_closed_long_ago_go_and_their_places_stay()
    {
        await using var kith = await world.OpenAsync();
        var (ada, rosa) = (kith.As(Cast.Ada), kith.As(Cast.Rosa));
        var old = await ClosedAsync(kith, "zebrawords old", 40);
        var young = await ClosedAsync(kith, "zebrawords young", 20);
        var open = await kith.OpenCaseAsync(await kith.MeetAsync("Open One"), "zebrawords open");
        await kith.SayAsync((await PersonAsync(kith, open.PersonId))!, "zebrawords are still talked about", Life.Now.AddDays(-50), open);
        await SettledAsync(kith, 6);
        Assert.Equal((1, 30), await PreviewAsync(ada, "words", 30));
        Assert.Equal(7, await FoundAsync(rosa, "zebrawords", "spoken"));

        await SetAsync(ada, ("words", 30));
        await LookAsync(kith);
        var row = await rosa.GetAsync($"/api/cases/{old.Number}");
        Assert.Equal(("", "", "closed"), ((string?)row["title"] ?? "", (string?)row["lastText"] ?? "", (string)row["state"]!));
        var told = (await rosa.GetAsync($"/api/people/{old.PersonId}/timeline"))["items"]!.AsArray();
        Assert.All(told, one => Assert.Null(one!["text"]));
        Assert.Equal(2, told.Count(one => one!["detail"]!["keptNoLonger"] is not null));
        Assert.DoesNotContain("zebrawords old", (await rosa.GetAsync("/api/search?query=zebrawords")).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("zebrawords young", (string)(await rosa.GetAsync($"/api/cases/{young.Number}"))["title"]!);
        Assert.Equal("zebrawords open", (string)(await rosa.GetAsync($"/api/cases/{open.Number}"))["title"]!);
        Assert.Equal(1, (int)(await RuleAsync(ada, "words"))["gone"]!);
        Assert.Contains("1 words older than 30 days", await kith.LookAsync(async db => string.Join(' ', (await db.AuditEntries.Where(a => a.Action == "keep no longer").Select(a => a.Facts).ToListAsync()).Select(facts => facts!.ToJsonString()))), StringComparison.Ordinal);
        if (!World.OnPostgres) Assert.Empty(HoldingFiles(kith, "zebrawords old"));

        // Looked for once a day; a rule that was changed is looked for at once.
        await LookAsync(kith);
        Assert.Equal(1, (int)(await RuleAsync(ada, "words"))["gone"]!);
        await SetAsync(ada, ("words", 10));
        await LookAsync(kith);
        Assert.Equal("", (string?)(await rosa.GetAsync($"/api/cases/{young.Number}"))["title"] ?? "");
        await SetAsync(ada);
        Assert.Empty((await ada.GetAsync("/api/retention"))["items"]!.AsArray());
    }

    [Fact]
    public async Task files_go_where_nothing_else_names_them_and_recordings_leave_the_call()
    {
        await using var kith = await world.OpenAsync();
        var (ada, rosa) = (kith.As(Cast.Ada), kith.As(Cast.Rosa));
        var (mine, shared, open) = (await UploadAsync(rosa, "only here"), await UploadAsync(rosa, "here and there"), await UploadAsync(rosa, "in what is open"));
        var old = await ClosedAsync(kith, "with files", 60, mine, shared);
        var running = await kith.OpenCaseAsync(await kith.MeetAsync("Open One"), "open");
        await kith.SayAsync((await PersonAsync(kith, running.PersonId))!, "Look", Life.Now.AddDays(-60), running, change: m => m.Attachments = [open]);
        await kith.SayAsync((await PersonAsync(kith, running.PersonId))!, "Look again", Life.Now.AddDays(-1), running, change: m => m.Attachments = [shared]);
        var voice = await kith.SayAsync((await PersonAsync(kith, old.PersonId))!, "", Life.Now.AddDays(-60), change: m => (m.Kind, m.Text, m.Attachments) = (MomentKind.Voicemail, null, [mine]));
        await kith.WriteAsync(kith.Marula, db => db.BroughtFiles.ExecuteUpdateAsync(set => set.SetProperty(b => b.At, Life.Now.AddDays(-3))));

        await SetAsync(ada, ("files", 30));
        await LookAsync(kith);
        // The voicemail still names the file.
        Assert.Equal((true, true, true), (IsThere(kith, mine), IsThere(kith, shared), IsThere(kith, open)));
        var told = (await rosa.GetAsync($"/api/people/{old.PersonId}/timeline"))["items"]!.AsArray().Single(one => (string)one!["kind"]! == "message")!;
        Assert.Equal((0, 2, "with files spoken"), (told["attachments"]!.AsArray().Count, (int)told["detail"]!["filesGone"]!, (string)told["text"]!));
        Assert.Equal(1, (int)(await RuleAsync(ada, "files"))["gone"]!);

        await SetAsync(ada, ("files", 30), ("recordings", 30));
        await LookAsync(kith);
        Assert.Equal((false, true, true), (IsThere(kith, mine), IsThere(kith, shared), IsThere(kith, open)));
        var (text, files, detail) = await kith.LookAsync(async db => (await db.Moments.Where(m => m.Id == voice.Id).ToListAsync()).Select(m => (m.Text, m.Attachments, m.Detail)).Single());
        Assert.Equal((null, null, true), (text, files, (bool)detail!["keptNoLonger"]!));
        Assert.Empty(await kith.LookAsync(db => db.FadingFiles.ToListAsync()));
        await rosa.GetProblemAsync($"/api/attachments/{mine.Hash}/a.txt", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task people_with_whom_nothing_was_said_go_whole()
    {
        await using var kith = await world.OpenAsync();
        var ada = kith.As(Cast.Ada);
        var gone = await ClosedAsync(kith, "long ago", 500);
        var spoke = await ClosedAsync(kith, "spoke lately", 500);
        var opened = await ClosedAsync(kith, "has something open", 500);
        await kith.SayAsync((await PersonAsync(kith, spoke.PersonId))!, "I am back", Life.Now.AddDays(-2));
        await kith.OpenCaseAsync((await PersonAsync(kith, opened.PersonId))!, "open");
        await kith.WriteAsync(kith.Marula, db => db.People.ExecuteUpdateAsync(set => set.SetProperty(p => p.CreatedAt, Life.Now.AddDays(-900)).SetProperty(p => p.LastAt, Life.Now.AddDays(-500))));
        var before = (await PreviewAsync(ada, "people", 400)).Count;
        await SetAsync(ada, ("people", 400));
        await LookAsync(kith);
        Assert.Equal(before, (int)(await RuleAsync(ada, "people"))["gone"]!);
        Assert.Null((await PersonAsync(kith, gone.PersonId))!.Name);
        Assert.Equal(("P lately", "P open"), ((await PersonAsync(kith, spoke.PersonId))!.Name, (await PersonAsync(kith, opened.PersonId))!.Name));
        Assert.Equal(0, (await PreviewAsync(ada, "people", 400)).Count);
        await Soon.Async(async () => Assert.True((bool)(await ada.PostAsync("/api/audit/checks", null, HttpStatusCode.OK))["isWhole"]!));
    }

    [Fact]
    public async Task what_is_no_rule_is_refused_and_only_who_sees_all_may_say_it()
    {
        await using var kith = await world.OpenAsync();
        var ada = kith.As(Cast.Ada);
        object[] bad = [Items(("words", 0)), Items(("words", 3651)), Items(("words", -1)), Items(("words", 30), ("words", 40)), Items(("letters", 30))];
        foreach (var body in bad)
        {
            await ada.PutAsync("/api/retention", body, HttpStatusCode.BadRequest);
            await ada.PostAsync("/api/retention/preview", body, HttpStatusCode.BadRequest);
        }
        await kith.As(Cast.Rosa).PutAsync("/api/retention", Items(("words", 30)), HttpStatusCode.Forbidden);
        await kith.As(Cast.Rosa).PostAsync("/api/retention/preview", Items(("words", 30)), HttpStatusCode.Forbidden);
        await SetAsync(ada, ("words", 30));
        Assert.Empty((await kith.AsNeighbour(Cast.Ada).GetAsync("/api/retention"))["items"]!.AsArray());
    }

    static object Items(params (string Kind, int Days)[] rules) => new { items = rules.Select(rule => new { kind = rule.Kind, days = rule.Days }) };

    static Task<JsonNode> SetAsync(ApiCaller ada, params (string Kind, int Days)[] rules) => ada.PutAsync("/api/retention", Items(rules));

    static async Task<(int Count, int Days)> PreviewAsync(ApiCaller ada, string kind, int days)
    {
        var shown = (await ada.PostAsync("/api/retention/preview", Items((kind, days)), HttpStatusCode.OK))["items"]!.AsArray().Single()!;
        return ((int)shown["count"]!, (int)shown["days"]!);
    }

    static async Task<JsonNode> RuleAsync(ApiCaller ada, string kind) => (await ada.GetAsync("/api/retention"))["items"]!.AsArray().Single(rule => (string)rule!["kind"]! == kind)!;

    static Task LookAsync(KithUnderTest kith) => kith.Services.GetRequiredService<ForgetOld>().LookAsync(CancellationToken.None);

    /// <summary>Somebody of that name said something and a note was written; it was closed so many days ago.</summary>
    static async Task<Case> ClosedAsync(KithUnderTest kith, string title, int days, params AttachedFile[] files)
    {
        var person = await kith.MeetAsync($"P {title.Split(' ')[^1]}");
        var kase = await kith.OpenCaseAsync(person, title);
        await kith.SayAsync(person, $"{title} spoken", Life.Now.AddDays(-days - 1), kase, change: m => m.Attachments = files.Length == 0 ? null : [.. files]);
        await kith.SayAsync(person, $"{title} noted", Life.Now.AddDays(-days - 1), kase, change: m => (m.Kind, m.Direction, m.Visibility) = (MomentKind.Note, Direction.None, Visibility.Internal));
        await kith.WriteAsync(kith.Marula, db => db.Cases.Where(c => c.Id == kase.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CaseState.Closed).SetProperty(c => c.PromiseDue, (DateTime?)null).SetProperty(c => c.ClosedAt, Life.Now.AddDays(-days))));
        return kase;
    }

    static async Task<AttachedFile> UploadAsync(ApiCaller rosa, string words)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(words));
        var made = JsonNode.Parse(await (await rosa.Http.PostAsync("/api/attachments?name=a.txt", body)).Content.ReadAsStringAsync())!;
        return new((string)made["hash"]!, "a.txt", "text/plain", words.Length);
    }

    static bool IsThere(KithUnderTest kith, AttachedFile file)
    {
        using var bytes = kith.Services.GetRequiredService<KeptFiles>().Open(kith.Marula.Id, file.Hash);
        return bytes is not null;
    }

    static Task<Person?> PersonAsync(KithUnderTest kith, Guid id) => kith.LookAsync(db => db.People.SingleOrDefaultAsync(p => p.Id == id));

    static async Task<int> FoundAsync(ApiCaller rosa, params string[] queries)
    {
        var found = 0;
        foreach (var query in queries) found += (await rosa.GetAsync($"/api/search?query={query}"))["items"]!.AsArray().Count;
        return found;
    }

    static Task SettledAsync(KithUnderTest kith, int words) => Soon.Async(async () => Assert.True(await FoundAsync(kith.As(Cast.Rosa), "zebrawords") >= words - 1));

    static IEnumerable<string> HoldingFiles(KithUnderTest kith, string words) =>
        Directory.EnumerateFiles(kith.Settings.DataFolder, "kith.db*").Where(path =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0;
        });
}
