namespace Kith.Tests;

/// <summary>A clock that stands until the test lets time pass; only what waits for a moment of work to be done rings by the real one.</summary>
public sealed class LifeClock : TimeProvider
{
    long ticks = System.GetUtcNow().Ticks;

    public DateTime Now => new(Interlocked.Read(ref ticks), DateTimeKind.Utc);

    public override DateTimeOffset GetUtcNow() => new(Now);

    public void Pass(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);
}
