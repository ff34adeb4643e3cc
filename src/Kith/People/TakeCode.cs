namespace Kith.People;

/// <summary>
/// Somebody brings a code back. Each guess is counted before it is compared, so that many at once are no more than one after the other; the
/// newest code of the asker is the only one that counts, and it works once.
/// </summary>
sealed class TakeCode(Store store, TimeProvider clock)
{
    /// <summary>The code that came back; not used yet.</summary>
    public async Task<Code> TakeAsync(Guid workspace, string asker, string? said, CancellationToken stop) =>
        await CountAsync(workspace, asker, stop) is { } waiting && waiting.Is((said ?? "").Trim()) ? waiting : throw Wrong();

    /// <summary>Uses it up, in the unit of work that does what it allows. One statement decides who was first.</summary>
    public static async Task UseAsync(KithDb db, Code code, DateTime now, CancellationToken stop)
    {
        if (await db.Codes.Where(c => c.Id == code.Id && c.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, now), stop) != 1) throw Wrong();
    }

    public static Refusal Wrong() => Refusal.BadInput("wrong_code", "This is not the code we sent, or it is too old. Ask for a new one.");

    async Task<Code?> CountAsync(Guid workspace, string asker, CancellationToken stop)
    {
        var now = clock.Now;
        await using var work = await store.WriteAsync(workspace, new Actor(AuthorKind.Person, null), "said a code", stop);
        var newest = await work.Db.Codes.AsNoTracking().Where(c => c.Asker == asker).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).FirstOrDefaultAsync(stop);
        if (newest is null) return null;

        var counted = await work.Db.Codes.Where(c => c.Id == newest.Id && c.UsedAt == null && c.ExpiresAt > now && c.Tries < Code.MostTries)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Tries, c => c.Tries + 1), stop);
        await work.CommitAsync(stop);
        return counted == 1 ? newest : null;
    }
}
