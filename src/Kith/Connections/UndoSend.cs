namespace Kith.Connections;

/// <summary>DELETE /api/deliveries/{momentId}, POST …/retry and PUT …/settlement: what a person decides about a message that is on its way.</summary>
static class UndoSend
{
    public static void MapDeliveries(this RouteGroupBuilder api)
    {
        var deliveries = api.MapGroup("/deliveries/{momentId:guid}");
        deliveries.MapDelete("", UndoAsync).Allow(Role.Teammate);
        deliveries.MapPost("/retry", RetryAsync).Allow(Role.Teammate);
        deliveries.MapPut("/settlement", SettleAsync).Allow(Role.Teammate);
    }

    static async Task<NoContent> UndoAsync(Guid momentId, KithDb db, Teammate me, TimeProvider clock, CancellationToken stop)
    {
        var (rows, moment) = await FindAsync(momentId, db, stop);
        var now = clock.Now;
        if (!rows.TrueForAll(row => row.State is DeliveryState.Queued or DeliveryState.Withdrawn)) throw new Refusal("already_sent", "It has left already.");

        if (!Any(rows, row => row.Withdraw(now))) return TypedResults.NoContent();

        db.Add(new Moment
        {
            WorkspaceId = db.WorkspaceId,
            Id = Ids.New(now),
            PersonId = moment.PersonId,
            CaseId = moment.CaseId,
            At = now,
            RecordedAt = now,
            Kind = MomentKind.Withdrawn,
            Visibility = moment.Visibility,
            ReplyTo = moment.Id,
            AuthorKind = AuthorKind.Teammate,
            AuthorId = me.Id,
        });
        await db.TakeBackAsync(moment, Actor.Of(me), now, stop);
        return TypedResults.NoContent();
    }

    static async Task<NoContent> RetryAsync(Guid momentId, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var (rows, moment) = await FindAsync(momentId, db, stop);
        var now = clock.GetUtcNow().UtcDateTime;
        await HopeAgainAsync(db, rows, stop);
        if (!Any(rows, row => row.Retry(Ids.New(now), now))) throw new Refusal("cannot_retry", "This cannot be sent again.");

        await db.PayAgainAsync(moment, stop);
        return TypedResults.NoContent();
    }

    /// <summary>Whoever sends again to an address that did not exist believes that it does by now.</summary>
    static async Task HopeAgainAsync(KithDb db, List<Delivery> rows, CancellationToken stop)
    {
        var ids = rows.Select(row => row.HandleId).ToList();
        await foreach (var handle in db.Handles.Where(h => ids.Contains(h.Id) && h.Problem != null && h.Problem != Handle.Complained).AsAsyncEnumerable().WithCancellation(stop)) handle.Problem = null;
    }

    static async Task<NoContent> SettleAsync(Guid momentId, Settling body, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var (rows, _) = await FindAsync(momentId, db, stop);
        var now = clock.GetUtcNow().UtcDateTime;
        return Any(rows, row => row.Settle(body.Sent, now)) ? TypedResults.NoContent() : throw new Refusal("not_unsure", "What became of this is known.");
    }

    static async Task<(List<Delivery> Rows, Moment Moment)> FindAsync(Guid momentId, KithDb db, CancellationToken stop)
    {
        var rows = await db.DeliveriesOfAsync(momentId, stop);
        var moment = await db.Moments.SingleOrDefaultAsync(m => m.Id == momentId, stop);
        return rows.Count == 0 || moment is null ? throw Refusal.NotFound() : (rows, moment);
    }

    /// <summary>Does it to each of them; whether it changed any.</summary>
    static bool Any(List<Delivery> rows, Func<Delivery, bool> change) => rows.Aggregate(false, (changed, row) => change(row) | changed);

    public sealed record Settling(bool Sent);
}
