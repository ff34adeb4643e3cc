using Kith.Tests;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Browser;

/// <summary>The demo in a time of its own: it begins on a Tuesday morning, when nobody sleeps, and a test lets weeks go by.</summary>
public sealed class MovedTown : OpenKith
{
    readonly MovedClock clock;

    public MovedTown() : this(new()) { }

    MovedTown(MovedClock clock) : base("1", host =>
    {
        host.UseSetting("KITH_ALLOW_PRIVATE", "127.0.0.1");
        host.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock));
    }) => this.clock = clock;

    public override TimeProvider Clock => clock;

    public void Pass(TimeSpan time) => clock.Pass(time);

    /// <summary>Goes as the real one does from where it stands. What rings after a while rings six times as soon, so that nobody waits for a gentle pace.</summary>
    sealed class MovedClock : TimeProvider
    {
        const int Sooner = 6;
        long by = ToTuesday().Ticks;

        public void Pass(TimeSpan time) => Interlocked.Add(ref by, time.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref by));

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Sooner : dueTime, period > TimeSpan.Zero ? period / Sooner : period);

        static TimeSpan ToTuesday()
        {
            var now = System.GetUtcNow();
            var tuesday = now.Date.AddDays(((int)DayOfWeek.Tuesday - (int)now.DayOfWeek + 6) % 7 + 1).AddHours(8);
            return tuesday - now.UtcDateTime;
        }
    }
}
