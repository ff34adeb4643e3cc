using System.Net;
using System.Text;
using Kith.Mail.Html;
using Kith.Mail.Replies;

namespace Kith.Conversations;

/// <summary>
/// GET /api/moments/{id}/mail/page: the mail with its looks, as a page for a sandboxed frame. It was rebuilt from allowed nodes, and its
/// policy forbids whatever might have been missed: no script, no request to anybody but us, no form, no way out but links in new windows.
/// </summary>
static class MailPage
{
    const string Policy = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; "
        + "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

    const string Style = """
        :root { color-scheme: light; } body { margin: 0; padding: 12px 14px; font: 15px/1.5 Inter, system-ui, sans-serif; color: #1c1c22; background: #fff; overflow-wrap: anywhere; }
        img { max-width: 100%; height: auto; } img:not([src]) { display: inline-block; min-width: 20px; min-height: 16px; outline: 1px dashed #b9b9c4; outline-offset: -1px; }
        pre { white-space: pre-wrap; margin: 0; } table { max-width: 100%; } blockquote { margin: 8px 0 8px 2px; padding-left: 12px; border-left: 3px solid #d9d9e3; color: #55555f; }
        a { color: #0f6b5c; }
        """;

    public static void MapMailPage(this RouteGroupBuilder mail) => mail.MapGet("/page", ShowAsync).Allow(Role.Viewer);

    static async Task<ContentHttpResult> ShowAsync(
        Guid id, string? pictures, string? part, HttpResponse response, KithDb db, MailSource source, SealedPictures seal, CancellationToken stop)
    {
        var (moment, mail) = await source.ReadAsync(db, id, stop);
        var html = mail.Html ?? $"<pre>{WebUtility.HtmlEncode(mail.Text ?? "")}</pre>";
        if (part == "new" && mail.Html is not null) html = ReplySplitter.SplitHtml(html) is { Reply: { Length: > 0 } reply } ? reply : html;
        var clean = HtmlCleaner.Clean(html, new CleaningPolicy
        {
            InlinePicture = cid => seal.Inline(db.WorkspaceId, moment.Id, cid),
            RemotePicture = pictures == "all" ? url => seal.Remote(db.WorkspaceId, url) : null,
        });
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Text($"<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{WebUtility.HtmlEncode(mail.Subject ?? "")}</title><style>{Style}</style></head><body>{clean.Html}</body></html>", "text/html", Encoding.UTF8);
    }
}
