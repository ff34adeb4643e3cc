using System.Globalization;

namespace Kith.Widget;

/// <summary>GET /chat/{connection}/since/{cursor} and /before/{moment}: the conversation as its visitor may see it, oldest first.</summary>
static class ReadChat
{
    const int PageSize = 50, MostAtOnce = 200;

    // A commit may become visible a little after the time it bears: what is told twice the browser recognises by its id.
    static readonly TimeSpan overlap = TimeSpan.FromSeconds(10);

    public static async Task<ChatNews> SinceAsync(Guid connection, string cursor, VisitorDesk desk, Store store, HttpContext http, TimeProvider clock)
    {
        var (at, stop, now) = (desk.VisitorOrRefuse(connection, http.Request), http.RequestAborted, clock.GetUtcNow().UtcDateTime);
        await using var work = await store.ReadAsync(at.Chat.WorkspaceId, stop);
        var sight = await ChatSight.OfAsync(work.Db, at, stop);
        var since = Then(cursor);
        var wanted = since is { } then ? sight.Since(work.Db, then).Take(MostAtOnce) : sight.Of(work.Db);
        return await ShowAsync(work.Db, sight, wanted, since is null ? PageSize : MostAtOnce, now, http, stop);
    }

    public static async Task<ChatNews> BeforeAsync(Guid connection, Guid moment, VisitorDesk desk, Store store, HttpContext http, TimeProvider clock)
    {
        var (at, stop, now) = (desk.VisitorOrRefuse(connection, http.Request), http.RequestAborted, clock.GetUtcNow().UtcDateTime);
        await using var work = await store.ReadAsync(at.Chat.WorkspaceId, stop);
        var sight = await ChatSight.OfAsync(work.Db, at, stop);
        if (sight.Person is null) throw Refusal.NotFound();

        var seen = sight.Of(work.Db);
        var place = await seen.Where(m => m.Id == moment).Select(m => (DateTime?)m.At).SingleOrDefaultAsync(stop) ?? throw Refusal.NotFound();
        return await ShowAsync(work.Db, sight, seen.Where(m => m.At < place), PageSize, now, http, stop);
    }

    static async Task<ChatNews> ShowAsync(KithDb db, ChatSight sight, IQueryable<Moment> wanted, int size, DateTime now, HttpContext http, CancellationToken stop)
    {
        http.Response.Headers.CacheControl = "no-store";
        List<Moment> moments = sight.Person is null ? [] : await wanted.OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(size + 1).ToListAsync(stop);
        var shown = moments.Take(size).Reverse().ToList();
        var items = await ChatWords.OfAsync(db, sight, shown, stop);
        var head = await ChatHead.OfAsync(db, sight, now, stop);
        return new(items, (now - overlap).Ticks.ToString(CultureInfo.InvariantCulture), moments.Count > size, head.SeenUpTo, head);
    }

    static DateTime? Then(string cursor) =>
        !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTime.MaxValue.Ticks
            ? throw Refusal.BadInput("bad_cursor", "This cursor is not one of ours.")
            : ticks == 0 ? null : new DateTime(ticks, DateTimeKind.Utc);
}

sealed record ChatNews(IReadOnlyList<ChatMessage> Items, string Next, bool Earlier, DateTime? SeenUpTo, ChatHead Head);
