namespace Kith.Mail;

/// <summary>Lines of bytes. A line ends with LF, which a CR may precede; mails that know only CR are mended first.</summary>
static class Lines
{
    public const byte Cr = 13, Lf = 10;

    /// <summary>Where the line at <paramref name="at"/> ends, without its end of line.</summary>
    public static int End(ReadOnlySpan<byte> bytes, int at)
    {
        var end = EndWithCr(bytes, at);
        return end < bytes.Length && end > at && bytes[end - 1] == Cr ? end - 1 : end;
    }

    /// <summary>Where the line after the one at <paramref name="at"/> begins.</summary>
    public static int Next(ReadOnlySpan<byte> bytes, int at) => Math.Min(EndWithCr(bytes, at) + 1, bytes.Length);

    static int EndWithCr(ReadOnlySpan<byte> bytes, int at)
    {
        var length = bytes[at..].IndexOf(Lf);
        return length < 0 ? bytes.Length : at + length;
    }

    /// <summary>Old Macs end lines with CR alone: where most line ends are such, they become LF. Anything else is returned as it is.</summary>
    public static ReadOnlyMemory<byte> Mended(ReadOnlyMemory<byte> mail)
    {
        var bytes = mail.Span;
        var cr = bytes.Count(Cr);
        if (cr == 0 || cr <= 2 * (long)bytes.Count(Lf)) return mail;

        var mended = bytes.ToArray();
        for (var at = 0; at < mended.Length; at++)
            if (mended[at] == Cr && (at + 1 == mended.Length || mended[at + 1] != Lf)) mended[at] = Lf;
        return mended;
    }

    /// <summary>The same lines ended by CR LF, the form text travels in (RFC 2046 §4.1.1).</summary>
    public static ReadOnlyMemory<byte> Canonical(ReadOnlyMemory<byte> text)
    {
        var missing = Lonely(text.Span);
        if (missing == 0) return text;

        var from = text.Span;
        var to = new byte[text.Length + missing];
        var at = 0;
        for (var i = 0; i < from.Length; i++)
        {
            if (from[i] is not (Cr or Lf))
            {
                to[at++] = from[i];
                continue;
            }
            if (from[i] == Cr && i + 1 < from.Length && from[i + 1] == Lf) i++;
            (to[at], to[at + 1]) = (Cr, Lf);
            at += 2;
        }
        return to;
    }

    static int Lonely(ReadOnlySpan<byte> text)
    {
        var lonely = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var next = text[i..].IndexOfAny(Cr, Lf);
            if (next < 0) break;
            i += next;
            if (text[i] == Cr && i + 1 < text.Length && text[i + 1] == Lf) i++;
            else lonely++;
        }
        return lonely;
    }

    /// <summary>Writes the text with each CR LF as LF; says how many bytes that makes, never more than before.</summary>
    public static int EndByLf(ReadOnlySpan<byte> text, Span<byte> to)
    {
        var written = 0;
        for (var end = text.IndexOf("\r\n"u8); end >= 0; end = text.IndexOf("\r\n"u8))
        {
            text[..end].CopyTo(to[written..]);
            to[written + end] = Lf;
            written += end + 1;
            text = text[(end + 2)..];
        }
        text.CopyTo(to[written..]);
        return written + text.Length;
    }

    public static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0;
}
