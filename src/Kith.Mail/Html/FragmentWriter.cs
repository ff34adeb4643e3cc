using System.Text;
using AngleSharp.Dom;

namespace Kith.Mail.Html;

/// <summary>Writes the allowed part of a tree as a fragment, with room left under every limit of <see cref="ForeignHtml"/> for reading it again.</summary>
sealed class FragmentWriter(Func<string, string?> findPicture, SheetLooks looks)
{
    public const int MostLetters = ForeignHtml.MostLetters - 100_000;
    const int MostElements = ForeignHtml.MostElements - 500;
    const int Deepest = ForeignHtml.Deepest - 20;

    readonly StringBuilder html = new();
    int elements;

    public bool IsCut { get; private set; }

    public override string ToString() => html.ToString();

    /// <summary>What the body itself wears goes on a box around its content.</summary>
    public void WriteBody(IElement? body)
    {
        if (body is null) return;

        var painted = InlineStyle.Read($"background-color: {body.GetAttribute("bgcolor")}; color: {body.GetAttribute("text")}");
        var look = InlineStyle.Clean(body.GetAttribute("style") ?? "", painted.Concat(looks.Of(body)));
        var direction = body.GetAttribute("dir") is { } dir && AllowedAttributes.Allow("dir", dir) ? dir : null;
        if (look.Length == 0 && direction is null)
        {
            WriteChildren(body, 0);
            return;
        }
        html.Append("<div");
        if (direction is not null) Attribute("dir", direction);
        if (look.Length > 0) Attribute("style", look);
        html.Append('>');
        WriteChildren(body, 1);
        html.Append("</div>");
    }

    void WriteChildren(INode from, int depth)
    {
        foreach (var node in from.ChildNodes)
        {
            if (html.Length > MostLetters || elements > MostElements) IsCut = true;
            if (IsCut) return;

            if (node is IText text) WriteText(text.Data, isFirstInPre: node.PreviousSibling is null && from is IElement { LocalName: "pre" });
            else if (AllowedHtml.AsHtml(node) is { } element) Write(element, depth);
        }
    }

    void WriteText(string text, bool isFirstInPre)
    {
        // A reader drops the line break behind <pre>, and another one each time it is read again.
        if (isFirstInPre) text = text.TrimStart('\r', '\n');
        var escaped = Markup.Text(text);
        var room = MostLetters - html.Length + 1;
        IsCut |= escaped.Length > room;
        html.Append(escaped.Length > room ? Markup.Text(text[..Math.Min(text.Length, room / 6)]) : escaped);
    }

    void Write(IElement element, int depth)
    {
        var name = element.LocalName;
        if (AllowedHtml.IsDropped(name)) return;
        if (depth > Deepest)
        {
            IsCut = true;
            return;
        }

        if (AllowedHtml.IsKept(name)) WriteKept(element, name, depth);
        else WriteUnwrapped(element, name, depth);
    }

    void WriteKept(IElement element, string name, int depth)
    {
        elements++;
        html.Append('<').Append(name);
        if (name == "a") Link(element);
        if (name == "img") Picture(element);
        foreach (var attribute in element.Attributes) Keep(element, attribute);
        if (!element.HasAttribute("style")) Look(element, "");
        html.Append('>');
        if (AllowedHtml.IsVoid(name)) return;

        WriteChildren(element, depth + 1);
        html.Append("</").Append(name).Append('>');
    }

    /// <summary>The text of a form stays where it was read; what could be filled in or pressed is gone.</summary>
    void WriteUnwrapped(IElement element, string name, int depth)
    {
        if (AllowedHtml.IsLine(name) && element.HasChildNodes)
        {
            elements++;
            html.Append("<br>");
        }
        WriteChildren(element, depth + 1);
    }

    void Link(IElement element)
    {
        if (OutsideAddress.Link(element.GetAttribute("href")) is not { } address) return;

        Attribute("href", address);
        Attribute("rel", "noopener noreferrer nofollow");
        Attribute("target", "_blank");
    }

    void Picture(IElement element)
    {
        if (element.GetAttribute("src") is not { } source || findPicture(source) is not { } address) return;

        Attribute("src", address);
        Attribute("referrerpolicy", "no-referrer");
    }

    void Keep(IElement element, IAttr attribute)
    {
        if (attribute.Name == "style") Look(element, attribute.Value);
        else if (AllowedAttributes.Allow(attribute.Name, attribute.Value)) Attribute(attribute.Name, attribute.Value);
    }

    void Look(IElement element, string own)
    {
        if (InlineStyle.Clean(own, looks.Of(element)) is { Length: > 0 } style) Attribute("style", style);
    }

    void Attribute(string name, string value) => html.Append(' ').Append(name).Append("=\"").Append(Markup.Attribute(value)).Append('"');
}
