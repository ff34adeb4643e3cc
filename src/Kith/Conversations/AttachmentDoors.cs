using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Kith.Conversations;

/// <summary>
/// POST /api/attachments takes a file in, GET /api/attachments/{hash}/{name} and GET /api/moments/{id}/attachments/{hash}/{name} give it out: always as something to be saved, in a room
/// where nothing runs. Whoever sees every case may have every file of the workspace; anybody else names the moment through which they reach it.
/// </summary>
static class AttachmentDoors
{
    const string Alone = "default-src 'none'; sandbox";

    // A browser shows a document in a viewer of its own, walled off from us, and refuses to do so in a sandbox. Nothing else is a PDF here than what begins as one.
    const string InViewer = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    public static void MapAttachments(this RouteGroupBuilder api)
    {
        api.MapPost("/attachments", TakeAsync).Allow(Role.Colleague).WithMetadata(new OwnDesk()).Accepts<IFormFile>("application/octet-stream");
        api.MapGet("/attachments/{hash}/{name}", GiveOfHouseAsync).Allow(Role.Viewer).WithMetadata(new OwnDesk());
        api.MapGet("/moments/{id:guid}/attachments/{hash}/{name}", GiveOfMomentAsync).Allow(Role.Viewer).WithMetadata(new OwnDesk());
    }

    static async Task<Created<AttachmentRef>> TakeAsync(
        string? name, HttpRequest request, Desk desk, Store store, KeptFiles files, TimeProvider clock, CancellationToken stop)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = KeptFiles.Largest + 1;
        if (request.ContentLength > KeptFiles.Largest) throw new Refusal("too_large", "A file may have 25 MB at most.", StatusCodes.Status413PayloadTooLarge);

        var caller = desk.Caller!;
        var kept = await files.KeepAsync(caller.WorkspaceId, request.Body, stop);
        await Clash.RepeatAsync(() => RememberAsync(store, caller, kept, clock.Now, stop));
        var file = AttachmentRef.Of(new AttachedFile(kept.Hash, FileName.Clean(name), kept.Type, kept.Size));
        return TypedResults.Created(file.Url, file);
    }

    static async Task RememberAsync(Store store, Caller caller, KeptFile kept, DateTime at, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(caller.WorkspaceId, new Actor(AuthorKind.Teammate, caller.TeammateId), "POST /api/attachments", stop);
        var isKnown = await work.Db.Attachments.AnyAsync(a => a.Hash == kept.Hash, stop);
        if (isKnown && await work.Db.BroughtFiles.AnyAsync(b => b.Hash == kept.Hash && b.TeammateId == caller.TeammateId, stop)) return;

        if (!isKnown) work.Db.Add(new Attachment { WorkspaceId = caller.WorkspaceId, Hash = kept.Hash, Size = kept.Size, Type = kept.Type, At = at });
        work.Db.Add(new BroughtFile { WorkspaceId = caller.WorkspaceId, Hash = kept.Hash, TeammateId = caller.TeammateId, At = at });
        await work.CommitAsync(stop);
    }

    static Task<Results<FileStreamHttpResult, NotFound>> GiveOfHouseAsync(
        string hash, string name, string? inline, HttpResponse response, Desk desk, Store store, KeptFiles files, CancellationToken stop) =>
        GiveAsync(null, hash, name, inline, response, desk, store, files, stop);

    static Task<Results<FileStreamHttpResult, NotFound>> GiveOfMomentAsync(
        Guid id, string hash, string name, string? inline, HttpResponse response, Desk desk, Store store, KeptFiles files, CancellationToken stop) =>
        GiveAsync(id, hash, name, inline, response, desk, store, files, stop);

    static async Task<Results<FileStreamHttpResult, NotFound>> GiveAsync(
        Guid? moment, string hash, string name, string? inline, HttpResponse response, Desk desk, Store store, KeptFiles files, CancellationToken stop)
    {
        var workspace = desk.Caller!.WorkspaceId;
        await using var work = await store.ReadAsync(desk.Caller, stop);
        if (!await ReachFiles.MayAsync(work.Db, hash, moment, stop)) return TypedResults.NotFound();
        if (await work.Db.Attachments.SingleOrDefaultAsync(a => a.Hash == hash, stop) is not { } known || files.Open(workspace, hash) is not { } bytes)
            return TypedResults.NotFound();

        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = known.Type == "application/pdf" ? InViewer : Alone;
        response.Headers.CacheControl = "private, no-store";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers.ContentDisposition = Disposition(FileName.Clean(name), isInline: inline is not null && FileKind.MayShowInline(known.Type));
        return TypedResults.Stream(bytes, known.Type, enableRangeProcessing: true);
    }

    static string Disposition(string name, bool isInline)
    {
        var disposition = new ContentDispositionHeaderValue(isInline ? "inline" : "attachment");
        disposition.SetHttpFileName(name);
        return disposition.ToString();
    }
}
