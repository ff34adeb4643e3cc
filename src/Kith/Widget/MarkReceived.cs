namespace Kith.Widget;

/// <summary>POST /chat/{connection}/received: what was sent to this chat has come to its browser. That it was read comes by the hook, as from any channel.</summary>
static class MarkReceived
{
    public static async Task<NoContent> MarkAsync(Guid connection, ReceivedMark mark, VisitorDesk desk, Store store, HttpContext http, TimeProvider clock)
    {
        var (at, stop) = (desk.VisitorOrRefuse(connection, http.Request), http.RequestAborted);
        await using var work = await store.WriteAsync(at.Chat.WorkspaceId, new Actor(AuthorKind.Person, null), "chat received", stop);
        var sight = await ChatSight.OfAsync(work.Db, at, stop);
        if (sight.Person is null) return TypedResults.NoContent();

        var handles = sight.Handles;
        var upTo = mark.UpTo;
        var sent = await work.Db.Deliveries.Where(d => handles.Contains(d.HandleId) && d.ConnectionId == connection && d.State == DeliveryState.Sent).ToListAsync(stop);
        foreach (var delivery in sent.Where(d => d.AttemptKey.CompareTo(upTo) <= 0))
            (delivery.State, delivery.StateAt) = (DeliveryState.Delivered, clock.GetUtcNow().UtcDateTime);
        await work.CommitAsync(stop);
        return TypedResults.NoContent();
    }
}

sealed record ReceivedMark(Guid UpTo);
