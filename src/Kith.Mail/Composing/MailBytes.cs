using System.Buffers;
using System.Text;

namespace Kith.Mail.Composing;

/// <summary>The bytes of a mail as they grow: lines that end with CRLF, headers that fold.</summary>
sealed class MailBytes
{
    const int Width = 76;
    const int BytesOfALine = Width / 4 * 3;

    readonly ArrayBufferWriter<byte> bytes = new();

    public byte[] ToArray() => bytes.WrittenSpan.ToArray();

    public bool EndsItsLine => bytes.WrittenSpan.EndsWith("\r\n"u8);

    public void Line(string line = "") => Write($"{line}\r\n");

    public void Write(string text) => Encoding.UTF8.GetBytes(text, bytes);

    public void Write(ReadOnlySpan<byte> some) => bytes.Write(some);

    /// <summary>A header folded before the words that no longer fit (RFC 5322 §2.2.3).</summary>
    public void Header(string name, IEnumerable<string> words)
    {
        var (line, column) = (new StringBuilder(name).Append(':'), name.Length + 1);
        foreach (var word in words)
        {
            if (column + 1 + word.Length > Width && column > name.Length + 1)
            {
                line.Append("\r\n");
                column = 0;
            }
            line.Append(' ').Append(word);
            column += 1 + word.Length;
        }
        Line(line.ToString());
    }

    public void Base64(ReadOnlySpan<byte> content)
    {
        for (var at = 0; at < content.Length; at += BytesOfALine)
        {
            if (at > 0) Line();
            var some = content[at..Math.Min(at + BytesOfALine, content.Length)];
            System.Buffers.Text.Base64.EncodeToUtf8(some, bytes.GetSpan(Width), out _, out var written);
            bytes.Advance(written);
        }
    }
}
