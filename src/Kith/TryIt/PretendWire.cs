using System.Buffers;
using System.Text;

namespace Kith.TryIt;

/// <summary>Lines and bytes between the pretend mail house and one caller. Null means that the caller is gone, or says more than is kept.</summary>
sealed class PretendWire(Stream stream) : IAsyncDisposable
{
    /// <summary>The largest mail of the house.</summary>
    public const int Largest = 40 * 1024 * 1024;

    const int LongestLine = 1024 * 1024;

    readonly LineWire lines = new(stream, LongestLine);

    public async Task<string?> LineAsync(CancellationToken stop) => await LineBytesAsync(stop) is { } line ? Encoding.UTF8.GetString(line) : null;

    /// <summary>A mail up to the dot that ends it (RFC 5321 §4.5.2). Only CRLF ends a line: whoever takes less can be told a second mail inside the first.</summary>
    public async Task<byte[]?> MailAsync(CancellationToken stop)
    {
        var mail = new ArrayBufferWriter<byte>();
        while (await LineBytesAsync(stop) is { } line)
        {
            if (line is [(byte)'.']) return mail.WrittenSpan.ToArray();
            if (mail.WrittenCount + line.Length > Largest) return null;
            mail.Write(line is [(byte)'.', ..] ? line.AsSpan(1) : line);
            mail.Write("\r\n"u8);
        }
        return null;
    }

    public async Task<byte[]?> BytesAsync(int count, CancellationToken stop)
    {
        var bytes = new ArrayBufferWriter<byte>();
        while (true)
        {
            bytes.Write(lines.Take(Math.Min(count - bytes.WrittenCount, lines.Heard.Length)));
            if (bytes.WrittenCount == count) return bytes.WrittenSpan.ToArray();
            if (!await lines.HearAsync(stop)) return null;
        }
    }

    public Task SayAsync(string line, CancellationToken stop) => SayAsync(Encoding.UTF8.GetBytes(line + "\r\n"), stop);

    public Task SayAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop) => lines.SayAsync(bytes, stop);

    public ValueTask DisposeAsync() => lines.DisposeAsync();

    async Task<byte[]?> LineBytesAsync(CancellationToken stop)
    {
        while (true)
        {
            if (lines.Line("\r\n"u8) is { } line) return line[..^2];
            if (lines.IsEndless || !await lines.HearAsync(stop)) return null;
        }
    }
}
