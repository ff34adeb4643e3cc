using System.Collections.Frozen;
using System.Text;

namespace Kith.Mail.Html;

/// <summary>
/// Reads the declarations of a style attribute (CSS Style Attributes §3) and writes those again that only say how text and boxes look. It knows a small part
/// of CSS on purpose: what it does not know is not written, so no browser can read something else into it than it did.
/// </summary>
static class InlineStyle
{
    const int Longest = 8_000;
    const int MostDeclarations = 100;

    static readonly FrozenDictionary<string, ValueShape> Properties = new Dictionary<ValueShape, string>
    {
        [ValueShape.Word] = """
            text-align text-decoration-line text-decoration-style text-transform white-space word-break word-wrap overflow-wrap direction
            unicode-bidi font-style font-variant border-style border-top-style border-right-style border-bottom-style border-left-style border-collapse
            caption-side empty-cells table-layout list-style list-style-type list-style-position display float clear box-sizing overflow overflow-x
            overflow-y text-overflow visibility hyphens font-stretch vertical-align text-align-last line-break text-justify
            """,
        [ValueShape.Word | ValueShape.Colour] = """
            color background-color border-color border-top-color border-right-color border-bottom-color border-left-color text-decoration
            text-decoration-color
            """,
        [ValueShape.Word | ValueShape.Length] = """
            width height min-width max-width min-height max-height padding padding-top padding-right padding-bottom padding-left
            margin margin-top margin-right margin-bottom margin-left border-width border-top-width border-right-width border-bottom-width border-left-width
            border-spacing border-radius border-top-left-radius border-top-right-radius border-bottom-left-radius border-bottom-right-radius
            font-size line-height font-weight opacity orphans widows tab-size
            """,
        [ValueShape.Word | ValueShape.Length | ValueShape.Negative] = "text-indent letter-spacing word-spacing",
        [ValueShape.Word | ValueShape.Length | ValueShape.Colour] = """
            border border-top border-right border-bottom border-left background outline
            """,
        [ValueShape.Family] = "font-family",
        [ValueShape.Family | ValueShape.Length] = "font",
    }.SelectMany(kind => AllowedHtml.Words(kind.Value).Select(name => (name, kind.Key))).ToFrozenDictionary(pair => pair.name, pair => pair.Key);

    /// <summary>The declarations that may stay, in their order; empty when there are none.</summary>
    /// <param name="style">Of the element itself.</param>
    /// <param name="weaker">What others say of it, which it overrules.</param>
    public static string Clean(string style, IEnumerable<Declaration> weaker)
    {
        Declaration[] own = [.. Read(style)];
        HashSet<string> said = [.. own.Select(one => one.Name)];
        Declaration[] all = [.. weaker.Where(one => !said.Contains(one.Name)), .. own];
        var written = Written(all);

        // Past these limits it would not be read again.
        return all.Length > MostDeclarations || written.Length > Longest ? Written(own) : written;
    }

    /// <summary>The declarations that may stay.</summary>
    public static IEnumerable<Declaration> Read(string style) =>
        style.Length > Longest ? [] : Declarations(style).Take(MostDeclarations).Select(CleanOne).OfType<Declaration>();

    static string Written(Declaration[] declarations) => string.Join("; ", declarations.Select(one => one.ToString()));

    /// <summary>A semicolon in quotes or brackets ends nothing (CSS Syntax §5.4.4).</summary>
    static IEnumerable<string> Declarations(string style)
    {
        var declaration = new StringBuilder();
        var quote = '\0';
        var brackets = 0;
        foreach (var letter in style)
        {
            if (letter == ';' && quote == 0 && brackets == 0)
            {
                yield return declaration.ToString();
                declaration.Clear();
                continue;
            }
            if (quote != 0) quote = letter == quote ? '\0' : quote;
            else if (letter is '"' or '\'') quote = letter;
            else if (letter is '(' or '[' or '{') brackets++;
            else if (letter is ')' or ']' or '}' && brackets > 0) brackets--;
            declaration.Append(letter);
        }
        yield return declaration.ToString();
    }

    static Declaration? CleanOne(string declaration)
    {
        var colon = declaration.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;

        var (name, said) = (declaration[..colon].Trim().ToLowerInvariant(), declaration[(colon + 1)..]);
        return Properties.TryGetValue(name, out var shape) && StyleValue.Clean(said, shape) is { } value ? new(name, value, StyleValue.IsImportant(said)) : null;
    }
}

/// <summary>A declaration that may stay.</summary>
sealed record Declaration(string Name, string Value, bool IsImportant)
{
    /// <summary>As it stands in a style attribute.</summary>
    public override string ToString() => $"{Name}: {Value}";
}
