using System.Text;

namespace Kith.Mail.Html;

/// <summary>Text as it stands in HTML. The brackets are written out in attributes too: whoever reads them with less care than a browser finds no tag.</summary>
static class Markup
{
    public static string Text(string text) => Escaped(text, isAttribute: false);

    public static string Attribute(string value) => Escaped(value, isAttribute: true);

    static string Escaped(string text, bool isAttribute)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' when isAttribute => escaped.Append("&quot;"),
                '\u00A0' => escaped.Append("&nbsp;"),
                '\r' => escaped.Append('\n'),
                '\n' or '\t' => escaped.Append(letter),
                _ when char.IsControl(letter) => escaped,
                _ => escaped.Append(letter),
            };
        }
        return escaped.ToString();
    }
}
