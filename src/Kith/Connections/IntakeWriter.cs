using Waiting = System.Threading.Channels.Channel;

namespace Kith.Connections;

/// <summary>
/// Writes what arrives to disk, then lets the senders be answered. There is no timer: what queued up during one commit is the next
/// batch, so a single message waits for nobody and a flood shares its commits.
/// </summary>
sealed class IntakeWriter(HotPath path, HandOver handOver, ILogger<IntakeWriter> log) : BackgroundService
{
    const int MostWaiting = 10_000, MostInBatch = 500;
    const long MostBytes = 64 * 1024 * 1024;

    readonly System.Threading.Channels.Channel<Arrival> waiting = Waiting.CreateBounded<Arrival>(
        new System.Threading.Channels.BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = System.Threading.Channels.BoundedChannelFullMode.Wait });
    long n, bytes;
    bool wasInDoubt;

    /// <summary>True once it is on disk. False when there is no room or the store is down: the sender must come again.</summary>
    public async Task<bool> KeepAsync(Arrival arrival)
    {
        var kept = arrival.KeptAsync();
        if (Interlocked.Add(ref bytes, arrival.Body.Length) > MostBytes || !waiting.Writer.TryWrite(arrival)) arrival.Settle(false);
        try { return await kept; }
        finally { Interlocked.Add(ref bytes, -arrival.Body.Length); }
    }

    public override async Task StartAsync(CancellationToken stop)
    {
        (n, var applied) = await path.BeginAsync(stop);
        handOver.Doubt(n = Math.Max(n, applied));
        await base.StartAsync(stop);
    }

    public override async Task StopAsync(CancellationToken stop)
    {
        waiting.Writer.TryComplete();
        await base.StopAsync(stop);
        while (waiting.Reader.TryRead(out var late)) late.Settle(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var batch = new List<Arrival>(MostInBatch);
        while (await waiting.Reader.WaitToReadAsync(stop))
        {
            // Requests that are being read at this moment get into the batch too; when there are none this takes no time.
            await Task.Yield();
            batch.Clear();
            while (batch.Count < MostInBatch && waiting.Reader.TryRead(out var one)) batch.Add(one);
            await KeepAsync(batch, stop);
        }
    }

    async Task KeepAsync(List<Arrival> batch, CancellationToken stop)
    {
        try
        {
            await WriteAsync(batch, stop);
        }
        catch (Exception broken) when (batch.Count > 1 && !path.IsStoreTrouble(broken))
        {
            // One of them may be at fault: it must not cost the others their answer.
            foreach (var one in batch) await KeepAsync([one], stop);
        }
        catch (Exception broken)
        {
            log.LogWarning(broken, "{Count} arrivals could not be written; their senders are asked to come again", batch.Count);
            wasInDoubt = true;
            foreach (var one in batch) one.Settle(false);
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }
    }

    async Task WriteAsync(List<Arrival> batch, CancellationToken stop)
    {
        foreach (var one in batch) one.N = ++n;
        var fresh = await path.KeepAsync(batch, stop);
        if (wasInDoubt) handOver.Doubt(n);
        handOver.Give(fresh.Count == batch.Count ? [.. batch] : batch.Where(one => fresh.Contains(one.N)), n);
        wasInDoubt = false;
        foreach (var one in batch) one.Settle(true);
    }
}
