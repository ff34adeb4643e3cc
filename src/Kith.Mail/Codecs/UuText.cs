namespace Kith.Mail;

/// <summary>Uuencode (POSIX.1, uuencode): older than MIME, and still met. Without its first line, the text stays as it is.</summary>
static class UuText
{
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> text)
    {
        var lines = text.Span;
        var at = 0;
        while (at < lines.Length && !lines[at..].StartsWith("begin "u8)) at = Lines.Next(lines, at);
        if (at >= lines.Length) return text;

        var (bytes, written) = (new byte[lines.Length], 0);
        for (at = Lines.Next(lines, at); at < lines.Length; at = Lines.Next(lines, at))
        {
            var line = lines[at..Lines.End(lines, at)];
            if (line.StartsWith("end"u8)) break;
            if (!line.IsEmpty) written += Line(line, bytes.AsSpan(written));
        }
        return bytes.AsMemory(0, written);
    }

    static int Line(ReadOnlySpan<byte> line, Span<byte> bytes)
    {
        var said = line[0] - ' ' & 63;
        var written = 0;
        for (var at = 1; at < line.Length && written < said; at += 4)
        {
            var four = Value(line, at) << 18 | Value(line, at + 1) << 12 | Value(line, at + 2) << 6 | Value(line, at + 3);
            for (var shift = 16; shift >= 0 && written < said && written < bytes.Length; shift -= 8) bytes[written++] = (byte)(four >> shift);
        }
        return written;
    }

    static int Value(ReadOnlySpan<byte> line, int at) => at < line.Length ? line[at] - ' ' & 63 : 0;
}
