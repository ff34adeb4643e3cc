using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kith.Cli;

/// <summary>
/// Puts a back-up in place of what is there. The epoch rises above both lives of the database, so that whoever reads the stream by a
/// place from before the restore notices, instead of missing or repeating what happened since.
/// </summary>
sealed class Restore(KithSettings settings, DataFolder folder)
{
    const string Roles = """
        do $$ begin create role kith_app nologin; exception when duplicate_object or unique_violation then null; end $$;
        do $$ begin create role kith_applier nologin; exception when duplicate_object or unique_violation then null; end $$;
        """;

    public async Task<int> RunAsync(string from, TextWriter say, CancellationToken stop)
    {
        var wrong = await Verify.BackupAsync(from, stop);
        if (!File.Exists(Path.Combine(from, settings.IsSqlite ? Backup.SqliteFile : Backup.PostgresFile))) wrong = [.. wrong, "This back-up is of the other kind of database."];
        foreach (var line in wrong) await say.WriteLineAsync(line);
        if (wrong.Count > 0) return 1;

        var epoch = settings.IsSqlite ? RestoreSqlite(from) : await RestorePostgresAsync(from, stop);
        foreach (var file in Backup.FilesOf(from).Where(file => file is not (Backup.List or Backup.PostgresFile))) Backup.Copy(Path.Combine(from, file), folder.At(file));
        await using var store = await OpenStore.OpenAsync(settings, folder, TimeProvider.System, stop);
        await AnchorAsync(store, stop);
        await say.WriteLineAsync($"Restored; this is life {epoch} of the database. What was there before is kept in {folder.Folder("backups")}.");
        return 0;
    }

    /// <summary>What was anchored after the back-up was begun is not in it, and nobody cut it off.</summary>
    async Task AnchorAsync(Store store, CancellationToken stop)
    {
        var (feed, anchors) = (ChainFeeds.Of(store), new Anchors(folder));
        foreach (var workspace in await feed.WorkspacesAsync(stop))
        {
            var end = await feed.EndAsync(workspace, stop);
            anchors.Drop(workspace, end?.Seq ?? 0, end?.Hash ?? new byte[32], TimeProvider.System.Now, isRestored: true);
        }
    }

    int RestoreSqlite(string from)
    {
        var kept = Path.Combine(folder.Folder("backups"), $"before-restore-{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}.db");
        var before = 0;
        if (File.Exists(folder.At(Backup.SqliteFile)))
        {
            before = Sqlite(folder.At(Backup.SqliteFile), "pragma wal_checkpoint(truncate); select epoch from instance");
            File.Move(folder.At(Backup.SqliteFile), kept);
            foreach (var rest in new[] { "-wal", "-shm" }) File.Delete(folder.At(Backup.SqliteFile + rest));
        }
        Backup.Copy(Path.Combine(from, Backup.SqliteFile), folder.At(Backup.SqliteFile));
        return Sqlite(folder.At(Backup.SqliteFile), $"update instance set epoch = max(epoch, {before}) + 1; select epoch from instance");
    }

    static int Sqlite(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        do
        {
            while (rows.Read())
                if (rows.GetName(0) == "epoch") return rows.GetInt32(0);
        }
        while (rows.NextResult());
        return 0;
    }

    async Task<int> RestorePostgresAsync(string from, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(settings.Database);
        var there = await ScalarAsync(source, "select (to_regclass('instance') is not null)::int", stop) == 1;
        var before = there ? await ScalarAsync(source, "select epoch from instance", stop) : 0;
        if (there)
            await Postgres.RunAsync(settings.Database, "pg_dump", ["--format=custom", $"--file={Path.Combine(folder.Folder("backups"), $"before-restore-{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}.dump")}"], stop);
        await ScalarAsync(source, Roles + "select 1", stop);
        await Postgres.RunAsync(settings.Database, "pg_restore", ["--clean", "--if-exists", "--no-owner", "--exit-on-error", "--single-transaction", Path.Combine(from, Backup.PostgresFile)], stop);
        return await ScalarAsync(source, $"update instance set epoch = greatest(epoch, {before}) + 1 returning epoch", stop);
    }

    static async Task<int> ScalarAsync(NpgsqlDataSource source, string sql, CancellationToken stop)
    {
        await using var command = source.CreateCommand(sql);
        return (int)(await command.ExecuteScalarAsync(stop))!;
    }
}
