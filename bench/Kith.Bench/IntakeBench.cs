using System.Diagnostics;
using System.Globalization;

namespace Kith.Bench;

/// <summary>
/// How many requests a second are on disk and answered, beside what PostgreSQL's own pgbench inserts one by one and what the server
/// answers when it writes nothing. The events are of a kind that is kept and not applied, so that intake alone is measured.
/// </summary>
static class IntakeBench
{
    const int Seconds = 4, WarmUp = 8, Most = 160_000;
    const string Type = "moon.landed";

    static readonly int[] connections = [1, 32, 256];

    public static async Task RunAsync(List<string> only)
    {
        Figures.Machine();
        var rates = new Dictionary<(string What, int Connections), List<double>>();
        var rounds = only.Find(o => o.StartsWith("rounds=", StringComparison.Ordinal)) is { } said ? int.Parse(said[7..], CultureInfo.InvariantCulture) : 3;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var postgres in new[] { false, true }) if (!only.Contains(postgres ? "sqlite" : "postgres")) await MeasureAsync(postgres, rates);
            foreach (var c in connections) Add(rates, ("pgbench", c), await Pgbench.RunAsync(c, Seconds));
        }
        foreach (var ((what, c), values) in rates.OrderBy(r => r.Key.Connections).ThenBy(r => r.Key.What))
            Figures.Say($"{what} at {c} connections", Figures.Median(values), "per second");
        foreach (var (what, c, goal) in new[] { ("postgres", 32, "1.4"), ("postgres", 256, "3"), ("sqlite", 32, "1.3"), ("sqlite", 256, "3") })
            if (rates.ContainsKey((what, c))) Figures.Say($"{what} to pgbench at {c}", Figures.Median(rates[(what, c)].Zip(rates[("pgbench", c)], (own, limit) => own / limit)), "times", $">= {goal}");
        Console.WriteLine($"load after: {Figures.Load()}");
    }

    static async Task MeasureAsync(bool postgres, Dictionary<(string, int), List<double>> rates)
    {
        await using var ground = await Ground.PrepareAsync(postgres);
        await ground.StartAsync();
        using var volley = new Volley(ground);
        await volley.MessagesAsync(Type, 256, WarmUp, Most);
        foreach (var c in connections)
        {
            var (server, database) = (ground.ServerCpu, ground.DatabaseCpu);
            var rate = await volley.MessagesAsync(Type, c, Seconds, Most);
            Add(rates, (ground.Name, c), rate);
            Console.WriteLine($"{ground.Name} at {c} connections: {rate:F0} per second, processor a request: server {(ground.ServerCpu - server) / (rate * Seconds):F0} us, database {(ground.DatabaseCpu - database) / (rate * Seconds):F0} us");
            if (!postgres) Add(rates, ("no write", c), await volley.NothingAsync(c, Seconds));
        }
    }

    static void Add(Dictionary<(string, int), List<double>> rates, (string, int) what, double value)
    {
        if (rates.TryGetValue(what, out var values)) values.Add(value);
        else rates[what] = [value];
    }
}
