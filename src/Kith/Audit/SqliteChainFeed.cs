using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Kith.Audit;

/// <summary>Reads beside the one writer and holds it only to write.</summary>
sealed class SqliteChainFeed(SqliteStore store) : ChainFeed, IDisposable
{
    readonly SemaphoreSlim oneAtATime = new(1, 1);

    protected override string Facts => "a.facts";

    protected override string Tx => "@tx";

    protected override string IsHeldBack => "0";

    public override async Task<ChainStep> StepAsync(Guid workspace, CancellationToken stop)
    {
        await oneAtATime.WaitAsync(stop);
        try { return await TieAsync(workspace, stop); }
        finally { oneAtATime.Release(); }
    }

    public void Dispose() => oneAtATime.Dispose();

    protected override Task<DbConnection> OpenAsync(CancellationToken stop) => Task.FromResult<DbConnection>(store.OpenReader());

    protected override object Value(Guid id) => SqliteDialect.Bytes(id);

    protected override Guid Id(DbDataReader row, int at) => new(row.GetFieldValue<byte[]>(at), bigEndian: true);

    protected override DateTime Time(DbDataReader row, int at) => SqliteDialect.Time(row.GetInt64(at));

    async Task<ChainStep> TieAsync(Guid workspace, CancellationToken stop)
    {
        ChainEnd? end;
        List<AuditLine> lines;
        TiedLinks tied;
        await using (var reader = await OpenAsync(stop))
        {
            end = await EndAsync(reader, workspace, stop);
            (lines, _) = await NextAsync(reader, workspace, end?.Place ?? default, stop);
            if (lines.Count == 0) return default;
            tied = TieLinks.Tie(workspace, end, lines, await KeysAsync(reader, workspace, TieLinks.People(lines), stop));
        }
        await store.Gate.WaitAsync(stop);
        try { Write(tied, CursorOf(workspace), AuditPlace.Of(lines[^1])); }
        finally { store.Gate.Release(); }
        return new(lines.Count, false);
    }

    void Write(TiedLinks tied, string cursor, AuditPlace place)
    {
        using var transaction = store.Writer.BeginTransaction();
        using var link = new Statement(store.Writer, "insert into chain (workspace_id, seq, audit_id, facts_hash, previous, hash) values ($1, $2, $3, $4, $5, $6)", 6);
        using var key = new Statement(store.Writer, "insert into key_of_person (workspace_id, person_id, key) values ($1, $2, $3)", 3);
        using var about = new Statement(store.Writer, "insert into audit_about (workspace_id, about_id, audit_id) values ($1, $2, $3) on conflict do nothing", 3);
        using var move = new Statement(store.Writer, """
            insert into cursor (name, epoch, tx, moment_id, n) values ($1, $2, $3, $4, $5)
            on conflict (name) do update set epoch = excluded.epoch, tx = excluded.tx, moment_id = excluded.moment_id, n = excluded.n
            """, 5);
        foreach (var one in tied.Keys) key.Run(transaction, one.WorkspaceId, one.PersonId, one.Key);
        foreach (var one in tied.Links) link.Run(transaction, one.WorkspaceId, one.Seq, one.AuditId, one.FactsHash, one.Previous, one.Hash);
        foreach (var one in tied.About) about.Run(transaction, one.WorkspaceId, one.AboutId, one.AuditId);
        move.Run(transaction, cursor, (long)place.Epoch, place.Tx, place.Id, tied.Links[^1].Seq);
        transaction.Commit();
    }
}
