using Kith.Channels;

namespace Kith.Connections;

/// <summary>What asking costs where a platform bills each thing that comes: counted with what leaves, and stopped before the budget is spent.</summary>
sealed class ReadingCosts(Store store, TimeProvider clock)
{
    public const string Spent = "what this connection may cost in a month is spent. It is asked again next month, or when the budget is raised.";

    /// <summary>Whether one more answer may be asked for, however much it brings.</summary>
    public async Task<bool> MayAskAsync(OpenConnection connection, CancellationToken stop)
    {
        if (connection.Can<IPriced>() is not { } priced) return true;

        await using var work = await store.ReadAsync(connection.WorkspaceId, stop);
        if (await work.Db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == connection.Id, stop) is not { Price: not null, Budget: { } budget }) return true;

        var spent = await work.Db.SpentAsync(clock.Now, stop);
        return spent.GetValueOrDefault(connection.Id) + priced.MostOfAPage(connection.Account) <= budget;
    }

    public async Task CountAsync(OpenConnection connection, Polled.Brought page, CancellationToken stop)
    {
        if (connection.Can<IPriced>()?.CostOf(page, connection.Account) is not (> 0 and var cost)) return;

        await using var work = await store.WriteAsync(connection.WorkspaceId, Actor.System, "read", stop);
        if (await work.Db.ConnectionAsync(connection.Id, stop) is not { Price: not null }) return;

        (await work.Db.SpendingAsync(connection.Id, clock.Now, stop)).Amount += cost;
        await work.CommitAsync(stop);
    }
}
