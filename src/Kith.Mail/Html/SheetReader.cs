using System.Text;

namespace Kith.Mail.Html;

/// <summary>
/// Takes a style sheet apart into its plain rules (CSS Syntax §5), looking at each letter once. What begins with @ is passed over whole, and what is not closed
/// is no rule: nothing is guessed.
/// </summary>
sealed class SheetReader
{
    readonly string css;
    readonly StringBuilder text = new();
    int at;

    SheetReader(string css) => this.css = css;

    /// <summary>What stands before the braces of each rule and between them, without comments, with one blank where any blanks stood.</summary>
    public static IEnumerable<(string Selectors, string Block)> Rules(string css)
    {
        var reader = new SheetReader(css);
        while (reader.MoveToRule())
        {
            if (reader.IsAt("@")) reader.PassAtRule();
            else if (reader.UpTo('{') is { } selectors && reader.UpTo('}') is { } block) yield return (selectors, block);
        }
    }

    /// <summary>Around its rules a sheet may carry the signs of a comment of HTML, as Outlook's does (CSS Syntax §8.3).</summary>
    bool MoveToRule()
    {
        while (at < css.Length)
        {
            if (char.IsWhiteSpace(css[at])) at++;
            else if (IsAt("/*")) PassComment();
            else if (IsAt("<!--")) at += 4;
            else if (IsAt("-->")) at += 3;
            else return true;
        }
        return false;
    }

    void PassAtRule()
    {
        if (UpTo('{', ';') is not null && css[at - 1] == '{') UpTo('}');
    }

    /// <summary>Up to and past one of these letters outside quotes and brackets; null when the sheet ends before it.</summary>
    string? UpTo(char stop, char orStop = '\0')
    {
        text.Clear();
        for (var open = 0; at < css.Length;)
        {
            var letter = css[at];
            if (open == 0 && (letter == stop || letter == orStop && orStop != 0))
            {
                at++;
                return text.ToString();
            }
            if (letter is '(' or '[' or '{') open++;
            else if (letter is ')' or ']' or '}' && open > 0) open--;
            Take(letter);
        }
        return null;
    }

    void Take(char letter)
    {
        if (IsAt("/*"))
        {
            PassComment();
            TakeBlank();
        }
        else if (letter is '"' or '\'') TakeQuoted(letter);
        else if (char.IsWhiteSpace(letter))
        {
            at++;
            TakeBlank();
        }
        else TakeLetters(letter == '\\' ? 2 : 1);
    }

    void TakeBlank()
    {
        if (text.Length == 0 || text[^1] != ' ') text.Append(' ');
    }

    /// <summary>A line break ends what was not closed (CSS Syntax §4.3.5).</summary>
    void TakeQuoted(char quote)
    {
        TakeLetters(1);
        while (at < css.Length && css[at] != quote && css[at] is not ('\n' or '\r' or '\f')) TakeLetters(css[at] == '\\' ? 2 : 1);
        TakeLetters(1);
    }

    void TakeLetters(int count)
    {
        count = Math.Min(count, css.Length - at);
        text.Append(css, at, count);
        at += count;
    }

    void PassComment()
    {
        var end = css.IndexOf("*/", at + 2, StringComparison.Ordinal);
        at = end < 0 ? css.Length : end + 2;
    }

    bool IsAt(string sign) => css.AsSpan(at).StartsWith(sign, StringComparison.Ordinal);
}
