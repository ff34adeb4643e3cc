using System.Text.Json.Nodes;
using System.Threading.Channels;
using Kith.Channels;

namespace Kith.Connections;

/// <summary>
/// Brings in the files of a message that are still on the other side, or inside what was kept of it, after the message itself is there.
/// Guarded like every call of ours; what cannot be had after some tries is said so in the moment, and the words stay.
/// </summary>
sealed class FetchMedia(Store store, ConnectionBook book, KeepMedia keep, TimeProvider clock, ILogger<FetchMedia> log) : BackgroundService
{
    const int AtOnce = 3, LookBack = 5000;

    /// <summary>Platforms announce a file a moment before it can be fetched.</summary>
    static readonly TimeSpan[] pauses = [.. new[] { 3, 30, 90 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    readonly Channel<(Guid Workspace, Guid Moment)> waiting = Channel.CreateBounded<(Guid, Guid)>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    public override async Task StopAsync(CancellationToken stop)
    {
        store.Announced -= Hear;
        await base.StopAsync(stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        store.Announced += Hear;
        try { await LookBackAsync(stop); }
        catch (Exception broken) when (!stop.IsCancellationRequested) { log.LogWarning(broken, "Files that waited before the start could not be looked for"); }
        await Parallel.ForEachAsync(waiting.Reader.ReadAllAsync(stop), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, FetchAsync);
    }

    void Hear(Announcement news)
    {
        foreach (var moment in news.Moments.Where(moment => moment.AwaitsFiles)) waiting.Writer.TryWrite((news.WorkspaceId, moment.Id));
    }

    /// <summary>What arrived shortly before the last end may still be without its files.</summary>
    async Task LookBackAsync(CancellationToken stop)
    {
        foreach (var workspace in book.All.Where(connection => connection.Can<IMedia>() is not null || connection.Can<IMediaInside>() is not null).Select(connection => connection.WorkspaceId).Distinct())
        {
            await using var work = await store.ReadAsync(workspace, stop);
            var late = await work.Db.Moments.AsNoTracking().OrderByDescending(m => m.Epoch).ThenByDescending(m => m.Tx).ThenByDescending(m => m.Id).Take(LookBack)
                .Where(m => (m.Kind == MomentKind.Message || m.Kind == MomentKind.Voicemail) && m.Direction == Direction.In && m.Detail != null).ToListAsync(stop);
            foreach (var moment in late.Where(Awaits)) waiting.Writer.TryWrite((workspace, moment.Id));
        }
    }

    public static bool Awaits(Moment moment) => moment.Detail?["media"] is JsonArray media && media.Any(IsOpen);

    static bool IsOpen(JsonNode? file) => file?["hash"] is null && file?["problem"] is null;

    async ValueTask FetchAsync((Guid Workspace, Guid Moment) which, CancellationToken stop)
    {
        try
        {
            for (var tries = 0; !await TryAsync(which.Workspace, which.Moment, isLast: tries == pauses.Length, stop); tries++)
                await Task.Delay(pauses[tries], clock, stop);
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(broken, "The files of a message could not be brought in; they are tried again after the next start");
        }
    }

    /// <summary>True when nothing is left to try.</summary>
    async Task<bool> TryAsync(Guid workspace, Guid id, bool isLast, CancellationToken stop)
    {
        var moment = await ReadAsync(workspace, id, stop);
        if (moment is null || !Awaits(moment) || moment.ConnectionId is not { } on || book.Get(on) is not { } connection) return true;

        var media = (JsonArray)moment.Detail!["media"]!;
        var brought = new Dictionary<int, KeptFile?>();
        for (var n = 0; n < media.Count; n++)
            if (IsOpen(media[n])) brought[n] = await keep.KeepAsync(connection, RefOf(media[n]!), media[n]!["inside"]?.ToString(), stop);
        if (brought.Values.Any(file => file is not null) || isLast) await WriteAsync(workspace, id, brought, isLast, stop);
        return isLast || brought.Values.All(file => file is not null);
    }

    static MediaRef RefOf(JsonNode said) => new(said["ref"]!.ToString(), said["type"]?.ToString(), said["name"]?.ToString()) { IsSource = IsSource(said) };

    static bool IsSource(JsonNode said) => said["source"] is not null;

    async Task<Moment?> ReadAsync(Guid workspace, Guid id, CancellationToken stop)
    {
        await using var work = await store.ReadAsync(workspace, stop);
        return await work.Db.Moments.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, stop);
    }

    async Task WriteAsync(Guid workspace, Guid id, Dictionary<int, KeptFile?> brought, bool isLast, CancellationToken stop)
    {
        await using var work = await store.WriteAsync(workspace, Actor.System, "fetch files", stop);
        var moment = await work.Db.Moments.SingleAsync(m => m.Id == id, stop);
        var detail = (JsonObject)moment.Detail!.DeepClone();
        var files = new List<AttachedFile>(moment.Attachments ?? []);
        foreach (var (n, file) in brought)
        {
            var said = detail["media"]![n]!;
            if (file is null && isLast) said["problem"] = "unreachable";
            if (file is null || said["hash"] is not null) continue;

            said["hash"] = file.Hash;
            if (!IsSource(said)) files.Add(new AttachedFile(file.Hash, FileName.Clean(said["name"]?.ToString()), file.Type, file.Size));
            if (!await work.Db.Attachments.AnyAsync(a => a.Hash == file.Hash, stop) && work.Db.Attachments.Local.All(a => a.Hash != file.Hash))
                work.Db.Add(new Attachment { WorkspaceId = workspace, Hash = file.Hash, Size = file.Size, Type = file.Type, At = clock.GetUtcNow().UtcDateTime });
        }
        (moment.Detail, moment.Attachments) = (detail, files.Count > 0 ? files : null);
        await work.CommitAsync(stop);
    }
}
