using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Kith.TryIt;

/// <summary>Lines and bytes between the pretend mail house and one caller. Null means that the caller is gone, or says more than is kept.</summary>
sealed class PretendWire(Stream stream) : IAsyncDisposable
{
    /// <summary>The largest mail of the house.</summary>
    public const int Largest = 40 * 1024 * 1024;

    const int LongestLine = 1024 * 1024;

    readonly PipeReader reader = PipeReader.Create(stream);

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
        var read = await reader.ReadAtLeastAsync(count, stop);
        if (read.Buffer.Length < count) return null;

        var bytes = read.Buffer.Slice(0, count).ToArray();
        reader.AdvanceTo(read.Buffer.GetPosition(count));
        return bytes;
    }

    public Task SayAsync(string line, CancellationToken stop) => SayAsync(Encoding.UTF8.GetBytes(line + "\r\n"), stop);

    public async Task SayAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop) => await stream.WriteAsync(bytes, stop);

    public async ValueTask DisposeAsync()
    {
        await reader.CompleteAsync();
        await stream.DisposeAsync();
    }

    async Task<byte[]?> LineBytesAsync(CancellationToken stop)
    {
        while (true)
        {
            var read = await reader.ReadAsync(stop);
            if (Line(read.Buffer) is { } line)
            {
                reader.AdvanceTo(read.Buffer.GetPosition(line.Length + 2));
                return line;
            }
            if (read.IsCompleted || read.Buffer.Length > LongestLine) return null;
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    static byte[]? Line(ReadOnlySequence<byte> said) =>
        new SequenceReader<byte>(said).TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8) ? line.ToArray() : null;
}
