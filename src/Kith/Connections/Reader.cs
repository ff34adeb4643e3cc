using System.Security.Cryptography;
using System.Text;
using Kith.Channels;

namespace Kith.Connections;

/// <summary>
/// Fetches the messages of a connection whose other side does not call us, for as long as it may: what is new becomes an arrival like any
/// other, on disk before the place is remembered, told apart by its key when it comes twice.
/// </summary>
abstract class Reader(Readings readings, IntakeWriter intake, Store store, DataFolder data, TimeProvider clock, ILogger log)
{
    static readonly TimeSpan afterTrouble = TimeSpan.FromSeconds(10), storeAway = TimeSpan.FromSeconds(2);

    /// <summary>One process at a time has this folder: one that begins after another was killed goes on with its lease, and waits for nobody.</summary>
    protected Guid Self { get; } = new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName} {data.Root}")).AsSpan(..16));

    protected Readings Readings => readings;

    protected TimeProvider Clock => clock;

    public abstract bool Reads(OpenConnection connection);

    public async Task RunAsync(OpenConnection connection, CancellationToken stop)
    {
        try
        {
            while (true) await TryAsync(connection, stop);
        }
        finally
        {
            // Whoever reads next, after a start or on another node, need not wait until our lease ends.
            await readings.LetGoAsync(connection, Self);
        }
    }

    /// <summary>Reads until it may not any more, or until something stands in the way.</summary>
    protected abstract Task ReadAsync(OpenConnection connection, Reading reading, CancellationToken stop);

    /// <summary>What stands in the way, in words for a person; null where it is our own fault and nobody else could mend it.</summary>
    protected abstract string? WordsOf(Exception failure, OpenConnection connection);

    /// <summary>Done when they are on disk in this order, however often that has to be tried.</summary>
    protected async Task KeepAsync(IReadOnlyList<Arrival> arrivals, CancellationToken stop)
    {
        while (arrivals.Count > 0)
        {
            var kept = await Task.WhenAll(arrivals.Select(intake.KeepAsync));
            arrivals = [.. arrivals.Zip(kept).Where(one => !one.Second).Select(one => one.First.Again())];
            if (arrivals.Count > 0) await Task.Delay(storeAway, clock, stop);
        }
    }

    protected Arrival ArrivalOf(OpenConnection connection, string key, string head, byte[] body) =>
        new(connection.WorkspaceId, connection.Id, key, head, body, Inbound.Micro(clock.GetUtcNow().UtcDateTime));

    /// <summary>Writes down that it cannot be read, and tells whoever can mend it when that has lasted.</summary>
    protected async Task FailedAsync(OpenConnection connection, string words, CancellationToken stop)
    {
        if (!await readings.FailedAsync(connection, Self, words, stop)) return;

        await using var work = await store.WriteAsync(connection.WorkspaceId, Actor.System, "reading stopped", stop);
        // Whoever was told that the sign-in ended knows why nothing comes.
        if (await work.Db.ConnectionAsync(connection.Id, stop) is { IsSignedOut: true }) return;

        await ConnectionNotice.WriteAsync(work.Db, $"{connection.Name} brings {NameOf(connection)}: {words}", clock.Now, stop);
        await work.CommitAsync(stop);
    }

    /// <summary>Something else that whoever keeps the connection should know.</summary>
    protected async Task TellAsync(OpenConnection connection, IEnumerable<string> words, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(connection.WorkspaceId, Actor.System, "looked after a connection", stop);
        foreach (var one in words) await ConnectionNotice.WriteAsync(work.Db, one, clock.Now, stop);
        await work.CommitAsync(stop);
    }

    /// <summary>Our sign-in is refused: nothing is asked or sent until a person connects it again.</summary>
    protected async Task SignedOutAsync(OpenConnection connection, ChannelProblem problem, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(connection.WorkspaceId, Actor.System, "reading was refused", stop);
        if (await work.Db.ConnectionAsync(connection.Id, stop) is not { } row || !row.SignOut(problem, connection.Version, clock.Now)) return;

        await ConnectionNotice.WriteAsync(work.Db, row, clock.Now, stop);
        await work.CommitAsync(stop);
    }

    /// <summary>What a connection brings none of.</summary>
    protected virtual string NameOf(OpenConnection connection) => "no messages";

    async Task TryAsync(OpenConnection connection, CancellationToken stop)
    {
        try
        {
            if (await readings.HoldAsync(connection, Self, stop) is { } reading) await ReadAsync(connection, reading, stop);
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            if (WordsOf(broken, connection) is { } words) await FailedAsync(connection, words, stop);
            else log.LogWarning(broken, "Connection {Connection} could not be read; it is tried again", connection.Id);
        }
        await Task.Delay(afterTrouble, clock, stop);
    }
}
