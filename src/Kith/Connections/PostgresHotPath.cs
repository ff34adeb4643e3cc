using Npgsql;
using NpgsqlTypes;

namespace Kith.Connections;

/// <summary>
/// PostgreSQL's twin: every statement takes its rows as arrays, so that a batch is one round trip whatever its size. Two connections of
/// its own, one for keeping and one for applying; their plans never change under them (<see cref="PostgresStore.Applier"/>).
/// </summary>
sealed partial class PostgresHotPath(PostgresStore store, WhoIsIn here) : HotPath, IAsyncDisposable
{
    readonly HouseBook houses = new(store);

    /// <summary>Raised by the update of cases when one of them was changed meanwhile: see <c>ChangeCases</c>.</summary>
    const string ChangedMeanwhile = PostgresErrorCodes.DivisionByZero;

    const long FirstReplan = 32, LastReplan = 1 << 21;

    NpgsqlConnection? keeping, applying;
    long applied, replanAt = FirstReplan;

    public override async Task<(long Kept, long Applied)> BeginAsync(CancellationToken stop)
    {
        await using var command = store.Applier.CreateCommand("select (select n from cursor where name = $1), (select max(n) from intake where lane = $2)");
        command.Parameters.Add(One(CursorName));
        command.Parameters.Add(One(Lane));
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        var applied = row.IsDBNull(0) ? 0 : row.GetInt64(0);
        return (row.IsDBNull(1) ? 0 : row.GetInt64(1), applied);
    }

    public override Task<IReadOnlySet<long>> KeepAsync(IReadOnlyList<Arrival> arrivals, CancellationToken stop) => OnAsync(keeping, c => keeping = c, async connection =>
    {
        await using var command = new NpgsqlCommand("""
            insert into intake (workspace_id, connection_id, key, lane, n, received_at, headers, body)
            select w, c, k, $8, n, t, h, b from unnest($1, $2, $3, $4, $5, $6, $7) u(w, c, k, n, t, h, b)
            on conflict do nothing
            """, connection);
        command.Parameters.Add(Each(arrivals, a => a.WorkspaceId));
        command.Parameters.Add(Each(arrivals, a => a.ConnectionId));
        command.Parameters.Add(Each(arrivals, a => a.Key));
        command.Parameters.Add(Each(arrivals, a => a.N));
        command.Parameters.Add(Each(arrivals, a => a.ReceivedAt));
        command.Parameters.Add(Each(arrivals, a => a.Head));
        command.Parameters.Add(Each(arrivals, a => a.Body));
        command.Parameters.Add(One(Lane));
        return await command.ExecuteNonQueryAsync(stop) == arrivals.Count ? arrivals.Select(a => a.N).ToHashSet() : await FreshAsync(connection, arrivals, stop);
    }, stop);

