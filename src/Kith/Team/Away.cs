namespace Kith.Team;

/// <summary>PUT and DELETE /api/me/away: I am not here, until then or until I say so.</summary>
static class Away
{
    public static void MapAway(this RouteGroupBuilder api)
    {
        api.MapPut("/me/away", GoAsync).Allow(Role.Viewer);
        api.MapDelete("/me/away", ComeBackAsync).Allow(Role.Viewer);
    }

    static async Task<TeammateRow> GoAsync(AwayUntil asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (asked.Until <= now) throw Refusal.Field("until", "This time has passed.");

        (me.AwaySince, me.AwayUntil, me.StandInId) = (now, asked.Until, asked.StandInId is { } id ? await db.MayStandInAsync(id, me, now, stop) : null);
        return await TeammateRow.OfAsync(me, db, clock, stop);
    }

    static Task<TeammateRow> ComeBackAsync(Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        (me.AwaySince, me.AwayUntil, me.StandInId) = (null, null, null);
        return TeammateRow.OfAsync(me, db, clock, stop);
    }
}

/// <param name="StandInId">Who has new and due cases meanwhile.</param>
public sealed record AwayUntil(DateTime? Until, Guid? StandInId);
