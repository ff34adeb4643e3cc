using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kith.Torment;

/// <summary>Reads the database beside the server, as an auditor would, and says what became of the messages.</summary>
sealed class Ledger(KithSettings settings)
{
    /// <summary>The text and outside key of every incoming message, in the order in which each person's timeline shows them.</summary>
    public async Task<List<(string Key, string Person, int Text)>> MessagesAsync()
    {
        await using DbConnection connection = settings.IsSqlite
            ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(settings.DataFolder, "kith.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString())
            : new NpgsqlConnection(settings.Database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select outside_key, person_id, text from moment where kind = 0 and direction = 1 and outside_key is not null order by person_id, at, id";
        await using var rows = await command.ExecuteReaderAsync();
        var messages = new List<(string, string, int)>();
        while (await rows.ReadAsync())
        {
            var person = rows.GetValue(1) is byte[] bytes ? Convert.ToHexString(bytes) : rows.GetValue(1).ToString()!;
            messages.Add((rows.GetString(0), person, int.Parse(rows.GetString(2), System.Globalization.CultureInfo.InvariantCulture)));
        }
        return messages;
    }
}
