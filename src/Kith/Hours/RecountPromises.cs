using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kith.Hours;

/// <summary>
/// A calendar changed, so what is promised in its hours is due at another time. Promises are counted anew in the background, a thousand in
/// each short transaction: nobody waits for it, and whoever changes one of them meanwhile comes first.
/// </summary>
sealed class RecountPromises(Store store, TimeProvider clock, ILogger<RecountPromises> log) : BackgroundService
{
    const int AtOnce = 1000;
    static readonly TimeSpan pause = TimeSpan.FromSeconds(2), near = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pause, clock);
        while (await timer.WaitForNextTickAsync(stop))
            try
            {
                await CatchUpAsync(stop);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // It begins again at the next tick; what was counted anew already stays as it is.
                log.LogWarning(failure, "Counting promises by a changed calendar did not succeed this time");
            }
    }

    /// <summary>Counts by every calendar that changed. How many promises are due at another time now.</summary>
    public async Task<int> CatchUpAsync(CancellationToken stop)
    {
        var moved = 0;
        foreach (var changed in await ChangedAsync(stop)) moved += await RecountAsync(changed, stop);
        return moved;
    }

    async Task<List<Changed>> ChangedAsync(CancellationToken stop)
    {
        await using var work = await store.ReadAcrossAsync(stop);
        return await work.Db.Calendars.IgnoreQueryFilters().Where(c => c.RecountSince != null).Select(c => new Changed(c.WorkspaceId, c.Id, c.RecountSince!.Value)).ToListAsync(stop);
    }

    async Task<int> RecountAsync(Changed changed, CancellationToken stop)
    {
        HouseHours? house = null;
        var (moved, after) = (0, Guid.Empty);
        while (true)
        {
            await using var work = await store.WriteAsync(changed.WorkspaceId, Actor.System, "count promises by a changed calendar", stop);
            house ??= await work.Db.HouseHoursAsync(stop);
            var running = await RunningAsync(work.Db, changed.Calendar, after, stop);
            var recounted = running.Select(promise => Recounted.Of(promise, house)).Where(one => one.Due != one.Before).ToList();
            if (recounted.Count > 0) await KeepAsync(work, recounted, stop);
            if (running.Count < AtOnce)
            {
                moved += await RecountAsksAsync(work.Db, changed.Calendar, house, stop);
                await SettleAsync(work.Db, changed, stop);
            }
            await work.CommitAsync(stop);
            moved += recounted.Count;
            if (running.Count < AtOnce) return moved;

            after = running[^1].Id;
        }
    }

    static Task<List<Promise>> RunningAsync(KithDb db, Guid calendar, Guid after, CancellationToken stop) =>
        db.Promises.AsNoTracking()
            .Where(p => p.CalendarId == calendar && p.KeptAt == null && p.BrokenAt == null && p.EndedAt == null && p.PausedAt == null && p.Id.CompareTo(after) > 0)
            .OrderBy(p => p.Id).Take(AtOnce).ToListAsync(stop);

    /// <summary>Questions between departments are few: all of them at once.</summary>
    static async Task<int> RecountAsksAsync(KithDb db, Guid calendar, HouseHours house, CancellationToken stop)
    {
        var moved = 0;
        foreach (var ask in await db.Asks.Running.Where(a => a.CalendarId == calendar && a.BrokenAt == null && a.PausedAt == null).ToListAsync(stop))
        {
            var before = ask.Due;
            ask.Count(house);
            if (ask.Due == before) continue;
            (ask.WarnedAt, moved) = (ask.Due > before ? null : ask.WarnedAt, moved + 1);
            ask.Version++;
        }
        await db.SaveChangesAsync(stop);
        return moved;
    }

    /// <summary>Unless it changed again meanwhile: then all of it is counted once more.</summary>
    static Task SettleAsync(KithDb db, Changed changed, CancellationToken stop) =>
        db.Calendars.Where(c => c.Id == changed.Calendar && c.RecountSince == changed.Since).ExecuteUpdateAsync(set => set.SetProperty(c => c.RecountSince, (DateTime?)null), stop);

    /// <summary>The case shows another time only where it shows this promise. Whoever was warned of the old time is warned of the new one, too.</summary>
    Task KeepAsync(Work work, List<Recounted> recounted, CancellationToken stop) =>
        store.IsPostgres ? KeepInPostgresAsync(work, recounted, stop) : KeepInSqliteAsync(work, recounted, stop);

    async Task KeepInPostgresAsync(Work work, List<Recounted> recounted, CancellationToken stop)
    {
        await using var command = (NpgsqlCommand)Command(work, """
            with u as materialized (select * from unnest($2::uuid[], $3::uuid[], $4::smallint[], $5::timestamptz[], $6::timestamptz[]) u(i, c, k, o, d)),
            shown as (
                update "case" s set promise_due = u.d, version = s.version + 1 from u join "case" k on k.workspace_id = $1 and k.id = u.c
                where s.workspace_id = $1 and s.id = k.root_id and s.state = 0 and s.promise_kind = u.k and s.promise_due = u.o)
            update promise p set due = u.d, warned_at = case when u.d > $7 then null else p.warned_at end from u
            where p.workspace_id = $1 and p.id = u.i and p.kept_at is null and p.broken_at is null and p.ended_at is null and p.paused_at is null
            """);
        object[] values =
        [
            work.WorkspaceId, recounted.Select(r => r.Id).ToArray(), recounted.Select(r => r.CaseId).ToArray(), recounted.Select(r => (short)r.Kind).ToArray(),
            recounted.Select(r => r.Before).ToArray(), recounted.Select(r => r.Due).ToArray(), clock.Now + near,
        ];
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(stop);
    }

    async Task KeepInSqliteAsync(Work work, List<Recounted> recounted, CancellationToken stop)
    {
        await using var shown = (SqliteCommand)Command(work, """
            update "case" set promise_due = $5, version = version + 1
            where workspace_id = $1 and id = (select root_id from "case" where workspace_id = $1 and id = $2) and state = 0 and promise_kind = $3 and promise_due = $4
            """);
        await using var kept = (SqliteCommand)Command(work, "update promise set due = $3, warned_at = case when $3 > $4 then null else warned_at end where workspace_id = $1 and id = $2");
        var (workspace, soon) = (SqliteDialect.Bytes(work.WorkspaceId), SqliteDialect.Micros(clock.Now + near));
        foreach (var one in recounted)
        {
            await RunAsync(shown, [workspace, SqliteDialect.Bytes(one.CaseId), (long)one.Kind, SqliteDialect.Micros(one.Before), SqliteDialect.Micros(one.Due)], stop);
            await RunAsync(kept, [workspace, SqliteDialect.Bytes(one.Id), SqliteDialect.Micros(one.Due), soon], stop);
        }
    }

    static Task RunAsync(SqliteCommand command, object[] values, CancellationToken stop)
    {
        command.Parameters.Clear();
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i + 1}", values[i]);
        return command.ExecuteNonQueryAsync(stop);
    }

    static DbCommand Command(Work work, string sql)
    {
        var command = work.Connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, work.Transaction);
        return command;
    }

    sealed record Changed(Guid WorkspaceId, Guid Calendar, DateTime Since);

    sealed record Recounted(Guid Id, Guid CaseId, PromiseKind Kind, DateTime Before, DateTime Due)
    {
        public static Recounted Of(Promise promise, HouseHours house)
        {
            var before = promise.Due;
            promise.Count(house);
            return new(promise.Id, promise.CaseId, promise.Kind, before, promise.Due);
        }
    }
}
