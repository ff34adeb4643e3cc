using System.Text.Json.Nodes;

namespace Kith.Timelines;

/// <summary>
/// PUT and DELETE /api/moments/{id}/place: it belongs to another case, or somebody else said it. What it says stays; where it stands is
/// changed by a moment of its own, which can be undone, step by step.
/// </summary>
static class PlaceMoment
{
    public sealed record NewPlace(Guid? PersonId, long? Case);

    public static void MapPlaceMoment(this RouteGroupBuilder api)
    {
        api.MapPut("/moments/{id:guid}/place", PlaceAsync).Allow(Role.Teammate);
        api.MapDelete("/moments/{id:guid}/place", UndoAsync).Allow(Role.Teammate);
    }

    static async Task<Ok<MomentRow>> PlaceAsync(Guid id, NewPlace asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        if (asked is { PersonId: null, Case: null }) throw Refusal.Field("case", "Say in which case, or whose it is.");

        var moment = await FindAsync(db, id, stop);
        var person = asked.PersonId is { } to ? (await PersonGroup.FindAsync(db, to, stop)).Asked.Id : moment.PersonId;
        var kase = asked.Case is { } number ? await db.CaseOfAsync(await PersonGroup.FindAsync(db, person, stop), number, stop) : null;
        await MoveAsync(db, moment, person, kase?.Id, undoes: null, me, clock.Now, stop);
        return TypedResults.Ok(await db.ShowAsync(moment, stop));
    }

    static async Task<Ok<MomentRow>> UndoAsync(Guid id, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var moment = await FindAsync(db, id, stop);
        var placed = await db.Moments.Where(m => m.ReplyTo == id && m.Kind == MomentKind.Placed).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(stop);
        if (LastStanding(placed) is not { Detail: { } detail } last) throw new Refusal("not_placed", "This stands where it always stood.");

        await MoveAsync(db, moment, (Guid)detail["fromPersonId"]!, (Guid?)detail["fromCaseId"], last.Id, me, clock.Now, stop);
        return TypedResults.Ok(await db.ShowAsync(moment, stop));
    }

    /// <summary>Only what was said has a place; what happened to a case or a person happened there.</summary>
    static async Task<Moment> FindAsync(KithDb db, Guid id, CancellationToken stop)
    {
        var moment = await db.Moments.SingleOrDefaultAsync(m => m.Id == id, stop) ?? throw Refusal.NotFound();
        return moment.Kind is MomentKind.Message or MomentKind.Note ? moment : throw new Refusal("has_no_place", "Only messages and notes can be put elsewhere.");
    }

    static Moment? LastStanding(IReadOnlyList<Moment> placed)
    {
        var undone = placed.Select(m => (Guid?)m.Detail?["undoes"]).OfType<Guid>().ToHashSet();
        return placed.LastOrDefault(m => m.Detail?["undoes"] is null && !undone.Contains(m.Id));
    }

    static async Task MoveAsync(KithDb db, Moment moment, Guid person, Guid? kase, Guid? undoes, Teammate me, DateTime now, CancellationToken stop)
    {
        if (moment.PersonId == person && moment.CaseId == kase) return;

        var (fromPerson, fromCase) = (moment.PersonId, moment.CaseId);
        (moment.PersonId, moment.CaseId) = (person, kase);
        db.Add(new Moment
        {
            WorkspaceId = db.WorkspaceId,
            Id = Ids.New(now),
            PersonId = person,
            CaseId = kase,
            At = now,
            RecordedAt = now,
            Kind = MomentKind.Placed,
            Visibility = Visibility.Internal,
            ReplyTo = moment.Id,
            AuthorKind = AuthorKind.Teammate,
            AuthorId = me.Id,
            Detail = new JsonObject { ["fromPersonId"] = fromPerson, ["fromCaseId"] = fromCase, ["toPersonId"] = person, ["toCaseId"] = kase, ["undoes"] = undoes },
        });
        await db.SaveChangesAsync(stop);
        if (moment.Kind == MomentKind.Message && fromCase != kase) await TellCasesAsync(db, moment, fromCase, kase, stop);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>The inbox row of the case it left shows what is now its newest word, and an answer on its thread continues the case it went to.</summary>
    static async Task TellCasesAsync(KithDb db, Moment moment, Guid? from, Guid? to, CancellationToken stop)
    {
        if (from is { } left && await db.Cases.SingleAsync(c => c.Id == left, stop) is var old
            && await db.Moments.Where(m => m.CaseId == left && m.Kind == MomentKind.Message).OrderByDescending(m => m.At).FirstOrDefaultAsync(stop) is { } newest) old.ShowNewest(newest);
        if (to is not { } reached) return;

        (await db.Cases.SingleAsync(c => c.Id == reached, stop)).Remember(moment);
        var thread = await db.Threads.SingleOrDefaultAsync(t => t.ConnectionId == moment.ConnectionId && t.ThreadKey == moment.ThreadKey && t.CaseId == from, stop);
        thread?.CaseId = reached;
    }
}
