using System.Diagnostics;
using Kith.Tests;

namespace Kith.Torment;

/// <summary>A back-up is taken while people write, and comes back elsewhere.</summary>
public class BackingUp
{
    const int People = 12, BeforeItBegins = 200;

    [Fact]
    public async Task under_load_keeps_whatever_was_acknowledged_before_it_began()
    {
        var (settings, town) = await World.CopyAsync();
        var backup = Path.Combine(settings.DataFolder, "backups", "under-load");
        List<string> before;
        using (var kith = new RunningKith(settings))
        {
            await kith.StartAsync();
            var senders = await Senders.ConnectAsync(kith, town, People);
            using var enough = new CancellationTokenSource();
            var writing = senders.WriteAsync(enough.Token);
            await UntilAsync(() => Task.FromResult(senders.Acknowledged.Count > BeforeItBegins));

            before = [.. senders.Acknowledged];
            await RunningKith.AskAsync(settings, "backup", backup);
            Assert.True(senders.Acknowledged.Count > before.Count, "nobody wrote meanwhile: the test saw nothing");
            await enough.CancelAsync();
            await writing;
        }

        var elsewhere = await World.EmptyAsync();
        await RunningKith.AskAsync(elsewhere, "restore", backup);
        using var again = new RunningKith(elsewhere);
        await again.StartAsync();
        var ledger = new Ledger(elsewhere);
        await UntilAsync(ledger.IsAppliedAsync);

        var messages = await ledger.MessagesAsync();
        var shown = Ledger.Shown(messages);
        Assert.Empty(before.Except(shown));
        Assert.Equal(shown.Count, shown.Distinct().Count());
        Assert.All(messages.GroupBy(message => message.Person), of => Assert.Equal(Enumerable.Range(0, of.Count()), of.Select(m => m.Text)));
    }

    static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var patience = Stopwatch.StartNew(); !await isSo(); await Task.Delay(50))
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "not so within a minute");
    }
}
