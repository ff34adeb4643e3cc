namespace Kith.People;

/// <summary>Handles and claims of a person: read them, mark a handle as shared, block one, note or take back a claim.</summary>
static class ChangeHandle
{
    const int MostClaims = 100;

    public static void MapHandles(this RouteGroupBuilder people)
    {
        people.MapGet("/{id:guid}/handles", HandlesAsync).Allow(Role.Viewer);
        people.MapPatch("/{id:guid}/handles/{handleId:guid}", PatchAsync).Allow(Role.Teammate);
        people.MapGet("/{id:guid}/claims", ClaimsAsync).Allow(Role.Viewer);
        people.MapPost("/{id:guid}/claims", SayAsync).Allow(Role.Teammate);
        people.MapDelete("/{id:guid}/claims/{claimId:guid}", TakeBackAsync).Allow(Role.Teammate);
    }

    static async Task<Page<HandleRow>> HandlesAsync(Guid id, KithDb db, CancellationToken stop) =>
        new(await ReadPerson.HandlesAsync(db, await PersonGroup.FindAsync(db, id, stop), stop), null);

    static async Task<Page<ClaimRow>> ClaimsAsync(Guid id, KithDb db, CancellationToken stop) =>
        new(await ReadPerson.ClaimsAsync(db, await PersonGroup.FindAsync(db, id, stop), stop), null);

    static async Task<HandleRow> PatchAsync(Guid id, Guid handleId, HandleChange asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, id, stop);
        var handle = await db.Handles.SingleOrDefaultAsync(h => h.Id == handleId && group.Ids.Contains(h.PersonId), stop) ?? throw Refusal.NotFound();
        if (asked.Shared is { } shared) handle.Shared = shared;
        if (asked.Block is { } block && handle.Block != block)
        {
            handle.Block = block;
            db.Add(Blocking.Said(handle.PersonId, block, handle, me, clock.Now));
        }
        await db.SaveChangesAsync(stop);
        return (await ReadPerson.HandlesAsync(db, group, stop)).Single(h => h.Id == handleId);
    }

    /// <summary>The same claim said twice is one. Whose else the address may be is nobody's business here: a claim takes nothing from anybody.</summary>
    static async Task<Results<Created<ClaimRow>, Ok<ClaimRow>>> SayAsync(Guid id, SaidAddress asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, id, stop);
        var said = PersonInput.Address(asked, await HomeRegion.OfAsync(db, stop));
        var known = await db.PersonClaims.Where(c => group.Ids.Contains(c.PersonId)).ToListAsync(stop);
        if (known.FirstOrDefault(c => c.Kind == said.Kind && c.Value == said.Value) is { } same) return TypedResults.Ok(ClaimRow.Of(same));
        if (known.Count >= MostClaims) throw new Refusal("too_many", "So many claims are nobody's. Take some back first.");

        var claim = Claim.New(group.Root, said, Claim.ByHand(me), clock.Now);
        group.Root.ImportId = null;
        db.Add(claim);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/api/people/{id}/claims/{claim.Id}", ClaimRow.Of(claim));
    }

    static async Task<NoContent> TakeBackAsync(Guid id, Guid claimId, KithDb db, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, id, stop);
        db.Remove(await db.PersonClaims.SingleOrDefaultAsync(c => c.Id == claimId && group.Ids.Contains(c.PersonId), stop) ?? throw Refusal.NotFound());
        await db.SaveChangesAsync(stop);
        return TypedResults.NoContent();
    }
}

/// <summary>What is not named stays. <c>block: "none"</c> lets the handle speak again.</summary>
public sealed record HandleChange(bool? Shared, Block? Block);
