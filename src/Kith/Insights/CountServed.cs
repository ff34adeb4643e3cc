using System.Collections.Concurrent;
using System.Data.Common;

namespace Kith.Insights;

/// <summary>
/// Counts how long people waited, day by day, behind everything else: a page over a million cases then reads some thousand rows. Today and
/// yesterday are counted again as long as something happens; the days before stay as they were counted.
/// </summary>
sealed class CountServed(Store store, TimeProvider clock, ILogger<CountServed> log) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<Guid, bool> touched = new();

    public override Task StartAsync(CancellationToken stop)
    {
        store.Announced += Hear;
        return base.StartAsync(stop);
    }

    public override Task StopAsync(CancellationToken stop)
    {
        store.Announced -= Hear;
        return base.StopAsync(stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pause, clock);
        var known = false;
        while (await timer.WaitForNextTickAsync(stop))
            try
            {
                if (!known) foreach (var workspace in await WorkspacesAsync(stop)) touched[workspace] = true;
                known = true;
                foreach (var workspace in touched.Keys)
                {
                    touched.TryRemove(workspace, out _);
                    await CatchUpAsync(workspace, stop);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                known = false;
                log.LogWarning(failure, "Counting how people were served did not succeed this time");
            }
    }

    /// <summary>Each day in a transaction of its own, so that nobody waits for long.</summary>
    public async Task CatchUpAsync(Guid workspace, CancellationToken stop)
    {
        if (await FirstAsync(workspace, stop) is not { } first) return;

        for (var day = first; day <= Served.DayOf(clock.Now); day++) await CountAsync(workspace, day, stop);
    }

    void Hear(Announcement news) => touched[news.WorkspaceId] = true;

    async Task<List<Guid>> WorkspacesAsync(CancellationToken stop)
    {
        await using var work = await store.ReadAcrossAsync(stop);
        return await work.Db.Workspaces.IgnoreQueryFilters().Select(w => w.WorkspaceId).ToListAsync(stop);
    }

    /// <summary>The day before the newest that was counted, or the first on which somebody was answered; null where nobody ever was.</summary>
    async Task<int?> FirstAsync(Guid workspace, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(workspace, stop);
        if (await work.Db.Served.MaxAsync(s => (int?)s.Day, stop) is { } counted) return counted - 1;

        var answered = await work.Db.Promises.Where(p => p.Kind == PromiseKind.FirstAnswer && p.KeptAt != null).MinAsync(p => p.KeptAt, stop);
        var solved = await work.Db.Cases.Where(c => c.ClosedAt != null).MinAsync(c => c.ClosedAt, stop);
        return (answered ?? solved) is { } at ? Served.DayOf(solved < at ? solved.Value : at) : null;
    }

    async Task CountAsync(Guid workspace, int day, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(workspace, Actor.System, "count how people were served", stop);
        await RunAsync(work, day, "delete from served where workspace_id = $1 and day = $4 and $2 < $3", stop);
        await RunAsync(work, day, Counting(ServedWhat.Waiting, """
            from promise f join "case" c on c.workspace_id = $1 and c.id = f.case_id
            """, "f.made_at", "f.kept_at", "f.workspace_id = $1 and f.kind = 0"), stop);
        await RunAsync(work, day, Counting(ServedWhat.Solving, """
            from "case" c
            """, "c.opened_at", "c.closed_at", "c.workspace_id = $1 and c.root_id = c.id"), stop);
        await work.CommitAsync(stop);
    }

    /// <summary>Where a case began is where its first word came in.</summary>
    string Counting(ServedWhat what, string from, string began, string ended, string where) => $"""
        with s as materialized (
            select coalesce(k.channel, '') channel, case when m.visibility = 1 then 'public' else 'private' end place, {Id("c.branch_id")} branch,
                coalesce(n.language, '') language, {Id("c.department_id")} department, {Buckets.Of(Minutes(began, ended))} bucket
            {from} join person n on n.workspace_id = $1 and n.id = c.person_id
            left join moment m on m.workspace_id = $1 and m.id = (
                select x.id from moment x where x.workspace_id = $1 and x.case_id = c.id and x.direction = 1 order by x.at, x.id limit 1)
            left join connection k on k.workspace_id = $1 and k.id = coalesce(m.connection_id, c.connection_id)
            where {where} and {ended} >= $2 and {ended} < $3)
        insert into served (workspace_id, day, what, dimension, value, bucket, cases)
        select $1, $4, {(int)what}, dimension, value, bucket, count(*) from (
            select 0 dimension, '' value, bucket from s union all select 1, channel, bucket from s union all select 2, place, bucket from s
            union all select 3, branch, bucket from s union all select 4, language, bucket from s union all select 5, department, bucket from s) each
        group by dimension, value, bucket
        """;

    string Minutes(string from, string to) => store.IsPostgres ? $"extract(epoch from {to} - {from}) / 60" : $"({to} - {from}) / 60000000.0";

    string Id(string column) => store.IsPostgres ? $"coalesce(replace({column}::text, '-', ''), '')" : $"coalesce(lower(hex({column})), '')";

    async Task RunAsync(Work work, int day, string sql, CancellationToken stop)
    {
        await using var command = work.Connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, work.Transaction);
        var (from, to) = (Served.StartOf(day), Served.StartOf(day + 1));
        object[] values = store.IsPostgres ? [work.WorkspaceId, from, to, day] : [SqliteDialect.Bytes(work.WorkspaceId), SqliteDialect.Micros(from), SqliteDialect.Micros(to), day];
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (store.IsPostgres ? "" : $"${i + 1}", values[i]);
            command.Parameters.Add(parameter);
        }
        await command.ExecuteNonQueryAsync(stop);
    }
}
