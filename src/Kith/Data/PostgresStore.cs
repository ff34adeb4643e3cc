using Npgsql;

namespace Kith.Data;

/// <summary>
/// PostgreSQL under row-level security. People's requests run as <c>kith_app</c>, which owns nothing and sees the rows of the one
/// workspace its transaction has set; the host's own work runs as <c>kith_applier</c>, which policies let across on just its tables.
/// </summary>
public sealed class PostgresStore : Store
{
    public const string AppRole = "kith_app";
    public const string ApplierRole = "kith_applier";

    int epoch;

    public PostgresStore(string connectionString, TimeProvider clock) : base(new PostgresDialect(), clock)
    {
        Owner = PostgresPools.Of(connectionString);
        App = Acting(connectionString, AppRole, "");
        // Cached plans of the hot path go wrong when statistics change under them: indexes, nested loops and the order in which its joins are written are always right there.
        Applier = Acting(connectionString, ApplierRole,
            " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c join_collapse_limit=1 -c from_collapse_limit=1");
    }

    public override bool IsPostgres => true;

    public NpgsqlDataSource Owner { get; }

    public NpgsqlDataSource App { get; }

    public NpgsqlDataSource Applier { get; }

    public int Epoch => epoch;

    public async Task BeginAsync(CancellationToken stop)
    {
        await using var command = Owner.CreateCommand("select epoch from instance where id = 1");
        epoch = (int)(await command.ExecuteScalarAsync(stop))!;
    }

    public override Task<Work> ReadAsync(Guid workspace, Sight sight, CancellationToken stop) => OpenAsync(App, workspace, sight, null, stop);

    public override Task<Work> ReadAcrossAsync(CancellationToken stop) => OpenAsync(Applier, Guid.Empty, Sight.All, null, stop);

    public override Task<Work> WriteAsync(Guid workspace, Sight sight, Actor actor, string action, CancellationToken stop) =>
        OpenAsync(App, workspace, sight, new Record(actor, action, epoch, null, Clock), stop);

    public override Task<Work> WriteAcrossAsync(CancellationToken stop) =>
        OpenAsync(Applier, Guid.Empty, Sight.All, new Record(Actor.System, "host", epoch, null, Clock), stop);

    public override async Task<bool> AnswersAsync(CancellationToken stop)
    {
        try
        {
            await using var command = App.CreateCommand("select 1");
            return await command.ExecuteScalarAsync(stop) is 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>The pools stay, see <see cref="PostgresPools"/>.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    async Task<Work> OpenAsync(NpgsqlDataSource source, Guid workspace, Sight sight, Record? record, CancellationToken stop)
    {
        var connection = await source.OpenConnectionAsync(stop);
        try
        {
            var transaction = await connection.BeginTransactionAsync(stop);
            if (workspace != Guid.Empty) await SetAsync(connection, workspace, stop);
            var options = Dialect.Options().UseNpgsql(connection);
            if (record is not null) options.AddInterceptors(record);
            var db = new KithDb(options.Options, Dialect) { WorkspaceId = workspace, Sight = sight };
            await db.Database.UseTransactionAsync(transaction, stop);
            return new Work(db, transaction, this, record, epoch, connection.DisposeAsync);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    static async Task SetAsync(NpgsqlConnection connection, Guid workspace, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select set_config('kith.workspace', $1, true)", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = workspace.ToString() });
        await command.ExecuteNonQueryAsync(stop);
    }

    static NpgsqlDataSource Acting(string connectionString, string role, string more)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        // No statement here runs long enough to be worth compiling, and a wrong guess of its cost would compile it each time. And what is
        // read stands in memory or on a disk without heads: a row from anywhere costs hardly more than the next one.
        builder.Options = $"{builder.Options} -c role={role} -c jit=off -c random_page_cost=1.1{more}".Trim();
        builder.MaxAutoPrepare = 64;
        return PostgresPools.Of(builder.ToString());
    }
}
