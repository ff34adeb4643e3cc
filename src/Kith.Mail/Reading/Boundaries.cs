using System.Text;

namespace Kith.Mail;

/// <summary>Finds the parts of a multipart (RFC 2046 §5.1).</summary>
static class Boundaries
{
    const int Longest = 500, LinesToSearch = 200;

    /// <summary>The parts between the lines that hold this boundary; null when there is no such line.</summary>
    public static List<ReadOnlyMemory<byte>>? Split(ReadOnlyMemory<byte> body, string boundary, Budget budget, DefectList defects)
    {
        if (boundary.Length is 0 or > Longest) return null;
        var bytes = body.Span;
        var mark = Encoding.Latin1.GetBytes("--" + boundary);
        var (parts, start, seen) = (new List<ReadOnlyMemory<byte>>(), -1, false);
        for (var at = 0; at < bytes.Length; at = Lines.Next(bytes, at))
        {
            if (bytes[at] != '-' || !IsBoundary(bytes[at..Lines.End(bytes, at)], mark, out var closes)) continue;
            if (start >= 0) parts.Add(WithoutLastLineEnd(body[start..at]));
            (seen, start) = (true, closes ? -1 : Lines.Next(bytes, at));
            if (parts.Count > budget.Limits.Parts) break;
        }
        if (start >= 0 && start < bytes.Length && parts.Count <= budget.Limits.Parts)
        {
            parts.Add(body[start..]);
            defects.Add("boundary-unclosed");
        }
        return seen ? parts : null;
    }

    static bool IsBoundary(ReadOnlySpan<byte> line, byte[] mark, out bool closes)
    {
        closes = false;
        if (!line.StartsWith(mark)) return false;
        var rest = line[mark.Length..];
        closes = rest.StartsWith("--"u8);
        return rest[(closes ? 2 : 0)..].IndexOfAnyExcept(" \t"u8) < 0;
    }

    // The end of line before a boundary belongs to the boundary.
    static ReadOnlyMemory<byte> WithoutLastLineEnd(ReadOnlyMemory<byte> part)
    {
        if (!part.Span.EndsWith("\n"u8)) return part;
        part = part[..^1];
        return part.Span.EndsWith("\r"u8) ? part[..^1] : part;
    }

    /// <summary>A boundary nobody named: a line of dashes and letters with headers after it.</summary>
    public static string? Guess(ReadOnlyMemory<byte> body)
    {
        var bytes = body.Span;
        var at = 0;
        for (var line = 0; line < LinesToSearch && at < bytes.Length; line++)
        {
            var text = bytes[at..Lines.End(bytes, at)];
            var next = Lines.Next(bytes, at);
            if (text.Length is > 2 and < 80 && text.StartsWith("--"u8) && text[2] != ' ' && HeaderBlock.IsWellKnown(bytes[next..Lines.End(bytes, next)]))
                return Encoding.Latin1.GetString(text[2..]).TrimEnd();
            at = next;
        }
        return null;
    }
}
