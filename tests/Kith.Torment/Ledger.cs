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
        await using var connection = await OpenAsync();
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

    /// <summary>The ids that <see cref="Senders"/> gave to these messages.</summary>
    public static List<string> Shown(IEnumerable<(string Key, string Person, int Text)> messages) => [.. messages.Select(message => message.Key[message.Key.LastIndexOf('p')..])];

    /// <summary>
    /// What a kill in the middle could leave behind: answers and notices though nobody wrote, cases without a word of theirs, and whatever speaks of
    /// a message that is not there.
    /// </summary>
    public async Task<long> PhantomsAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            select (select count(*) from delivery) + (select count(*) from moment where direction = 2)
                + (select count(*) from notice n where n.moment_id is not null and not exists (select 1 from moment m where m.workspace_id = n.workspace_id and m.id = n.moment_id))
                + (select count(*) from "case" c where not exists (select 1 from moment m where m.workspace_id = c.workspace_id and m.case_id = c.id and m.kind = 0))
            """;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>How far the one mailbox was read, and under which UIDVALIDITY.</summary>
    public async Task<(long UidValidity, long Uid)> MailboxAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select place from reading";
        if ((await command.ExecuteScalarAsync() as string)?.Split(':') is not [var validity, var uid]) return default;

        return (long.Parse(validity, System.Globalization.CultureInfo.InvariantCulture), long.Parse(uid, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Everything on disk became what it becomes; nothing more will be shown of it.</summary>
    public async Task<bool> IsAppliedAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select (select coalesce(max(n), 0) from intake) <= (select n from cursor where name = 'apply:0')";
        return Convert.ToBoolean(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = settings.IsSqlite
            ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(settings.DataFolder, "kith.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString())
            : new NpgsqlConnection(settings.Database);
        await connection.OpenAsync();
        return connection;
    }
}
