using System.Text;

namespace Kith.Mail;

/// <summary>Comments in headers (RFC 5322 §3.2.2).</summary>
static class Comments
{
    /// <summary>The text without them; a comment that never ends is none.</summary>
    public static string Strip(string text)
    {
        if (!text.Contains('(')) return text;
        var (kept, depth, quoted) = (new StringBuilder(text.Length), 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '\\' && i + 1 < text.Length && (quoted || depth > 0))
            {
                if (depth == 0) kept.Append(letter).Append(text[i + 1]);
                i++;
                continue;
            }
            if (letter == '"' && depth == 0) quoted = !quoted;
            if (letter == '(' && !quoted) depth++;
            else if (letter == ')' && depth > 0) depth--;
            else if (depth == 0) kept.Append(letter);
        }
        return depth > 0 ? text : kept.ToString();
    }
}
