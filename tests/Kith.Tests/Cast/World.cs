using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kith.Tests;

/// <summary>
/// A Kith of its own for each test: migrated and settled once, then copied. KITH_TEST_POSTGRES says that the suite runs on
/// PostgreSQL; no test knows which it is.
/// </summary>
public sealed class World
{
    static readonly string? postgres = Environment.GetEnvironmentVariable("KITH_TEST_POSTGRES") is { Length: > 0 } set ? set : null;
    static readonly Lazy<Task<Template>> settled = new(() => MakeTemplateAsync(Settlement.SettleAsync));
    static readonly Lazy<Task<Template>> bare = new(() => MakeTemplateAsync(_ => Task.FromResult(Town.Nowhere)));

    public static bool OnPostgres => postgres is not null;

    /// <summary>Starts the real application on its own copy of the cast.</summary>
    public Task<KithUnderTest> OpenAsync(Action<IWebHostBuilder>? change = null) => OpenAsync(settled, change);

    /// <summary>Starts the real application where nobody has been before.</summary>
    public Task<KithUnderTest> OpenEmptyAsync(Action<IWebHostBuilder>? change = null) => OpenAsync(bare, change);

    /// <summary>The settings of a database that nobody has touched yet, not even to migrate it.</summary>
    public static async Task<KithSettings> EmptyAsync()
    {
        if (!OnPostgres) return SettingsOf(null);

        var name = $"kith_test_{Guid.NewGuid():N}";
        await ServerAsync($"create database {name}");
        return SettingsOf(name);
    }

    /// <summary>A settled database of its own, for whoever starts the application in another way.</summary>
    public static async Task<(KithSettings Settings, Town Town)> CopyAsync()
    {
        var ready = await settled.Value;
        return (ready.Pool is { } pool ? SettingsOf(await pool.CopyAsync()) : ready.CopyFile(), ready.Town);
    }

    /// <summary>Nobody is in it any more.</summary>
    public static async Task LeaveAsync(KithSettings settings)
    {
        if (new NpgsqlConnectionStringBuilder(settings.IsSqlite ? null : settings.Database).Database is { } name && !await IsGivenBackAsync(settled, name) && !await IsGivenBackAsync(bare, name))
            await ServerAsync($"drop database if exists {name} with (force)");
        await ForgetAsync(settings.DataFolder);
    }

    /// <summary>Whoever is just leaving may still write its last line into it.</summary>
    public static async Task ForgetAsync(string folder)
    {
        const int MostTries = 20;
        for (var tries = 1; ; tries++)
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (tries < MostTries) { await Task.Delay(50); }
    }

    /// <summary>How Kith connects to one of the databases here.</summary>
    public static string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(postgres) { Database = database, MaxPoolSize = 20 }.ToString();

    public static async Task ServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    static async Task<KithUnderTest> OpenAsync(Lazy<Task<Template>> template, Action<IWebHostBuilder>? change)
    {
        var ready = await template.Value;
        return new(ready.Pool is { } pool ? SettingsOf(await pool.TakeAsync()) : ready.CopyFile(), ready.Town, change);
    }

    static KithSettings SettingsOf(string? database)
    {
        var settings = new KithSettings { DataFolder = Directory.CreateTempSubdirectory("kith-test-").FullName };
        return database is null ? settings : settings with { Database = ConnectionTo(database) };
    }

    static async Task<bool> IsGivenBackAsync(Lazy<Task<Template>> template, string name) => template.IsValueCreated && (await template.Value).Pool is { } pool && pool.TryGiveBack(name);

    static async Task<Template> MakeTemplateAsync(Func<Store, Task<Town>> settle)
    {
        var settings = await EmptyAsync();
        Town town;
        using (var folder = new DataFolder(settings.DataFolder))
        await using (var store = await OpenStore.OpenAsync(settings, folder, TimeProvider.System, CancellationToken.None))
            town = await settle(store);
        if (!OnPostgres) SqliteConnection.ClearAllPools();
        return new Template(settings, town, OnPostgres ? await PostgresPool.OfAsync(new NpgsqlConnectionStringBuilder(settings.Database).Database!) : null);
    }

    sealed record Template(KithSettings Settings, Town Town, PostgresPool? Pool)
    {
        public KithSettings CopyFile()
        {
            var settings = SettingsOf(null);
            File.Copy(Path.Combine(Settings.DataFolder, "kith.db"), Path.Combine(settings.DataFolder, "kith.db"));
            return settings;
        }
    }
}
