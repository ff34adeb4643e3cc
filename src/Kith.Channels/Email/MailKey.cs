using System.Security.Cryptography;

namespace Kith.Channels.Email;

/// <summary>
/// The key of a mail: a hash of what its sender wrote of its identity (Message-ID, Date, From, Subject) and of its body. The servers on
/// the way add headers and nothing else, so a mail that arrives by To and by Cc, or is read twice, has one key; two mails that share a
/// Message-ID, as some scanners make them, have two.
/// </summary>
static class MailKey
{
    static readonly byte[][] names = [.. new[] { "message-id", "date", "from", "subject" }.Select(System.Text.Encoding.ASCII.GetBytes)];

    public static string Of(ReadOnlySpan<byte> raw)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rest = raw;
        var isOurs = false;
        while (rest.Length > 0)
        {
            var line = NextLine(rest, out var length);
            rest = rest[length..];
            if (line.Length == 0) break;

            // A folded line belongs to the header before it.
            if (line[0] is not ((byte)' ' or (byte)'\t')) isOurs = IsIdentity(line);
            if (isOurs) hash.AppendData(line);
        }
        AppendBody(hash, rest);
        return $"m:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    /// <summary>Line ends are the servers' business too.</summary>
    static void AppendBody(IncrementalHash hash, ReadOnlySpan<byte> body)
    {
        body = body.TrimEnd("\r\n"u8);
        while (body.Length > 0)
        {
            hash.AppendData(NextLine(body, out var length));
            hash.AppendData("\n"u8);
            body = body[length..];
        }
    }

    static bool IsIdentity(ReadOnlySpan<byte> line)
    {
        foreach (var name in names)
            if (line.Length > name.Length && line[name.Length] == ':' && System.Text.Ascii.EqualsIgnoreCase(line[..name.Length], name)) return true;
        return false;
    }

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
