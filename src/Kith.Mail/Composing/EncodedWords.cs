using System.Text;

namespace Kith.Mail.Composing;

/// <summary>Words of a header that are not ASCII (RFC 2047), each at most 75 letters and never torn inside a letter.</summary>
static class EncodedWords
{
    const int Longest = 75;
    const int Frame = 12;
    const int LongestPlainWord = 60;

    /// <summary>Whether this text comes out of a folded header other than it went in, unless it is encoded.</summary>
    public static bool Needs(string text) =>
        text.StartsWith(' ') || text.EndsWith(' ') || text.Contains("  ", StringComparison.Ordinal) || text.Contains("=?", StringComparison.Ordinal)
        || text.AsSpan().ContainsAnyExceptInRange(' ', '~') || text.Split(' ').Any(word => word.Length > LongestPlainWord);

    /// <summary>The words; the first line has so many letters already.</summary>
    public static IEnumerable<string> Write(string text, int taken)
    {
        var isReadable = text.EnumerateRunes().Sum(CostInQ) <= CostInB(Encoding.UTF8.GetByteCount(text));
        var (word, cost, bytes, room) = (new StringBuilder(), 0, 0, Math.Max(Longest - Frame - taken, Frame));
        foreach (var rune in text.EnumerateRunes())
        {
            (cost, bytes) = (cost + CostInQ(rune), bytes + rune.Utf8SequenceLength);
            if ((isReadable ? cost : CostInB(bytes)) > room && word.Length > 0)
            {
                yield return Word(word.ToString(), isReadable);
                word.Clear();
                (cost, bytes, room) = (CostInQ(rune), rune.Utf8SequenceLength, Longest - Frame);
            }
            word.Append(rune.ToString());
        }
        if (word.Length > 0) yield return Word(word.ToString(), isReadable);
    }

    static int CostInB(int bytes) => (bytes + 2) / 3 * 4;

    static int CostInQ(Rune rune) => IsPlain(rune) || rune.Value == ' ' ? 1 : 3 * rune.Utf8SequenceLength;

    static string Word(string text, bool isReadable) =>
        isReadable ? $"=?utf-8?Q?{string.Concat(text.EnumerateRunes().Select(Q))}?=" : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    static string Q(Rune rune) =>
        rune.Value == ' ' ? "_" : IsPlain(rune) ? rune.ToString() : string.Concat(Encoding.UTF8.GetBytes(rune.ToString()).Select(one => $"={one:X2}"));

    // What RFC 2047 §5 (3) allows inside a phrase, and so everywhere.
    static bool IsPlain(Rune rune) => rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '!' or '*' or '+' or '-' or '/');
}