    /// <summary>Which of these places were taken: asked only when somebody sent the same twice.</summary>
    static async Task<IReadOnlySet<long>> FreshAsync(NpgsqlConnection connection, IReadOnlyList<Arrival> arrivals, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select n from intake where lane = $1 and n = any($2)", connection);
        command.Parameters.Add(One(Lane));
        command.Parameters.Add(Each(arrivals, a => a.N));
        var fresh = new HashSet<long>(arrivals.Count);
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) fresh.Add(rows.GetInt64(0));
        return fresh;
    }

    public override async Task<List<Arrival>> ReadAsync(long after, long upTo, int most, CancellationToken stop)
    {
        await using var command = store.Applier.CreateCommand(
            "select workspace_id, connection_id, key, headers, body, received_at, n from intake where lane = $1 and n > $2 and n <= $3 order by n limit $4");
        command.Parameters.Add(One(Lane));
        command.Parameters.Add(One(after));
        command.Parameters.Add(One(upTo));
        command.Parameters.Add(One(most));
        await using var rows = await command.ExecuteReaderAsync(stop);
        var read = new List<Arrival>();
        while (await rows.ReadAsync(stop)) read.Add(ArrivalOf(rows));
        return read;
    }

    public override async Task<Arrival?> FindAsync(Guid workspace, Guid connection, string key, CancellationToken stop)
    {
        await using var command = store.Applier.CreateCommand(
            "select workspace_id, connection_id, key, headers, body, received_at, n from intake where workspace_id = $1 and connection_id = $2 and key = $3");
        command.Parameters.Add(One(workspace));
        command.Parameters.Add(One(connection));
        command.Parameters.Add(One(key));
        await using var rows = await command.ExecuteReaderAsync(stop);
        return await rows.ReadAsync(stop) ? ArrivalOf(rows) : null;
    }

    public override Task<IReadOnlyList<Announcement>> ApplyAsync(Wanted wanted, Func<Known, Plan> decide, long? upTo, CancellationToken stop) => OnAsync(applying, c => applying = c, async connection =>
    {
        var plan = decide(await LoadAsync(connection, wanted, new(store, here), stop));
        await WriteAsync(connection, plan, wanted, upTo, stop);
        applied += plan.Moments.Count;
        if (applied > replanAt && replanAt < LastReplan) await ReplanAsync(connection, stop);
        return (IReadOnlyList<Announcement>)[.. plan.News.Values];
    }, stop);

    public override Task SetAsideAsync(Arrival arrival, SetAside aside, long? upTo, CancellationToken stop) => OnAsync(applying, c => applying = c, async connection =>
    {
        await using var batch = connection.CreateBatch();
        Add(batch, """
            insert into set_aside (workspace_id, id, connection_id, key, tries, problem, at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (workspace_id, connection_id, key) do update set tries = set_aside.tries + excluded.tries, problem = excluded.problem, at = excluded.at
            """, One(aside.WorkspaceId), One(aside.Id), One(aside.ConnectionId), One(aside.Key), One(aside.Tries), One(aside.Problem), One(aside.At));
        AddCursor(batch, upTo);
        await batch.ExecuteNonQueryAsync(stop);
        return 0;
    }, stop);

    public override bool IsStoreTrouble(Exception broken) => broken switch
    {
        PostgresException said => said.IsTransient || said.SqlState[..2] is "08" or "53" or "57" or "58" or "25" or "28",
        NpgsqlException or System.Net.Sockets.SocketException or IOException or TimeoutException or ObjectDisposedException => true,
        _ => false,
    };

    public override bool IsChangedMeanwhile(Exception broken) => broken is PostgresException
    {
        SqlState: ChangedMeanwhile or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.ForeignKeyViolation
    };

    public async ValueTask DisposeAsync()
    {
        if (keeping is not null) await keeping.DisposeAsync();
        if (applying is not null) await applying.DisposeAsync();
    }

    /// <summary>Works on a connection of its own that stays open; one that broke is thrown away and the next call opens another.</summary>
    async Task<T> OnAsync<T>(NpgsqlConnection? held, Action<NpgsqlConnection?> hold, Func<NpgsqlConnection, Task<T>> work, CancellationToken stop)
    {
        if (held is not { State: System.Data.ConnectionState.Open })
        {
            if (held is not null) await held.DisposeAsync();
            hold(null);
            hold(held = await store.Applier.OpenConnectionAsync(stop));
            (applied, replanAt) = (0, FirstReplan);
        }
        return await work(held);
    }

    /// <summary>
    /// To a planner all indexes of an empty table are the same, and a plan once kept stays: what was right for ten rows would walk through
    /// a million. So plans are made anew each time this connection has doubled what it wrote.
    /// </summary>
    async Task ReplanAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("discard plans", connection);
        await command.ExecuteNonQueryAsync(stop);
        replanAt = applied * 2;
    }

    static void AddCursor(NpgsqlBatch batch, long? upTo)
    {
        if (upTo is not { } n) return;
        Add(batch, """
            insert into cursor (name, epoch, tx, moment_id, n) values ($1, 0, 0, '00000000-0000-0000-0000-000000000000', $2)
            on conflict (name) do update set n = greatest(cursor.n, excluded.n)
            """, One(CursorName), One(n));
    }

    static Arrival ArrivalOf(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.IsDBNull(3) ? "" : row.GetString(3), row.GetFieldValue<byte[]>(4), row.GetDateTime(5)) { N = row.GetInt64(6) };

    static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }

    static NpgsqlParameter<T> One<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    static NpgsqlParameter<T[]> Each<TRow, T>(IReadOnlyCollection<TRow> rows, Func<TRow, T> column)
    {
        var values = new T[rows.Count];
        var at = 0;
        foreach (var row in rows) values[at++] = column(row);
        return new NpgsqlParameter<T[]> { TypedValue = values };
    }

    /// <summary>Times as timestamptz, also where some are missing.</summary>
    static NpgsqlParameter<DateTime?[]> EachTime<TRow>(IReadOnlyCollection<TRow> rows, Func<TRow, DateTime?> column)
    {
        var parameter = Each(rows, column);
        parameter.NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;
        return parameter;
    }
}
