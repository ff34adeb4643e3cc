using System.Collections.Concurrent;

namespace Kith.Connections;

/// <summary>Keeps one reader at work on every connection that is switched on and has to be read, and begins anew where its settings changed.</summary>
sealed class Readers(ConnectionBook book, IEnumerable<Reader> kinds, ILogger<Readers> log) : BackgroundService
{
    readonly ConcurrentDictionary<Guid, (long Version, CancellationTokenSource Stop, Task Reading)> readers = new();
    readonly SemaphoreSlim changed = new(1, 1);

    public override void Dispose()
    {
        changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        book.Changed += Wake;
        try
        {
            while (true)
            {
                await changed.WaitAsync(stop);
                await AdjustAsync(stop);
            }
        }
        finally
        {
            book.Changed -= Wake;
            await Task.WhenAll(readers.Values.Select(reader => EndAsync(reader.Stop, reader.Reading)));
        }
    }

    void Wake()
    {
        try { changed.Release(); }
        catch (SemaphoreFullException) { }
    }

    async Task AdjustAsync(CancellationToken stop)
    {
        var wanted = book.All.Where(connection => connection.Enabled).Select(connection => (Connection: connection, Reader: kinds.FirstOrDefault(kind => kind.Reads(connection))))
            .Where(one => one.Reader is not null).ToDictionary(one => one.Connection.Id);
        foreach (var (id, reader) in readers)
            if (wanted.GetValueOrDefault(id).Connection?.Version != reader.Version && readers.TryRemove(id, out _)) await EndAsync(reader.Stop, reader.Reading);
        foreach (var (id, (connection, reader)) in wanted)
            if (!readers.ContainsKey(id))
            {
                var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
                readers[id] = (connection.Version, ends, Task.Run(() => reader!.RunAsync(connection, ends.Token), CancellationToken.None));
            }
    }

    async Task EndAsync(CancellationTokenSource ends, Task reading)
    {
        await ends.CancelAsync();
        try { await reading; }
        catch (OperationCanceledException) { }
        catch (Exception broken) { log.LogWarning(broken, "The reader of a connection ended badly"); }
        ends.Dispose();
    }
}
