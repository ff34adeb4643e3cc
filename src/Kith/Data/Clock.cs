namespace Kith.Data;

static class Clock
{
    extension(TimeProvider clock)
    {
        /// <summary>Now, as finely as both databases keep it, so that what is answered first is what is read later.</summary>
        public DateTime Now => Fine(clock.GetUtcNow().UtcDateTime);
    }

    static DateTime Fine(DateTime at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}
