using System.Diagnostics;

namespace Kith.Connections;

/// <summary>
/// Hands what was just written to disk to the applier, in memory. When the applier falls far behind, or nobody can be sure what was
/// written, it stops handing over and the applier reads the disk until it has caught up: the cursor is the truth, this is the fast lane.
/// </summary>
sealed class HandOver : IDisposable
{
    const int MostItems = 20_000, MostBytes = 48 * 1024 * 1024;

    /// <summary>So many taken at once did not come one after another: they had waited for the ones before them.</summary>
    const int Crowd = 300;

    static readonly TimeSpan crowdLasts = TimeSpan.FromMilliseconds(500);

    readonly Lock gate = new();
    readonly SemaphoreSlim news = new(0, 1);
    readonly Queue<Arrival> waiting = new();
    long bytes, keptUpTo, crowdedAt;
    bool isOnDiskOnly = true;

    /// <summary>How far the disk is known to be written.</summary>
    public long KeptUpTo { get { lock (gate) return keptUpTo; } }

    public int Waiting { get { lock (gate) return waiting.Count; } }

    /// <summary>Arrivals come faster than they are applied, or nearly so: whatever can wait lets them past.</summary>
    public bool IsCrowded { get { lock (gate) return crowdedAt > 0 && Stopwatch.GetElapsedTime(crowdedAt) < crowdLasts; } }

    public void Give(IEnumerable<Arrival> written, long upTo)
    {
        lock (gate)
        {
            keptUpTo = upTo;
            if (!isOnDiskOnly) foreach (var one in written) { waiting.Enqueue(one); bytes += one.Body.Length; }
            isOnDiskOnly |= waiting.Count > MostItems || bytes > MostBytes;
        }
        Ring();
    }

    /// <summary>
    /// Something up to here may or may not be on disk, or was taken and not applied: let the applier look for itself. What waits is let go, for it is
    /// on disk behind that, and applied first it would carry the cursor past what is not.
    /// </summary>
    public void Doubt(long upTo)
    {
        lock (gate)
        {
            waiting.Clear();
            (bytes, keptUpTo, isOnDiskOnly) = (0, Math.Max(keptUpTo, upTo), true);
        }
        Ring();
    }

    /// <summary>What is to be applied next, in order; null when it has to be read from the disk up to <see cref="KeptUpTo"/>; empty when there is nothing.</summary>
    public List<Arrival>? Take(int most, out long upTo)
    {
        lock (gate)
        {
            var taken = new List<Arrival>(Math.Min(most, waiting.Count));
            while (taken.Count < most && waiting.TryDequeue(out var one)) { taken.Add(one); bytes -= one.Body.Length; }
            if (taken.Count >= Crowd) crowdedAt = Stopwatch.GetTimestamp();
            upTo = waiting.Count > 0 || isOnDiskOnly ? taken.Count > 0 ? taken[^1].N : 0 : keptUpTo;
            return taken.Count == 0 && isOnDiskOnly ? null : taken;
        }
    }

    /// <summary>The disk was read up to here. If nothing was written since, what comes next is handed over again.</summary>
    public void CaughtUp(long upTo)
    {
        lock (gate) isOnDiskOnly = keptUpTo > upTo;
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken stop) => news.WaitAsync(atMost, stop);

    public void Ring()
    {
        try { news.Release(); }
        catch (SemaphoreFullException) { }
    }

    public void Dispose() => news.Dispose();
}
