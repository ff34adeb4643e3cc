namespace Kith.Connections;

/// <summary>Opens the book before the first hook can arrive, and looks now and then whether another node changed it.</summary>
sealed class BookFollower(ConnectionBook book, Store store, TimeProvider clock, ILogger<BookFollower> log) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken stop)
    {
        await book.ReadAsync(stop);
        await base.StartAsync(stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        // A SQLite database has one process, which hears of each of its own commits.
        if (!store.IsPostgres) return;

        using var tick = new PeriodicTimer(pause, clock);
        while (await tick.WaitForNextTickAsync(stop))
            try { await book.ReadAsync(stop); }
            catch (Exception broken) when (!stop.IsCancellationRequested) { log.LogWarning(broken, "The connections could not be read; it is tried again"); }
    }
}
