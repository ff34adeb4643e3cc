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
    static readonly Lazy<Task<Template>> template = new(MakeTemplateAsync);

    public static bool OnPostgres => postgres is not null;

    /// <summary>Starts the real application on its own copy of the cast.</summary>
    public async Task<KithUnderTest> OpenAsync(Action<IWebHostBuilder>? change = null)
    {
        var (settings, town) = await CopyAsync();
        return new KithUnderTest(settings, town, change);
    }

    /// <summary>Starts the real application where nobody has been before.</summary>
    public async Task<KithUnderTest> OpenEmptyAsync(Action<IWebHostBuilder>? change = null) => new(await EmptyAsync(), (await template.Value).Town, change);

    /// <summary>The settings of a database that nobody has touched yet.</summary>
    public static async Task<KithSettings> EmptyAsync()
    {
        var folder = Directory.CreateTempSubdirectory("kith-test-").FullName;
        if (!OnPostgres) return new KithSettings { DataFolder = folder };

        var name = $"kith_test_{Guid.NewGuid():N}";
        await ServerAsync($"create database {name}");
        return new KithSettings { DataFolder = folder, Database = new NpgsqlConnectionStringBuilder(postgres) { Database = name, Pooling = true, MaxPoolSize = 20 }.ToString() };
    }

    /// <summary>A settled database of its own, for whoever starts the application in another way.</summary>
    public static async Task<(KithSettings Settings, Town Town)> CopyAsync()
    {
        var ready = await template.Value;
        var folder = Directory.CreateTempSubdirectory("kith-test-").FullName;
        if (!OnPostgres)
        {
            File.Copy(Path.Combine(ready.Settings.DataFolder, "kith.db"), Path.Combine(folder, "kith.db"));
            return (new KithSettings { DataFolder = folder }, ready.Town);
        }

        var name = $"kith_test_{Guid.NewGuid():N}";
        var from = new NpgsqlConnectionStringBuilder(ready.Settings.Database).Database;
        await ServerAsync($"create database {name} template {from} strategy file_copy");
        return (new KithSettings { DataFolder = folder, Database = new NpgsqlConnectionStringBuilder(postgres) { Database = name, MaxPoolSize = 20 }.ToString() }, ready.Town);
    }

    static async Task<Template> MakeTemplateAsync()
    {
        var settings = await EmptyAsync();
        Town town;
        using (var folder = new DataFolder(settings.DataFolder))
        await using (var store = await OpenStore.OpenAsync(settings, folder, TimeProvider.System, CancellationToken.None))
            town = await Settlement.SettleAsync(store);
        if (OnPostgres) NpgsqlConnection.ClearAllPools();
        else SqliteConnection.ClearAllPools();
        return new Template(settings, town);
    }

    public static async Task ServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    sealed record Template(KithSettings Settings, Town Town);
}
