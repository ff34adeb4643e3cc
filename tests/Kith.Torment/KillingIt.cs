using System.Diagnostics;
using Kith.Tests;

namespace Kith.Torment;

/// <summary>kill -9 under load: nothing acknowledged is lost, nothing is shown twice, each person's messages stay in order.</summary>
public class KillingIt
{
    const int People = 12;

    [Fact]
    public Task a_few_times_loses_nothing_and_shows_nothing_twice() => KillAsync(times: 4);

    [Fact, Trait("Category", "Long")]
    public Task forty_times_loses_nothing_and_shows_nothing_twice() => KillAsync(times: 40);

    static async Task KillAsync(int times)
    {
        var (settings, town) = await World.CopyAsync();
        using var kith = new RunningKith(settings);
        await kith.StartAsync();
        var senders = await Senders.ConnectAsync(kith, town, People);

        using var enough = new CancellationTokenSource();
        var writing = senders.WriteAsync(enough.Token);
        for (var kill = 0; kill < times; kill++)
        {
            await Task.Delay(300 + kill * 37 % 700);
            await kith.KillAsync();
            await kith.StartAsync();
        }
        await Task.Delay(500);
        await enough.CancelAsync();
        await writing;

        await CheckAsync(settings, senders);
    }

    static async Task CheckAsync(KithSettings settings, Senders senders)
    {
        var ledger = new Ledger(settings);
        var messages = await ledger.MessagesAsync();
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(60) && messages.Count < senders.Acknowledged.Count; await Task.Delay(200))
            messages = await ledger.MessagesAsync();

        var shown = Ledger.Shown(messages);
        Assert.True(senders.Acknowledged.Count > People * 2, $"only {senders.Acknowledged.Count} were acknowledged: the test saw nothing");
        Assert.True(senders.Resent > 0, "no sender noticed a kill: the test saw nothing");
        Assert.Equal(shown.Count, shown.Distinct().Count());
        Assert.Empty(senders.Acknowledged.Except(shown));
        Assert.All(messages.GroupBy(message => message.Person), of => Assert.Equal(of.Select(m => m.Text).Order(), of.Select(m => m.Text)));
    }
}
