namespace Kith.Bench;

/// <summary>What the server holds in memory: at rest, and in a burst of 20,000 messages as fast as they can be sent.</summary>
static class MemoryBench
{
    const int Burst = 20_000;

    public static async Task RunAsync()
    {
        Figures.Machine();
        foreach (var postgres in new[] { false, true })
        {
            var name = postgres ? "postgres" : "sqlite";
            await using var ground = await Ground.PrepareAsync(postgres);
            await ground.StartAsync();
            await Task.Delay(5000);
            Figures.Say($"{name} at rest", ground.ServerMemory, "MB", "<= 200");

            var flood = new Flood(ground.Target, "message.created", 5000);
            var (most, sending) = (0L, Task.Run(async () => { while (flood.Sent < Burst) await flood.RunAsync(64, 0, 1); }));
            while (!sending.IsCompleted)
            {
                most = Math.Max(most, ground.ServerMemory);
                await Task.Delay(50);
            }
            for (var i = 0; i < 40; i++) { most = Math.Max(most, ground.ServerMemory); await Task.Delay(50); }
            Figures.Say($"{name} messages sent", flood.Sent, "");
            Figures.Say($"{name} refused and asked to come again", flood.Refused, "");
            Figures.Say($"{name} at most in the burst", most, "MB", "<= 512");
        }
    }
}
