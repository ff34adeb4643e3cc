using System.Buffers;
using System.Text;

namespace Kith.Mail;

/// <summary>Text that every database and every screen takes: no NUL, no torn surrogates, and on one line where it must be.</summary>
static class SafeText
{
    const char Replacement = '\uFFFD';

    static readonly SearchValues<char> notInText = SearchValues.Create(['\0', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    // U+0085, U+2028 and U+2029 end lines too, for whoever writes the value somewhere else.
    static readonly SearchValues<char> notInLine =
        SearchValues.Create([.. Enumerable.Range(0, 32).Where(c => c != '\t').Select(c => (char)c), '\x7F', '\x85', '\u2028', '\u2029', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    static readonly SearchValues<char> directing = SearchValues.Create("\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>Text of several lines, which end with LF.</summary>
    public static string Body(string text)
    {
        if (text.Contains('\r')) text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return Replaced(text, notInText, Replacement);
    }

    /// <summary>A value on one line: whatever would end the line or the string becomes a space.</summary>
    public static string Line(string text) => Replaced(text, notInLine, ' ');

    /// <summary>Whether it holds letters that turn the direction of reading around, or none that can be seen.</summary>
    public static bool IsDisguised(string text) => text.AsSpan().ContainsAny(directing) || text.Any(c => char.IsControl(c) && c != '\t');

    /// <summary>Without the letters that turn the direction of reading around.</summary>
    public static string Undirected(string text) =>
        text.AsSpan().ContainsAny(directing) ? string.Concat(text.Where(c => !directing.Contains(c))) : text;

    /// <summary>At most so many characters, cut between two letters.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    // Letters beyond the first plane are pairs of what is forbidden alone: most text that holds any is fine, and stays the string it is.
    static string Replaced(string text, SearchValues<char> unwanted, char by)
    {
        char[]? safe = null;
        for (var at = Next(text, 0, unwanted); at < text.Length; at = Next(text, at + 1, unwanted))
            if (IsPair(text, at)) at++;
            else (safe ??= text.ToCharArray())[at] = char.IsSurrogate(text[at]) ? Replacement : by;
        return safe is null ? text : new(safe);
    }

    static int Next(string text, int from, SearchValues<char> unwanted)
    {
        var length = text.AsSpan(Math.Min(from, text.Length)).IndexOfAny(unwanted);
        return length < 0 ? text.Length : from + length;
    }

    static bool IsPair(string text, int at) => char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
}
