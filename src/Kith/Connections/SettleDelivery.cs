using Kith.Channels;

namespace Kith.Connections;

/// <summary>Asks the other side what became of a try whose answer was lost.</summary>
sealed class SettleDelivery(Store store, ConnectionWire wire)
{
    static readonly TimeSpan lookBack = TimeSpan.FromDays(1);

    public async Task<Settlement> AskAsync(Departure departure, CancellationToken stop)
    {
        var channel = departure.Connection.Can<ISettle>()!;
        var taken = await TakenAsync(departure, stop);
        var spoken = await wire.SendAsync(departure.Connection, account => channel.Ask(departure.Parcel, departure.AttemptKey, departure.TriedAt, account), stop);
        return spoken.Carried is { Answer: { } answer, Whole: true }
            ? channel.Read(answer, departure.Parcel, departure.TriedAt, taken)
            : new Settlement.CannotTell();
    }

    /// <summary>The same words sent twice on purpose are two messages: what another delivery was given is not ours.</summary>
    async Task<HashSet<string>> TakenAsync(Departure departure, CancellationToken stop)
    {
        var since = departure.TriedAt.UtcDateTime - lookBack;
        await using var work = await store.ReadAsync(departure.Connection.WorkspaceId, stop);
        var ids = await work.Db.Moments.Where(m => m.PersonId == departure.PersonId && m.At > since)
            .Join(work.Db.Deliveries, m => m.Id, d => d.MomentId, (_, d) => d.OutsideId).Where(id => id != null).ToListAsync(stop);
        return [.. ids.OfType<string>()];
    }
}
