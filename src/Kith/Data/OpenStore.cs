using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kith.Data;

/// <summary>Opens the database the operator chose, brought up to date.</summary>
public static class OpenStore
{
    public static Task<Store> OpenAsync(KithSettings settings, DataFolder folder, TimeProvider clock, CancellationToken stop) =>
        OpenAsync(settings, folder, Migration.Of(postgres: !settings.IsSqlite), clock, stop);

    public static async Task<Store> OpenAsync(
        KithSettings settings, DataFolder folder, IReadOnlyList<Migration> migrations, TimeProvider clock, CancellationToken stop) =>
        settings.IsSqlite ? await SqliteAsync(folder, migrations, clock, stop) : await PostgresAsync(settings, folder, migrations, clock, stop);

    static async Task<Store> SqliteAsync(DataFolder folder, IReadOnlyList<Migration> migrations, TimeProvider clock, CancellationToken stop)
    {
        var store = new SqliteStore(folder.At("kith.db"), clock);
        return await BroughtUpToDateAsync(store, async () =>
        {
            await new Migrator(store.Writer, postgres: false, _ => BackUpSqlite(store, folder, clock), clock).RunAsync(migrations, stop);
            store.Begin();
        });
    }

    static async Task<Store> PostgresAsync(KithSettings settings, DataFolder folder, IReadOnlyList<Migration> migrations, TimeProvider clock, CancellationToken stop)
    {
        var store = new PostgresStore(settings.Database, clock);
        return await BroughtUpToDateAsync(store, async () =>
        {
            await using (var connection = await store.Owner.OpenConnectionAsync(stop))
                await new Migrator(connection, postgres: true, token => BackUpPostgresAsync(settings, folder, clock, token), clock).RunAsync(migrations, stop);
            await store.BeginAsync(stop);
        });
    }

    static async Task<Store> BroughtUpToDateAsync(Store store, Func<Task> bring)
    {
        try
        {
            await bring();
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    static Task BackUpSqlite(SqliteStore store, DataFolder folder, TimeProvider clock)
    {
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = BackUpPath(folder, clock, "db"), Pooling = false }.ToString());
        copy.Open();
        store.Writer.BackupDatabase(copy);
        return Task.CompletedTask;
    }

    static async Task BackUpPostgresAsync(KithSettings settings, DataFolder folder, TimeProvider clock, CancellationToken stop)
    {
        if (settings.BackedUp) return;

        var at = new NpgsqlConnectionStringBuilder(settings.Database);
        var dump = new ProcessStartInfo("pg_dump", ["--format=custom", $"--file={BackUpPath(folder, clock, "dump")}", at.Database ?? ""])
        {
            Environment = { ["PGHOST"] = at.Host, ["PGPORT"] = at.Port.ToString(), ["PGUSER"] = at.Username, ["PGPASSWORD"] = at.Password },
        };
        try
        {
            using var process = Process.Start(dump)!;
            await process.WaitForExitAsync(stop);
            if (process.ExitCode == 0) return;
        }
        catch (System.ComponentModel.Win32Exception) { }
        throw new KithCannotStart("This upgrade changes the database and pg_dump could not make a back-up. Make one yourself, then start once with KITH_BACKED_UP=1.");
    }

    static string BackUpPath(DataFolder folder, TimeProvider clock, string ending) =>
        Path.Combine(folder.Folder("backups"), $"before-upgrade-{clock.GetUtcNow():yyyyMMdd-HHmmss}.{ending}");
}
