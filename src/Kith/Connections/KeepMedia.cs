using Kith.Channels;

namespace Kith.Connections;

/// <summary>One file of a message, into our own store under its hash: fetched from the other side, or taken out of what was kept.</summary>
sealed class KeepMedia(OutboundWire wire, HotPath path, KeptFiles files)
{
    const int MostHops = 3;

    /// <summary>The file, or null when it could not be had.</summary>
    /// <param name="insideOf">Key of the kept bytes it came in; null when it is to be fetched.</param>
    public Task<KeptFile?> KeepAsync(OpenConnection connection, MediaRef media, string? insideOf, CancellationToken stop) =>
        insideOf is null ? FetchAsync(connection, media, stop) : TakeOutAsync(connection, media, insideOf, stop);

    async Task<KeptFile?> TakeOutAsync(OpenConnection connection, MediaRef media, string key, CancellationToken stop)
    {
        if (connection.Can<IMediaInside>() is not { } channel || await path.FindAsync(connection.WorkspaceId, connection.Id, key, stop) is not { } kept) return null;

        return channel.Open(new Kept(kept.Head, kept.Body, kept.Key, kept.ReceivedAt), media) is { Length: > 0 and <= KeptFiles.LargestInside } bytes
            ? await files.KeepAsync(connection.WorkspaceId, new MemoryStream(bytes.ToArray()), KeptFiles.LargestInside, stop) : null;
    }

    async Task<KeptFile?> FetchAsync(OpenConnection connection, MediaRef media, CancellationToken stop)
    {
        if (connection.Can<IMedia>() is not { } channel) return null;

        var request = channel.Fetch(media, connection.Account);
        for (var hops = 0; request is not null && hops <= MostHops; hops++)
        {
            var (answer, isWhole) = await wire.SendAsync(request, (int)KeptFiles.Largest + 1, stop);
            if (answer is { Status: 200, Body.Length: > 0 } && isWhole && hops == 0 && channel.Follow(answer, connection.Account) is var further && (further is not null || channel.AlwaysTellsFirst)) request = further;
            else if (answer is { Status: 200, Body.Length: > 0 } && isWhole) return await files.KeepAsync(connection.WorkspaceId, new MemoryStream(answer.Body.ToArray()), stop);
            else request = answer is { Status: 301 or 302 or 303 or 307 or 308 } ? Onward(request, answer) : null;
        }
        return null;
    }

    /// <summary>Carriers keep files elsewhere and point there. We follow without our credentials, never off https, and judged anew.</summary>
    static WireRequest? Onward(WireRequest before, WireAnswer answer) =>
        Uri.TryCreate(new Uri(before.Url), answer.Headers["location"], out var next) && (next.Scheme == "https" || next.Scheme == new Uri(before.Url).Scheme)
            ? new("GET", next.AbsoluteUri, before.Label) : null;
}
