using Microsoft.Data.Sqlite;

namespace Kith.Connections;

/// <summary>A statement of one connection to SQLite, prepared once. Its parameters are $1, $2, … in the order they are given.</summary>
sealed class Statement : IDisposable
{
    readonly SqliteCommand command;

    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter($"${i}", null));
    }

    public int Run(SqliteTransaction transaction, params ReadOnlySpan<object?> values) => Given(transaction, values).ExecuteNonQuery();

    public SqliteDataReader Read(SqliteTransaction? transaction, params ReadOnlySpan<object?> values) => Given(transaction, values).ExecuteReader();

    public void Dispose() => command.Dispose();

    SqliteCommand Given(SqliteTransaction? transaction, ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] switch
            {
                null => DBNull.Value,
                Guid id => SqliteDialect.Bytes(id),
                DateTime at => SqliteDialect.Micros(at),
                Enum value => Convert.ToInt64(value, null),
                bool flag => flag ? 1L : 0L,
                var value => value,
            };
        return command;
    }
}

/// <summary>Columns as SQLite keeps them.</summary>
static class SqliteColumns
{
    extension(SqliteDataReader row)
    {
        public Guid Id(int at) => new((byte[])row.GetValue(at), bigEndian: true);

        public Guid? IdOrNull(int at) => row.IsDBNull(at) ? null : row.Id(at);

        public DateTime Time(int at) => SqliteDialect.Time(row.GetInt64(at));

        public DateTime? TimeOrNull(int at) => row.IsDBNull(at) ? null : row.Time(at);

        public string? TextOrNull(int at) => row.IsDBNull(at) ? null : row.GetString(at);
    }
}
