using Microsoft.AspNetCore.Http.Features;

namespace Kith.Widget;

/// <summary>POST /chat/{connection}/files takes a visitor's file in; GET /files/{hash} gives out what stands in their own conversation, and nothing else.</summary>
static class VisitorFiles
{
    public static async Task<Created<ChatFile>> TakeAsync(Guid connection, string? name, VisitorDesk desk, ChatPace pace, Store store, KeptFiles files, HttpContext http, TimeProvider clock)
    {
        var (at, stop) = (desk.VisitorOrRefuse(connection, http.Request), http.RequestAborted);
        if (!pace.AllowsFile(http)) throw ChatPace.SlowDown(http);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = KeptFiles.Largest + 1;
        if (http.Request.ContentLength > KeptFiles.Largest) throw new Refusal("too_large", "A file may have 25 MB at most.", StatusCodes.Status413PayloadTooLarge);

        var kept = await files.KeepAsync(at.Chat.WorkspaceId, http.Request.Body, stop);
        await Clash.RepeatAsync(() => RememberAsync(store, at.Chat.WorkspaceId, kept, clock, stop));
        return TypedResults.Created((string?)null, new ChatFile(kept.Hash, FileName.Clean(name), kept.Type, kept.Size));
    }

    public static async Task<Results<FileStreamHttpResult, NotFound>> GiveAsync(Guid connection, string hash, VisitorDesk desk, Store store, KeptFiles files, HttpContext http)
    {
        var (at, stop) = (desk.VisitorOrRefuse(connection, http.Request), http.RequestAborted);
        await using var work = await store.ReadAsync(at.Chat.WorkspaceId, stop);
        var sight = await ChatSight.OfAsync(work.Db, at, stop);
        if (sight.Person is null) return TypedResults.NotFound();

        var attached = await sight.Of(work.Db).Where(m => m.Attachments != null).OrderByDescending(m => m.At).Select(m => m.Attachments).ToListAsync(stop);
        if (attached.SelectMany(some => some!).FirstOrDefault(file => file.Hash == hash) is not { } file || files.Open(at.Chat.WorkspaceId, hash) is not { } bytes) return TypedResults.NotFound();

        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.ContentDisposition = "attachment";
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(bytes, file.Type);
    }

    static async Task RememberAsync(Store store, Guid workspace, KeptFile kept, TimeProvider clock, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(workspace, new Actor(AuthorKind.Person, null), "chat file", stop);
        if (await work.Db.Attachments.AnyAsync(a => a.Hash == kept.Hash, stop)) return;

        work.Db.Add(new Attachment { WorkspaceId = workspace, Hash = kept.Hash, Size = kept.Size, Type = kept.Type, At = clock.Now });
        await work.CommitAsync(stop);
    }
}
