using System.Text.Json.Nodes;
using Kith.Cli;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Audit;

/// <summary>Somebody outside keeps the ends of the record, whatever becomes of the way there.</summary>
public class TellingOutside(World world) : IClassFixture<World>
{
    [Fact]
    public async Task goes_on_in_order_through_every_trouble_and_a_restart_and_never_holds_up_the_chain()
    {
        await using var receiver = await AnchorReceiver.OpenAsync();
        receiver.Status = 500;
        var kith = await world.OpenAsync(Told(receiver.Url, new Uri(receiver.Url).Authority));
        await Soon.Async(() => Task.FromResult(AssertBegun(kith)));
        await AnchorAsync(kith, 1);
        await TroubleAsync(kith, "The receiver answered 500.");

        receiver.Status = 302;
        await AnchorAsync(kith, 2);
        await TroubleAsync(kith, "The receiver sends us elsewhere (302), where we do not follow.");
        Assert.Equal((0, 0), (receiver.Inside, receiver.Lines.Count));

        kith = await kith.StopAsync();
        var slow = new TaskCompletionSource();
        (receiver.Slowness, receiver.Status) = (slow.Task, 200);
        await AnchorAsync(kith, 3);
        Assert.Empty(receiver.Lines);
        slow.SetResult();
        var end = (long)(await ChainAsync(kith))["anchoredEntries"]!;
        await Soon.Async(async () => Assert.Equal((end, null), ((long?)(await ChainAsync(kith))["outside"]!["entries"], (string?)(await ChainAsync(kith))["outside"]!["problem"])));

        var seqs = receiver.Lines.Select(line => JsonNode.Parse(line)!).Where(said => (Guid)said["workspace"]! == kith.Marula.Id).Select(said => (long)said["seq"]!).ToList();
        Assert.Equal(seqs.Order(), seqs);
        Assert.True(seqs.Distinct().Count() >= 3, string.Join(' ', seqs));
        Assert.Empty(receiver.Forged);
        await kith.DisposeAsync();
    }

    [Fact]
    public async Task does_not_call_what_is_inside_nor_whoever_is_down()
    {
        await using var receiver = await AnchorReceiver.OpenAsync();
        foreach (var (url, allowed) in new[] { (receiver.Url.Replace("http:", "https:", StringComparison.Ordinal), ""), ("http://127.0.0.1:1/", "127.0.0.1:1") })
        {
            await using var kith = await world.OpenAsync(Told(url, allowed));
            await Soon.Async(() => Task.FromResult(AssertBegun(kith)));
            await AnchorAsync(kith, 1);
            await TroubleAsync(kith, "The receiver was not reached, or its address is not on the public internet.");
        }
        Assert.Empty(receiver.Lines);
        await using var untold = await world.OpenAsync();
        Assert.Null((await ChainAsync(untold))["outside"]);
    }

    [Fact]
    public async Task finds_an_end_that_was_cut_off_here_with_all_that_was_written_down_here()
    {
        await using var house = await ChainHouse.BuildAsync(30);
        var kept = Path.Combine(house.Folder.Root, "kept.jsonl");
        var anchor = house.Anchors.LastOf(house.Workspace)!;
        await File.WriteAllTextAsync(kept, System.Text.Encoding.UTF8.GetString(AnchorMessage.Of(anchor, "https://outside.example", AnchorReceiver.Secret, Life.Now).Body.Span) + "\n");
        Assert.Empty(await VerifyAsync());

        var (last, name) = (anchor.Seq - 5, $"name = '{ChainFeed.CursorOf(house.Workspace)}'");
        var (mine, at) = ($"workspace_id = {house.Sql(house.Workspace)}", $"select c.audit_id from chain c where c.workspace_id = {house.Sql(house.Workspace)} and c.seq = {last}");
        await house.SqlAsync($"""
            delete from audit where id in (select audit_id from chain where {mine} and seq > {last});
            delete from chain where {mine} and seq > {last};
            update cursor set n = {last}, moment_id = ({at}), epoch = (select a.epoch from audit a where a.id = ({at})), tx = (select {(house.Store.IsPostgres ? "a.tx::text::bigint" : "a.tx")} from audit a where a.id = ({at})) where {name}
            """);
        foreach (var file in Directory.EnumerateFiles(house.Folder.Folder("record"), "anchors-*.txt")) File.Delete(file);

        Assert.Empty(await Verify.RecordAsync(house.Folder, house.Store, OutsideAnchors.None, CancellationToken.None));
        Assert.Contains($"the end was cut off: 5 links to {anchor.Seq} are gone that were anchored.", Assert.Single(await VerifyAsync()), StringComparison.Ordinal);
        await File.AppendAllTextAsync(kept, $"not one\n{(await File.ReadAllTextAsync(kept)).Replace(house.Workspace.ToString(), Guid.Empty.ToString(), StringComparison.Ordinal)}");
        var wrong = await VerifyAsync();
        Assert.Equal((3, $"Line 2 of {kept} is no anchor."), (wrong.Count, wrong[0]));
        Assert.Contains("is gone, whose record was anchored outside", wrong[1], StringComparison.Ordinal);

        async Task<IReadOnlyList<string>> VerifyAsync() =>
            await Verify.RecordAsync(house.Folder, house.Store, await OutsideAnchors.ReadAsync(kept, CancellationToken.None), CancellationToken.None);
    }

    [Theory]
    [InlineData("http://outside.example/", AnchorReceiver.Secret)]
    [InlineData("https://a:b@outside.example/", AnchorReceiver.Secret)]
    [InlineData("https://outside.example/", "word")]
    [InlineData("https://outside.example/", "")]
    [InlineData("", AnchorReceiver.Secret)]
    public void is_not_begun_with_settings_that_cannot_be_meant(string url, string secret) => Assert.Throws<KithCannotStart>(() => KithSettings.From(
        new Microsoft.Extensions.Configuration.ConfigurationManager { ["KITH_ANCHOR_URL"] = url, ["KITH_ANCHOR_SECRET"] = secret }));

    static Action<IWebHostBuilder> Told(string url, string allowed) =>
        builder => builder.UseSetting("KITH_ANCHOR_URL", url).UseSetting("KITH_ANCHOR_SECRET", AnchorReceiver.Secret).UseSetting("KITH_ALLOW_PRIVATE", allowed);

    static object AssertBegun(KithUnderTest kith)
    {
        _ = kith.Services;
        Assert.True(File.Exists(Path.Combine(kith.Settings.DataFolder, "record", "told.json")));
        return kith;
    }

    /// <summary>Something is done and written down, whatever becomes of it outside.</summary>
    static async Task AnchorAsync(KithUnderTest kith, int many)
    {
        await kith.As(Cast.Ada).PostAsync("/api/answers", new { title = $"x{many}", text = "y" });
        await kith.Services.GetRequiredService<ChainFollower>().CatchUpAsync(kith.Marula.Id, CancellationToken.None);
        Assert.NotNull((await ChainAsync(kith))["anchoredAt"]);
    }

    static Task TroubleAsync(KithUnderTest kith, string words) => Soon.Async(async () => Assert.Equal(words, (string?)(await ChainAsync(kith))["outside"]!["problem"]));

    static Task<JsonNode> ChainAsync(KithUnderTest kith) => kith.As(Cast.Ada).GetAsync("/api/audit/chain");
}
