using System.Text;
using Kith.Mail.Html;

namespace Kith.Conversations;

/// <summary>GET /api/moments/{id}/looks: words of ours as they were sent, with what is bold, listed and linked; cleaned once more on their way out.</summary>
static class OwnLooks
{
    public static void MapOwnLooks(this RouteGroupBuilder api) => api.MapGet("/moments/{id:guid}/looks", ShowAsync).Allow(Role.Viewer);

    static async Task<MomentLooks> ShowAsync(Guid id, KithDb db, KeptFiles files, CancellationToken stop)
    {
        var moment = await db.Moments.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.Kind == MomentKind.Message && m.Direction == Direction.Out, stop);
        if (moment?.Detail?["html"]?.ToString() is not { } hash || await db.Moments.AnyAsync(m => m.ReplyTo == id && m.Kind == MomentKind.Withdrawn, stop)) throw Refusal.NotFound();

        var html = await files.ReadAsync(db.WorkspaceId, hash, stop) ?? throw Refusal.NotFound();
        return new(HtmlCleaner.Clean(Encoding.UTF8.GetString(html), CleaningPolicy.Strict).Html);
    }
}

/// <summary>Words with their looks.</summary>
/// <param name="Html">Rebuilt from allowed nodes; it holds no picture from elsewhere.</param>
public sealed record MomentLooks(string Html);
