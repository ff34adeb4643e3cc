using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kith.Bench;

/// <summary>
/// The least that keeping a message can cost on this machine: its raw row, in the same batches, into the same indexes, and nothing else.
/// What a whole message costs is held against this, so that the comparison means the same on every machine.
/// </summary>
static class Plainest
{
    const int Rows = 20_000;

    /// <summary>Microseconds of processor a row.</summary>
    public static Task<double> CostAsync(Ground ground, int batch) => ground.IsPostgres ? PostgresAsync(ground, batch) : Task.FromResult(Sqlite(ground, batch));

    static async Task<double> PostgresAsync(Ground ground, int batch)
    {
        await using var connection = new NpgsqlConnection(ground.Settings.Database);
        await connection.OpenAsync();
        await using (var make = new NpgsqlCommand("create table plainest (a uuid, b uuid, key text, n bigint, body bytea, primary key (a, b, key)); create unique index on plainest (n)", connection))
            await make.ExecuteNonQueryAsync();
        await using var insert = new NpgsqlCommand("insert into plainest select $1, $2, k, n, b from unnest($3, $4, $5) u(k, n, b) on conflict do nothing", connection);
        insert.Parameters.Add(new NpgsqlParameter { Value = ground.Workspace });
        insert.Parameters.Add(new NpgsqlParameter { Value = ground.Connection });
        for (var i = 0; i < 3; i++) insert.Parameters.Add(new NpgsqlParameter());
        var (own, other) = (0.0, 0.0);
        for (var n = 0; n < Rows * 2; n += batch)
        {
            if (n == Rows) (own, other) = (Environment.CpuUsage.TotalTime.TotalMicroseconds, ground.DatabaseCpu);
            insert.Parameters[2].Value = Enumerable.Range(n, batch).Select(KeyOf).ToArray();
            insert.Parameters[3].Value = Enumerable.Range(n, batch).Select(i => (long)i).ToArray();
            insert.Parameters[4].Value = Enumerable.Range(n, batch).Select(BodyOf).ToArray();
            await insert.ExecuteNonQueryAsync();
        }
        return (Environment.CpuUsage.TotalTime.TotalMicroseconds - own + ground.DatabaseCpu - other) / Rows;
    }

    static double Sqlite(Ground ground, int batch)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(ground.Settings.DataFolder, "plainest.db")};Pooling=False");
        connection.Open();
        using (var make = connection.CreateCommand())
        {
            make.CommandText = "pragma journal_mode=wal; pragma synchronous=full; create table plainest (a blob, b blob, key text, n integer, body blob, primary key (a, b, key)); create unique index plainest_n on plainest (n)";
            make.ExecuteNonQuery();
        }
        using var insert = connection.CreateCommand();
        insert.CommandText = "insert into plainest values ($a, $b, $key, $n, $body) on conflict do nothing";
        foreach (var (name, value) in new (string, object?)[] { ("$a", ground.Workspace.ToByteArray()), ("$b", ground.Connection.ToByteArray()), ("$key", ""), ("$n", 0L), ("$body", Array.Empty<byte>()) })
            insert.Parameters.AddWithValue(name, value);
        var own = 0.0;
        for (var n = 0; n < Rows * 2; n += batch)
        {
            if (n == Rows) own = Environment.CpuUsage.TotalTime.TotalMicroseconds;
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var i = n; i < n + batch; i++)
            {
                (insert.Parameters[2].Value, insert.Parameters[3].Value, insert.Parameters[4].Value) = (KeyOf(i), (long)i, BodyOf(i));
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        return (Environment.CpuUsage.TotalTime.TotalMicroseconds - own) / Rows;
    }

    static string KeyOf(int i) => $"w:{i}";

    static byte[] BodyOf(int i) => new byte[900 + i % 7];
}
