namespace Kith.Later;

/// <summary>/api/later: what leaves at a time that somebody chose. /api/reminders: what one wants to be reminded of.</summary>
static class LaterDoors
{
    public static void AddLater(this IServiceCollection services) => services.AddSingleton<LaterWatch>().AddHostedService(provider => provider.GetRequiredService<LaterWatch>());

    public static void MapLater(this RouteGroupBuilder api)
    {
        api.MapPost("/people/{id:guid}/later", KeepForLater.KeepAsync).Allow(Role.Teammate);
        var later = api.MapGroup("/later");
        later.MapGet("", ListAsync).Allow(Role.Teammate);
        later.MapPatch("/{id:guid}", ChangeAsync).Allow(Role.Teammate);
        later.MapDelete("/{id:guid}", WithdrawAsync).Allow(Role.Teammate);
        api.MapReminders();
    }

    /// <summary>What is left out stays as it is. What was held waits again.</summary>
    /// <param name="Text">Other words; what they looked like goes.</param>
    public sealed record LaterChange(DateTime? At, string? Text, bool? HoldIfHeard);

    /// <summary>What waits for its time or was held, the next first.</summary>
    /// <param name="person">To this person, whoever wrote it; left out, all that I wrote.</param>
    static async Task<Page<LaterRow>> ListAsync(Guid? person, string? cursor, int? limit, Teammate me, KithDb db, CancellationToken stop)
    {
        var size = Page<LaterRow>.Size(limit);
        var kept = db.LaterMessages.AsNoTracking().Where(l => l.State == LaterState.Waiting || l.State == LaterState.Held);
        if (person is { } id)
        {
            var group = await PersonGroup.FindAsync(db, id, stop);
            kept = kept.Where(l => group.Ids.Contains(l.PersonId));
        }
        else kept = kept.Where(l => l.AuthorId == me.Id);
        if (cursor is not null)
        {
            var (at, last) = PageCursor.ReadPlace(cursor);
            kept = kept.Where(l => Keyset.IsAfter(l.At, l.Id, at, last));
        }
        var page = await kept.OrderBy(l => l.At).ThenBy(l => l.Id).Take(size + 1).ToListAsync(stop);
        return new(await db.RowsAsync(page.Take(size).ToList(), me, stop), page.Count > size ? PageCursor.WritePlace(page[size - 1].At, page[size - 1].Id) : null);
    }

    static async Task<Ok<LaterRow>> ChangeAsync(Guid id, LaterChange asked, [AsParameters] SendingDesk desk)
    {
        var later = await FindAsync(desk.Db, id, desk.Me, desk.Stop);
        if (!later.IsKept) throw Gone();

        // What was held has no time to come any more.
        var at = RestCase.Later(asked.At ?? later.At, "at", desk.Now);
        var said = asked.Text is null ? later.Said : later.Said with { Text = Written.Text(asked.Text, "text", SendMessage.LongestText) is { Length: > 0 } text ? text : throw Refusal.Field("text", "Write something."), Html = null };
        await KeepForLater.RehearseAsync(later.PersonId, said, at, desk with { Me = await desk.Db.Teammates.SingleAsync(t => t.Id == later.AuthorId, desk.Stop) });
        later = await FindAsync(desk.Db, id, desk.Me, desk.Stop);
        if (asked.Text is not null) later.SayInstead(said.Text!);
        later.WaitUntil(at, asked.HoldIfHeard ?? later.HoldsIfHeard, desk.Now);
        await desk.Db.SaveChangesAsync(desk.Stop);
        return TypedResults.Ok(await desk.Db.RowAsync(later, desk.Me, desk.Stop));
    }

    /// <summary>The words are a draft again: its author's, or of whoever calls it back for one who left.</summary>
    static async Task<NoContent> WithdrawAsync(Guid id, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var later = await FindAsync(db, id, me, stop);
        if (later.State == LaterState.Withdrawn) return TypedResults.NoContent();
        if (!later.IsKept) throw Gone();

        later.Withdraw();
        await db.GiveWordsBackAsync(me.Id, later.PersonId, later.Said, clock.Now, stop);
        return TypedResults.NoContent();
    }

    static Refusal Gone() => new("already_sent", "It does not wait any more: its time has come.");

    static async Task<LaterMessage> FindAsync(KithDb db, Guid id, Teammate me, CancellationToken stop)
    {
        var later = await db.LaterMessages.SingleOrDefaultAsync(l => l.Id == id, stop) ?? throw Refusal.NotFound();
        return later.AuthorId == me.Id || await db.Teammates.AnyAsync(t => t.Id == later.AuthorId && t.LeftAt != null, stop) ? later
            : throw new Refusal("not_yours", "Only who wrote it changes it.", StatusCodes.Status403Forbidden);
    }
}
