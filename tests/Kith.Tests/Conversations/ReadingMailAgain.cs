using System.Text.Json.Nodes;
using Kith.Tests.Cli;
using Kith.Tests.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Conversations;

/// <summary>What an older reader made of mails is mended by one command, and nothing else is touched.</summary>
public class ReadingMailAgain(World world) : IClassFixture<World>
{
    const string Nomsa = "nomsa@example.org", Thabo = "thabo@elsewhere.example";

    static string WithFile => string.Join("\r\n",
        "Authentication-Results: mx.marula.example; dmarc=pass header.from=example.org", "Message-ID: <7@example.org>", "Date: Sun, 22 Nov 2026 08:00:00 +0000", $"From: {Nomsa}", $"To: {Postman.Address}, sipho@example.org",
        "Subject: =?utf-8?q?Gr=C3=B6=C3=9Fe?=", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "",
        "The zebra stands at the gate.", "", "On Sunday Marula wrote:", "> Where is it?", "--b", "Content-Type: text/csv; name=herd.csv", "Content-Disposition: attachment", "", "zebra,1", "--b--", "");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task mends_what_was_read_wrongly_and_moves_nothing(bool isRawGone)
    {
        await using var kith = await world.OpenAsync();
        var post = await Postman.ConnectAsync(kith);
        await post.BringsAsync(WithFile);
        await post.BringsAsync(Postman.Mail("8@elsewhere.example", Thabo, "And mine?", "Re: My policy", dmarc: "fail", more: [("References", "<7@example.org>")]));
        var right = await kith.UntilFilesAsync(post, Nomsa);
        await Soon.Async(async () => Assert.False(FetchMedia.Awaits(Assert.Single(await post.MessagesAsync(Thabo)))));
        await FindsAsync(kith, "zebra", 1);
        var (cases, untouched) = (await CasesAsync(kith), System.Text.Json.JsonSerializer.Serialize(await post.MessagesAsync(Thabo)));
        await MisreadAsync(kith, right.Id);
        await MisindexAsync(kith, right.Id);
        if (isRawGone) await ForgetRawAsync(kith);
        await FindsAsync(kith, "zebra", 0);

        Assert.Contains("2 mails read again: 1 would change, 0 cannot", await TheCommandLine.AskAsync(kith, 0, "mail", "again", "--dry-run"), StringComparison.Ordinal);
        Assert.Equal("garbled", Assert.Single(await post.MessagesAsync(Nomsa)).Text);
        Assert.Contains("2 mails read again: 1 changed, 0 cannot", await TheCommandLine.AskAsync(kith, 0, "mail", "again"), StringComparison.Ordinal);

        var now = Assert.Single(await post.MessagesAsync(Nomsa));
        Assert.Equal((right.Text, right.PersonId, right.CaseId, right.At, right.ThreadKey, right.Tx), (now.Text, now.PersonId, now.CaseId, now.At, now.ThreadKey, now.Tx));
        Assert.True(JsonNode.DeepEquals(right.Detail, now.Detail), $"{right.Detail} {now.Detail}");
        Assert.Equal(right.Attachments, now.Attachments);
        Assert.Equal(untouched, System.Text.Json.JsonSerializer.Serialize(await post.MessagesAsync(Thabo)));
        Assert.Equal(cases, await CasesAsync(kith));
        await FindsAsync(kith, "zebra", 1);
        await FindsAsync(kith, "garbled", 0);
        Assert.Contains("2 mails read again: 0 changed", await TheCommandLine.AskAsync(kith, 0, "mail", "again"), StringComparison.Ordinal);
        Assert.Equal(1, await kith.LookAsync(db => db.AuditEntries.CountAsync(a => a.Action == "kith mail again")));
    }

