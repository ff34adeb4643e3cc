using Microsoft.Extensions.DependencyInjection;
using Xunit.Sdk;

namespace Kith.Tests.Connections;

/// <summary>
/// The applier crashes in the middle of a batch and another one begins: all that was acknowledged is there, in its order. That this is
/// noticed when it is not so is shown by breaking it on purpose.
/// </summary>
public class WhenArrivalsAreDisordered(World world) : IClassFixture<World>
{
    const int Messages = 30;

    public enum Fault { None, AppliesBackwards, MovesTheCursorFirst }

    [Theory]
    [InlineData(Fault.None, null)]
    [InlineData(Fault.AppliesBackwards, "the words it was changed to")]
    [InlineData(Fault.MovesTheCursorFirst, "all messages")]
    public async Task it_is_noticed(Fault fault, string? missing)
    {
        await using var kith = await world.OpenAsync();
        var partner = await Sender.ConnectAsync(kith);
        await partner.TellsAsync("0", "nomsa", "0");
        await kith.Services.GetRequiredService<Applier>().StopAsync(CancellationToken.None);
        await WriteAsync(partner);

        var path = new FaultyPath(kith.Services.GetRequiredService<HotPath>(), fault);
        await ApplyAsync(kith, path, _ => path.Crashes > 0);
        path.IsWell = true;
        await ApplyAsync(kith, path, applier => applier.HasCaughtUp);

        var noticed = await Xunit.Record.ExceptionAsync(() => CheckAsync(partner));
        if (missing is null) Assert.Null(noticed);
        else Assert.Contains(missing, Assert.IsAssignableFrom<XunitException>(noticed).Message, StringComparison.Ordinal);
    }

    static async Task WriteAsync(Sender partner)
    {
        for (var n = 1; n < Messages; n++) Assert.True((await partner.SayAsync($"{n}", "nomsa", $"{n}")).IsSuccessStatusCode);
        foreach (var (type, data) in new (string, object)[]
        {
            ("message.edited", new { id = $"{Messages - 1}", from = new { handle = "nomsa" }, text = "the last one" }),
            ("consent.changed", new { from = new { handle = "nomsa" }, given = false }),
            ("consent.changed", new { from = new { handle = "nomsa" }, given = true }),
        })
            Assert.True((await partner.TellAsync(type, data)).IsSuccessStatusCode);
    }

    static async Task ApplyAsync(KithUnderTest kith, FaultyPath path, Func<Applier, bool> enough)
    {
        using var applier = ActivatorUtilities.CreateInstance<Applier>(kith.Services, path);
        await applier.StartAsync(CancellationToken.None);
        for (var tries = 0; tries < 1000 && !enough(applier); tries++) await Task.Delay(10);
        Assert.True(enough(applier), "the applier never came so far");
        await applier.StopAsync(CancellationToken.None);
    }

    static async Task CheckAsync(Sender partner)
    {
        var moments = await partner.MomentsAsync("nomsa");
        Assert.True(Enumerable.Range(0, Messages).Select(n => $"{n}").SequenceEqual(moments.Where(m => m.Kind == MomentKind.Message).Select(m => m.Text)), "all messages, each once, in their order");
        Assert.True(moments.Any(m => m is { Kind: MomentKind.Edited, Text: "the last one" }), "the words it was changed to");
        Assert.True((await partner.HandleAsync("nomsa")).StoppedAt is null, "STOP was taken back after it was said");
    }

    /// <summary>The real statements, until the process "ends" in the middle of a batch; and the fault.</summary>
    sealed class FaultyPath(HotPath path, Fault fault) : HotPath
    {
        public bool IsWell { get; set; }

        public int Crashes { get; private set; }

        public override async Task<IReadOnlyList<Announcement>> ApplyAsync(Wanted wanted, Func<Known, Plan> decide, long? upTo, CancellationToken stop)
        {
            if (!IsWell)
            {
                if (fault == Fault.MovesTheCursorFirst) await path.ApplyAsync(new Wanted(wanted.Now), _ => new Plan(), upTo, stop);
                Crashes++;
                throw new IOException("The process ends here.");
            }
            if (fault == Fault.AppliesBackwards) wanted.Incoming.Reverse();
            return await path.ApplyAsync(wanted, decide, upTo, stop);
        }

        public override Task<(long Kept, long Applied)> BeginAsync(CancellationToken stop) => path.BeginAsync(stop);

        public override Task<IReadOnlySet<long>> KeepAsync(IReadOnlyList<Arrival> arrivals, CancellationToken stop) => path.KeepAsync(arrivals, stop);

        public override Task<List<Arrival>> ReadAsync(long after, long upTo, int most, CancellationToken stop) => path.ReadAsync(after, upTo, most, stop);

        public override Task<Arrival?> FindAsync(Guid workspace, Guid connection, string key, CancellationToken stop) => path.FindAsync(workspace, connection, key, stop);

        public override Task SetAsideAsync(Arrival arrival, SetAside aside, long? upTo, CancellationToken stop) => path.SetAsideAsync(arrival, aside, upTo, stop);

        public override bool IsStoreTrouble(Exception broken) => path.IsStoreTrouble(broken);

        public override bool IsChangedMeanwhile(Exception broken) => path.IsChangedMeanwhile(broken);
    }
}
