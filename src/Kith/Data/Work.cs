using System.Data.Common;

namespace Kith.Data;

/// <summary>
/// One unit of work: a connection, a transaction and the <see cref="KithDb"/> over them. What is not committed when it is disposed
/// has not happened. On SQLite a writing work holds the one writer from beginning to end, so it must never wait for the outside world.
/// </summary>
public sealed class Work(KithDb db, DbTransaction transaction, Store store, Record? record, int epoch, Func<ValueTask> release) : IAsyncDisposable
{
    bool committed;

    public KithDb Db => db;

    public Guid WorkspaceId => db.WorkspaceId;

    public DbConnection Connection => transaction.Connection!;

    public DbTransaction Transaction => transaction;

    /// <summary>Which life of this database the work belongs to; raised by a restore.</summary>
    public int Epoch => epoch;

    public bool CanWrite => record is not null;

    /// <summary>Says on the record that something sensitive was read, or adds a fact that no changed row shows.</summary>
    public void Note(string fact, string? about = null) => record?.Note(fact, about);

    /// <summary>Says on the record what was done with one person, or read of them, that no changed row shows.</summary>
    public void NoteOf(Guid person, string change, string? about = null) => record?.NoteOf(person, change, about);

    /// <summary>Does it and saves it; when a rule says no, only that is undone, what was loaded is forgotten, and the work goes on. Returns what said no.</summary>
    public async Task<Refusal?> TryAsync(Func<Task> deed, CancellationToken stop)
    {
        const string attempt = "kith_attempt";
        await db.SaveChangesAsync(stop);
        var mark = record?.Mark();
        await transaction.SaveAsync(attempt, stop);
        try
        {
            await deed();
            await db.SaveChangesAsync(stop);
            return null;
        }
        catch (Refusal no)
        {
            await transaction.RollbackAsync(attempt, stop);
            db.ChangeTracker.Clear();
            if (mark is { } before) record!.Return(before);
            return no;
        }
    }

    public async Task CommitAsync(CancellationToken stop)
    {
        if (record is not null) await record.KeepAsync(db, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        committed = true;
        var (news, isRecorded) = (record?.News, record is { IsKept: true });
        await DisposeAsync();
        if (news is not null) store.Announce(news);
        if (isRecorded) store.HaveRecorded(db.WorkspaceId);
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        try
        {
            if (!committed) await transaction.RollbackAsync();
        }
        finally
        {
            await transaction.DisposeAsync();
            await db.DisposeAsync();
            await release();
        }
    }

    bool disposed;
}
