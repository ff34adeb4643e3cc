namespace Kith.Connections;

/// <summary>
/// What somebody says over a stream, in lines or in bytes, and what is said back: the floor under the door for mail servers and under the pretend ones. Of a
/// caller little more is held than the longest line.
/// </summary>
sealed class LineWire(Stream stream, int longest) : IAsyncDisposable
{
    byte[] heard = new byte[32 * 1024];
    int start, end, searched;

    /// <summary>What was said and not taken yet.</summary>
    public ReadOnlySpan<byte> Heard => heard.AsSpan(start, end - start);

    /// <summary>A line was begun that is longer than any may be.</summary>
    public bool IsEndless => Heard.Length > longest;

    /// <summary>The next line with its ending, or null when it is not whole yet. What was searched in vain is not searched again.</summary>
    public byte[]? Line(ReadOnlySpan<byte> ending)
    {
        var from = Math.Max(0, searched - ending.Length + 1);
        var place = Heard[from..].IndexOf(ending);
        searched = Heard.Length;
        return place < 0 ? null : Take(from + place + ending.Length);
    }

    /// <summary>So many bytes of what was said.</summary>
    public byte[] Take(int count)
    {
        var taken = Heard[..count].ToArray();
        Pass(count);
        return taken;
    }

    /// <summary>So many bytes were taken where they stood.</summary>
    public void Pass(int count) => (start, searched) = (start + count, 0);

    /// <summary>Waits for more; false when the caller is gone.</summary>
    public async Task<bool> HearAsync(CancellationToken stop)
    {
        Heard.CopyTo(heard);
        (start, end) = (0, end - start);
        if (end == heard.Length) Array.Resize(ref heard, heard.Length * 2);
        var more = await stream.ReadAsync(heard.AsMemory(end), stop);
        end += more;
        return more > 0;
    }

    public async Task SayAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop) => await stream.WriteAsync(bytes, stop);

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
