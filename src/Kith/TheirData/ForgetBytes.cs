using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kith.TheirData;

/// <summary>
/// What was deleted still lies in the file until something else is written over it. SQLite rewrites its file without it; PostgreSQL is asked
/// to clean the tables, its own log of what was written ends when its checkpoints have passed it.
/// </summary>
sealed class ForgetBytes(Store store)
{
    const int Pages = 500, MostSteps = 10_000, MostTries = 200;
    static readonly TimeSpan betweenTries = TimeSpan.FromMilliseconds(50);
    static readonly string[] tables = ["moment", "moment_search", "audit", "intake", "set_aside", "handle", "claim", "code", "thread", "delivery", "move", "consent", "link", "draft", "notice", "telling", "\"case\"", "promise", "post", "person", "person_word", "membership", "people_import", "idempotent_answer", "key_of_person", "ask", "approval", "overruling", "page_key"];

    public async Task FromIndexAsync(Work work, IReadOnlyList<Guid> moments, CancellationToken stop)
    {
        foreach (var some in moments.Chunk(Pages))
        {
            await using var command = work.Connection.CreateCommand();
            command.Transaction = work.Transaction;
            command.CommandText = store.IsPostgres
                ? "delete from moment_search where workspace_id = $1 and moment_id = any($2)"
                : $"delete from moment_search where rowid in (select rowid from moment_search where workspace_id = $1 and moment_id in ({string.Join(", ", some.Select(id => $"x'{Convert.ToHexString(SqliteDialect.Bytes(id))}'"))}))";
            if (store.IsPostgres) command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = work.WorkspaceId });
            else command.Parameters.Add(new SqliteParameter("$1", SqliteDialect.Bytes(work.WorkspaceId)));
            if (store.IsPostgres) command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = some });
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    public Task RunAsync(CancellationToken stop) => store is SqliteStore sqlite ? RewriteAsync(sqlite, stop) : CleanAsync((PostgresStore)store, stop);

    /// <summary>The same for what goes day by day: nothing is rewritten, for the bytes were overwritten as they went.</summary>
    public async Task RunQuietlyAsync(CancellationToken stop)
    {
        if (store is not SqliteStore sqlite)
        {
            await CleanAsync((PostgresStore)store, stop);
            return;
        }
        for (var step = 0; step < MostSteps && await MergeAsync(sqlite, stop); step++) await Task.Yield();
        await EmptyLogAsync(sqlite, stop);
    }

    /// <summary>SQLite writes zeros over what this work deletes, as long as it is on; on PostgreSQL cleaning does it.</summary>
    public static async Task OverwriteAsync(Work work, bool isOn, CancellationToken stop)
    {
        if (work.Connection is not SqliteConnection) return;

        await using var command = work.Connection.CreateCommand();
        command.Transaction = work.Transaction;
        command.CommandText = $"pragma secure_delete = {(isOn ? "on" : "off")}";
        await command.ExecuteNonQueryAsync(stop);
    }

    static async Task RewriteAsync(SqliteStore store, CancellationToken stop)
    {
        for (var step = 0; step < MostSteps && await MergeAsync(store, stop); step++) await Task.Yield();
        await store.Gate.WaitAsync(stop);
        try { Run(store.Writer, "vacuum"); }
        finally { store.Gate.Release(); }
        await EmptyLogAsync(store, stop);
    }

    /// <summary>SQLite leaves its log as it is while somebody reads what was there before: it is asked until they are done, and arrivals come in between.</summary>
    static async Task EmptyLogAsync(SqliteStore store, CancellationToken stop)
    {
        for (var tries = 1; !await IsEmptiedAsync(store, stop) && tries < MostTries; tries++) await Task.Delay(betweenTries, stop);
    }

    static async Task<bool> IsEmptiedAsync(SqliteStore store, CancellationToken stop)
    {
        await store.Gate.WaitAsync(stop);
        try { return Asked(store.Writer, "pragma wal_checkpoint(truncate)") == 0; }
        finally { store.Gate.Release(); }
    }

    /// <summary>The index keeps words of what was deleted until its pieces are merged: a few pages at a time, and arrivals come in between.</summary>
    static async Task<bool> MergeAsync(SqliteStore store, CancellationToken stop)
    {
        await store.Gate.WaitAsync(stop);
        try
        {
            var before = Changes(store.Writer);
            Run(store.Writer, $"pragma secure_delete = on; insert into moment_search (moment_search, rank) values ('merge', -{Pages})");
            return Changes(store.Writer) - before >= 2;
        }
        finally
        {
            Run(store.Writer, "pragma secure_delete = off");
            store.Gate.Release();
        }
    }

    static async Task CleanAsync(PostgresStore store, CancellationToken stop)
    {
        await using var connection = await store.Owner.OpenConnectionAsync(stop);
        foreach (var table in tables)
        {
            await using var command = new NpgsqlCommand($"vacuum {table}", connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    static long Changes(SqliteConnection writer) => Asked(writer, "select total_changes()");

    static long Asked(SqliteConnection writer, string sql)
    {
        using var command = writer.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    static void Run(SqliteConnection writer, string sql)
    {
        using var command = writer.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
