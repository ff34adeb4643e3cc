namespace Kith.Mail;

/// <summary>Undoes the Content-Transfer-Encoding of a part (RFC 2045 §6).</summary>
static class TransferEncoding
{
    /// <summary>The name alone, in lower case; mails add comments, quotes and semicolons.</summary>
    public static string Name(string header)
    {
        var name = header.AsSpan().Trim(" \t\"'");
        var end = name.IndexOfAny(" \t;(\"");
        return (end < 0 ? name : name[..end]).ToString().ToLowerInvariant();
    }

    public static bool Hides(string name) => name is "base64" or "quoted-printable" or "x-uuencode" or "uuencode" or "x-uue" or "uue";

    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> text, string name, string type, DefectList defects)
    {
        switch (name)
        {
            case "base64" when type.StartsWith("text/", StringComparison.Ordinal) && !Base64Text.IsIt(text.Span):
                defects.Add("encoding-damaged");
                break;
            case "base64": return Base64Text.Decode(text.Span);
            case "quoted-printable": return QuotedPrintable.Decode(text.Span);
            case "x-uuencode" or "uuencode" or "x-uue" or "uue": return UuText.Decode(text);
            case "binary": return text;
            case "" or "7bit" or "8bit": break;
            default:
                defects.Add("encoding-unknown");
                break;
        }
        return IsLines(text.Span, type) ? Lines.Canonical(text) : text;
    }

    // A picture sent as 8bit keeps its bytes; text keeps its lines, however they were ended on the way.
    static bool IsLines(ReadOnlySpan<byte> text, string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) || type.StartsWith("message/", StringComparison.Ordinal) || text.IndexOfAnyExceptInRange((byte)1, (byte)127) < 0;
}
