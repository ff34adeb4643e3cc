namespace Kith.Tests;

/// <summary>A clock that tells the right time but rings only when the test lets time pass.</summary>
public sealed class HandClock : TimeProvider
{
    readonly List<Bell> bells = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var bell = new Bell(this, () => callback(state));
        bell.Change(dueTime, period);
        lock (bells) bells.Add(bell);
        return bell;
    }

    public void Pass(TimeSpan time)
    {
        List<Bell> due;
        lock (bells)
        {
            foreach (var bell in bells) bell.Left -= time;
            due = [.. bells.Where(bell => bell.Left <= TimeSpan.Zero)];
            foreach (var bell in due) bell.Left = TimeSpan.MaxValue;
        }
        foreach (var bell in due) bell.Ring();
    }

    sealed class Bell(HandClock clock, Action ring) : ITimer
    {
        public TimeSpan Left { get; set; }

        public Action Ring => ring;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Left = dueTime < TimeSpan.Zero ? TimeSpan.MaxValue : dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (clock.bells) clock.bells.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
