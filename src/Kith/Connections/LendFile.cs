using Microsoft.Net.Http.Headers;

namespace Kith.Connections;

/// <summary>GET /files/{token}/{name}: a file of an outgoing message, for the other side to fetch.</summary>
static class LendFile
{
    public static void MapLentFiles(this WebApplication app) =>
        app.MapMethods("/files/{token}/{name}", [HttpMethods.Get, HttpMethods.Head], GiveAsync)
            .AllowStrangers("The address is sealed by us, names one file and ends.").WithMetadata(new OwnDesk()).ExcludeFromDescription();

    static async Task<IResult> GiveAsync(string token, string name, HttpResponse response, LentFiles lent, Store store, KeptFiles files, CancellationToken stop)
    {
        if (lent.Read(token) is not { } file) return Results.NotFound();

        await using var work = await store.ReadAsync(file.Workspace, stop);
        if (await work.Db.Attachments.SingleOrDefaultAsync(a => a.Hash == file.Hash, stop) is not { } known || files.Open(file.Workspace, file.Hash) is not { } bytes)
            return Results.NotFound();

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(FileName.Clean(name));
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.CacheControl = "private, no-store";
        return Results.Stream(bytes, known.Type);
    }
}
