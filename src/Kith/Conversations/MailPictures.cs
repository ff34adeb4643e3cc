using Kith.Channels;
using Kith.Mail;

namespace Kith.Conversations;

/// <summary>
/// GET /api/mail-pictures/{token}: a picture of a mail. One from elsewhere is fetched by us, guarded, without anything that tells who
/// looks at it. Only what is a picture by its own bytes is given out.
/// </summary>
static class MailPictures
{
    const int Largest = 8 * 1024 * 1024, MostHops = 3;

    public static void MapMailPictures(this RouteGroupBuilder api) => api.MapGet("/mail-pictures/{token}", GiveAsync).Allow(Role.Viewer).WithMetadata(new OwnDesk());

    static async Task<Results<FileContentHttpResult, NotFound>> GiveAsync(
        string token, HttpResponse response, Desk desk, Store store, SealedPictures seal, MailSource source, OutboundWire wire, CancellationToken stop)
    {
        var workspace = desk.Caller!.WorkspaceId;
        if (seal.Read(workspace, token) is not var (moment, name)) return TypedResults.NotFound();
        var bytes = moment is { } id ? await InsideAsync(store, source, desk.Caller!, id, name, stop) : await FetchAsync(wire, name, stop);
        if (bytes is not { Length: > 0 } picture || FileKind.Of(picture) is not (("image/jpeg" or "image/png" or "image/gif" or "image/webp" or "image/avif") and var type)) return TypedResults.NotFound();

        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.File(picture, type);
    }

    static async Task<byte[]?> InsideAsync(Store store, MailSource source, Caller caller, Guid moment, string cid, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(caller, stop);
        var (_, mail) = await source.ReadAsync(work.Db, moment, stop);
        return mail.Attachments.FirstOrDefault(file => string.Equals(file.ContentId, cid, StringComparison.OrdinalIgnoreCase))?.Content.ToArray();
    }

    static async Task<byte[]?> FetchAsync(OutboundWire wire, string url, CancellationToken stop)
    {
        for (var hops = 0; hops <= MostHops; hops++)
        {
            var (answer, isWhole) = await wire.SendAsync(new WireRequest("GET", url, "fetch a picture of a mail") { Headers = [new("Accept", "image/*")] }, Largest, stop);
            if (answer is { Status: 200 } && isWhole) return answer.Body.ToArray();
            if (answer is not { Status: 301 or 302 or 303 or 307 or 308 } || !Uri.TryCreate(new Uri(url), answer.Headers["location"], out var next) || next.Scheme is not ("http" or "https")) return null;
            url = next.AbsoluteUri;
        }
        return null;
    }
}
