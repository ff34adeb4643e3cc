using Kith.Channels;
using Visibility = Kith.Timelines.Visibility;

namespace Kith.Causes;

/// <summary>What one person is told, as the review shows it.</summary>
/// <param name="Said">The beginning of what of theirs it answers.</param>
/// <param name="Case">The number of the case in which they said it.</param>
/// <param name="Place">Where it goes, or went; none where it can go nowhere.</param>
/// <param name="Reason">Why it may not go there now, with the next way; where it says until when, it waits by itself.</param>
/// <param name="MomentId">The message that told them.</param>
public sealed record TellingRow(
    Guid Id, Guid PersonId, string PersonName, string? Language, string Text, bool IsEdited, TellingState State, string? Why, string? Said, DateTime? SaidAt, long? Case,
    TellingPlace? Place, WayRefused? Reason, Guid? MomentId, DateTime? ToldAt, string? ToldBy, DeliveryState? Delivery, DeliveryProblem? Problem);

/// <param name="Label">The address, or the post under which it is said.</param>
/// <param name="IsChosen">A teammate chose it instead of the place where they said it.</param>
public sealed record TellingPlace(Guid ConnectionId, string Channel, string ConnectionName, string Surface, Visibility Visibility, string Label, PostLine? Post, bool IsChosen);

static class TellingRows
{
    public static async Task<TellingRow> RowAsync(this KithDb db, Telling telling, ChannelRegistry channels, DateTime now, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, telling.PersonId, stop);
        var said = telling.AnswersId is { } id ? await db.Moments.SingleOrDefaultAsync(m => m.Id == id, stop) : null;
        var number = said?.CaseId is { } kase ? await db.Cases.Where(c => c.Id == kase).Select(c => (long?)c.Number).SingleOrDefaultAsync(stop) : null;
        var by = telling.ToldBy is { } teammate ? await db.Teammates.Where(t => t.Id == teammate).Select(t => t.Name).SingleOrDefaultAsync(stop) : null;
        var (place, reason, delivery) = telling.State == TellingState.Told ? await WhereItWentAsync(db, telling, stop) : await WhereItGoesAsync(db, telling, group, said, channels, now, stop);
        return new(
            telling.Id, group.Root.Id, group.Root.Name ?? "", telling.Language, telling.Text, telling.IsEdited, telling.State, telling.Why, said is null ? null : Case.Glance(said), said?.At, number,
            place, reason, telling.MomentId, telling.ToldAt, by, delivery?.State, delivery is null ? null : DeliveryProblem.Of(delivery));
    }

    static async Task<(TellingPlace?, WayRefused?, Delivery?)> WhereItGoesAsync(KithDb db, Telling telling, PersonGroup group, Moment? said, ChannelRegistry channels, DateTime now, CancellationToken stop)
    {
        var (way, reason) = await db.WayOfAsync(telling, group, said, channels, now, stop);
        var stumbled = telling.ProblemCode is { } code ? new WayRefused(code, telling.ProblemWords ?? "") { Until = telling.NextAt } : null;
        return (way is null ? null : await PlaceAsync(db, way.Connection, way.Surface.Id, way.Surface.Visibility == Channels.Visibility.Public, way.Handle, said?.PostId, telling.HandleId is not null, stop), reason ?? stumbled, null);
    }

    static async Task<(TellingPlace?, WayRefused?, Delivery?)> WhereItWentAsync(KithDb db, Telling telling, CancellationToken stop)
    {
        var message = await db.Moments.SingleAsync(m => m.Id == telling.MomentId, stop);
        var delivery = await db.Deliveries.SingleAsync(d => d.MomentId == message.Id, stop);
        var connection = await db.Connections.SingleAsync(c => c.Id == message.ConnectionId, stop);
        var handle = await db.Handles.SingleAsync(h => h.Id == delivery.HandleId, stop);
        return (await PlaceAsync(db, connection, message.Surface ?? "", message.PostId is not null, handle, message.PostId, telling.HandleId is not null, stop), null, delivery);
    }

    static async Task<TellingPlace> PlaceAsync(KithDb db, Connection connection, string surface, bool isPublic, Handle handle, Guid? post, bool isChosen, CancellationToken stop) => new(
        connection.Id, connection.Channel, connection.Name, surface, isPublic ? Visibility.Public : Visibility.Private, HandleWords.Label(handle.Kind, handle.Value),
        isPublic && await db.Posts.SingleOrDefaultAsync(p => p.Id == post, stop) is { } under ? PostLine.Of(under) : null, isChosen);
}
