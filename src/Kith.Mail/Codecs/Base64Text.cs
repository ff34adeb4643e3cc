using System.Buffers;
using System.Buffers.Text;

namespace Kith.Mail;

/// <summary>Base64 as mails hold it (RFC 2045 §6.8): foreign bytes skipped, padding missing or in the middle, a footer after it left out.</summary>
static class Base64Text
{
    public static readonly SearchValues<byte> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    static readonly SearchValues<byte> line = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n"u8);

    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length) + 3];
        if (Base64.DecodeFromUtf8(text, bytes, out _, out var written) == OperationStatus.Done) return bytes.AsMemory(0, written);
        return bytes.AsMemory(0, Forgiving(text, bytes));
    }

    /// <summary>Whether the first line can be base64: some plain text only says so.</summary>
    public static bool IsIt(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t\r\n"u8);
        var first = text[..Lines.End(text, 0)].TrimEnd(" \t\r"u8);
        var foreign = 0;
        foreach (var letter in first) if (!line.Contains(letter)) foreign++;
        return foreign * 4 <= first.Length && !first.ContainsAny((byte)' ', (byte)'\t');
    }

    static int Forgiving(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        var (written, held, bits, padded, judged) = (0, 0, 0, false, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '=') (held, bits, padded) = (0, 0, true);
            if (Value(text[at]) is not (>= 0 and var value)) continue;
            if (padded && at >= judged)
            {
                judged = Lines.Next(text, at);
                if (!IsBase64Line(text[at..judged])) break;
            }
            padded = false;
            (held, bits) = ((held << 6 | value) & 0xFFFF, bits + 6);
            if (bits < 8) continue;
            bits -= 8;
            bytes[written++] = (byte)(held >> bits);
        }
        return written;
    }

    // Mailing lists append their footer to the encoded text.
    static bool IsBase64Line(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(line) < 0;

    static int Value(byte letter) => letter switch
    {
        >= (byte)'A' and <= (byte)'Z' => letter - 'A',
        >= (byte)'a' and <= (byte)'z' => letter - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => letter - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
