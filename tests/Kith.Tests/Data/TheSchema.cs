using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kith.Tests.Data;

/// <summary>What the migrations make is what the model says, on both databases.</summary>
public class TheSchema
{
    [Fact]
    public async Task made_by_migrations_is_the_one_the_model_describes()
    {
        var migrated = await World.EmptyAsync();
        using (var folder = new DataFolder(migrated.DataFolder))
        await using (await OpenStore.OpenAsync(migrated, folder, TimeProvider.System, CancellationToken.None)) { }
        var modelled = await World.EmptyAsync();
        await CreateFromModelAsync(modelled);

        var made = await DescribeAsync(migrated);
        Assert.Contains(made, line => line.StartsWith("moment ", StringComparison.Ordinal));
        Assert.Equal(await DescribeAsync(modelled), made);
    }

    static async Task CreateFromModelAsync(KithSettings settings)
    {
        var options = Dialect.Options();
        Dialect dialect = settings.IsSqlite ? new SqliteDialect() : new PostgresDialect();
        _ = settings.IsSqlite ? options.UseSqlite(Connect(settings)) : options.UseNpgsql(Connect(settings));
        await using var db = new KithDb(options.Options, dialect);
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync(db.Database.GenerateCreateScript().Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    static DbConnection Connect(KithSettings settings) => settings.IsSqlite
        ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(settings.DataFolder, "kith.db"), Pooling = false }.ToString())
        : new NpgsqlConnection(settings.Database);

    static async Task<List<string>> DescribeAsync(KithSettings settings)
    {
        await using var connection = Connect(settings);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = settings.IsSqlite ? SqliteShape : PostgresShape;
        await using var rows = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await rows.ReadAsync()) lines.Add(rows.GetString(0).Replace("\"", "", StringComparison.Ordinal).ToLowerInvariant());
        return lines;
    }

    const string SqliteShape = """
        select t.name || ' ' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk from sqlite_schema t join pragma_table_info(t.name) c
            where t.type = 'table' and t.name not like 'moment_search%' and t.name <> 'schema_version' and t.name not like 'sqlite_%'
        union all
        select t.name || ' refers ' || f."table" || ' ' || group_concat(f."from" || '>' || f."to") || ' ' || f.on_delete from sqlite_schema t join pragma_foreign_key_list(t.name) f
            where t.type = 'table' group by t.name, f.id
        union all
        select tbl_name || ' ' || sql from sqlite_schema where type = 'index' and sql is not null and tbl_name not like 'moment_search%'
        order by 1
        """;

    const string PostgresShape = """
        select table_name || ' ' || column_name || ' ' || udt_name || ' ' || is_nullable || ' ' || coalesce(column_default, '') || coalesce(character_maximum_length::text, '')
            from information_schema.columns where table_schema = 'public' and table_name not in ('moment_search', 'schema_version')
        union all
        select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
            where connamespace = 'public'::regnamespace and conrelid::regclass::text not in ('moment_search', 'schema_version')
        union all
        select tablename || ' ' || indexdef from pg_indexes where schemaname = 'public' and tablename not in ('moment_search', 'schema_version')
        order by 1
        """;
}
