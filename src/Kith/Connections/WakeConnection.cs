namespace Kith.Connections;

/// <summary>POST /api/connections/{id}/wake: somebody mended it, or believes so. What waits is tried again now.</summary>
static class WakeConnection
{
    public static void MapWakeConnection(this RouteGroupBuilder connections) => connections.MapPost("/{id:guid}/wake", OnRequestAsync).Allow(Role.Admin);

    public static async Task WakeAsync(KithDb db, Connection row, DateTime now, CancellationToken stop)
    {
        row.Wake();
        await db.Deliveries.Where(d => d.ConnectionId == row.Id && d.State == DeliveryState.Queued && d.ProblemCode != null && d.NextAt > now)
            .ExecuteUpdateAsync(change => change.SetProperty(d => d.NextAt, now), stop);
    }

    static async Task<NoContent> OnRequestAsync(Guid id, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var row = await db.ConnectionAsync(id, stop) ?? throw Refusal.NotFound();
        await WakeAsync(db, row, clock.GetUtcNow().UtcDateTime, stop);
        return TypedResults.NoContent();
    }
}
