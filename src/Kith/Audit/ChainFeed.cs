using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Kith.Audit;

/// <summary>
/// Where the chain is read and written. What the two databases say differently is small: how an id and a time look, and how far the stream
/// may be read.
/// </summary>
abstract class ChainFeed
{
    const string Columns = "a.workspace_id, a.id, a.epoch, a.tx, a.at, a.actor_kind, a.actor_id, a.action, a.object";

    /// <summary>How many entries are taken at once.</summary>
    public const int Step = 500;

    public static string CursorOf(Guid workspace) => $"chain:{workspace:N}";

    public async Task<List<Guid>> WorkspacesAsync(CancellationToken stop)
    {
        await using var connection = await OpenAsync(stop);
        var all = new List<Guid>();
        await foreach (var row in ReadAsync(connection, "select workspace_id from workspace order by 1", [], stop)) all.Add(Id(row, 0));
        return all;
    }

    /// <summary>Ties the next entries to the chain and moves the cursor, in one transaction.</summary>
    public abstract Task<ChainStep> StepAsync(Guid workspace, CancellationToken stop);

    /// <summary>How far the chain goes and where in the stream its last entry stood; null before the first.</summary>
    public async Task<ChainEnd?> EndAsync(Guid workspace, CancellationToken stop)
    {
        await using var connection = await OpenAsync(stop);
        return await EndAsync(connection, workspace, stop);
    }

    /// <summary>The links in their order, up to one.</summary>
    public async IAsyncEnumerable<ChainLink> LinksAsync(Guid workspace, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var connection = await OpenAsync(stop);
        await foreach (var row in ReadAsync(connection, "select seq, audit_id, facts_hash, previous, hash from chain where workspace_id = @workspace order by seq", [("workspace", Value(workspace))], stop))
            yield return new() { WorkspaceId = workspace, Seq = row.GetInt64(0), AuditId = Id(row, 1), FactsHash = row.GetFieldValue<byte[]>(2), Previous = row.GetFieldValue<byte[]>(3), Hash = row.GetFieldValue<byte[]>(4) };
    }

    /// <summary>The entries in the order of the stream, up to and with the last place.</summary>
    public async IAsyncEnumerable<AuditLine> LinesAsync(Guid workspace, AuditPlace last, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var connection = await OpenAsync(stop);
        var sql = $"select {Columns}, {Facts} from audit a where a.workspace_id = @workspace and (a.epoch, a.tx, a.id) <= (@epoch, {Tx}, @id) order by a.epoch, a.tx, a.id";
        await foreach (var row in ReadAsync(connection, sql, Of(workspace, last), stop)) yield return Line(row);
    }

    public async Task<AuditLine?> LineAsync(Guid workspace, Guid id, CancellationToken stop)
    {
        await using var connection = await OpenAsync(stop);
        await foreach (var row in ReadAsync(connection, $"select {Columns}, {Facts} from audit a where a.workspace_id = @workspace and a.id = @id", [("workspace", Value(workspace)), ("id", Value(id))], stop))
            return Line(row);
        return null;
    }

    /// <summary>The place of an entry in the chain; null when the chain does not know it.</summary>
    public async Task<long?> SeqOfAsync(Guid workspace, Guid id, CancellationToken stop)
    {
        await using var connection = await OpenAsync(stop);
        await foreach (var row in ReadAsync(connection, "select seq from chain where workspace_id = @workspace and audit_id = @id", [("workspace", Value(workspace)), ("id", Value(id))], stop)) return row.GetInt64(0);
        return null;
    }

