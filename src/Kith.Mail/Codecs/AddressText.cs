using System.Text;

namespace Kith.Mail;

/// <summary>Names and addresses as people read them.</summary>
static class AddressText
{
    /// <summary>
    /// An address without comments, blanks, route (RFC 5322 §4.4) or <c>mailto:</c>. Encoded words stay as they are: nobody else's
    /// address may come out of them.
    /// </summary>
    public static string Bare(string address)
    {
        var text = SafeText.Line(Comments.Strip(address)).Trim(' ', '\t', '<', '>', '\'', ',');
        if (text.StartsWith('@') && text.IndexOf(':') is > 0 and var route) text = text[(route + 1)..];
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) text = text["mailto:".Length..];
        var at = text.LastIndexOf('@');
        if (at < 0) return text.Trim();
        if (at == 0 || text[at - 1] == ':') return "";
        var local = text[..at].Trim();
        if (!local.StartsWith('"')) local = WithoutBlanks(local);
        return $"{local}@{WithoutBlanks(text[(at + 1)..])}";
    }

    static string WithoutBlanks(string text) => text.AsSpan().IndexOfAny(' ', '\t') < 0 ? text : string.Concat(text.Where(c => c is not (' ' or '\t')));

    /// <summary>The words of an entry; a quoted local part is one with its domain, blanks around @ do not part an address.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<StringBuilder>();
        var (quoted, joined, hasAt) = (false, false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '"') quoted = !quoted;
            if (letter is ' ' or '\t' && !quoted)
            {
                joined = false;
                continue;
            }
            if (!joined && !(words.Count > 0 && GoesOn(words[^1], letter, hasAt)))
            {
                words.Add(new());
                hasAt = false;
            }
            words[^1].Append(letter);
            (joined, hasAt) = (true, hasAt || letter == '@');
        }
        return words.ConvertAll(w => w.ToString());
    }

    // RFC 5322 §4.4: blanks may stand around the @ and the dots of an address.
    static bool GoesOn(StringBuilder word, char letter, bool hasAt) => word[^1] == '@' || (hasAt ? letter == '.' || word[^1] == '.' : letter == '@');

    /// <summary>A display name: quotes and escapes undone, encoded words decoded, on one line.</summary>
    public static string Name(string raw)
    {
        var name = SafeText.Line(EncodedWords.Decode(Unquoted(raw))).Trim();
        return name.Length > 1 && name[0] == '\'' && name[^1] == '\'' ? name[1..^1].Trim() : name;
    }

    static string Unquoted(string raw)
    {
        if (raw.AsSpan().IndexOfAny('"', '\\') < 0) return raw;
        var name = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\' && i + 1 < raw.Length) name.Append(raw[++i]);
            else if (raw[i] != '"') name.Append(raw[i]);
        }
        return name.ToString();
    }
}
