using System.Collections.Concurrent;
using Kith.Channels;

namespace Kith.Connections;

/// <summary>Calls for what others publish; by the guarded wire where nobody says otherwise.</summary>
delegate Task<Carried> CallForPublished(WireRequest request, CancellationToken stop);

/// <summary>
/// What others publish to be known by, such as the certificate they sign with: fetched when a proof needs it and kept for a day. One call leaves
/// at a time, so that many requests at once, or forged ones, make us call as little as one does.
/// </summary>
sealed class PublishedKeys(CallForPublished call, TimeProvider clock) : IDisposable
{
    public const int Largest = 64 * 1024;

    const int MostKept = 200;

    static readonly TimeSpan fresh = TimeSpan.FromDays(1);

    /// <summary>Whoever waits for our answer gives up after some seconds.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    readonly ConcurrentDictionary<string, (ReadOnlyMemory<byte> File, DateTimeOffset At)> kept = new();
    readonly SemaphoreSlim turn = new(1);

    /// <summary>What lies there, or null when it cannot be had now.</summary>
    public async Task<ReadOnlyMemory<byte>?> FindAsync(WireRequest request, CancellationToken stop) => Known(request) ?? await FetchAsync(request, stop);

    /// <summary>It was of no use: it is fetched anew when it is needed again.</summary>
    public void Forget(WireRequest request) => kept.TryRemove(request.Url, out _);

    public void Dispose() => turn.Dispose();

    ReadOnlyMemory<byte>? Known(WireRequest request) => kept.TryGetValue(request.Url, out var known) && clock.GetUtcNow() - known.At < fresh ? known.File : default(ReadOnlyMemory<byte>?);

    async Task<ReadOnlyMemory<byte>?> FetchAsync(WireRequest request, CancellationToken stop)
    {
        using var patient = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patient.Token, stop);
        try
        {
            await turn.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        try
        {
            return Known(request) ?? Keep(request, await call(request, either.Token));
        }
        finally
        {
            turn.Release();
        }
    }

    ReadOnlyMemory<byte>? Keep(WireRequest request, Carried carried)
    {
        if (carried is not { Answer: { Status: 200, Body: { Length: > 0 } file }, Whole: true }) return null;

        if (kept.Count >= MostKept) kept.Clear();
        kept[request.Url] = (file, clock.GetUtcNow());
        return file;
    }
}
