namespace Kith.Team;

/// <summary>Who stands in for somebody who is away; whoever stands in may be away too, and so on, but never in a ring.</summary>
static class StandIn
{
    /// <summary>The first of the chain who is here and may answer; null where nobody is.</summary>
    public static async Task<Teammate?> StandingForAsync(this KithDb db, Teammate absent, DateTime now, CancellationToken stop)
    {
        HashSet<Guid> seen = [absent.Id];
        for (var next = absent.StandInId; next is { } id && seen.Add(id);)
        {
            if (await db.Teammates.SingleOrDefaultAsync(t => t.Id == id && t.LeftAt == null, stop) is not { } mate) return null;
            if (!mate.IsAway(now)) return mate.Role > Role.Viewer ? mate : null;
            next = mate.StandInId;
        }
        return null;
    }

    /// <summary>The id of whom I chose; or the sentence that says why it cannot be them.</summary>
    public static async Task<Guid> MayStandInAsync(this KithDb db, Guid id, Teammate me, DateTime now, CancellationToken stop)
    {
        var chosen = await db.Teammates.SingleOrDefaultAsync(t => t.Id == id && t.LeftAt == null, stop) ?? throw Refusal.NotFound("There is no such teammate.");
        if (id == me.Id) throw Refusal.Field("standInId", "Somebody else stands in for you.");
        if (chosen.Role == Role.Viewer) throw new Refusal("cannot_answer", $"{chosen.Name} may only look, so nobody would answer.");

        HashSet<Guid> seen = [id];
        for (var mate = chosen; mate.IsAway(now) && mate.StandInId is { } next && seen.Add(next); mate = await db.Teammates.SingleAsync(t => t.Id == next, stop))
            if (next == me.Id) throw new Refusal("stand_in_loop", $"{chosen.Name} is away, and it is you in the end who stands in for them. Choose somebody who is here.");
        return id;
    }
}
