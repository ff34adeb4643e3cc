namespace Kith.Posts;

/// <summary>
/// GET /api/posts/{id}: a post and all that was said under it, ours too, by time. It begins at the beginning, or <c>around</c> one moment,
/// and goes on up and down by cursors.
/// </summary>
static class ReadPost
{
    public static void MapReadPost(this RouteGroupBuilder api) => api.MapGet("/posts/{id:guid}", ReadAsync).Allow(Role.Viewer);

    static async Task<PostPage> ReadAsync(Guid id, string? before, string? after, Guid? around, int? limit, KithDb db, HttpResponse response, CancellationToken stop)
    {
        response.Headers.CacheControl = "no-store";
        var post = await db.Posts.Where(p => p.Id == id).Select(p => new PostRow(
            p.Id, p.ConnectionId, db.Connections.Where(c => c.Id == p.ConnectionId).Select(c => c.Channel).FirstOrDefault(),
            db.Connections.Where(c => c.Id == p.ConnectionId).Select(c => c.Name).FirstOrDefault(), p.Url, p.Text, p.AuthorName, p.At, p.SeenAt)).SingleOrDefaultAsync(stop)
            ?? throw Refusal.NotFound();
        var thread = db.Moments.Where(m => m.PostId == id && m.Kind == MomentKind.Message);
        var page = await Stretch.ReadAsync([thread], before, after ?? (before is null && around is null ? Stretch.Beginning : null), around is { } moment ? await FindAsync(thread, moment, stop) : null, Page<Moment>.Size(limit), stop);
        return new(post, await db.ShowAsync(page.Moments, stop), after is null && before is null && around is null ? null : page.Before, page.After);
    }

    static async Task<Moment> FindAsync(IQueryable<Moment> thread, Guid moment, CancellationToken stop) =>
        await thread.SingleOrDefaultAsync(m => m.Id == moment, stop) ?? throw Refusal.NotFound();
}

/// <summary>A post and a stretch of its thread, oldest first; a cursor is null where there is nothing more.</summary>
public sealed record PostPage(PostRow Post, IReadOnlyList<MomentRow> Items, string? Before, string? After);
