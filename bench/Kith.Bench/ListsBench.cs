using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Kith.Bench;

/// <summary>
/// The lists a teammate lives in, over very much history: the statements the API makes, prepared, through row-level security, and more than six times each, so
/// that a plan that turns bad is seen. Rows are made by the database itself.
/// </summary>
static class ListsBench
{
    const int Runs = 200;

    public static async Task RunAsync(List<string> sizes)
    {
        var (cases, moments) = (Number(sizes, 0, 1_000_000), Number(sizes, 1, 10_000_000));
        Figures.Machine();
        await using var ground = await Ground.PrepareAsync(postgres: true);
        var began = Stopwatch.GetTimestamp();
        await SeedAsync(ground, cases, moments);
        Figures.Say($"seeding {cases} cases and {moments} messages", Stopwatch.GetElapsedTime(began).TotalSeconds, "s");

        using var held = new DataFolder(ground.Settings.DataFolder);
        await using var store = (PostgresStore)await OpenStore.OpenAsync(ground.Settings, held, TimeProvider.System, CancellationToken.None);
        await using var connection = await store.App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, "select set_config('kith.workspace', $1, true)", ground.Workspace.ToString());
        var (department, person) = ((Guid)(await OneAsync(connection, "select id from department"))!, (Guid)(await OneAsync(connection, "select id from person order by id limit 1 offset 777"))!);
        var deep = (DateTime)(await OneAsync(connection, "select promise_due from \"case\" where state <> 3 order by promise_due, id limit 1 offset 20000"))!;

        const string running = "select id, number, person_name, title, promise_due from \"case\" where workspace_id = $1 and state <> 3";
        await MeasureAsync(connection, "inbox, first page", $"{running} order by promise_due, id limit 51", ground.Workspace);
        await MeasureAsync(connection, "inbox, deep page", $"{running} and (promise_due, id) > ($2, $3) order by promise_due, id limit 51", ground.Workspace, deep, Guid.Empty);
        await MeasureAsync(connection, "a department, first page", $"{running} and department_id = $2 order by promise_due, id limit 51", ground.Workspace, department);
        await MeasureAsync(connection, "count up to 1000", "select count(*) from (select 1 from \"case\" where workspace_id = $1 and state <> 3 limit 1000) c", ground.Workspace);
        await MeasureAsync(connection, "timeline, first page", "select * from moment where workspace_id = $1 and person_id = $2 order by at desc, id desc limit 51", ground.Workspace, person);
    }

    static async Task SeedAsync(Ground ground, long cases, long moments)
    {
        await using var connection = new NpgsqlConnection(ground.Settings.Database);
        await connection.OpenAsync();
        await RunAsync(connection, "set synchronous_commit = off; set session_replication_role = replica");
        var workspace = ground.Workspace;
        await RunAsync(connection, $"create temp table ids as select i, (lpad(to_hex(1700000000000 + i), 12, '0') || '7000800000' || lpad(to_hex(i), 10, '0'))::uuid id from generate_series(1, {cases} / 10) i");
        await RunAsync(connection, $"insert into person (workspace_id, id, root_id, name, fields, block, created_at, last_at) select '{workspace}', id, id, 'Person ' || i, '{{}}', 0, now(), now() - i * interval '1 second' from ids");
        await RunAsync(connection, $"""
            insert into "case" (workspace_id, id, number, person_id, person_name, department_id, state, root_id, opened_at, last_at, last_text, last_direction, last_visibility, tags, version, promise_kind, promise_due, owes_public)
            select '{workspace}', u, c, p.id, 'Person ' || p.i, (select id from department), case when c % 10 = 0 then 0 else 3 end, u, now() - c * interval '30 seconds', now(), 'a glance at what was said last', 1, 0, '[]', 0, 0, now() + c * interval '1 second', false
            from (select c, (lpad(to_hex(1710000000000 + c), 12, '0') || '7000900000' || lpad(to_hex(c), 10, '0'))::uuid u from generate_series(1, {cases}) c) s join ids p on p.i = 1 + c % ({cases} / 10)
            """);
        for (var done = 0L; done < moments; done += 1_000_000)
            await RunAsync(connection, $"""
                insert into moment (workspace_id, id, epoch, person_id, at, recorded_at, kind, direction, visibility, author_kind, text)
                select '{workspace}', (lpad(to_hex(1720000000000 + m), 12, '0') || '7000a00000' || lpad(to_hex(m), 10, '0'))::uuid, 1, p.id, now() - ({moments} - m) * interval '1 second', now(), 0, 1, 0, 1,
                    'message ' || m || ' about the policy of this year and what it covers when something breaks at home'
                from generate_series({done + 1}, {Math.Min(moments, done + 1_000_000)}) m join ids p on p.i = 1 + m % ({cases} / 10)
                """);
        await RunAsync(connection, "analyze");
    }

    static async Task MeasureAsync(NpgsqlConnection connection, string name, string sql, params object[] values)
    {
        var took = new List<double>();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.PrepareAsync();
        for (var run = 0; run < Runs; run++)
        {
            var began = Stopwatch.GetTimestamp();
            await using (var rows = await command.ExecuteReaderAsync()) while (await rows.ReadAsync()) { }
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        Figures.Say($"{name}, p50", Figures.Median(took), "ms", "<= 1");
        Figures.Say($"{name}, 7th run to the 5th", took[6] / took[4], "times");
    }

    static async Task RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    static async Task<object?> OneAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync();
    }

    static long Number(List<string> sizes, int at, long usual) => sizes.Count > at ? long.Parse(sizes[at], CultureInfo.InvariantCulture) : usual;
}
