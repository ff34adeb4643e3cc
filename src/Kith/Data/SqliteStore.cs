using Microsoft.Data.Sqlite;

namespace Kith.Data;

/// <summary>
/// SQLite with exactly one writer connection in the process (SQLite before 3.51.3 can corrupt its WAL when two connections write or
/// checkpoint at once). Everything that writes takes <see cref="Gate"/>; readers open the file read-only and see the last commit.
/// </summary>
public sealed class SqliteStore : Store
{
    readonly SqliteConnection writer;
    readonly DbContextOptions<KithDb> writing;
    readonly string reading;
    int epoch;
    long tx;

    public SqliteStore(string path, TimeProvider clock) : base(new SqliteDialect(), clock)
    {
        Path = path;
        writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = true }.ToString());
        writer.Open();
        Execute("pragma journal_mode=wal; pragma synchronous=full; pragma cache_size=-131072; pragma wal_autocheckpoint=4000; pragma temp_store=memory; pragma mmap_size=0");
        reading = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ToString();
        writing = Dialect.Options().UseSqlite(writer).Options;
    }

    public override bool IsPostgres => false;

    public string Path { get; }

    /// <summary>Whoever holds it is the one writer. The hot path takes it for a batch, an ordinary write for its transaction.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>The one connection that writes. Use it only while holding <see cref="Gate"/>.</summary>
    public SqliteConnection Writer => writer;

    /// <summary>After the migrations, and again after a restore: reads which life of the database this is and how far it counted.</summary>
    public void Begin()
    {
        using var command = writer.CreateCommand();
        command.CommandText = "select epoch, tx from instance where id = 1";
        using var row = command.ExecuteReader();
        row.Read();
        (epoch, tx) = (row.GetInt32(0), row.GetInt64(1));
    }

    /// <summary>The place in the stream of the next write; call it inside the transaction, holding <see cref="Gate"/>.</summary>
    public (int Epoch, long Tx) NextPlace(SqliteTransaction transaction)
    {
        using var command = writer.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "update instance set tx = $tx where id = 1";
        command.Parameters.AddWithValue("$tx", ++tx);
        command.ExecuteNonQuery();
        return (epoch, tx);
    }

    public SqliteConnection OpenReader()
    {
        var reader = new SqliteConnection(reading);
        reader.Open();
        return reader;
    }

    public override Task<Work> ReadAsync(Guid workspace, Sight sight, CancellationToken stop) => Task.FromResult(Read(workspace, sight));

    public override Task<Work> ReadAcrossAsync(CancellationToken stop) => Task.FromResult(Read(Guid.Empty, Sight.All));

    public override Task<Work> WriteAsync(Guid workspace, Sight sight, Actor actor, string action, CancellationToken stop) =>
        WriteAsync(workspace, sight, place => new Record(actor, action, place.Epoch, place.Tx, Clock), stop);

    public override Task<Work> WriteAcrossAsync(CancellationToken stop) =>
        WriteAsync(Guid.Empty, Sight.All, place => new Record(Actor.System, "host", place.Epoch, place.Tx, Clock), stop);

    public override async Task<bool> AnswersAsync(CancellationToken stop)
    {
        if (!await Gate.WaitAsync(TimeSpan.FromSeconds(2), stop)) return false;
        try { Execute("begin immediate; rollback"); return true; }
        catch (SqliteException) { return false; }
        finally { Gate.Release(); }
    }

    public override async ValueTask DisposeAsync()
    {
        await Gate.WaitAsync();
        await writer.DisposeAsync();
        using (var pool = new SqliteConnection(reading)) SqliteConnection.ClearPool(pool);
        Gate.Dispose();
    }

    Work Read(Guid workspace, Sight sight)
    {
        var connection = OpenReader();
        var transaction = connection.BeginTransaction(deferred: true);
        var options = Dialect.Options().UseSqlite(connection).AddInterceptors(WorkspaceGuard.For(workspace)).Options;
        var db = new KithDb(options, Dialect) { WorkspaceId = workspace, Sight = sight };
        db.Database.UseTransaction(transaction);
        return new Work(db, transaction, this, record: null, epoch, connection.DisposeAsync);
    }

    async Task<Work> WriteAsync(Guid workspace, Sight sight, Func<(int Epoch, long Tx), Record> watch, CancellationToken stop)
    {
        await Gate.WaitAsync(stop);
        SqliteTransaction? transaction = null;
        try
        {
            transaction = writer.BeginTransaction();
            var record = watch(NextPlace(transaction));
            var options = new DbContextOptionsBuilder<KithDb>(writing).AddInterceptors(WorkspaceGuard.For(workspace), record).Options;
            var db = new KithDb(options, Dialect) { WorkspaceId = workspace, Sight = sight };
            db.Database.UseTransaction(transaction);
            return new Work(db, transaction, this, record, epoch, () => { Gate.Release(); return ValueTask.CompletedTask; });
        }
        catch
        {
            transaction?.Dispose();
            Gate.Release();
            throw;
        }
    }

    void Execute(string sql)
    {
        using var command = writer.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
