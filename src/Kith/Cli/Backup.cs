using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kith.Cli;

/// <summary>One folder with the database as of one moment, the files and the keys, and a list of what each must hash to.</summary>
sealed class Backup(KithSettings settings, DataFolder folder, Store store, TimeProvider clock)
{
    public const string List = "backup.json", SqliteFile = "kith.db", PostgresFile = "kith.dump";
    static readonly string[] left = ["kith.db", "kith.db-wal", "kith.db-shm", "kith.lock", "kith.sock"];

    public async Task<string> RunAsync(string? where, CancellationToken stop)
    {
        var to = Path.GetFullPath(where ?? Path.Combine(folder.Folder("backups"), $"kith-{clock.GetUtcNow():yyyyMMdd-HHmmss}"));
        if (Directory.Exists(to) && Directory.EnumerateFileSystemEntries(to).Any()) throw new KithCannotStart($"{to} is not empty.");

        Directory.CreateDirectory(to);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // The database first: whatever file it names was on disk before it.
        await CopyDatabaseAsync(to, stop);
        foreach (var file in FilesOf(folder.Root)) Copy(folder.At(file), Path.Combine(to, file));
        await File.WriteAllTextAsync(Path.Combine(to, List), JsonSerializer.Serialize(await HashesAsync(to, stop)), stop);
        return to;
    }

    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }

    /// <summary>What belongs to Kith beside its database; back-ups are not backed up again.</summary>
    public static IEnumerable<string> FilesOf(string root) => Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(root, path))
        .Where(path => !left.Contains(path) && !path.EndsWith(".coming", StringComparison.Ordinal) && !path.StartsWith($"backups{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    public static async Task<SortedDictionary<string, string>> HashesAsync(string root, CancellationToken stop)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != List))
        {
            await using var bytes = File.OpenRead(path);
            hashes[Path.GetRelativePath(root, path)] = Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, stop));
        }
        return hashes;
    }

    Task CopyDatabaseAsync(string to, CancellationToken stop) =>
        store is SqliteStore sqlite ? Task.Run(() => CopySqlite(sqlite, Path.Combine(to, SqliteFile)), stop)
        : Postgres.RunAsync(settings.Database, "pg_dump", ["--format=custom", $"--file={Path.Combine(to, PostgresFile)}"], stop);

    // From a reader's connection: it sees the last commit and holds up no writer.
    static void CopySqlite(SqliteStore store, string path)
    {
        using var from = store.OpenReader();
        using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        to.Open();
        from.BackupDatabase(to);
    }
}

static class Postgres
{
    public static async Task RunAsync(string database, string tool, string[] args, CancellationToken stop)
    {
        var at = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo(tool, [.. args, $"--dbname={at.Database}"])
        {
            RedirectStandardError = true,
            Environment = { ["PGHOST"] = at.Host, ["PGPORT"] = at.Port.ToString(), ["PGUSER"] = at.Username, ["PGPASSWORD"] = at.Password },
        };
        try
        {
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            if (process.ExitCode != 0) throw new KithCannotStart($"{tool} said: {said.Trim()}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new KithCannotStart($"{tool} is needed for this and is not installed here.");
        }
    }
}
