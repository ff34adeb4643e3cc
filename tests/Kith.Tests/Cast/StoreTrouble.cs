using Npgsql;

namespace Kith.Tests;

/// <summary>The database refuses to work, and works again; or is changed behind the application's back.</summary>
static class StoreTrouble
{
    extension(KithUnderTest kith)
    {
        public Task BreakStoreAsync() => kith.Store is SqliteStore ? kith.SqlAsync("pragma query_only = on") : AllowAsync(kith, false);

        public Task MendStoreAsync() => kith.Store is SqliteStore ? kith.SqlAsync("pragma query_only = off") : AllowAsync(kith, true);

        public async Task SqlAsync(string sql)
        {
            if (kith.Store is SqliteStore sqlite)
            {
                await sqlite.Gate.WaitAsync();
                using var command = sqlite.Writer.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
                sqlite.Gate.Release();
                return;
            }
            await using var run = ((PostgresStore)kith.Store).Owner.CreateCommand(sql);
            await run.ExecuteNonQueryAsync();
        }
    }

    static async Task AllowAsync(KithUnderTest kith, bool allowed)
    {
        var name = new NpgsqlConnectionStringBuilder(kith.Settings.Database).Database;
        await World.ServerAsync($"alter database {name} allow_connections {(allowed ? "true" : "false")}");
        ((PostgresStore)kith.Store).App.Clear();
        if (!allowed) await World.ServerAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
    }
}
