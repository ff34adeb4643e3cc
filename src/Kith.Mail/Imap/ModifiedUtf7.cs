using System.Text;

namespace Kith.Mail.Imap;

/// <summary>Names of folders as IMAP writes them (RFC 3501 §5.1.3): UTF-16 in a base64 of its own between <c>&amp;</c> and <c>-</c>.</summary>
static class ModifiedUtf7
{
    public static string Encode(string name)
    {
        var text = new StringBuilder();
        for (var at = 0; at < name.Length;)
        {
            var length = name.AsSpan(at).IndexOfAnyInRange(' ', '~') is var plain and not 0 ? (plain < 0 ? name.Length - at : plain) : 0;
            if (length == 0) text.Append(name[at] == '&' ? "&-" : name[at..(at + 1)]);
            else text.Append('&').Append(Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(name[at..(at + length)])).TrimEnd('=').Replace('/', ',')).Append('-');
            at += Math.Max(length, 1);
        }
        return text.ToString();
    }

    /// <summary>The name; what is not in this encoding stays as it is.</summary>
    public static string Decode(string text)
    {
        var name = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var end = text[at] == '&' ? text.IndexOf('-', at) : -1;
            if (end < 0) name.Append(text[at++]);
            else
            {
                name.Append(end == at + 1 ? "&" : Shifted(text[(at + 1)..end]) ?? text[at..(end + 1)]);
                at = end + 1;
            }
        }
        return name.ToString();
    }

    static string? Shifted(string letters)
    {
        var padded = letters.Replace(',', '/').PadRight((letters.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var count) && count % 2 == 0 ? Encoding.BigEndianUnicode.GetString(bytes, 0, count) : null;
    }
}
