using Microsoft.Net.Http.Headers;

namespace Kith.Portal;

/// <summary>GET /me/{token}/files/{moment}/{number}: a file out of the conversation, for whoever holds the page: saved, never run.</summary>
static class PageFiles
{
    public static async Task<Results<FileStreamHttpResult, NotFound>> GiveAsync(string token, Guid moment, int number, OpenPage open, KeptFiles files, HttpContext http)
    {
        PortalHeaders.Add(http.Response);
        var stop = http.RequestAborted;
        var found = await open.ReadAsync(http.Request, token, page => FindAsync(page, moment, number, stop), stop);
        if (found?.File is not { } file || files.Open(found.Workspace, file.Hash) is not { } bytes) return TypedResults.NotFound();

        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(FileName.Clean(file.Name));
        http.Response.Headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(bytes, file.Type);
    }

    static async Task<Found> FindAsync(PageOpened page, Guid moment, int number, CancellationToken stop)
    {
        var said = await page.Said.SingleOrDefaultAsync(m => m.Id == moment, stop);
        var row = said is null ? null : await page.Db.ShowAsync(said, stop);
        return new(page.House.WorkspaceId, row is { Withdrawn: false } && said!.Attachments is { } some && number >= 0 && number < some.Count ? some[number] : null);
    }

    sealed record Found(Guid Workspace, AttachedFile? File);
}
