using System.Text;

namespace Kith.Channels;

/// <summary>Finds the fields of a template, <c>{{1}}</c> or <c>{{first_name}}</c>, in one pass, and fills them. What was filled in is never looked through again.</summary>
static class TemplateText
{
    const int LongestName = 60;

    /// <summary>The names of the fields, each once: numbers in their order, names as they first stand.</summary>
    public static IReadOnlyList<string> Fields(string text)
    {
        var names = Pieces(text).Where(piece => piece.IsField).Select(piece => piece.Text).Distinct(StringComparer.Ordinal).ToList();
        return names.TrueForAll(IsNumber) ? [.. names.OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)] : names;
    }

    /// <summary>Whether the fields are what a platform can be given: all named, or all numbered from 1 on without a gap.</summary>
    public static bool AreInOrder(IReadOnlyList<string> fields) =>
        !fields.Any(IsNumber) || fields.Select((name, at) => name == (at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)).All(right => right);

    /// <summary>The text with the values in it; a field nobody knows stays as it stands.</summary>
    public static string Filled(string text, IReadOnlyDictionary<string, string> values)
    {
        var filled = new StringBuilder(text.Length);
        foreach (var (piece, isField) in Pieces(text))
            if (!isField) filled.Append(piece);
            else if (values.TryGetValue(piece, out var value)) filled.Append(value);
            else filled.Append("{{").Append(piece).Append("}}");
        return filled.ToString();
    }

    static bool IsNumber(string name) => name.All(char.IsAsciiDigit);

    static IEnumerable<(string Text, bool IsField)> Pieces(string text)
    {
        var (from, at) = (0, 0);
        while ((at = text.IndexOf("{{", at, StringComparison.Ordinal)) >= 0)
        {
            var (name, end) = FieldAt(text, at + 2);
            if (name is null)
            {
                at++;
                continue;
            }
            if (at > from) yield return (text[from..at], false);
            yield return (name, true);
            from = at = end;
        }
        if (from < text.Length) yield return (text[from..], false);
    }

    // Never looks further than the longest name reaches, so that many opened and never closed cost no more than others.
    static (string? Name, int End) FieldAt(string text, int start)
    {
        var close = text.AsSpan(start, Math.Min(text.Length - start, LongestName + 2)).IndexOf("}}", StringComparison.Ordinal);
        if (close < 0 || text.AsSpan(start, close).Trim() is not { Length: > 0 } name) return (null, 0);

        foreach (var one in name)
            if (!char.IsLetterOrDigit(one) && one != '_') return (null, 0);
        return (name.ToString(), start + close + 2);
    }
}
