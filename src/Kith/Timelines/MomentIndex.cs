using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kith.Timelines;

/// <summary>A moment that has the words, and its place in the order of finding: newest first.</summary>
public readonly record struct FoundMoment(Guid Id, string Place);

/// <summary>
/// Asks the database's own full-text index which moments have all the words. What reaches it is built here from folded words alone, each
/// quoted, so that nothing anybody types means something to its query language.
/// </summary>
static class MomentIndex
{
    const string First = "";

    public static Task<IReadOnlyList<FoundMoment>> FindAsync(Work work, AskedWords asked, string before, int most, CancellationToken stop) =>
        work.Connection is NpgsqlConnection ? InPostgresAsync(work, asked, before, most, stop) : InSqliteAsync(work, asked, before, most, stop);

    static async Task<IReadOnlyList<FoundMoment>> InSqliteAsync(Work work, AskedWords asked, string before, int most, CancellationToken stop)
    {
        await using var command = (SqliteCommand)work.Connection.CreateCommand();
        command.Transaction = (SqliteTransaction)work.Transaction;
        command.CommandText = """
            select moment_id, rowid from moment_search
            where moment_search match $asked and workspace_id = $workspace and rowid < $before order by rowid desc limit $most
            """;
        command.Parameters.AddWithValue("$asked", string.Join(" AND ", Quoted(asked, "\"", "*").Prepend($"\"{SearchWords.OfWorkspace(work.WorkspaceId)}\"")));
        command.Parameters.AddWithValue("$workspace", SqliteDialect.Bytes(work.WorkspaceId));
        command.Parameters.AddWithValue("$before", before == First ? long.MaxValue : RowOf(before));
        command.Parameters.AddWithValue("$most", most);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var found = new List<FoundMoment>();
        while (await rows.ReadAsync(stop)) found.Add(new(new Guid((byte[])rows.GetValue(0), bigEndian: true), rows.GetInt64(1).ToString(CultureInfo.InvariantCulture)));
        return found;
    }

    static async Task<IReadOnlyList<FoundMoment>> InPostgresAsync(Work work, AskedWords asked, string before, int most, CancellationToken stop)
    {
        var connection = (NpgsqlConnection)work.Connection;
        // A search that takes longer than this asks for too much; a plan made once for all words would be wrong for most of them.
        await using (var limits = new NpgsqlCommand("set local statement_timeout = '2s'; set local plan_cache_mode = force_custom_plan", connection))
            await limits.ExecuteNonQueryAsync(stop);
        await using var command = new NpgsqlCommand("select found from kith_search($1::text::tsquery, $2, $3) found", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = string.Join(" & ", Quoted(asked, "'", ":*")) });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = before == First ? Guid.AllBitsSet : IdOf(before) });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        try
        {
            await using var rows = await command.ExecuteReaderAsync(stop);
            var found = new List<FoundMoment>();
            while (await rows.ReadAsync(stop)) found.Add(new(rows.GetGuid(0), rows.GetGuid(0).ToString()));
            return found;
        }
        catch (PostgresException slow) when (slow.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            throw new Refusal("too_broad", "That took too long to find. Add a word.", StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Each word in quotes; the last may be a beginning: <c>"pol"*</c> to SQLite, <c>'pol':*</c> to PostgreSQL.</summary>
    static IEnumerable<string> Quoted(AskedWords asked, string quote, string beginning) =>
        asked.Words.Select((word, i) => quote + word + quote + (asked.LastBegins && i == asked.Words.Count - 1 ? beginning : ""));

    static long RowOf(string place) => long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : throw BadCursor();

    static Guid IdOf(string place) => Guid.TryParse(place, out var id) ? id : throw BadCursor();

    static Refusal BadCursor() => Refusal.BadInput("bad_cursor", "This cursor is not one of ours.");
}
