namespace Kith.Causes;

/// <summary>What each deed on a cause needs: who does it, when, and the cause itself.</summary>
sealed record CauseDesk(Teammate Me, KithDb Db, TimeProvider Clock, CancellationToken Stop)
{
    public DateTime Now { get; } = Clock.Now;

    public Task<Cause> FindAsync(Guid id) => Db.CauseAsync(id, Stop);

    public async Task<Ok<CauseRow>> KeepAsync(Cause cause)
    {
        await Db.SaveChangesAsync(Stop);
        return TypedResults.Ok(await Db.RowAsync(cause, Now, Stop));
    }
}
