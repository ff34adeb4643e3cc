using System.Collections.Frozen;
using System.Globalization;

namespace Kith.Mail.Html;

/// <summary>The attributes that only say how something looks or reads, each with the shape its value must have.</summary>
static class AllowedAttributes
{
    const int LongestText = 1_000;

    /// <summary>Larger than any window: what is wider than this only wants to push other things away.</summary>
    const int Largest = 4_000;

    static readonly FrozenSet<string> Alignments = AllowedHtml.Words("left right center justify char top middle bottom absmiddle absbottom texttop baseline");
    static readonly FrozenSet<string> Markers = AllowedHtml.Words("1 a A i I disc circle square");
    static readonly FrozenSet<string> Directions = AllowedHtml.Words("ltr rtl auto");
    static readonly FrozenSet<string> Scopes = AllowedHtml.Words("row col rowgroup colgroup");
    static readonly FrozenSet<string> Sides = AllowedHtml.Words("left right all both none");
    static readonly FrozenSet<string> Frames = AllowedHtml.Words("void above below hsides vsides lhs rhs box border none groups rows cols all");

    static readonly FrozenDictionary<string, Func<string, bool>> Shapes = new Dictionary<string, Func<string, bool>>
    {
        ["align"] = IsOneOf(Alignments),
        ["valign"] = IsOneOf(Alignments),
        ["dir"] = IsOneOf(Directions),
        ["scope"] = IsOneOf(Scopes),
        ["clear"] = IsOneOf(Sides),
        ["frame"] = IsOneOf(Frames),
        ["rules"] = IsOneOf(Frames),
        ["type"] = Markers.Contains,
        ["role"] = value => value is "presentation" or "none" or "heading" or "article",
        ["bgcolor"] = IsColour,
        ["bordercolor"] = IsColour,
        ["color"] = IsColour,
        ["width"] = IsLength,
        ["height"] = IsLength,
        ["border"] = IsUpTo(100),
        ["cellpadding"] = IsUpTo(200),
        ["cellspacing"] = IsUpTo(200),
        ["hspace"] = IsUpTo(200),
        ["vspace"] = IsUpTo(200),
        ["colspan"] = IsUpTo(100),
        ["rowspan"] = IsUpTo(100),
        ["span"] = IsUpTo(100),
        ["start"] = IsUpTo(1_000_000),
        ["value"] = IsUpTo(1_000_000),
        ["size"] = value => IsUpTo(100)(value.TrimStart('+', '-')),
        ["face"] = value => StyleValue.IsFontFamily(value),
        ["lang"] = value => value.Length is > 1 and <= 35 && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'),
        ["datetime"] = value => value.Length <= 40 && value.All(letter => char.IsAsciiLetterOrDigit(letter) || " -:+.".Contains(letter)),
        ["alt"] = IsText,
        ["title"] = IsText,
        ["nowrap"] = IsSwitch,
        ["noshade"] = IsSwitch,
        ["compact"] = IsSwitch,
        ["reversed"] = IsSwitch,
        ["open"] = IsSwitch,
    }.ToFrozenDictionary();

    public static bool Allow(string name, string value) => Shapes.TryGetValue(name, out var fits) && fits(value);

    static Func<string, bool> IsOneOf(FrozenSet<string> words) => value => words.Contains(value.ToLowerInvariant());

    static Func<string, bool> IsUpTo(int most) =>
        value => value.Length <= 7 && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most;

    static bool IsText(string value) => value.Length <= LongestText;

    static bool IsSwitch(string value) => value.Length <= 10 && value.All(char.IsAsciiLetter);

    static bool IsColour(string value) =>
        value.Length is > 0 and <= 24 && value.AsSpan(value[0] == '#' ? 1 : 0) is { Length: > 0 } rest && !rest.ContainsAnyExcept(LettersAndDigits);

    static bool IsLength(string value)
    {
        var number = value.EndsWith("px", StringComparison.OrdinalIgnoreCase) ? value[..^2] : value.TrimEnd('%');
        return number.Length <= 8 && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var length) && length <= Largest;
    }

    static readonly System.Buffers.SearchValues<char> LettersAndDigits =
        System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
