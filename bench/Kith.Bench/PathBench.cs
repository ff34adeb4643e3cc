using System.Diagnostics;
using Kith.Channels;
using Kith.Connections;
using Npgsql;

namespace Kith.Bench;

/// <summary>
/// A message's whole way: the sender's request, disk, person, case, moment, the frame in a teammate's browser. First the cost of a
/// message in batches, without sockets; then whole, at a gentle rate and at rising ones until they are no longer held.
/// </summary>
static class PathBench
{
    const int People = 20_000, Batched = 30_000;

    /// <summary>Seconds in which the runtime still compiles: at a gentle rate that took half of the server's processor after ten of them.</summary>
    const int WarmUp = 45;

    /// <summary>What a message costs beside the plainest row of the same run; more than this much above it is a fault.</summary>
    const double OnPostgres = 11, OnSqlite = 24, Tolerated = 1.25;

    static int batchSize = 250;
    static bool isTooDear;

    /// <summary>False when a message costs more than it may.</summary>
    public static async Task<bool> RunAsync(List<string> only)
    {
        if (only.Find(o => o.StartsWith("batch=", StringComparison.Ordinal)) is { } size) batchSize = int.Parse(size[6..], System.Globalization.CultureInfo.InvariantCulture);
        Figures.Machine();
        foreach (var postgres in new[] { true, false })
        {
            var name = postgres ? "postgres" : "sqlite";
            if (only.Contains(postgres ? "sqlite" : "postgres")) continue;
            if (!only.Contains("whole")) await CostAsync(name, postgres);
            if (!only.Contains("cost")) await WholeAsync(name, postgres);
        }
        Console.WriteLine($"load after: {Figures.Load()}");
        return !isTooDear;
    }

    /// <summary>Microseconds of processor a message costs the server and the database, in batches of 250: the median of three rounds.</summary>
    static async Task CostAsync(string name, bool postgres)
    {
        await using var ground = await Ground.PrepareAsync(postgres);
        using var held = new DataFolder(ground.Settings.DataFolder);
        await using var store = await OpenStore.OpenAsync(ground.Settings, held, TimeProvider.System, CancellationToken.None);
        HotPath path = store is SqliteStore sqlite ? new SqliteHotPath(sqlite, new()) : new PostgresHotPath((PostgresStore)store, new());
        var channel = (IReadFacts)ChannelRegistry.Scan().Find("http")!;
        var account = new Kith.Channels.Account(ground.Connection, "http://localhost", new Dictionary<string, string>());
        var connection = new OpenConnection(ground.Workspace, ground.Connection, "bench", (IChannel)channel, account, true, 1);
        var (dice, n) = (new Random(42), 0L);

        async Task ApplyAsync(int count, Func<int, string> who)
        {
            for (var done = 0; done < count; done += batchSize)
            {
                var now = Inbound.Micro(DateTime.UtcNow);
                var arrivals = Enumerable.Range(done, batchSize).Select(i => ArrivalOf(ground, who(i), ++n, dice, now)).ToList();
                await path.KeepAsync(arrivals, CancellationToken.None);
                var wanted = new Wanted(now);
                var facts = new List<Fact>();
                foreach (var arrival in arrivals)
                {
                    facts.Clear();
                    channel.Read(new Kept(arrival.Head, arrival.Body, arrival.Key, arrival.ReceivedAt), account, facts);
                    foreach (var fact in facts) wanted.Add(new(arrival, connection, fact));
                }
                await path.ApplyAsync(wanted, known => DecideBatch.Decide(wanted, known), n, CancellationToken.None);
            }
        }

        await ApplyAsync(People, i => $"person-{i}");
        if (postgres) await AnalyzeAsync(ground);
        string Somebody(int i) => dice.Next(100) < 2 ? $"new-{n}" : $"person-{dice.Next(People)}";
        await ApplyAsync(8_000, Somebody);
        var (server, database) = (new List<double>(), new List<double>());
        var (bytes, wal) = (await SizeAsync(ground), await WalAsync(ground));
        for (var round = 0; round < 3; round++)
        {
            var (own, other) = (Environment.CpuUsage.TotalTime, ground.DatabaseCpu);
            await ApplyAsync(Batched / 3, Somebody);
            server.Add((Environment.CpuUsage.TotalTime - own).TotalMicroseconds / (Batched / 3));
            database.Add((ground.DatabaseCpu - other) / (Batched / 3));
        }
        var size = await SizeAsync(ground) - bytes;
        Figures.Say($"{name} server processor a message in batches of {batchSize}", Figures.Median(server), "us");
        Figures.Say($"{name} database processor a message in batches of {batchSize}", Figures.Median(database), "us");
        Figures.Say($"{name} processor a message", Figures.Median(server) + Figures.Median(database), "us", postgres ? "<= 200" : "<= 180");
        Figures.Say($"{name} disk a message, without search", size / (double)Batched, "bytes", "<= 3200");
        if (postgres) Figures.Say($"{name} write-ahead log a message", (await WalAsync(ground) - wal) / (double)Batched, "bytes");
        var (plainest, usual) = (await Plainest.CostAsync(ground, batchSize), postgres ? OnPostgres : OnSqlite);
        var ratio = (Figures.Median(server) + Figures.Median(database)) / plainest;
        Figures.Say($"{name} processor a plainest row", plainest, "us");
        Figures.Say($"{name} processor a message to a plainest row", ratio, "times", $"<= {usual * Tolerated}");
        isTooDear |= ratio > usual * Tolerated;
        await (path as IAsyncDisposable ?? new Nothing()).DisposeAsync();
        (path as IDisposable)?.Dispose();
        if (postgres) NpgsqlConnection.ClearAllPools();
    }

