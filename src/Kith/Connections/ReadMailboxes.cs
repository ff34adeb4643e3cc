using System.Collections.Concurrent;
using Kith.Channels;

namespace Kith.Connections;

/// <summary>Keeps one reader at work on every mailbox that is switched on, and begins anew where its settings changed.</summary>
sealed class ReadMailboxes(ConnectionBook book, ReadMailbox read, ILogger<ReadMailboxes> log) : BackgroundService
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
        var wanted = book.All.Where(connection => connection.Enabled && connection.Can<IMailbox>()?.Mailbox(connection.Account) is not null).ToDictionary(connection => connection.Id);
        foreach (var (id, reader) in readers)
            if (wanted.GetValueOrDefault(id)?.Version != reader.Version && readers.TryRemove(id, out _)) await EndAsync(reader.Stop, reader.Reading);
        foreach (var (id, connection) in wanted)
            if (!readers.ContainsKey(id))
            {
                var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
                readers[id] = (connection.Version, ends, Task.Run(() => read.RunAsync(connection, ends.Token), CancellationToken.None));
            }
    }

    async Task EndAsync(CancellationTokenSource ends, Task reading)
    {
        await ends.CancelAsync();
        try { await reading; }
        catch (OperationCanceledException) { }
        catch (Exception broken) { log.LogWarning(broken, "The reader of a mailbox ended badly"); }
        ends.Dispose();
    }
}
