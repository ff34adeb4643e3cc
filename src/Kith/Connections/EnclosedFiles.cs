using Kith.Mail;

namespace Kith.Connections;

/// <summary>The files that leave with a message, with their bytes, for wires and surfaces that carry no addresses of files.</summary>
sealed class EnclosedFiles(KeptFiles files)
{
    /// <summary>Null when one is not there: a message without what it speaks of is worse than none.</summary>
    public async Task<IReadOnlyList<OutboundAttachment>?> OfAsync(Departure departure, CancellationToken stop)
    {
        var enclosed = new List<OutboundAttachment>();
        foreach (var file in departure.Enclosed.Files)
            if (await BytesAsync(departure, file.Hash, stop) is { } bytes) enclosed.Add(new(file.Name, file.Type, bytes));
            else return null;
        return enclosed;
    }

    public async Task<byte[]?> BytesAsync(Departure departure, string hash, CancellationToken stop)
    {
        await using var file = files.Open(departure.Connection.WorkspaceId, hash);
        if (file is null) return null;

        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, stop);
        return bytes;
    }
}