    static Arrival ArrivalOf(Ground ground, string person, long n, Random dice, DateTime now)
    {
        var body = $$$"""{"type":"message.created","data":{"id":"{{{n}}}","from":{"handle":"{{{person}}}"},"text":"{{{Words.Text(dice)}}}"}}""";
        return new(ground.Workspace, ground.Connection, $"w:{n}", "", System.Text.Encoding.ASCII.GetBytes(body), now) { N = n };
    }

    static async Task WholeAsync(string name, bool postgres)
    {
        await using var ground = await Ground.PrepareAsync(postgres);
        await ground.StartAsync();
        await using var ear = await Ear.OpenAsync(ground);
        await HoldAsync(ground, ear, 300, WarmUp, name);
        await RoundsAsync(ground, ear, 200, 6, name, "<= 25");
        var highest = 0.0;
        foreach (var rate in postgres ? new[] { 1000, 2000, 3000, 4000 } : [1000])
        {
            if (await HoldAsync(ground, ear, rate, 8, name) is not { IsHeld: true }) break;
            highest = rate;
        }
        var goal = postgres ? 5000 : 2000;
        if (await RoundsAsync(ground, ear, goal, 8, name, postgres ? "<= 350" : "<= 250")) highest = goal;
        if (await HoldAsync(ground, ear, goal + 1000, 8, name) is { IsHeld: true }) highest = goal + 1000;
        Figures.Say($"{name} highest rate held", highest, "per second", postgres ? ">= 5000" : ">= 2000");
        Figures.Say($"{name} highest rate held to pgbench at 32", highest / await Pgbench.RunAsync(32, 4), "times");
    }

    /// <summary>The medians of three rounds at one rate; true when all three were held.</summary>
    static async Task<bool> RoundsAsync(Ground ground, Ear ear, double rate, double seconds, string name, string goal)
    {
        var rounds = new List<(double P50, double P99, bool IsHeld)>();
        for (var round = 0; round < 3; round++) rounds.Add(await HoldAsync(ground, ear, rate, seconds, name));
        Figures.Say($"{name} at {rate:F0} per second, p50", Figures.Median(rounds.Select(r => r.P50)), "ms");
        Figures.Say($"{name} at {rate:F0} per second, p99", Figures.Median(rounds.Select(r => r.P99)), "ms", goal);
        return rounds.TrueForAll(r => r.IsHeld);
    }

    /// <summary>Held: everything sent in the window was seen soon after it, and half of it within a second.</summary>
    static async Task<(double P50, double P99, bool IsHeld)> HoldAsync(Ground ground, Ear ear, double rate, double seconds, string name)
    {
        ear.Take();
        var (before, own, other) = (ear.Heard, ground.ServerCpu, ground.DatabaseCpu);
        var flood = new Flood(ground.Target, "message.created", People, rate);
        var answers = await flood.RunAsync(rate > 500 ? 64 : 16, 1, seconds);
        for (var i = 0; i < 30 && ear.Heard - before < flood.Sent - flood.Refused; i++) await Task.Delay(100);
        var (visible, all) = (ear.Take(), ear.Heard - before);
        var (p50, p99) = (Figures.Percentile(visible, .5), Figures.Percentile(visible, .99));
        var isHeld = all >= flood.Sent - flood.Refused && flood.Refused == 0 && flood.Sent >= rate * seconds * .98 && p50 < 1000 && answers.Length > 0;
        var lag = await ground.SearchLagAsync();
        Console.WriteLine($"{name} at {rate:F0} per second: seen {all} of {flood.Sent - flood.Refused} ({flood.Refused} asked to come again), p50 {p50:F0} ms, p99 {p99:F0} ms, answered p99 {Figures.Percentile(answers, .99):F0} ms, server {(ground.ServerCpu - own) / flood.Sent:F0} us, database {(ground.DatabaseCpu - other) / flood.Sent:F0} us a message, search caught up {lag.TotalSeconds:F1} s after the last was seen, {(isHeld ? "held" : "not held")}");
        return (p50, p99, isHeld);
    }

    static async Task AnalyzeAsync(Ground ground) => await ScalarAsync(ground, "analyze; checkpoint; select 0::bigint");

    static async Task<long> SizeAsync(Ground ground)
    {
        if (ground.IsPostgres) return await ScalarAsync(ground, "select sum(pg_relation_size(c.oid))::bigint from pg_class c join pg_namespace s on s.oid = c.relnamespace where s.nspname in ('public', 'pg_toast') and relname not like 'moment_search%'");
        return new FileInfo(Path.Combine(ground.Settings.DataFolder, "kith.db")).Length;
    }

    static async Task<long> WalAsync(Ground ground) => ground.IsPostgres ? await ScalarAsync(ground, "select (pg_current_wal_lsn() - '0/0')::bigint") : 0;

    static async Task<long> ScalarAsync(Ground ground, string sql) => (long)(await ground.ScalarAsync(sql))!;

    sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
