using Kith.Channels;
using Fact = Kith.Channels.Fact;

namespace Kith.Connections;

/// <summary>
/// Turns what was kept into moments, cases and receipts: batches in the order in which it was kept, one at a time. A batch that fails is
/// halved until the one at fault stands alone; after its last try that one is set aside and the cursor goes on without it.
/// </summary>
sealed class Applier(HotPath path, HandOver handOver, ConnectionBook book, UseMove moves, WrittenOnPage page, Store store, IntakeFigures figures, TimeProvider clock, ILogger<Applier> log) : BackgroundService
{
    public const int Tries = 5;

    const int MostInBatch = 1000, MostRetold = 20;
    static readonly TimeSpan idle = TimeSpan.FromSeconds(1), trouble = TimeSpan.FromMilliseconds(250);

    readonly SemaphoreSlim oneAtATime = new(1, 1);
    long applied = -1;

    /// <summary>Reads one kept item again, out of its order; throws when it still cannot be read.</summary>
    public async Task ReplayAsync(Arrival arrival, CancellationToken stop)
    {
        await book.SettledAsync();
        await oneAtATime.WaitAsync(stop);
        try { await WriteAsync([arrival], null, stop); }
        finally { oneAtATime.Release(); }
    }

    /// <summary>How far everything that was kept has become what the timelines show.</summary>
    public bool HasCaughtUp => Volatile.Read(ref applied) >= handOver.KeptUpTo && handOver.Waiting == 0;

    public override void Dispose()
    {
        oneAtATime.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            try
            {
                if (applied < 0) (_, applied) = await path.BeginAsync(stop);
                if (!await StepAsync(stop)) await handOver.WaitAsync(idle, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                log.LogWarning(broken, "The store is in trouble; what was kept is applied when it is back");
                await Task.Delay(trouble, clock, stop);
            }
    }

    /// <summary>False when there is nothing to do.</summary>
    async Task<bool> StepAsync(CancellationToken stop)
    {
        var next = handOver.Take(MostInBatch, out var upTo);
        if (next is { Count: 0 })
        {
            // What was last kept may have been there before: then there is nothing to apply, and nothing is behind.
            Volatile.Write(ref applied, Math.Max(applied, upTo));
            return false;
        }

        await oneAtATime.WaitAsync(stop);
        try { return next is null ? await CatchUpAsync(stop) : await ApplyAsync(next, upTo, stop); }
        catch when (next is not null)
        {
            handOver.Doubt(next[^1].N);
            throw;
        }
        finally { oneAtATime.Release(); }
    }

    async Task<bool> CatchUpAsync(CancellationToken stop)
    {
        var upTo = handOver.KeptUpTo;
        var page = await path.ReadAsync(applied, upTo, MostInBatch, stop);
        if (page.Count > 0) await ApplyAsync(page, page.Count == MostInBatch ? page[^1].N : upTo, stop);
        if (page.Count < MostInBatch) handOver.CaughtUp(upTo);
        return page.Count > 0;
    }

    async Task<bool> ApplyAsync(List<Arrival> arrivals, long upTo, CancellationToken stop)
    {
        await ApplyOrHalveAsync(arrivals, upTo, stop);
        Volatile.Write(ref applied, upTo);
        figures.Applied(arrivals.Count);
        return true;
    }

    async Task ApplyOrHalveAsync(List<Arrival> arrivals, long upTo, CancellationToken stop)
    {
        try
        {
            await WriteAsync(arrivals, upTo, stop);
        }
        catch (Exception broken) when (!path.IsStoreTrouble(broken) && !stop.IsCancellationRequested)
        {
            if (arrivals.Count == 1)
            {
                await TryAgainOrSetAsideAsync(arrivals[0], broken, upTo, stop);
                return;
            }
            var half = arrivals.Count / 2;
            await ApplyOrHalveAsync(arrivals[..half], arrivals[half - 1].N, stop);
            await ApplyOrHalveAsync(arrivals[half..], upTo, stop);
        }
    }

    async Task TryAgainOrSetAsideAsync(Arrival arrival, Exception broken, long upTo, CancellationToken stop)
    {
        for (var tries = 1; tries < Tries; tries++)
            try
            {
                await WriteAsync([arrival], upTo, stop);
                return;
            }
            catch (Exception again) when (!path.IsStoreTrouble(again) && !stop.IsCancellationRequested) { broken = again; }

        log.LogError(broken, "An item of connection {Connection} cannot be read and is set aside", arrival.ConnectionId);
        await path.SetAsideAsync(arrival, new SetAside
        {
            WorkspaceId = arrival.WorkspaceId,
            Id = Ids.New(clock),
            ConnectionId = arrival.ConnectionId,
            Key = arrival.Key,
            Tries = Tries,
            Problem = broken.GetType().Name,
            At = clock.GetUtcNow().UtcDateTime,
        }, upTo, stop);
        figures.SetAside();
    }

    /// <summary>Decides again as often as somebody else was faster; that is nobody's fault.</summary>
    async Task WriteAsync(List<Arrival> arrivals, long? upTo, CancellationToken stop)
    {
        for (var retold = 0; ; retold++)
            try
            {
                var wanted = Read(arrivals);
                // Nothing but what we have no word for: it is kept, and the cursor moves with the next batch that says something.
                if (wanted.IsOnlyUnrecognised)
                {
                    figures.Unrecognised(wanted.Unrecognised);
                    return;
                }
                await TakeMovesAsync(wanted, stop);
                var news = await path.ApplyAsync(wanted, known => DecideBatch.Decide(wanted, known), upTo, stop);
                figures.Unrecognised(wanted.Unrecognised);
                foreach (var one in news) store.Announce(one);
                return;
            }
            catch (Exception broken) when (path.IsChangedMeanwhile(broken) && retold < MostRetold) { }
    }

    /// <summary>Before anything else is decided: what they say next is theirs already. A link works once, however often this is tried.</summary>
    async Task TakeMovesAsync(Wanted wanted, CancellationToken stop)
    {
        foreach (var brought in wanted.Moves)
            if (brought.Fact is MoveBrought move)
                await moves.UseAsync(move.Token, brought.Connection.Id, move.From.Kind, move.From.Scope, move.From.Value, stop);
    }

    Wanted Read(List<Arrival> arrivals)
    {
        var wanted = new Wanted(Inbound.Micro(clock.GetUtcNow().UtcDateTime));
        var facts = new List<Fact>();
        foreach (var arrival in arrivals)
        {
            var connection = book.Get(arrival.ConnectionId) ?? throw new ConnectionIsGone();
            var reading = connection.Can<IReadFacts>() ?? throw new ConnectionIsGone();
            facts.Clear();
            if (page.Read(arrival) is { } written) facts.Add(written);
            else reading.Read(new Kept(arrival.Head, arrival.Body, arrival.Key, arrival.ReceivedAt), connection.Account, facts);
            var isOnlyConsent = facts.Exists(fact => fact is ConsentChanged);
            foreach (var fact in facts) wanted.Add(new(arrival, connection, fact) { IsOnlyConsent = isOnlyConsent });
        }
        return wanted;
    }

    sealed class ConnectionIsGone() : Exception("The connection this came by is not there, or cannot be opened here.");
}
