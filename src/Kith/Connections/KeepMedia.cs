using Kith.Channels;

namespace Kith.Connections;

/// <summary>One file from the other side, into our own store under its hash.</summary>
sealed class KeepMedia(OutboundWire wire, KeptFiles files)
{
    const int MostHops = 3;

    /// <summary>The file, or null when it could not be had.</summary>
    public async Task<KeptFile?> KeepAsync(OpenConnection connection, MediaRef media, CancellationToken stop)
    {
        var request = connection.Can<IMedia>()?.Fetch(media, connection.Account);
        for (var hops = 0; request is not null && hops <= MostHops; hops++)
        {
            var (answer, isWhole) = await wire.SendAsync(request, (int)KeptFiles.Largest + 1, stop);
            if (answer is { Status: 200, Body.Length: > 0 } && isWhole) return await files.KeepAsync(connection.WorkspaceId, new MemoryStream(answer.Body.ToArray()), stop);
            request = answer is { Status: 301 or 302 or 303 or 307 or 308 } ? Onward(request, answer) : null;
        }
        return null;
    }

    /// <summary>Carriers keep files elsewhere and point there. We follow without our credentials, never off https, and judged anew.</summary>
    static WireRequest? Onward(WireRequest before, WireAnswer answer) =>
        Uri.TryCreate(new Uri(before.Url), answer.Headers["location"], out var next) && (next.Scheme == "https" || next.Scheme == new Uri(before.Url).Scheme)
            ? new("GET", next.AbsoluteUri, before.Label) : null;
}
