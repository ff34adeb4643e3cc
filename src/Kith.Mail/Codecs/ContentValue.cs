using System.Text;

namespace Kith.Mail;

/// <summary>
/// The value of Content-Type or Content-Disposition and its parameters (RFC 2045 §5.1, RFC 2183), read as they are written in the wild:
/// without semicolons, without quotes, with too many of either.
/// </summary>
sealed class ContentValue
{
    readonly Dictionary<string, string> parameters = [];

    public string Value { get; }

    public IReadOnlyDictionary<string, string> Parameters => parameters;

    public string? this[string name] => parameters.GetValueOrDefault(name);

    ContentValue(string value) => Value = value;

    public static ContentValue Read(string header)
    {
        var text = Comments.Strip(header);
        var end = EndOfValue(text);
        var read = new ContentValue(Bare(text[..end]));
        var continued = new ContinuedParameters();
        foreach (var (name, value) in Pairs(text, end))
            if (!continued.Take(name, value)) read.parameters.TryAdd(name, value);
        foreach (var (name, value) in continued.Joined()) read.parameters[name] = value;
        return read;
    }

    // "text/plain charset=utf-8": the value ends at the blank before the first name. "charset=utf-8" alone has no value.
    static int EndOfValue(string text)
    {
        var semicolon = text.IndexOf(';');
        if (semicolon < 0) semicolon = text.Length;
        var equals = text.AsSpan(0, semicolon).IndexOf('=');
        if (equals < 0) return semicolon;
        var before = text.AsSpan(0, equals).TrimEnd();
        return Math.Max(before.LastIndexOfAny(' ', '\t'), 0);
    }

    static string Bare(string value)
    {
        var bare = string.Concat(value.Where(c => c is not (' ' or '\t' or '"'))).ToLowerInvariant();
        var comma = bare.IndexOf(',');
        return comma > 0 ? bare[..comma] : bare;
    }

    static IEnumerable<(string Name, string Value)> Pairs(string text, int at)
    {
        while (at < text.Length)
        {
            while (at < text.Length && text[at] is ' ' or '\t' or ';' or ',') at++;
            var equals = text.AsSpan(at).IndexOfAny('=', ';');
            if (equals < 0) yield break;
            var name = SafeText.Line(text.Substring(at, equals)).Trim().ToLowerInvariant();
            at += equals;
            if (text[at] == ';') continue;
            at++;
            while (at < text.Length && text[at] is ' ' or '\t') at++;
            var isQuoted = at < text.Length && text[at] == '"';
            var value = isQuoted ? Quoted(text, ref at) : Plain(text, ref at, mayHoldBlanks: name is "filename" or "name");
            if (name.Length > 0) yield return (name, value);
        }
    }

    static string Quoted(string text, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            // Windows' paths hold backslashes that quote nothing.
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '"' or '\\') at++;
            value.Append(text[at]);
        }
        at = Math.Min(at + 1, text.Length);
        return value.ToString();
    }

    static string Plain(string text, ref int at, bool mayHoldBlanks)
    {
        var length = text.AsSpan(at).IndexOf(';');
        var value = (length < 0 ? text.AsSpan(at) : text.AsSpan(at, length)).Trim();
        var blank = value.IndexOfAny(' ', '\t');
        if (blank > 0 && !mayHoldBlanks && !value.Contains("=?", StringComparison.Ordinal))
        {
            at += blank;
            return value[..blank].TrimEnd('"').ToString();
        }
        at = length < 0 ? text.Length : at + length;
        return value.TrimEnd('"').ToString();
    }
}
