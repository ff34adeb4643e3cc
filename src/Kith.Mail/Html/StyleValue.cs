using System.Globalization;

namespace Kith.Mail.Html;

/// <summary>What a value of a property may be made of.</summary>
[Flags]
enum ValueShape
{
    Word = 1,
    Length = 2,
    Negative = 4,
    Colour = 8,
    Family = 16,
}

/// <summary>The value of a declaration: words, numbers, colours and names of fonts, and never a function that fetches or computes.</summary>
static class StyleValue
{
    const int Longest = 300;
    const double Largest = 4_000;

    static readonly System.Buffers.SearchValues<char> Never = System.Buffers.SearchValues.Create("\\<>{}@;&`\0");
    static readonly string[] Units = ["px", "pt", "em", "rem", "%", "in", "cm", "mm", "pc", "ex", "ch"];

    /// <summary>The value with its blanks in order, without <c>!important</c>; null when it is not of this shape.</summary>
    public static string? Clean(string value, ValueShape shape)
    {
        value = WithoutImportant(value.Trim());
        if (value.Length is 0 or > Longest || value.AsSpan().ContainsAny(Never) || value.Contains("/*", StringComparison.Ordinal)) return null;
        if (shape == ValueShape.Family) return IsFontFamily(value) ? value : null;

        if (shape.HasFlag(ValueShape.Family)) return IsFont(value) ? value : null;

        var parts = Parts(value);
        return parts.Count <= 12 && parts.All(part => IsPart(part, shape)) ? string.Join(' ', parts) : null;
    }

    /// <summary>Names of fonts, bare or in quotes, between commas.</summary>
    public static bool IsFontFamily(string value) => value.Length is > 0 and <= Longest && HasEvenQuotes(value) && value.All(IsOfFontName);

    /// <summary>Whether it wants to overrule others.</summary>
    public static bool IsImportant(string value)
    {
        var mark = value.LastIndexOf('!');
        return mark > 0 && value.AsSpan(mark + 1).Trim().Equals("important", StringComparison.OrdinalIgnoreCase);
    }

    static string WithoutImportant(string value) => IsImportant(value) ? value[..value.LastIndexOf('!')].TrimEnd() : value;

    static bool IsFont(string value) => HasEvenQuotes(value) && value.All(letter => IsOfFontName(letter) || letter is '/' or '%') && Lengths(value).All(IsSmall);

    static IEnumerable<string> Lengths(string value) => value.Split([' ', '/', ','], StringSplitOptions.RemoveEmptyEntries).Where(part => char.IsAsciiDigit(part[0]));

    static bool IsSmall(string part) => IsLength(part, isNegativeAllowed: false);

    static bool IsOfFontName(char letter) => char.IsLetterOrDigit(letter) || letter is ' ' or ',' or '-' or '_' or '\'' or '"' or '.' or '+';

    static bool HasEvenQuotes(string value) => value.Count(letter => letter == '\'') % 2 == 0 && value.Count(letter => letter == '"') % 2 == 0;

    /// <summary>Parts between blanks; the brackets of a colour hold theirs together.</summary>
    static List<string> Parts(string value)
    {
        var parts = new List<string>();
        var start = 0;
        var brackets = 0;
        for (var at = 0; at <= value.Length; at++)
        {
            if (at < value.Length && value[at] == '(') brackets++;
            if (at < value.Length && value[at] == ')') brackets--;
            if (at < value.Length && (!char.IsWhiteSpace(value[at]) || brackets > 0)) continue;

            if (at > start) parts.Add(value[start..at]);
            start = at + 1;
        }
        return parts;
    }

    static bool IsPart(string part, ValueShape shape) =>
        shape.HasFlag(ValueShape.Word) && IsWord(part)
        || shape.HasFlag(ValueShape.Length) && IsLength(part, shape.HasFlag(ValueShape.Negative))
        || shape.HasFlag(ValueShape.Colour) && IsColour(part);

    static bool IsWord(string part) => part.Length <= 30 && part.All(letter => char.IsAsciiLetter(letter) || letter == '-') && char.IsAsciiLetter(part[0]);

    static bool IsLength(string part, bool isNegativeAllowed)
    {
        var unit = Units.FirstOrDefault(unit => part.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) ?? "";
        var number = part[..^unit.Length];
        return number.Length is > 0 and <= 12
            && double.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var length)
            && length <= Largest && (length >= 0 || isNegativeAllowed && IsInTheBox(length, unit));
    }

    /// <summary>Word hangs the bullet of a list before its text; nobody honest hangs it further out than the list is set in.</summary>
    static bool IsInTheBox(double length, string unit) => unit switch
    {
        "px" or "pt" => length >= -60,
        "em" or "rem" => length >= -4,
        "in" => length >= -0.75,
        "cm" => length >= -2,
        "mm" => length >= -20,
        _ => false,
    };

    static bool IsColour(string part) => part[0] == '#'
        ? part.Length is 4 or 5 or 7 or 9 && part.AsSpan(1).IndexOfAnyExcept(HexDigits) < 0
        : IsColourFunction(part);

    static bool IsColourFunction(string part)
    {
        var open = part.IndexOf('(', StringComparison.Ordinal);
        return open > 0 && part.Length <= 60 && part[^1] == ')'
            && part[..open].ToLowerInvariant() is "rgb" or "rgba" or "hsl" or "hsla"
            && part[(open + 1)..^1].All(letter => char.IsAsciiDigit(letter) || letter is ' ' or ',' or '.' or '%' or '/');
    }

    static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
