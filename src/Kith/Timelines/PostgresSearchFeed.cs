using Npgsql;

namespace Kith.Timelines;

/// <summary>Stays below the oldest transaction that still runs: what commits later with a smaller number would else be skipped for ever.</summary>
sealed class PostgresSearchFeed(PostgresStore store) : SearchFeed
{
    public override int Step => 500;

    public override double Rest(bool areArrivalsWaiting) => 0.5;

    public override async Task<List<Guid>> WorkspacesAsync(CancellationToken stop)
    {
        await using var command = store.Applier.CreateCommand("select workspace_id from workspace");
        await using var rows = await command.ExecuteReaderAsync(stop);
        var all = new List<Guid>();
        while (await rows.ReadAsync(stop)) all.Add(rows.GetGuid(0));
        return all;
    }

    public override async Task<SearchStep> StepAsync(Guid workspace, CancellationToken stop)
    {
        await using var connection = await store.Applier.OpenConnectionAsync(stop);
        var (found, last, count, isHeldBack) = await ReadAsync(connection, workspace, stop);
        if (count > 0) await WriteAsync(connection, workspace, found, last, stop);
        return new(count, isHeldBack);
    }

    public override async Task AgainAsync(Guid workspace, IReadOnlyDictionary<Guid, string> texts, CancellationToken stop)
    {
        if (texts.Count == 0) return;

        await using var connection = await store.Applier.OpenConnectionAsync(stop);
        await using var command = new NpgsqlCommand("""
            insert into moment_search (workspace_id, moment_id, words)
            select $1, m.id, array_to_tsvector(string_to_array(u.w, ' ')) from unnest($2, $3) u(i, w) join moment m on m.workspace_id = $1 and m.id = u.i
            join cursor c on c.name = $4 and (m.epoch, m.tx, m.id) <= (c.epoch, c.tx::text::xid8, c.moment_id)
            on conflict (workspace_id, moment_id) do update set words = excluded.words
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = workspace });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. texts.Keys] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. texts.Values.Select(text => SearchWords.Of(workspace, text))] });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = CursorOf(workspace) });
        await command.ExecuteNonQueryAsync(stop);
    }

    async Task<(List<(Guid Id, string Words)> Found, (int Epoch, ulong Tx, Guid Id) Last, int Count, bool IsHeldBack)> ReadAsync(
        NpgsqlConnection connection, Guid workspace, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("""
            with here as (select coalesce(max(epoch), 0) epoch, coalesce(max(tx), 0) tx, coalesce((array_agg(moment_id))[1], '00000000-0000-0000-0000-000000000000'::uuid) id from cursor where name = $1)
            select m.id, m.epoch, m.tx, m.kind, m.text, m.epoch = $4 and m.tx >= pg_snapshot_xmin(pg_current_snapshot())
            from moment m where m.workspace_id = $2
                and (m.epoch, m.tx, m.id) > ((select epoch from here), (select tx from here)::text::xid8, (select id from here))
            order by m.epoch, m.tx, m.id limit $3
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = CursorOf(workspace) });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = workspace });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Step });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = store.Epoch });
        await using var rows = await command.ExecuteReaderAsync(stop);
        var (found, last, count) = (new List<(Guid, string)>(), (0, 0UL, Guid.Empty), 0);
        while (await rows.ReadAsync(stop))
        {
            if (rows.GetBoolean(5)) return (found, last, count, true);
            (last, count) = ((rows.GetInt32(1), rows.GetFieldValue<ulong>(2), rows.GetGuid(0)), count + 1);
            if (!rows.IsDBNull(4) && IsFound((MomentKind)rows.GetInt16(3), rows.GetString(4))) found.Add((rows.GetGuid(0), SearchWords.Of(workspace, rows.GetString(4))));
        }
        return (found, last, count, false);
    }

    static async Task WriteAsync(NpgsqlConnection connection, Guid workspace, List<(Guid Id, string Words)> found, (int Epoch, ulong Tx, Guid Id) last, CancellationToken stop)
    {
        await using var batch = connection.CreateBatch();
        var add = new NpgsqlBatchCommand("""
            insert into moment_search (workspace_id, moment_id, words) select $1, i, array_to_tsvector(string_to_array(w, ' ')) from unnest($2, $3) u(i, w) on conflict do nothing
            """);
        add.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = workspace });
        add.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. found.Select(f => f.Id)] });
        add.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. found.Select(f => f.Words)] });
        var move = new NpgsqlBatchCommand("""
            insert into cursor (name, epoch, tx, moment_id, n) values ($1, $2, $3, $4, 0)
            on conflict (name) do update set epoch = excluded.epoch, tx = excluded.tx, moment_id = excluded.moment_id
            """);
        move.Parameters.Add(new NpgsqlParameter<string> { TypedValue = CursorOf(workspace) });
        move.Parameters.Add(new NpgsqlParameter<int> { TypedValue = last.Epoch });
        move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = (long)last.Tx });
        move.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = last.Id });
        batch.BatchCommands.Add(add);
        batch.BatchCommands.Add(move);
        await batch.ExecuteNonQueryAsync(stop);
    }
}