    public async Task<Dictionary<Guid, byte[]?>> KeysAsync(Guid workspace, CancellationToken stop)
    {
        await using var connection = await OpenAsync(stop);
        var keys = new Dictionary<Guid, byte[]?>();
        await foreach (var row in ReadAsync(connection, "select person_id, key from key_of_person where workspace_id = @workspace", [("workspace", Value(workspace))], stop))
            keys[Id(row, 0)] = row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1);
        return keys;
    }

    protected abstract string Facts { get; }

    protected abstract string Tx { get; }

    /// <summary>True of an entry that may not be read yet, because one that comes before it may still be on its way.</summary>
    protected abstract string IsHeldBack { get; }

    protected abstract Task<DbConnection> OpenAsync(CancellationToken stop);

    protected abstract object Value(Guid id);

    protected abstract Guid Id(DbDataReader row, int at);

    protected abstract DateTime Time(DbDataReader row, int at);

    protected async Task<ChainEnd?> EndAsync(DbConnection connection, Guid workspace, CancellationToken stop)
    {
        const string sql = """
            select k.epoch, k.tx, k.moment_id, k.n, c.hash, c.seq from cursor k
            left join chain c on c.workspace_id = @workspace and c.seq = (select max(seq) from chain where workspace_id = @workspace) where k.name = @name
            """;
        await foreach (var row in ReadAsync(connection, sql, [("workspace", Value(workspace)), ("name", CursorOf(workspace))], stop))
            return new(new(row.GetInt32(0), row.GetInt64(1), Id(row, 2)), row.GetInt64(3), row.IsDBNull(4) ? new byte[32] : row.GetFieldValue<byte[]>(4), row.IsDBNull(5) ? 0 : row.GetInt64(5));
        return null;
    }

    /// <summary>The entries after the end, at most a step of them; and whether more wait that may not be read yet.</summary>
    protected async Task<(List<AuditLine> Lines, bool IsHeldBack)> NextAsync(DbConnection connection, Guid workspace, AuditPlace after, CancellationToken stop)
    {
        var lines = new List<AuditLine>();
        var sql = $"select {Columns}, {Facts}, {IsHeldBack} from audit a where a.workspace_id = @workspace and (a.epoch, a.tx, a.id) > (@epoch, {Tx}, @id) order by a.epoch, a.tx, a.id limit {Step}";
        await foreach (var row in ReadAsync(connection, sql, Of(workspace, after), stop))
        {
            if (Convert.ToBoolean(row.GetValue(10), null)) return (lines, true);
            lines.Add(Line(row));
        }
        return (lines, false);
    }

    protected async Task<Dictionary<Guid, byte[]?>> KeysAsync(DbConnection connection, Guid workspace, IEnumerable<Guid> people, CancellationToken stop)
    {
        var keys = new Dictionary<Guid, byte[]?>();
        foreach (var person in people)
            await foreach (var row in ReadAsync(connection, "select key from key_of_person where workspace_id = @workspace and person_id = @person", [("workspace", Value(workspace)), ("person", Value(person))], stop))
                keys[person] = row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0);
        return keys;
    }

    static async IAsyncEnumerable<DbDataReader> ReadAsync(DbConnection connection, string sql, (string Name, object Value)[] given, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        foreach (var (name, value) in given)
        {
            var one = command.CreateParameter();
            (one.ParameterName, one.Value) = (name, value);
            command.Parameters.Add(one);
        }
        await using var rows = await command.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) yield return rows;
    }

    (string, object)[] Of(Guid workspace, AuditPlace place) => [("workspace", Value(workspace)), ("epoch", place.Epoch), ("tx", place.Tx), ("id", Value(place.Id))];

    AuditLine Line(DbDataReader row) => new(
        Id(row, 0), Id(row, 1), row.GetInt32(2), Convert.ToInt64(row.GetValue(3), null), Time(row, 4), Convert.ToInt16(row.GetValue(5), null), row.IsDBNull(6) ? null : Id(row, 6), row.GetString(7),
        row.IsDBNull(8) ? null : row.GetString(8), row.IsDBNull(9) ? null : row.GetString(9));
}

/// <summary>How many entries a step tied; held back when newer ones are there that may not be read yet.</summary>
readonly record struct ChainStep(int Count, bool IsHeldBack);

/// <param name="Place">Where the last entry stood that the follower took.</param>
/// <param name="Written">How many links the follower says that it wrote.</param>
/// <param name="Hash">What the last link hashes to.</param>
/// <param name="Seq">The last link that is there.</param>
sealed record ChainEnd(AuditPlace Place, long Written, byte[] Hash, long Seq);
