using Microsoft.Data.Sqlite;

namespace Kith.Timelines;

/// <summary>Reads beside the one writer and holds it only to write, so that the hot path waits for a few hundred rows at most.</summary>
sealed class SqliteSearchFeed(SqliteStore store) : SearchFeed, IDisposable
{
    Statement? add, move;

    public override int Step => 250;

    /// <summary>Whoever writes here keeps the arrivals from being written.</summary>
    public override double Rest(bool areArrivalsWaiting) => areArrivalsWaiting ? 2 : 0.5;

    public override Task<List<Guid>> WorkspacesAsync(CancellationToken stop)
    {
        using var reader = store.OpenReader();
        using var command = reader.CreateCommand();
        command.CommandText = "select workspace_id from workspace";
        using var row = command.ExecuteReader();
        var all = new List<Guid>();
        while (row.Read()) all.Add(row.Id(0));
        return Task.FromResult(all);
    }

    public override async Task<SearchStep> StepAsync(Guid workspace, CancellationToken stop)
    {
        var (found, last, count) = Read(workspace);
        if (count == 0) return default;

        await store.Gate.WaitAsync(stop);
        try { Write(workspace, found, last); }
        finally { store.Gate.Release(); }
        return new(count, false);
    }

    /// <summary>The same rowid keeps the place: the newest are found first by walking backwards.</summary>
    public override async Task AgainAsync(Guid workspace, IReadOnlyDictionary<Guid, string> texts, CancellationToken stop)
    {
        if (texts.Count == 0) return;

        await store.Gate.WaitAsync(stop);
        try
        {
            using var transaction = store.Writer.BeginTransaction();
            using var replace = new Statement(store.Writer, "insert or replace into moment_search (rowid, words, workspace_id, moment_id) values ($1, $2, $3, $4)", 4);
            foreach (var (id, row) in RowsOf(transaction, workspace, [.. texts.Keys])) replace.Run(transaction, row, SearchWords.Of(workspace, texts[id]), workspace, id);
            transaction.Commit();
        }
        finally { store.Gate.Release(); }
    }

    /// <summary>The index knows no moments by their ids, so it is walked once for many; those that had no words before get a new place.</summary>
    static List<(Guid Id, long? Row)> RowsOf(SqliteTransaction transaction, Guid workspace, Guid[] ids)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"""
            select m.id, s.rowid from moment m join cursor c on c.name = $name and (m.epoch, m.tx, m.id) <= (c.epoch, c.tx, c.moment_id)
            left join (select rowid, moment_id from moment_search where moment_id in ({In(ids)})) s on s.moment_id = m.id
            where m.workspace_id = $workspace and m.id in ({In(ids)})
            """;
        command.Parameters.AddWithValue("$name", CursorOf(workspace));
        command.Parameters.AddWithValue("$workspace", SqliteDialect.Bytes(workspace));
        using var row = command.ExecuteReader();
        var rows = new List<(Guid, long?)>();
        while (row.Read()) rows.Add((row.Id(0), row.IsDBNull(1) ? null : row.GetInt64(1)));
        return rows;
    }

    static string In(Guid[] ids) => string.Join(", ", ids.Select(id => $"x'{Convert.ToHexString(SqliteDialect.Bytes(id))}'"));

    public void Dispose()
    {
        add?.Dispose();
        move?.Dispose();
    }

    (List<(Guid Id, string Words)> Found, (long Epoch, long Tx, Guid Id) Last, int Count) Read(Guid workspace)
    {
        using var reader = store.OpenReader();
        using var command = reader.CreateCommand();
        command.CommandText = """
            select m.id, m.epoch, m.tx, m.kind, m.text from moment m left join cursor c on c.name = $name
            where m.workspace_id = $workspace and (m.epoch, m.tx, m.id) > (coalesce(c.epoch, 0), coalesce(c.tx, 0), coalesce(c.moment_id, zeroblob(16)))
            order by m.epoch, m.tx, m.id limit $most
            """;
        command.Parameters.AddWithValue("$name", CursorOf(workspace));
        command.Parameters.AddWithValue("$workspace", SqliteDialect.Bytes(workspace));
        command.Parameters.AddWithValue("$most", Step);
        using var row = command.ExecuteReader();
        var (found, last, count) = (new List<(Guid, string)>(), (0L, 0L, Guid.Empty), 0);
        while (row.Read())
        {
            (last, count) = ((row.GetInt64(1), row.GetInt64(2), row.Id(0)), count + 1);
            if (IsFound((MomentKind)row.GetInt32(3), row.TextOrNull(4))) found.Add((row.Id(0), SearchWords.Of(workspace, row.GetString(4))));
        }
        return (found, last, count);
    }

    void Write(Guid workspace, List<(Guid Id, string Words)> found, (long Epoch, long Tx, Guid Id) last)
    {
        add ??= new(store.Writer, "insert into moment_search (words, workspace_id, moment_id) values ($1, $2, $3)", 3);
        move ??= new(store.Writer, """
            insert into cursor (name, epoch, tx, moment_id, n) values ($1, $2, $3, $4, 0)
            on conflict (name) do update set epoch = excluded.epoch, tx = excluded.tx, moment_id = excluded.moment_id
            """, 4);
        using var transaction = store.Writer.BeginTransaction();
        foreach (var (id, words) in found) add.Run(transaction, words, workspace, id);
        move.Run(transaction, CursorOf(workspace), last.Epoch, last.Tx, last.Id);
        transaction.Commit();
    }
}
