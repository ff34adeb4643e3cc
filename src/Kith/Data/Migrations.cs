using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Data;

/// <summary>One numbered SQL file of a provider, embedded in its assembly: <c>0001_first.sql</c>.</summary>
public sealed record Migration(int Number, string Name, string Sql)
{
    public byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes(Sql));

    public static IReadOnlyList<Migration> Of(bool postgres)
    {
        var assembly = Assembly.Load(postgres ? "Kith.Data.Postgres" : "Kith.Data.Sqlite");
        return [.. assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return new Migration(int.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture), name[5..^4], text.ReadToEnd());
        })];
    }
}

/// <summary>Brings a database up to date: back-up first, then every missing migration in one transaction, or nothing at all.</summary>
public sealed class Migrator(DbConnection connection, bool postgres, Func<CancellationToken, Task> backUp, TimeProvider clock)
{
    public async Task RunAsync(IReadOnlyList<Migration> migrations, CancellationToken stop)
    {
        await ExecuteAsync("create table if not exists schema_version (number integer primary key, name text not null, hash text not null, at text not null)", null, stop);
        var known = await KnownAsync(stop);
        if (known.Keys.Except(migrations.Select(m => m.Number)).Any())
            throw new KithCannotStart("This database was written by a newer Kith. Start that version, or restore the back-up made before the upgrade.");
        foreach (var migration in migrations)
            if (known.TryGetValue(migration.Number, out var hash) && hash != Convert.ToHexString(migration.Hash))
                throw new KithCannotStart($"Migration {migration.Number:0000} of this database is not the one this Kith carries. Nothing was changed.");

        var missing = migrations.Where(m => !known.ContainsKey(m.Number)).ToList();
        if (missing.Count == 0) return;
        if (known.Count > 0) await backUp(stop);
        await ApplyAsync(missing, stop);
    }

    async Task ApplyAsync(List<Migration> missing, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (postgres) await ExecuteAsync("select pg_advisory_xact_lock(7264108)", transaction, stop);
        foreach (var migration in missing)
        {
            await ExecuteAsync(migration.Sql, transaction, stop);
            await using var mark = Command("insert into schema_version (number, name, hash, at) values (@number, @name, @hash, @at)", transaction);
            Add(mark, "@number", migration.Number);
            Add(mark, "@name", migration.Name);
            Add(mark, "@hash", Convert.ToHexString(migration.Hash));
            Add(mark, "@at", clock.GetUtcNow().ToString("O"));
            await mark.ExecuteNonQueryAsync(stop);
        }
        await transaction.CommitAsync(stop);
    }

    async Task<Dictionary<int, string>> KnownAsync(CancellationToken stop)
    {
        await using var command = Command("select number, hash from schema_version", null);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var known = new Dictionary<int, string>();
        while (await rows.ReadAsync(stop)) known[rows.GetInt32(0)] = rows.GetString(1);
        return known;
    }

    async Task ExecuteAsync(string sql, DbTransaction? transaction, CancellationToken stop)
    {
        await using var command = Command(sql, transaction);
        await command.ExecuteNonQueryAsync(stop);
    }

    DbCommand Command(string sql, DbTransaction? transaction)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command;
    }

    static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}

/// <summary>Why Kith does not start, in one sentence for the operator.</summary>
public sealed class KithCannotStart(string words) : Exception(words);
