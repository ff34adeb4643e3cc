using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Kith.Mail.Html;

/// <summary>The elements a mail may be made of, and what becomes of the others.</summary>
static class AllowedHtml
{
    static readonly FrozenSet<string> Kept = Words("""
        a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em
        figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike
        strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr
        """);

    /// <summary>What is in these is no text for a reader, or is text of another language than HTML.</summary>
    static readonly FrozenSet<string> Dropped = Words("""
        applet area audio base basefont bgsound canvas datalist embed frame frameset head iframe input link map meta noembed noframes object param
        plaintext portal script source style svg math template title track video xmp
        """);

    static readonly FrozenSet<string> Void = Words("br col hr img wbr");

    /// <summary>These began a line of their own; without them their text would run into the text before it.</summary>
    static readonly FrozenSet<string> Lines = Words("option textarea legend fieldset");

    /// <summary>The element, unless it is a drawing or a formula: their tags mean other things, and browsers disagree on where they end.</summary>
    public static IElement? AsHtml(INode node) => node is IElement element && element.NamespaceUri == NamespaceNames.HtmlUri ? element : null;

    public static bool IsKept(string name) => Kept.Contains(name);

    public static bool IsDropped(string name) => Dropped.Contains(name);

    public static bool IsVoid(string name) => Void.Contains(name);

    public static bool IsLine(string name) => Lines.Contains(name);

    public static FrozenSet<string> Words(string words) =>
        words.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
}