    [Fact]
    public async Task tries_what_was_set_aside_and_reads_only_what_is_asked_for()
    {
        await using var kith = await world.OpenAsync();
        var (care, claims) = (await Postman.ConnectAsync(kith, name: "Care"), await Postman.ConnectAsync(kith, new { address = "claims@marula.example" }, "Claims"));
        await care.BringsAsync(Postman.Mail("1@example.org", Nomsa, "One."));
        await AHostileHook.PlantAsync(kith, claims.Connection, "hidden");
        await claims.BringsAsync(Postman.Mail("2@example.org", Nomsa, "Two."));
        await TheCommandLine.AskAsync(kith, 0, "mail", "again");
        Assert.Equal(1, await kith.LookAsync(db => db.SetAside.CountAsync()));
        await AHostileHook.PlantAsync(kith, claims.Connection, "mended");

        Assert.Contains("1 mail read again: 0 would change, 0 cannot be read again. 1 set aside would be tried", await TheCommandLine.AskAsync(kith, 0, "mail", "again", "--dry-run"), StringComparison.Ordinal);
        Assert.Contains("Of 0 set aside", await TheCommandLine.AskAsync(kith, 0, "mail", "again", "--connection", "care"), StringComparison.Ordinal);
        Assert.Contains("0 mails", await TheCommandLine.AskAsync(kith, 0, "mail", "again", "--since", "2099-01-01"), StringComparison.Ordinal);
        Assert.Contains("Of 1 set aside 1", await TheCommandLine.AskAsync(kith, 0, "mail", "again", "--connection", "Claims"), StringComparison.Ordinal);
        Assert.Equal(["One.", "Two."], (await care.MessagesAsync(Nomsa)).Select(m => m.Text));
        Assert.Equal(0, await kith.LookAsync(db => db.SetAside.CountAsync()));
        Assert.Contains("There are: Care, Claims", await TheCommandLine.AskAsync(kith, 2, "mail", "again", "--connection", "Sales"), StringComparison.Ordinal);
        Assert.Contains("kith mail again", await TheCommandLine.AskAsync(kith, 2, "mail", "again", "--since", "yesterday"), StringComparison.Ordinal);
    }

    /// <summary>As a reader would have left it that knew no charsets, no quotes and no attachments.</summary>
    static async Task MisreadAsync(KithUnderTest kith, Guid id)
    {
        await using var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "an older reader", CancellationToken.None);
        var moment = await work.Db.Moments.SingleAsync(m => m.Id == id);
        var detail = (JsonObject)moment.Detail!.DeepClone();
        (detail["subject"], detail["marks"]) = ("Gr\u00C3\u00B6\u00C3\u0178e", new JsonArray("defects"));
        detail.Remove("folded");
        detail.Remove("others");
        detail["media"] = new JsonArray(detail["media"]![0]!.DeepClone());
        var kase = await work.Db.Cases.SingleAsync(c => c.Id == moment.CaseId);
        (moment.Text, moment.Detail, moment.Attachments, kase.LastText) = ("garbled", detail, null, "garbled");
        await work.CommitAsync(CancellationToken.None);
    }

    static Task MisindexAsync(KithUnderTest kith, Guid id) => kith.Services.GetRequiredService<SearchFeed>().AgainAsync(kith.Marula.Id, new Dictionary<Guid, string> { [id] = "garbled" }, CancellationToken.None);

    static async Task ForgetRawAsync(KithUnderTest kith)
    {
        await using var work = await kith.Store.WriteAcrossAsync(CancellationToken.None);
        await work.Db.Intake.IgnoreQueryFilters().ExecuteDeleteAsync();
        await work.CommitAsync(CancellationToken.None);
    }

    static async Task<List<string>> CasesAsync(KithUnderTest kith) => await kith.LookAsync(db => db.Cases.OrderBy(c => c.Number).Select(c => $"{c.Number} {c.PersonId} {c.State} {c.LastAt} {c.LastText}").ToListAsync());

    static Task FindsAsync(KithUnderTest kith, string words, int count) => Soon.Async(async () =>
        Assert.Equal(count, (await kith.As(Cast.Rosa).GetAsync($"/api/search?query={words}"))["items"]!.AsArray().Count));
}
