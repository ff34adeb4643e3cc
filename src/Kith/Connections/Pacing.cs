using Kith.Channels;

namespace Kith.Connections;

/// <summary>How much may leave on one connection now: a few at once, and not faster than its channel declares.</summary>
sealed class Pacing(TimeProvider clock)
{
    const int AtOnce = 8;

    readonly Lock gate = new();
    int under;
    double tokens = double.MaxValue;
    long filledAt = clock.GetTimestamp();

    /// <summary>How many more may begin now, and if none, when to ask again; null means when one ends.</summary>
    public (int Room, TimeSpan? Again) Room(Pace? pace, bool failing)
    {
        lock (gate)
        {
            // A connection that fails is asked with one message, not with all that wait.
            var free = (failing ? 1 : AtOnce) - under;
            if (pace is null || free <= 0) return (Math.Max(0, free), null);

            Fill(pace);
            var room = Math.Min(free, (int)tokens);
            return (room, room > 0 ? null : TimeSpan.FromSeconds((1 - tokens) / pace.PerSecond));
        }
    }

    public void Begin(Pace? pace)
    {
        lock (gate)
        {
            under++;
            if (pace is not null) tokens--;
        }
    }

    public void End()
    {
        lock (gate) under--;
    }

    void Fill(Pace pace)
    {
        var now = clock.GetTimestamp();
        tokens = Math.Min(pace.Burst, tokens + clock.GetElapsedTime(filledAt, now).TotalSeconds * pace.PerSecond);
        filledAt = now;
    }
}
