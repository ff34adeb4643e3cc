namespace Kith.Notices;

/// <summary>GET /api/notices: what I should know and what I missed, newest first; PUT /api/notices/read says how far I have read.</summary>
static class ReadNotices
{
    public sealed record ReadUpTo(Guid UpTo);

    public static void MapNotices(this RouteGroupBuilder api)
    {
        api.MapGet("/notices", ListAsync).Allow(Role.Viewer);
        api.MapPut("/notices/read", ReadAsync).Allow(Role.Viewer);
    }

    static async Task<Page<NoticeRow>> ListAsync(string? cursor, int? limit, Teammate me, KithDb db, CancellationToken stop)
    {
        var size = Page<NoticeRow>.Size(limit);
        var mine = db.Notices.Where(n => n.TeammateId == me.Id);
        if (cursor is not null)
        {
            var (at, id) = PageCursor.ReadPlace(cursor);
            mine = mine.Where(n => Keyset.IsBefore(n.At, n.Id, at, id));
        }
        var rows = await mine.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(size + 1).Select(n => new NoticeRow(
            n.Id, n.Kind, n.At, n.PersonId, db.People.Where(p => p.Id == n.PersonId).Select(p => p.Name).FirstOrDefault(),
            db.Cases.Where(c => c.Id == n.CaseId).Select(c => (long?)c.Number).FirstOrDefault(), n.Text, n.ReadAt)).ToListAsync(stop);
        return rows.Count <= size ? new(rows, null) : new(rows[..size], PageCursor.WritePlace(rows[size - 1].At, rows[size - 1].Id));
    }

    static async Task<NoContent> ReadAsync(ReadUpTo asked, Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        var upTo = await db.Notices.SingleOrDefaultAsync(n => n.Id == asked.UpTo && n.TeammateId == me.Id, stop) ?? throw Refusal.NotFound();
        var unread = await db.Notices.Where(n => n.TeammateId == me.Id && n.ReadAt == null && !Keyset.IsAfter(n.At, n.Id, upTo.At, upTo.Id)).ToListAsync(stop);
        foreach (var notice in unread) notice.ReadAt = clock.Now;
        return TypedResults.NoContent();
    }
}

public sealed record NoticeRow(Guid Id, NoticeKind Kind, DateTime At, Guid? PersonId, string? PersonName, long? CaseNumber, string? Text, DateTime? ReadAt);
