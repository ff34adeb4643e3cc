using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Kith.Mail.Tests.Html;

/// <summary>Reads what a browser with scripting would be given, and names everything in it that has no place in a mail. It shares no list with the cleaner.</summary>
static class StructureOracle
{
    static readonly HashSet<string> elements = Set("""
        a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption
        figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub
        summary sup table tbody td tfoot th thead time tr tt u ul var wbr
        """);

    static readonly HashSet<string> attributes = Set("""
        align alt bgcolor border bordercolor cellpadding cellspacing clear color colspan compact datetime dir face frame height href hspace lang noshade nowrap
        open referrerpolicy rel reversed role rowspan rules scope size span src start style target title type valign value vspace width
        """);

    static readonly string[] neverInStyle = ["url", "expression", "position", "\\", "@", "image", "var(", "calc", "import", "behavior", "binding", "/*", "<", "fixed", "z-index", "99999"];

    public static IEnumerable<string> Complaints(string html)
    {
        var document = new HtmlParser(new HtmlParserOptions { IsScripting = true }).ParseDocument("<!doctype html><html><head></head><body>" + html);
        return document.Body!.Descendants().SelectMany(Complaints).Concat(document.Head!.ChildNodes.Select(node => "in the head: " + node.NodeName))
            .Concat(document.Body!.Attributes.Select(attribute => "on the body: " + attribute.Name));
    }

    static IEnumerable<string> Complaints(INode node)
    {
        if (node is IText) return [];
        if (node is not IElement element) return [node.NodeType.ToString()];
        if (element.NamespaceUri != NamespaceNames.HtmlUri || !elements.Contains(element.LocalName)) return ["element " + element.LocalName];
        return element.Attributes.Where(attribute => !IsHarmless(element, attribute)).Select(attribute => $"{element.LocalName} {attribute.Name}={attribute.Value}");
    }

    static bool IsHarmless(IElement element, IAttr attribute) => attribute.Name switch
    {
        "href" => element.LocalName == "a" && IsSafeLink(attribute.Value) && element.GetAttribute("rel") == "noopener noreferrer nofollow" && element.GetAttribute("target") == "_blank",
        "src" => element.LocalName == "img" && IsOwnPicture(attribute.Value),
        "style" => !neverInStyle.Any(never => attribute.Value.Contains(never, StringComparison.OrdinalIgnoreCase)),
        "colspan" or "rowspan" => attribute.Value.Length < 4,
        _ => attributes.Contains(attribute.Name),
    };

    static bool IsSafeLink(string address) =>
        !address.Any(char.IsControl) && new[] { "http://", "https://", "mailto:", "tel:" }.Any(scheme => address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    static bool IsOwnPicture(string address) =>
        address.StartsWith("/pictures/", StringComparison.Ordinal)
        || new[] { "png", "jpeg", "gif", "webp" }.Any(kind => address.StartsWith($"data:image/{kind};base64,", StringComparison.OrdinalIgnoreCase));

    static HashSet<string> Set(string words) => [.. words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
