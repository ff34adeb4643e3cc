using System.Collections.Concurrent;
using Kith.Channels;

namespace Kith.Connections;

/// <summary>How much may leave on each connection now, whoever sends it: the other side counts a like as it counts a message.</summary>
sealed class Paces(TimeProvider clock)
{
    static readonly TimeSpan look = TimeSpan.FromMilliseconds(100);

    readonly ConcurrentDictionary<Guid, Pacing> of = new();

    public Pacing Of(Guid connection) => of.GetOrAdd(connection, _ => new Pacing(clock));

    /// <summary>Waits until one more may begin, and begins it. False when that takes too long for somebody who waits before the screen.</summary>
    public async Task<bool> BeginAsync(Guid connection, Pace? pace, TimeSpan patience, CancellationToken stop)
    {
        var (paced, since) = (Of(connection), clock.GetTimestamp());
        while (true)
        {
            var (room, again) = paced.Room(pace, failing: false);
            if (room > 0)
            {
                paced.Begin(pace);
                return true;
            }
            var wait = again ?? look;
            if (clock.GetElapsedTime(since) + wait > patience) return false;
            await Task.Delay(wait, clock, stop);
        }
    }
}
