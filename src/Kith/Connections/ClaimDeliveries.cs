using Kith.Channels;
using Wire = Kith.Channels.Wire;

namespace Kith.Connections;

/// <summary>
/// Takes what is due on one connection, in one short transaction: what may leave is marked as sending before a byte does, what sends by
/// being written down is sent, what began and never ended is unsure. Two nodes never take the same row.
/// </summary>
sealed class ClaimDeliveries(Store store, PackParcels pack, TimeProvider clock)
{
    static readonly ChannelProblem interrupted = ChannelProblem.Unreachable("Kith was interrupted while sending it.");

    public async Task<(int Taken, IReadOnlyList<Departure> Leaving)> TakeAsync(OpenConnection connection, int most, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var work = await store.WriteAsync(connection.WorkspaceId, Actor.System, "send", stop);
        var rows = await work.Db.DueAsync(connection.Id, now, most, stop);
        if (rows.Count == 0) return (0, []);

        var leaving = new List<Departure>();
        var meter = rows.Any(row => row.State == DeliveryState.Queued) ? await CostMeter.OpenAsync(work.Db, connection, now, stop) : null;
        foreach (var (row, surface, parcel, person, enclosed) in await pack.PackAsync(work.Db, connection, rows, stop))
        {
            if (surface is null || parcel is null) GiveUp(row, now);
            else if (row.State == DeliveryState.Queued && meter?.Takes(row, parcel) == false) row.Fail(ProblemWord.BudgetSpent, "What this connection may cost in a month is spent.", now);
            else if (Depart(new Departure(row, connection, surface, parcel, enclosed, person, now)) is { } departure) leaving.Add(departure);
        }
        foreach (var refused in rows.Where(row => row.State == DeliveryState.Failed)) await work.Db.OwePublicAgainAsync(refused.MomentId, now, stop);
        if (rows.Any(row => row.State == DeliveryState.Sent)) (await work.Db.ConnectionAsync(connection.Id, stop))?.Succeed(now);
        await work.CommitAsync(stop);
        return (rows.Count, leaving);
    }

    static Departure? Depart(Departure departure)
    {
        var (row, now) = (departure.Row, departure.At);
        switch (row.State)
        {
            case DeliveryState.Queued when departure.Surface.Wire == Wire.Local:
                row.Accept(null, null, now);
                return null;
            case DeliveryState.Queued:
                row.Begin(now);
                row.Segments = departure.Parcel.Segments;
                return departure;
            case DeliveryState.Sending when departure.Surface.SendSafety == SendSafety.NaturalKey:
                row.Wait(interrupted, now, now);
                return null;
            case DeliveryState.Sending:
                row.Doubt(interrupted, departure.CanBeAsked, now);
                return null;
            case DeliveryState.Unsure when departure.CanBeAsked:
                row.BeginLook(now);
                return departure;
            default:
                row.NextAt = null;
                return null;
        }
    }

    static void GiveUp(Delivery row, DateTime now)
    {
        if (row.State == DeliveryState.Sending) row.Doubt(interrupted, canBeAsked: false, now);
        // What was held until a better hour is looked at again then.
        else if (row.NextAt <= now) row.NextAt = null;
    }
}
