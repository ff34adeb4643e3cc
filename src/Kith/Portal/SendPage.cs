using Kith.Channels;

namespace Kith.Portal;

/// <summary>
/// /api/people/{id}/pages: a link to the person's own page, for one address of theirs where they may be written to now; a teammate sends it in words
/// of theirs. And which links are open, and their end.
/// </summary>
static class SendPage
{
    /// <param name="ConnectionId">By which connection it goes.</param>
    /// <param name="HandleId">To which address of theirs.</param>
    public sealed record NewPage(Guid? ConnectionId, Guid? HandleId);

    public static void MapPages(this RouteGroupBuilder people)
    {
        people.MapGet("/{id:guid}/pages", ListAsync).Allow(Role.Viewer);
        people.MapPost("/{id:guid}/pages", MakeAsync).Allow(Role.Teammate).WithMetadata(new SaysSecret());
        people.MapDelete("/{id:guid}/pages/{page:guid}", EndAsync).Allow(Role.Teammate);
    }

    static async Task<Page<PageLink>> ListAsync(Guid id, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, id, stop);
        var now = clock.Now;
        var open = await db.PageKeys.Where(k => group.Ids.Contains(k.PersonId) && k.RevokedAt == null && k.ExpiresAt > now).OrderByDescending(k => k.At).Take(Page<PageLink>.Largest).ToListAsync(stop);
        var ids = open.Select(k => k.HandleId).ToList();
        var handles = await db.Handles.Where(h => ids.Contains(h.Id)).ToDictionaryAsync(h => h.Id, stop);
        var team = await db.Teammates.ToDictionaryAsync(t => t.Id, t => t.Name, stop);
        return new([.. open.Select(k => new PageLink(k.Id, null, handles.TryGetValue(k.HandleId, out var to) ? MaskedHandle.Of(to) : "", team.GetValueOrDefault(k.By) ?? "", k.At, k.ExpiresAt, null))], null);
    }

    static async Task<Created<PageLink>> MakeAsync(Guid id, NewPage asked, HttpContext http, Teammate me, KithDb db, ChannelRegistry channels, OwnAddress address, TimeProvider clock, CancellationToken stop)
    {
        var (group, now) = (await PersonGroup.FindAsync(db, id, stop), clock.Now);
        var way = (await db.WaysAsync(group, channels, now, stop)).FirstOrDefault(one => one.Connection.Id == asked.ConnectionId && one.Handle.Id == asked.HandleId)
            ?? throw Refusal.NotFound("This person cannot be reached at that address there.");
        if (!way.IsAllowed) throw new Refusal(way.Reason?.Code ?? "not_allowed", way.Reason?.Words ?? "They cannot be written to there now.");
        if (way.Handle.Shared) throw new Refusal("shared", "Several people read what goes to this address. Their own page is for one of them.");
        if (way.Surface.Visibility == Channels.Visibility.Public) throw new Refusal("public", "Everybody would read the link there.");

        var (key, token) = PageKey.For(way.Handle, way.Connection.Id, me, now);
        db.Add(key);
        await db.SaveChangesAsync(stop);
        var url = $"{await address.OfAsync(http.Request, stop)}/me/{token}";
        return TypedResults.Created((string?)null, new PageLink(key.Id, url, MaskedHandle.Of(way.Handle), me.Name, now, key.ExpiresAt, PageWords.In(group.Root.Language).Invitation(url)));
    }

    static async Task<NoContent> EndAsync(Guid id, Guid page, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var group = await PersonGroup.FindAsync(db, id, stop);
        var key = await db.PageKeys.SingleOrDefaultAsync(k => k.Id == page && group.Ids.Contains(k.PersonId), stop) ?? throw Refusal.NotFound();
        key.RevokedAt ??= clock.Now;
        return TypedResults.NoContent();
    }
}

/// <summary>A link to a person's own page that is open.</summary>
/// <param name="Url">Said once, when it is made.</param>
/// <param name="To">To which address of theirs, so much of it that a teammate knows which.</param>
/// <param name="Words">A sentence with the link in their language, to be sent; said once, too.</param>
public sealed record PageLink(Guid Id, string? Url, string To, string By, DateTime At, DateTime ExpiresAt, string? Words);
