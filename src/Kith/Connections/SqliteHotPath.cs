using Microsoft.Data.Sqlite;

namespace Kith.Connections;

/// <summary>
/// SQLite's twin: prepared statements through the one writer, row by row, since nothing travels. A batch holds <see cref="SqliteStore.Gate"/>
/// from its first look-up to its commit, so nobody changes anything in between.
/// </summary>
sealed partial class SqliteHotPath(SqliteStore store, WhoIsIn here) : HotPath, IDisposable
{
    readonly HouseBook houses = new(store);
    readonly Dictionary<string, Statement> prepared = [];

    public override Task<(long Kept, long Applied)> BeginAsync(CancellationToken stop) => InTurnAsync(transaction =>
    {
        using var row = Prepare("select coalesce((select n from cursor where name = $1), 0), coalesce((select max(n) from intake where lane = $2), 0)", 2).Read(transaction, CursorName, (long)Lane);
        row.Read();
        return (row.GetInt64(1), row.GetInt64(0));
    }, stop);

    public override Task<IReadOnlySet<long>> KeepAsync(IReadOnlyList<Arrival> arrivals, CancellationToken stop) => InTurnAsync(transaction =>
    {
        var insert = Prepare("insert into intake (workspace_id, connection_id, key, lane, n, received_at, headers, body) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing", 8);
        var fresh = new HashSet<long>(arrivals.Count);
        foreach (var a in arrivals)
            if (insert.Run(transaction, a.WorkspaceId, a.ConnectionId, a.Key, (long)Lane, a.N, a.ReceivedAt, a.Head, a.Body) == 1) fresh.Add(a.N);
        return (IReadOnlySet<long>)fresh;
    }, stop);

    public override Task<List<Arrival>> ReadAsync(long after, long upTo, int most, CancellationToken stop) => InTurnAsync(transaction =>
    {
        using var row = Prepare("select workspace_id, connection_id, key, headers, body, received_at, n from intake where lane = $1 and n > $2 and n <= $3 order by n limit $4", 4)
            .Read(transaction, (long)Lane, after, upTo, (long)most);
        var read = new List<Arrival>();
        while (row.Read()) read.Add(ArrivalOf(row));
        return read;
    }, stop);

    /// <summary>Beside the one writer: who asks may be writing at that very moment, and would wait for themselves.</summary>
    public override Task<Arrival?> FindAsync(Guid workspace, Guid connection, string key, CancellationToken stop)
    {
        using var reader = store.OpenReader();
        using var find = new Statement(reader, "select workspace_id, connection_id, key, headers, body, received_at, n from intake where workspace_id = $1 and connection_id = $2 and key = $3", 3);
        using var row = find.Read(null, workspace, connection, key);
        return Task.FromResult(row.Read() ? ArrivalOf(row) : null);
    }

    public override async Task<IReadOnlyList<Announcement>> ApplyAsync(Wanted wanted, Func<Known, Plan> decide, long? upTo, CancellationToken stop)
    {
        var facts = new RoutingFacts(store, here);
        while (true)
        {
            var (news, changed, missing) = await InTurnAsync(transaction => Apply(transaction, wanted, facts, decide, upTo), stop);
            if (news is not null) return news;
            foreach (var workspace in changed) await houses.ReadAsync(workspace, stop);
            if (missing is not null) await facts.ReadAsync(missing, wanted.Now, stop);
        }
    }

    (IReadOnlyList<Announcement>? News, IReadOnlyList<Guid> Changed, ILookup<Guid, Guid?>? Missing) Apply(
        SqliteTransaction transaction, Wanted wanted, RoutingFacts facts, Func<Known, Plan> decide, long? upTo)
    {
        var known = Load(transaction, wanted);
        if (known.ChangedHouses.Count > 0) return (null, known.ChangedHouses, null);
        if (known.AsksForFacts && facts.Missing(known) is { Count: > 0 } missing) return (null, [], missing);

        known.Facts = facts;

        var plan = decide(known);
        Write(transaction, plan, wanted, upTo);
        return ([.. plan.News.Values], [], null);
    }

    public override Task SetAsideAsync(Arrival arrival, SetAside aside, long? upTo, CancellationToken stop) => InTurnAsync(transaction =>
    {
        Prepare("""
            insert into set_aside (workspace_id, id, connection_id, key, tries, problem, at) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (workspace_id, connection_id, key) do update set tries = set_aside.tries + excluded.tries, problem = excluded.problem, at = excluded.at
            """, 7).Run(transaction, aside.WorkspaceId, aside.Id, aside.ConnectionId, aside.Key, aside.Tries, aside.Problem, aside.At);
        MoveCursor(transaction, upTo);
        return 0;
    }, stop);

    /// <summary>Busy, out of memory, read-only, disk error, corrupt, full, cannot open: the file is in trouble, not the batch.</summary>
    public override bool IsStoreTrouble(Exception broken) =>
        broken is SqliteException { SqliteErrorCode: 5 or 6 or 7 or 8 or 10 or 11 or 13 or 14 or 26 } or IOException or ObjectDisposedException;

    /// <summary>Nobody writes while a batch does.</summary>
    public override bool IsChangedMeanwhile(Exception broken) => false;

    public void Dispose()
    {
        foreach (var statement in prepared.Values) statement.Dispose();
    }

    async Task<T> InTurnAsync<T>(Func<SqliteTransaction, T> work, CancellationToken stop)
    {
        await store.Gate.WaitAsync(stop);
        try
        {
            using var transaction = store.Writer.BeginTransaction();
            var done = work(transaction);
            transaction.Commit();
            return done;
        }
        finally
        {
            store.Gate.Release();
        }
    }

    void MoveCursor(SqliteTransaction transaction, long? upTo)
    {
        if (upTo is not { } n) return;
        Prepare("insert into cursor (name, epoch, tx, moment_id, n) values ($1, 0, 0, zeroblob(16), $2) on conflict (name) do update set n = max(n, excluded.n)", 2).Run(transaction, CursorName, n);
    }

    Statement Prepare(string sql, int parameters) =>
        prepared.TryGetValue(sql, out var statement) ? statement : prepared[sql] = new Statement(store.Writer, sql, parameters);

    static Arrival ArrivalOf(SqliteDataReader row) =>
        new(row.Id(0), row.Id(1), row.GetString(2), row.TextOrNull(3) ?? "", (byte[])row.GetValue(4), row.Time(5)) { N = row.GetInt64(6) };
}
