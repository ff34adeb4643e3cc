using Microsoft.AspNetCore.Http.Features;

namespace Kith.Team;

/// <summary>
/// PUT and DELETE /api/me/picture: the face beside my name. It is kept and given out as attachments are, and what it is, its own bytes
/// say: markup can call itself a picture, but never becomes one.
/// </summary>
static class MyPicture
{
    const int Largest = 2 * 1024 * 1024;

    public static void MapMyPicture(this RouteGroupBuilder api)
    {
        api.MapPut("/me/picture", TakeAsync).Allow(Role.Viewer).WithMetadata(new OwnDesk()).Accepts<IFormFile>("application/octet-stream", "image/png", "image/jpeg", "image/webp");
        api.MapDelete("/me/picture", RemoveAsync).Allow(Role.Viewer);
    }

    static async Task<TeammateRow> TakeAsync(HttpRequest request, Desk desk, Store store, KeptFiles files, TimeProvider clock, CancellationToken stop)
    {
        using var bytes = await ReadAsync(request, stop);
        var kept = await files.KeepAsync(desk.Caller!.WorkspaceId, bytes, stop);
        return await Clash.RepeatAsync(() => WearAsync(kept, desk.Caller, store, clock, stop));
    }

    static async Task<TeammateRow> RemoveAsync(Teammate me, KithDb db, TimeProvider clock, CancellationToken stop)
    {
        me.PictureHash = null;
        return await TeammateRow.OfAsync(me, db, clock, stop);
    }

    static async Task<MemoryStream> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = Largest + 1;
        if (request.ContentLength > Largest) throw TooLarge();

        var bytes = new MemoryStream();
        var chunk = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(chunk, stop)) > 0;)
        {
            if (bytes.Length + read > Largest) throw TooLarge();
            bytes.Write(chunk, 0, read);
        }
        if (bytes.Length == 0) throw Refusal.BadInput("empty_file", "This file is empty.");
        if (FileKind.Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)) is not ("image/png" or "image/jpeg" or "image/webp")) throw Refusal.BadInput("not_a_picture", "A picture of yourself is a PNG, JPEG or WebP file. This one is something else.");

        bytes.Position = 0;
        return bytes;
    }

    static Refusal TooLarge() => new("too_large", "A picture of yourself may have 2 MB at most.", StatusCodes.Status413PayloadTooLarge);

    static async Task<TeammateRow> WearAsync(KeptFile kept, Caller caller, Store store, TimeProvider clock, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(caller.WorkspaceId, new Actor(AuthorKind.Teammate, caller.TeammateId), "PUT /api/me/picture", stop);
        var me = await work.Db.Teammates.SingleAsync(t => t.Id == caller.TeammateId && t.LeftAt == null, stop);
        if (!await work.Db.Attachments.AnyAsync(a => a.Hash == kept.Hash, stop))
            work.Db.Add(new Attachment { WorkspaceId = caller.WorkspaceId, Hash = kept.Hash, Size = kept.Size, Type = kept.Type, At = clock.Now });
        me.PictureHash = kept.Hash;
        var row = await TeammateRow.OfAsync(me, work.Db, clock, stop);
        await work.CommitAsync(stop);
        return row;
    }
}
