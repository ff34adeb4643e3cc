using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Kith.Bench;

/// <summary>
/// How many requests a second are on disk and answered, beside what PostgreSQL's own pgbench inserts one by one and what the server
/// answers when it writes nothing. The events are of a kind that is kept and not applied, so that intake alone is measured.
/// </summary>
static class IntakeBench
{
    const int Rounds = 3;
    const double Seconds = 3, WarmUp = 1;
    static readonly int[] connections = [1, 32, 256];

    public static async Task RunAsync()
    {
        Figures.Machine();
        var rates = new Dictionary<(string What, int Connections), List<double>>();
        for (var round = 0; round < Rounds; round++)
            foreach (var c in connections)
            {
                foreach (var postgres in new[] { false, true })
                    await MeasureAsync(postgres, c, rates);
                Add(rates, ("pgbench", c), await PgbenchAsync(c));
            }
        foreach (var ((what, c), values) in rates.OrderBy(r => r.Key.Connections).ThenBy(r => r.Key.What))
            Figures.Say($"{what} at {c} connections", Figures.Median(values), "per second");
        foreach (var (what, c, goal) in new[] { ("postgres", 32, "1.4"), ("postgres", 256, "3"), ("sqlite", 32, "1.3"), ("sqlite", 256, "3") })
            Figures.Say($"{what} to pgbench at {c}", Figures.Median(rates[(what, c)].Zip(rates[("pgbench", c)], (own, limit) => own / limit)), "times", $">= {goal}");
        Console.WriteLine($"load after: {Figures.Load()}");
    }

    static async Task MeasureAsync(bool postgres, int c, Dictionary<(string, int), List<double>> rates)
    {
        await using var ground = await Ground.PrepareAsync(postgres);
        await ground.StartAsync();
        var flood = new Flood(ground, "moon.landed", 20_000);
        var answers = await flood.RunAsync(c, WarmUp, Seconds);
        Add(rates, (postgres ? "postgres" : "sqlite", c), answers.Length / Seconds);
        if (flood.Refused > 0) Console.WriteLine($"refused: {flood.Refused}");
        if (!postgres) Add(rates, ("no write", c), await NothingAsync(c));
    }

    static async Task<double> NothingAsync(int c)
    {
        var (done, until) = (0L, Stopwatch.GetTimestamp() + (long)(2 * Stopwatch.Frequency));
        await Task.WhenAll(Enumerable.Range(0, c).Select(_ => Task.Run(async () =>
        {
            using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(System.Net.IPAddress.Loopback, Ground.Address);
            var (request, answer) = ("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), new byte[1024]);
            while (Stopwatch.GetTimestamp() < until)
            {
                await socket.SendAsync(request);
                await socket.ReceiveAsync(answer);
                Interlocked.Increment(ref done);
            }
        })));
        return done / 2.0;
    }

    static async Task<double> PgbenchAsync(int c)
    {
        var at = new NpgsqlConnectionStringBuilder(Ground.PostgresServer);
        await using var connection = new NpgsqlConnection(Ground.PostgresServer);
        await connection.OpenAsync();
        await using (var make = new NpgsqlCommand("drop table if exists bench_insert; create table bench_insert (id bigint generated always as identity primary key, key text not null unique, body bytea not null)", connection))
            await make.ExecuteNonQueryAsync();
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, "insert into bench_insert (key, body) values (gen_random_uuid()::text, decode(repeat('ab', 1000), 'hex'));\n");
        var binary = Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin/pgbench";
        var start = new ProcessStartInfo(binary, ["-n", "-M", "prepared", "-f", script, "-c", $"{c}", "-j", "2", "-T", $"{(int)Seconds}", "-h", at.Host!, "-p", $"{at.Port}", "-U", at.Username!, at.Database!])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);
        var line = output.Split('\n').FirstOrDefault(l => l.StartsWith("tps", StringComparison.Ordinal)) ?? throw new InvalidOperationException(output);
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    static void Add(Dictionary<(string, int), List<double>> rates, (string, int) what, double value)
    {
        if (rates.TryGetValue(what, out var values)) values.Add(value);
        else rates[what] = [value];
    }
}
