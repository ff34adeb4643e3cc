using System.Data.Common;
using Npgsql;

namespace Kith.Audit;

/// <summary>Stays below the oldest transaction that still runs. Of two nodes that follow at once, one waits for the other and goes on behind it.</summary>
sealed class PostgresChainFeed(PostgresStore store) : ChainFeed
{
    protected override string Facts => "a.facts::text";

    protected override string Tx => "@tx::text::xid8";

    protected override string IsHeldBack => $"a.epoch = {store.Epoch} and a.tx >= pg_snapshot_xmin(pg_current_snapshot())";

    public override async Task<ChainStep> StepAsync(Guid workspace, CancellationToken stop)
    {
        await using var connection = await store.Applier.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using (var wait = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = CursorOf(workspace) } } })
            await wait.ExecuteNonQueryAsync(stop);
        var end = await EndAsync(connection, workspace, stop);
        var (lines, isHeldBack) = await NextAsync(connection, workspace, end?.Place ?? default, stop);
        if (lines.Count == 0) return new(0, isHeldBack);

        var tied = TieLinks.Tie(workspace, end, lines, await KeysAsync(connection, workspace, TieLinks.People(lines), stop));
        await WriteAsync(connection, workspace, tied, AuditPlace.Of(lines[^1]), stop);
        await transaction.CommitAsync(stop);
        return new(lines.Count, isHeldBack);
    }

    protected override async Task<DbConnection> OpenAsync(CancellationToken stop) => await store.Applier.OpenConnectionAsync(stop);

    protected override object Value(Guid id) => id;

    protected override Guid Id(DbDataReader row, int at) => row.GetGuid(at);

    protected override DateTime Time(DbDataReader row, int at) => row.GetDateTime(at);

    static async Task WriteAsync(NpgsqlConnection connection, Guid workspace, TiedLinks tied, AuditPlace place, CancellationToken stop)
    {
        await using var batch = connection.CreateBatch();
        Add(batch, "insert into key_of_person (workspace_id, person_id, key) select $1, p, k from unnest($2, $3) u(p, k)", workspace, tied.Keys.Select(k => k.PersonId).ToArray(), tied.Keys.Select(k => k.Key!).ToArray());
        Add(batch, "insert into chain (workspace_id, seq, audit_id, facts_hash, previous, hash) select $1, s, a, f, p, h from unnest($2, $3, $4, $5, $6) u(s, a, f, p, h)", workspace,
            tied.Links.Select(l => l.Seq).ToArray(), tied.Links.Select(l => l.AuditId).ToArray(), tied.Links.Select(l => l.FactsHash).ToArray(), tied.Links.Select(l => l.Previous).ToArray(), tied.Links.Select(l => l.Hash).ToArray());
        Add(batch, "insert into audit_about (workspace_id, about_id, audit_id) select $1, o, a from unnest($2, $3) u(o, a) on conflict do nothing", workspace, tied.About.Select(a => a.AboutId).ToArray(), tied.About.Select(a => a.AuditId).ToArray());
        Add(batch, """
            insert into cursor (name, epoch, tx, moment_id, n) values ($1, $2, $3, $4, $5)
            on conflict (name) do update set epoch = excluded.epoch, tx = excluded.tx, moment_id = excluded.moment_id, n = excluded.n
            """, CursorOf(workspace), place.Epoch, place.Tx, place.Id, tied.Links[^1].Seq);
        await batch.ExecuteNonQueryAsync(stop);
    }

    static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }
}
