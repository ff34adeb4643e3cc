using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kith.Bench;

/// <summary>
/// Years of a busy workspace, made by the database itself: one case in so many is running, one in fifty is mine, and of the words one is in a
/// quarter of all messages, one in half a percent, and one in three of them all.
/// </summary>
sealed class History(Ground ground, long cases, long messages, long running = 10, DateTime? from = null)
{
    public const string Common = "storm", Middling = "geyser", Rare = "quokka";
    const long OneStep = 500_000, Mine = 50;

    readonly long people = Math.Max(1, cases / 10);
    readonly bool isPostgres = ground.IsPostgres;

    /// <summary>Somebody with very much to read: one message in a hundred is theirs.</summary>
    public Guid Talker => IdOf("1700000000000", "8001", 1);

    /// <summary>The place in the inbox behind so many running cases.</summary>
    public (DateTime Due, Guid Id) Deep(int behind) => (start.AddSeconds(behind * running), IdOf("1710000000000", "8002", behind * running));

    readonly DateTime start = from ?? new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public async Task WriteAsync()
    {
        await using var connection = await OpenAsync();
        if (isPostgres) await RunAsync(connection, "set synchronous_commit = off; set session_replication_role = replica; set maintenance_work_mem = '1GB'; drop index moment_search_by_words");
        else await RunAsync(connection, "pragma synchronous=off; pragma cache_size=-524288; pragma foreign_keys=off");

        await RunAsync(connection, $"insert into person (workspace_id, id, root_id, name, fields, block, created_at, last_at) select {Workspace}, {Id("1700000000000", "8001", "i")}, {Id("1700000000000", "8001", "i")}, 'Person ' || i, '{{}}', 0, {Time("0")}, {Time("-i")} from {Series(1, people)}");
        await RunAsync(connection, $"""
            insert into "case" (workspace_id, id, number, person_id, person_name, department_id, owner_id, state, root_id, opened_at, last_at, last_text, last_direction, last_visibility, tags, version, promise_kind, promise_due, owes_public)
            select {Workspace}, {Id("1710000000000", "8002", "i")}, i, {Id("1700000000000", "8001", $"(1 + i % {people})")}, 'Person ' || (1 + i % {people}), (select id from department),
                case when i % {Mine} = 0 then (select id from teammate) end, case when i % {running} = 0 then 0 else 3 end, {Id("1710000000000", "8002", "i")}, {Time("i")}, {Time("i")},
                'a glance at what was said last', 1, 0, '[]', 0, 0, {Time("i")}, {False} from {Series(1, cases)}
            """);
        for (var done = 0L; done < messages; done += OneStep) await WriteMessagesAsync(connection, done + 1, Math.Min(messages, done + OneStep));
        await RunAsync(connection, $"insert into cursor (name, epoch, tx, moment_id, n) select 'search:{ground.Workspace:N}', 1000000, 0, id, 0 from moment limit 1");
        if (isPostgres) await RunAsync(connection, "create index moment_search_by_words on moment_search using gin (words)");
        await RunAsync(connection, isPostgres ? "vacuum analyze" : "pragma wal_checkpoint(truncate)");
    }

    /// <summary>Each running case owes its answer, of eight open hours by the calendar of the house, at the time its row shows.</summary>
    public async Task PromiseAsync()
    {
        await using var connection = await OpenAsync();
        await RunAsync(connection, $"""
            insert into promise (workspace_id, id, case_id, kind, made_at, due, minutes, calendar_id, spent, climbed)
            select {Workspace}, {Id("1730000000000", "8004", "i")}, {Id("1710000000000", "8002", "i")}, 0, {Time("i - 28800")}, {Time("i")}, 480, (select id from calendar), 0, 0 from {Series(1, cases)} where i % {running} = 0
            """);
        await RunAsync(connection, isPostgres ? "vacuum analyze promise" : "pragma wal_checkpoint(truncate)");
    }

    /// <summary>Every case was answered and settled, seven seconds after the one before it: a million is a quarter of a year.</summary>
    public async Task ServeAsync()
    {
        await using var connection = await OpenAsync();
        await RunAsync(connection, $"""
            insert into promise (workspace_id, id, case_id, kind, made_at, due, minutes, spent, climbed, kept_at)
            select {Workspace}, {Id("1730000000000", "8004", "i")}, {Id("1710000000000", "8002", "i")}, 0, {Time("i * 7")}, {Time("i * 7 + 28800")}, 480, 0, 0, {Time("i * 7 + (i * 7919) % 20000")} from {Series(1, cases)}
            """);
        await RunAsync(connection, $"""update "case" set state = 3, opened_at = {Time("number * 7")}, closed_at = {Time("number * 7 + (number * 104729) % 400000")}""");
        await RunAsync(connection, isPostgres ? "vacuum analyze" : "pragma wal_checkpoint(truncate)");
    }

    async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = isPostgres ? new NpgsqlConnection(ground.Settings.Database) : new SqliteConnection($"Data Source={Path.Combine(ground.Settings.DataFolder, "kith.db")};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    Task WriteMessagesAsync(DbConnection connection, long from, long to)
    {
        var words = $"'message ' || i || ' about the policy of this year and what it covers' || {Word(Common, "i % 4 = 0")} || {Word(Middling, "i % 200 = 0")} || {Word(Rare, $"i % {messages / 3} = 1")}";
        var id = Id("1720000000000", "8003", "i");
        var search = isPostgres ? $"{Workspace}, {id}, array_to_tsvector(string_to_array('{SearchWords.OfWorkspace(ground.Workspace)} ' || {words}, ' '))" : $"{Workspace}, {id}, '{SearchWords.OfWorkspace(ground.Workspace)} ' || {words}";
        return RunAsync(connection, $"""
            insert into moment (workspace_id, id, epoch, tx, person_id, at, recorded_at, kind, direction, visibility, author_kind, text)
            select {Workspace}, {id}, 1, {Place}, {Id("1700000000000", "8001", $"(case when i % 100 = 0 then 1 else 1 + i % {people} end)")}, {Time("i")}, {Time("i")}, 0, 1, 0, 1, {words} from {Series(from, to)};
            insert into moment_search (workspace_id, moment_id, words) select {search} from {Series(from, to)};
            """);
    }

    string Workspace => isPostgres ? $"'{ground.Workspace}'::uuid" : $"x'{ground.Workspace:N}'";

    string False => isPostgres ? "false" : "0";

    string Place => isPostgres ? "'1'::xid8" : "1";

    string Time(string seconds) => isPostgres ? $"timestamptz '{start:yyyy-MM-dd HH:mm}Z' + ({seconds}) * interval '1 second'" : $"({SqliteDialect.Micros(start)} + ({seconds}) * 1000000)";

    string Series(long from, long to) => isPostgres ? $"generate_series({from}::bigint, {to}::bigint) i" : $"(with recursive s(i) as (values ({from}) union all select i + 1 from s where i < {to}) select i from s)";

    string Id(string time, string kind, string number) => isPostgres
        ? $"(lpad(to_hex({time} + {number}), 12, '0') || '7000{kind}' || lpad(to_hex({number}), 12, '0'))::uuid"
        : $"unhex(printf('%012x', {time} + {number}) || '7000{kind}' || printf('%012x', {number}))";

    static Guid IdOf(string time, string kind, long number) => new($"{long.Parse(time, System.Globalization.CultureInfo.InvariantCulture) + number:x12}7000{kind}{number:x12}");

    static string Word(string word, string when) => $"case when {when} then ' {word}' else '' end";

    static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        await command.ExecuteNonQueryAsync();
    }
}
