using System.Buffers;

namespace Kith.Mail.Smtp;

/// <summary>
/// A mail as DATA carries it (RFC 5321 §4.5.2): a dot before each line that begins with one, CRLF at the end of each line and of the last. A lone CR
/// or LF would be the end of a line to some servers and not to others, through which a second mail could be smuggled (CVE-2023-51764).
/// </summary>
static class DotStuffing
{
    public static ReadOnlyMemory<byte> Stuff(ReadOnlySpan<byte> mail)
    {
        var stuffed = new ArrayBufferWriter<byte>(mail.Length + 1024);
        while (mail.Length > 0)
        {
            var length = mail.IndexOfAny((byte)'\r', (byte)'\n');
            if (mail[0] == '.') stuffed.Write("."u8);
            stuffed.Write(length < 0 ? mail : mail[..length]);
            stuffed.Write("\r\n"u8);
            mail = length < 0 ? default : mail[(length + (mail[length..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }
        return stuffed.WrittenMemory;
    }
}
