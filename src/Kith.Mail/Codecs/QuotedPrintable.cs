namespace Kith.Mail;

/// <summary>Quoted-printable (RFC 2045 §6.7). What is no code stays as it is.</summary>
static class QuotedPrintable
{
    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> text)
    {
        // Only LF line ends grow, into CR LF: one more byte a line.
        var bytes = new byte[text.Length + text.Count(Lines.Lf)];
        var written = 0;
        for (var at = 0; at < text.Length;)
        {
            var (end, next) = (Lines.End(text, at), Lines.Next(text, at));
            var line = text[at..end].TrimEnd(" \t\r"u8);
            var goesOn = line.EndsWith("="u8);
            written += Line(goesOn ? line[..^1] : line, bytes.AsSpan(written));
            if (!goesOn && text[next - 1] == Lines.Lf)
            {
                "\r\n"u8.CopyTo(bytes.AsSpan(written));
                written += 2;
            }
            at = next;
        }
        return bytes.AsMemory(0, written);
    }

    static int Line(ReadOnlySpan<byte> line, Span<byte> bytes)
    {
        var written = 0;
        while (!line.IsEmpty)
        {
            var plain = line.IndexOf((byte)'=');
            if (plain < 0) plain = line.Length;
            line[..plain].CopyTo(bytes[written..]);
            written += plain;
            line = line[plain..];
            if (line.IsEmpty) break;
            var isCode = TryCode(line, out var code);
            bytes[written++] = isCode ? code : (byte)'=';
            line = line[(isCode ? 3 : 1)..];
        }
        return written;
    }

    /// <summary>Reads <c>=XX</c>.</summary>
    public static bool TryCode(ReadOnlySpan<byte> text, out byte code)
    {
        code = 0;
        if (text.Length < 3 || text[0] != '=' || Hex(text[1]) is not (>= 0 and var high) || Hex(text[2]) is not (>= 0 and var low)) return false;
        code = (byte)(high << 4 | low);
        return true;
    }

    static int Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
