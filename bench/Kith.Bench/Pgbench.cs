using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Kith.Bench;

/// <summary>PostgreSQL's own measure of the machine: single-row inserts a second, each with its own commit.</summary>
static class Pgbench
{
    /// <summary>What pgbench writes is the row that intake writes, into the same indexes.</summary>
    const string LikeIntake = """
        drop table if exists bench_intake; drop sequence if exists bench_n; create sequence bench_n;
        create table bench_intake (workspace_id uuid, connection_id uuid, key text, lane smallint, n bigint, received_at timestamptz, headers text, body bytea,
            primary key (workspace_id, connection_id, key));
        create unique index on bench_intake (lane, n)
        """;

    const string SameRow = """
        insert into bench_intake values ('0190a0a0-0000-7000-8000-000000000001', '0190a0a0-0000-7000-8000-000000000002', gen_random_uuid()::text, 0, nextval('bench_n'), now(), '',
            convert_to(repeat('I was charged twice. ', 44), 'UTF8')) on conflict do nothing;
        """;

    public static async Task<double> RunAsync(int connections, int seconds)
    {
        var at = new NpgsqlConnectionStringBuilder(Ground.PostgresServer);
        await using var connection = new NpgsqlConnection(Ground.PostgresServer);
        await connection.OpenAsync();
        await using (var make = new NpgsqlCommand(LikeIntake, connection))
            await make.ExecuteNonQueryAsync();
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, SameRow.ReplaceLineEndings(" "));
        var binary = Directory.GetDirectories("/usr/lib/postgresql").Order().Last() + "/bin/pgbench";
        var start = new ProcessStartInfo(binary, ["-n", "-M", "prepared", "-f", script, "-c", $"{connections}", "-j", "2", "-T", $"{seconds}", "-h", at.Host!, "-p", $"{at.Port}", "-U", at.Username!, at.Database!])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);
        var line = output.Split('\n').FirstOrDefault(l => l.StartsWith("tps", StringComparison.Ordinal)) ?? throw new InvalidOperationException(output);
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }
}
