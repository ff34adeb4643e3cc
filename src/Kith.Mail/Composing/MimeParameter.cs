using System.Text;

namespace Kith.Mail.Composing;

/// <summary>A file name as a parameter of a header: RFC 2231 for those who read it, RFC 2047 in quotes for those who never learned.</summary>
static class MimeParameter
{
    const int LongestPlain = 60;
    const int PieceLength = 50;

    /// <summary><c>name</c> of Content-Type, where encoded words are what old readers expect.</summary>
    public static IEnumerable<string> ForOldReaders(string parameter, string value) =>
        value.Length == 0 ? [] : IsPlain(value) ? [Quoted(parameter, value)] : InQuotes(parameter, [.. EncodedWords.Write(value, parameter.Length + 4)]);

    /// <summary><c>filename</c> of Content-Disposition (RFC 2231 §3 and §4).</summary>
    public static IEnumerable<string> Extended(string parameter, string value)
    {
        if (value.Length == 0) return [];
        if (IsPlain(value)) return [Quoted(parameter, value)];

        var pieces = Pieces(value);
        return pieces is [var only] ? [$"{parameter}*=utf-8''{only}"] : pieces.Select((piece, at) => $"{parameter}*{at}*={(at == 0 ? "utf-8''" : "")}{piece}{(at < pieces.Count - 1 ? ";" : "")}");
    }

    static bool IsPlain(string value) => value.Length <= LongestPlain && !EncodedWords.Needs(value) && !value.Contains('%', StringComparison.Ordinal);

    static string Quoted(string parameter, string value) => $"{parameter}=\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    static IEnumerable<string> InQuotes(string parameter, string[] words)
    {
        words[0] = $"{parameter}=\"{words[0]}";
        words[^1] += '"';
        return words;
    }

    static List<string> Pieces(string value)
    {
        var (pieces, piece) = (new List<string>(), new StringBuilder());
        foreach (var rune in value.EnumerateRunes())
        {
            var letters = Percent(rune);
            if (piece.Length + letters.Length > PieceLength)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }
            piece.Append(letters);
        }
        return [.. pieces, piece.ToString()];
    }

    static string Percent(Rune rune) =>
        rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '.' or '-' or '_')
            ? rune.ToString()
            : string.Concat(Encoding.UTF8.GetBytes(rune.ToString()).Select(one => $"%{one:X2}"));
}
