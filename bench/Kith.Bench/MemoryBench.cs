namespace Kith.Bench;

/// <summary>What the server holds in memory: at rest, with 500 connections that are asked and say nothing, and in a burst of 20,000 messages as fast as they can be sent.</summary>
static class MemoryBench
{
    const int Burst = 20_000, Idle = 500;

    /// <summary>Long enough for each to be asked, and once more after it was held.</summary>
    static readonly TimeSpan rest = TimeSpan.FromSeconds(40);

    public static async Task RunAsync()
    {
        Figures.Machine();
        foreach (var postgres in new[] { false, true })
        {
            var name = postgres ? "postgres" : "sqlite";
            await IdleAsync(postgres, name);
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

    /// <summary>Both rest as long, one with the connections and one without.</summary>
    static async Task IdleAsync(bool postgres, string name)
    {
        await using var platforms = await IdlePlatforms.OpenAsync();
        var (none, many) = (await RestAsync(postgres, platforms, 0), await RestAsync(postgres, platforms, Idle));
        Figures.Say($"{name} questions that {Idle} idle connections asked", platforms.Asked, "");
        Figures.Say($"{name} more with {Idle} idle connections", many - none, "MB", "<= 100");
    }

    static async Task<long> RestAsync(bool postgres, IdlePlatforms platforms, int connections)
    {
        await using var ground = await Ground.PrepareAsync(postgres, async (ground, store) =>
        {
            for (var n = 0; n < connections; n++)
                if (n % 2 == 0) await ground.ConnectAsync(store, "telegram", new() { ["username"] = $"Bench{n}Bot", ["api"] = platforms.Url.ToString().TrimEnd('/') }, new() { ["token"] = $"{700_000_000 + n}:idle", ["secret"] = "idle" }, $"telegram {n}");
                else await ground.ConnectAsync(store, "mastodon", new() { ["server"] = platforms.Url.ToString().TrimEnd('/'), ["account"] = $"@care{n}@idle.example" }, new() { ["token"] = "idle" }, $"mastodon {n}");
        });
        await ground.StartAsync(("KITH_ALLOW_PRIVATE", platforms.Url.Authority));
        await Task.Delay(rest);
        return ground.ServerMemory;
    }
}
