using AngleSharp.Dom;

namespace Kith.Mail.Html;

/// <summary>The words of an HTML mail as a plain-text mail would hold them.</summary>
public static class HtmlText
{
    /// <summary>
    /// Readable plain text: paragraphs between blank lines, lists with dashes or numbers, quotes behind <c>&gt;</c>, links with their address behind
    /// their words. What is not shown is not read. Never throws.
    /// </summary>
    public static string Of(string html)
    {
        var page = new TextPage();
        if (ForeignHtml.Read(html).Body is { } body) Children(body, page, 0);
        return page.ToString();
    }

    static void Children(INode from, TextPage page, int depth)
    {
        if (depth > ForeignHtml.Deepest * 2) return;

        foreach (var node in from.ChildNodes)
        {
            if (node is IText text) page.Words(text.Data);
            else if (AllowedHtml.AsHtml(node) is { } element && IsShown(element)) Element(element, page, depth + 1);
        }
    }

    static bool IsShown(IElement element) =>
        !AllowedHtml.IsDropped(element.LocalName)
        && (element.GetAttribute("style") is not { } style || !InlineStyle.Clean(style, []).Contains("display: none", StringComparison.OrdinalIgnoreCase));

    static void Element(IElement element, TextPage page, int depth)
    {
        switch (element.LocalName)
        {
            case "br":
                page.Break();
                break;
            case "hr":
                page.Line("---");
                break;
            case "img":
                if (element.GetAttribute("alt")?.Trim() is { Length: > 0 } alt) page.Words(alt);
                break;
            case "a":
                Link(element, page, depth);
                break;
            case "pre":
                page.AsWritten(() => Block(element, page, depth, gap: 1));
                break;
            case "blockquote":
                page.Quoted(() => Children(element, page, depth));
                break;
            case "ul" or "ol":
                page.List(element.LocalName == "ol" ? Start(element) : null, () => Children(element, page, depth));
                break;
            case "li":
                page.Item(() => Children(element, page, depth));
                break;
            case "td" or "th":
                Children(element, page, depth);
                page.Cell();
                break;
            case "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "dl" or "figure" or "table":
                Block(element, page, depth, gap: 1);
                break;
            case "div" or "tr" or "center" or "address" or "article" or "aside" or "footer" or "header" or "main" or "nav" or "section" or "dt" or "dd"
                or "caption" or "figcaption" or "form" or "fieldset" or "legend" or "option" or "textarea" or "details" or "summary":
                Block(element, page, depth, gap: 0);
                break;
            default:
                Children(element, page, depth);
                break;
        }
    }

    static void Block(IElement element, TextPage page, int depth, int gap)
    {
        page.Gap(gap);
        Children(element, page, depth);
        page.Gap(gap);
    }

    static int Start(IElement list) => int.TryParse(list.GetAttribute("start"), out var start) && start is >= 0 and < 100_000 ? start : 1;

    static void Link(IElement element, TextPage page, int depth)
    {
        Children(element, page, depth);
        if (OutsideAddress.Link(element.GetAttribute("href")) is { } address && !IsSaid(address, element.TextContent)) page.Words($" ({address})");
    }

    /// <summary>Whether the words are the address itself, or nothing at all.</summary>
    static bool IsSaid(string address, string words)
    {
        var said = words.Trim();
        return said.Length == 0 || said.Length < 2_000 && Naked(address).Equals(Naked(said), StringComparison.OrdinalIgnoreCase);
    }

    static string Naked(string address)
    {
        foreach (var start in (string[])["mailto:", "tel:", "https://", "http://", "www."])
            if (address.StartsWith(start, StringComparison.OrdinalIgnoreCase)) address = address[start.Length..];
        return address.TrimEnd('/').Split('?')[0];
    }
}
