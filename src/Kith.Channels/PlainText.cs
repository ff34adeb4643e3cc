using System.Text;

namespace Kith.Channels;

/// <summary>Text that every database and every wire can carry.</summary>
public static class PlainText
{
    /// <summary>The same text without NUL, and with U+FFFD where half a surrogate pair stood alone. Everything else is the person's own.</summary>
    public static string Clean(string text) => IsClean(text) ? text : Rebuilt(text);

    /// <summary>A text that stands on one line: cleaned, control characters out, cut at <paramref name="max"/> characters.</summary>
    public static string Line(string text, int max = 200)
    {
        var line = Clean(text);
        if (line.Any(char.IsControl)) line = string.Concat(line.Where(one => !char.IsControl(one)));
        line = line.Trim();
        return line.Length <= max ? line : char.IsHighSurrogate(line[max - 1]) ? line[..(max - 1)] : line[..max];
    }

    /// <summary>Whether these are the same words, whatever blanks and breaks stand between them: platforms trim what they take.</summary>
    public static bool SameWords(string one, string other) => Spaced(one) == Spaced(other);

    static string Spaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static bool IsClean(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return !text.Contains('\0');

        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is 0 or 0xFFFD) return false;
        return true;
    }

    static string Rebuilt(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value != 0) clean.Append(rune);
        return clean.ToString();
    }
}
