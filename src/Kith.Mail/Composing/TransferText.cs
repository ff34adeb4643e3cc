using System.Text;

namespace Kith.Mail.Composing;

/// <summary>A text as lines that every server carries: as it is, quoted-printable (RFC 2045 §6.7) or base64, whichever is shortest.</summary>
static class TransferText
{
    const int Width = 76;

    /// <summary>How <see cref="MimeWriter"/> begins its boundaries. No encoded text holds it, and a plain one that does is encoded.</summary>
    public const string BoundaryMark = "=_";

    /// <summary>The name of the encoding, and the text in it.</summary>
    public static (string Encoding, byte[] Bytes) Encode(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines.All(IsPlain)) return ("7bit", Encoding.ASCII.GetBytes(string.Join("\r\n", lines)));

        var utf8 = Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
        var quoted = QuotedPrintable(lines);
        return quoted.Length * 3L <= utf8.Length * 4L + 200 ? ("quoted-printable", Encoding.ASCII.GetBytes(quoted)) : ("base64", InBase64(utf8));
    }

    static byte[] InBase64(byte[] utf8)
    {
        var bytes = new MailBytes();
        bytes.Base64(utf8);
        return bytes.ToArray();
    }

    // "From " at the start of a line becomes ">From " in an mbox, and blanks at its end are lost on the way.
    static bool IsPlain(string line) =>
        line.Length <= Width && !line.EndsWith(' ') && !line.EndsWith('\t') && !line.StartsWith("From ", StringComparison.Ordinal)
        && !line.Contains(BoundaryMark, StringComparison.Ordinal) && line.All(letter => letter is '\t' or (>= ' ' and <= '~'));

    static string QuotedPrintable(string[] lines)
    {
        var text = new StringBuilder();
        foreach (var (at, line) in lines.Index())
        {
            if (at > 0) text.Append("\r\n");
            Quote(Encoding.UTF8.GetBytes(line), text);
        }
        return text.ToString();
    }

    static void Quote(byte[] line, StringBuilder text)
    {
        var column = 0;
        for (var at = 0; at < line.Length; at++)
        {
            var isPlain = MayStand(line, at, column);
            if (column + (isPlain ? 1 : 3) >= Width)
            {
                text.Append("=\r\n");
                column = 0;
                isPlain = MayStand(line, at, column);
            }
            if (isPlain) text.Append((char)line[at]);
            else text.Append('=').Append(line[at].ToString("X2"));
            column += isPlain ? 1 : 3;
        }
    }

    static bool MayStand(byte[] line, int at, int column) => line[at] switch
    {
        (byte)'=' or > 126 => false,
        (byte)' ' or (byte)'\t' => at < line.Length - 1,
        (byte)'.' or (byte)'F' => column > 0,
        var letter => letter > ' ',
    };
}
