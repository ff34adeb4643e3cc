using System.Text;

namespace Kith.Mail;

/// <summary>
/// Encoded words (RFC 2047), wherever they stand. Blanks between two vanish, and neighbours in one charset are joined before they are decoded,
/// because senders cut within a letter.
/// </summary>
static class EncodedWords
{
    const int LongestCharset = 60;

    public static string Decode(string text) => text.Contains("=?", StringComparison.Ordinal) ? new Reading(text).Read() : text;

    sealed class Reading(string text)
    {
        readonly StringBuilder decoded = new(text.Length);
        readonly List<byte> held = [];
        string? charset;
        int lastEnd = text.LastIndexOf("?=", StringComparison.Ordinal);

        public string Read()
        {
            var done = 0;
            for (var from = 0; ;)
            {
                var at = from > lastEnd ? -1 : text.IndexOf("=?", from, StringComparison.Ordinal);
                if (at < 0) break;
                if (TryWord(at) is not { } word)
                {
                    from = at + 2;
                    continue;
                }
                Between(text.AsSpan(done, at - done), word.Charset);
                held.AddRange(word.Bytes);
                done = from = word.End;
            }
            Flush();
            return decoded.Append(text, done, text.Length - done).ToString();
        }

        void Between(ReadOnlySpan<char> gap, string next)
        {
            var isBlank = charset is not null && gap.IndexOfAnyExcept(" \t\r\n") < 0;
            if (!isBlank || !next.Equals(charset, StringComparison.OrdinalIgnoreCase)) Flush();
            if (!isBlank) decoded.Append(gap);
            charset = next;
        }

        void Flush()
        {
            if (charset is not null) decoded.Append(Charsets.Decode([.. held], charset));
            held.Clear();
            charset = null;
        }

        (string Charset, byte[] Bytes, int End)? TryWord(int at)
        {
            var mark = text.AsSpan(at + 2, Math.Min(LongestCharset, text.Length - at - 2)).IndexOf('?');
            if (mark <= 0) return null;
            var name = text.AsSpan(at + 2, mark);
            var code = at + 2 + mark + 1;
            if (name.Contains(' ') || code + 1 >= text.Length || text[code + 1] != '?' || text[code] is not ('b' or 'B' or 'q' or 'Q')) return null;
            var end = text.IndexOf("?=", code + 2, StringComparison.Ordinal);
            if (end < 0) return null;
            var language = name.IndexOf('*');
            var said = (language < 0 ? name : name[..language]).ToString();
            var word = Bytes(text.AsSpan(code + 2, end - code - 2), said);
            return (said, text[code] is 'b' or 'B' ? Base64Text.Decode(word).ToArray() : Q(word), end + 2);
        }

        // Letters that should have been encoded are put back into the bytes they came from.
        static byte[] Bytes(ReadOnlySpan<char> word, string charset) =>
            Ascii.IsValid(word) || CharsetNames.CodePage(CharsetNames.Normal(charset)) is not { } number || Charsets.CodePage(number) is not { } encoding
                ? Encoding.UTF8.GetBytes(word.ToString()) : encoding.GetBytes(word.ToString());

        static byte[] Q(byte[] word)
        {
            var bytes = new List<byte>(word.Length);
            for (var i = 0; i < word.Length; i++)
                if (QuotedPrintable.TryCode(word.AsSpan(i), out var code))
                {
                    bytes.Add(code);
                    i += 2;
                }
                else bytes.Add(word[i] == '_' ? (byte)' ' : word[i]);
            return [.. bytes];
        }
    }
}
