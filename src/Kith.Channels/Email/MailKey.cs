using System.Security.Cryptography;
using System.Text;

namespace Kith.Channels.Email;

/// <summary>
/// The key of a mail: a hash of what its sender wrote of its identity (Message-ID, Date, From, Subject) and of its body. The servers on
/// the way add headers and fold them anew, so a mail that arrives by To and by Cc, or is read twice, has one key; two mails that share a
/// Message-ID, as some scanners make them, have two. A mail without Message-ID has the first server's Received in its place, because two
/// people may truly write the same words.
/// </summary>
static class MailKey
{
    static readonly byte[][] identity = [.. new[] { "message-id", "date", "from", "subject" }.Select(Encoding.ASCII.GetBytes)];

    public static string Of(ReadOnlySpan<byte> raw)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var body = AppendIdentity(hash, raw = raw.TrimStart("\r\n"u8));
        hash.AppendData("\n\n"u8);
        AppendBody(hash, raw[body..]);
        return $"m:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    /// <summary>How long the headers are, the empty line below them included.</summary>
    public static int LengthOfHeaders(ReadOnlySpan<byte> raw)
    {
        var at = 0;
        while (at < raw.Length)
        {
            var line = NextLine(raw[at..], out var length);
            at += length;
            if (line.Length == 0 && at > length) break;
        }
        return at;
    }

    /// <returns>Where the body begins.</returns>
    static int AppendIdentity(IncrementalHash hash, ReadOnlySpan<byte> raw)
    {
        var (at, isIdentity, isReceived, hasId) = (0, false, false, false);
        var received = 0..0;
        while (at < raw.Length)
        {
            var line = NextLine(raw[at..], out var length);
            if (line.Length == 0) break;

            // A folded line belongs to the header before it.
            if (line[0] is not ((byte)' ' or (byte)'\t'))
            {
                (isIdentity, isReceived) = (IsIdentity(line), Is(line, "received"u8));
                hasId |= Is(line, "message-id"u8);
                if (isIdentity) hash.AppendData("\n"u8);
                if (isReceived) received = at..at;
            }
            if (isIdentity) AppendWords(hash, line);
            if (isReceived) received = received.Start..(at + line.Length);
            at += length;
        }
        if (!hasId) AppendWords(hash, raw[received]);
        return at;
    }

    static void AppendWords(IncrementalHash hash, ReadOnlySpan<byte> header)
    {
        foreach (var word in header.SplitAny(" \t\r\n"u8))
        {
            if (header[word].Length == 0) continue;

            hash.AppendData(header[word]);
            hash.AppendData(" "u8);
        }
    }

    /// <summary>Line ends are the servers' business too.</summary>
    static void AppendBody(IncrementalHash hash, ReadOnlySpan<byte> body)
    {
        body = body.Trim("\r\n"u8);
        while (body.Length > 0)
        {
            hash.AppendData(NextLine(body, out var length));
            hash.AppendData("\n"u8);
            body = body[length..];
        }
    }

    static bool IsIdentity(ReadOnlySpan<byte> line)
    {
        foreach (var name in identity)
            if (Is(line, name)) return true;
        return false;
    }

    static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) => line.Length > name.Length && line[name.Length] == ':' && Ascii.EqualsIgnoreCase(line[..name.Length], name);

    static ReadOnlySpan<byte> NextLine(ReadOnlySpan<byte> bytes, out int length)
    {
        var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0)
        {
            length = bytes.Length;
            return bytes;
        }
        length = bytes[end] == '\r' && end + 1 < bytes.Length && bytes[end + 1] == '\n' ? end + 2 : end + 1;
        return bytes[..end];
    }
}
