using System.Security.Cryptography;

namespace Kith.Conversations;

/// <summary>
/// The bytes of attachments, in the data folder, under their SHA-256. A name or a type that somebody sent never touches the disk, so
/// there is nothing to traverse and nothing to execute.
/// </summary>
public sealed class KeptFiles(DataFolder folder)
{
    public const long Largest = 25 * 1024 * 1024;

    /// <summary>What came inside something we took in whole, as a mail does; and that thing itself.</summary>
    public const int LargestInside = 64 * 1024 * 1024;

    const int Chunk = 64 * 1024;

    /// <summary>Streams to disk; the file is there and synced when this returns.</summary>
    public Task<KeptFile> KeepAsync(Guid workspace, Stream bytes, CancellationToken stop) => KeepAsync(workspace, bytes, Largest, stop);

    /// <exception cref="Refusal">It is empty, or larger than <paramref name="most"/> bytes.</exception>
    public async Task<KeptFile> KeepAsync(Guid workspace, Stream bytes, long most, CancellationToken stop)
    {
        var coming = folder.At("attachments", $"{Guid.NewGuid():N}.coming");
        Directory.CreateDirectory(Path.GetDirectoryName(coming)!);
        try
        {
            var kept = await WriteAsync(coming, bytes, most, stop);
            var place = PlaceOf(workspace, kept.Hash);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Move(coming, place, overwrite: true);
            return kept;
        }
        finally
        {
            File.Delete(coming);
        }
    }

    public Stream? Open(Guid workspace, string hash) =>
        IsHash(hash) && File.Exists(PlaceOf(workspace, hash)) ? new FileStream(PlaceOf(workspace, hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Chunk, useAsync: true) : null;

    /// <summary>All of it, for files that are read whole anyway; null when there is none.</summary>
    public async Task<byte[]?> ReadAsync(Guid workspace, string hash, CancellationToken stop)
    {
        await using var file = Open(workspace, hash);
        if (file is null) return null;

        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, stop);
        return bytes;
    }

    /// <summary>Nobody names it any more.</summary>
    public void Forget(Guid workspace, string hash)
    {
        if (IsHash(hash) && File.Exists(PlaceOf(workspace, hash))) File.Delete(PlaceOf(workspace, hash));
    }

    public static bool IsHash(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);

    string PlaceOf(Guid workspace, string hash) => folder.At("attachments", workspace.ToString("N"), hash[..2], hash);

    static async Task<KeptFile> WriteAsync(string path, Stream bytes, long most, CancellationToken stop)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, Chunk, useAsync: true);
        var buffer = new byte[Chunk];
        byte[]? beginning = null;
        long size = 0;
        for (int read; (read = await bytes.ReadAtLeastAsync(buffer, Chunk, throwOnEndOfStream: false, stop)) > 0;)
        {
            if ((size += read) > most) throw new Refusal("too_large", $"A file may have {most / 1024 / 1024} MB at most.", StatusCodes.Status413PayloadTooLarge);
            beginning ??= buffer[..read];
            sha.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), stop);
        }
        if (size == 0) throw Refusal.BadInput("empty_file", "This file is empty.");

        file.Flush(flushToDisk: true);
        return new(Convert.ToHexStringLower(sha.GetHashAndReset()), size, FileKind.Of(beginning));
    }
}

public sealed record KeptFile(string Hash, long Size, string Type);
