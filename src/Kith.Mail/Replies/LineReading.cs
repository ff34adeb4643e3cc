using System.Globalization;
using System.Text;

namespace Kith.Mail.Replies;

/// <summary>Looks at single lines; each look costs no more than the line is long.</summary>
static class LineReading
{
    const int LongestOfPrograms = 500;

    /// <summary>The line as programs compare it: small letters, plain blanks, without the marks that only steer the direction of writing.</summary>
    public static string Plain(string line)
    {
        if (line.Length > LongestOfPrograms) return "";

        var plain = new StringBuilder(line.Length);
        foreach (var letter in line)
        {
            if (letter == '\u00A0' || letter == '\t') plain.Append(' ');
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.Format) plain.Append(char.ToLowerInvariant(letter));
        }
        return plain.ToString().Trim().Replace("i̇", "i", StringComparison.Ordinal);
    }

    public static bool IsQuote(string line) => line.AsSpan().TrimStart() is ['>', ..] or ['|', ' ', ..];

    /// <summary>A line of one sign, drawn across the page.</summary>
    public static bool IsRule(string plain) => plain.Length >= 5 && plain.All(letter => letter is '_' or '-' or '=' or '*' or '—' or '–' or ' ');

    public static bool IsBoundary(string plain) =>
        plain.Length is > 0 and < 160 && (IsDrawn(plain) && ReplyWords.HasBoundary(plain) || ReplyWords.BeginsBoundary(plain));

    /// <summary>A boundary that says that what follows was passed on, not answered.</summary>
    public static bool IsForwardBoundary(string plain) =>
        plain.Length is > 0 and < 160 && (IsDrawn(plain) && ReplyWords.HasForwardBoundary(plain) || ReplyWords.BeginsForwardBoundary(plain));

    static bool IsDrawn(string plain) => plain.Length > 4 && IsDash(plain[0]) && IsDash(plain[1]);

    static bool IsDash(char letter) => letter is '-' or '_' or '=' or '*' or '~' or '—' or '–' or '#';

    public static bool IsSignatureMark(string plain) => plain is "--" or "—" or "---" or "––" or "- -";

    /// <summary>"Sent from my telephone" is a signature, "Sent from my desk, it is easier." is a sentence.</summary>
    public static bool IsSentFrom(string plain)
    {
        var words = WithoutAddresses(plain).Trim(' ', '*', '_', '-', '(', ')', '[', ']', '.');
        return words.Length is > 5 and < 90 && words.AsSpan().IndexOfAny(",;?") < 0 && !HasSentenceEnd(plain) && ReplyWords.BeginsSentFrom(words);
    }

    static bool HasSentenceEnd(string plain) => plain.EndsWith('.') && plain.Count(letter => letter == ' ') > 5 || plain.Contains(". ", StringComparison.Ordinal);

    static string WithoutAddresses(string plain)
    {
        var at = plain.AsSpan().IndexOfAny('<', '(', '[');
        var link = plain.IndexOf("http", StringComparison.Ordinal);
        var end = at > 3 && link >= 0 ? Math.Min(at, link) : at > 3 ? at : link > 3 ? link : plain.Length;
        return plain[..end];
    }

    /// <summary>The name of a header as programs write it above what they quote; null when the line is no header.</summary>
    public static string? HeaderName(string plain)
    {
        var bare = plain.TrimStart('*', '_', ' ', '|');
        var colon = bare.AsSpan().IndexOfAny(':', '：');
        return colon is > 0 and <= 24 ? bare[..colon].Trim('*', '_', ' ', '\u3000') : null;
    }

    public static bool IsHeader(string? name) =>
        name is not null && (ReplyWords.IsFrom(name) || ReplyWords.IsSent(name) || ReplyWords.IsTo(name) || ReplyWords.IsSubject(name));

    public static bool EndsLikeAttribution(string plain) => plain.TrimEnd('*', '_', ' ', '>') is [.., ':' or '：'] || Wrote(plain);

    static bool Wrote(string plain) => plain.Length < 200 && ReplyWords.Wrote.Any(word => plain.EndsWith(word, StringComparison.Ordinal));

    /// <summary>Whether it names when, and who: by an address, or by saying that they wrote.</summary>
    public static bool IsAttribution(string joined) =>
        joined.Length is > 8 and <= LongestOfPrograms && Numbers(joined) >= 2 && (ReplyWords.HasWrote(joined) || HasAddress(joined) && IsOpened(joined));

    /// <summary>Whether only a program writes so: with an address, or to the minute. People tell when somebody wrote, too, and go on with their own words.</summary>
    public static bool IsSurelyOfProgram(string joined) => HasAddress(joined) || Numbers(joined) >= 4;

    /// <summary>Whether it may introduce a quote although it names no date.</summary>
    public static bool IsIntroduction(string joined) => joined.Length is > 4 and < 300 && ReplyWords.HasWrote(joined);

    static bool IsOpened(string joined) => ReplyWords.HasOpening(joined) || char.IsAsciiDigit(joined[0]);

    static bool HasAddress(string joined) => joined.AsSpan().IndexOfAny('<', '(', '[') is >= 0 and var open && joined.IndexOf('@', open) > open;

    static int Numbers(string joined)
    {
        var numbers = 0;
        for (var at = 0; at < joined.Length; at++)
            if (char.IsDigit(joined[at]) && (at == 0 || !char.IsDigit(joined[at - 1]))) numbers++;
        return numbers;
    }
}
