using System.Text;
using AngleSharp.Dom;
using Kith.Mail.Html;

namespace Kith.Mail.Replies;

/// <summary>An HTML mail read as lines, so that it is parted by the same eyes as a plain one; then each part is copied with the boxes it stands in.</summary>
sealed class ReplyTree
{
    static readonly HashSet<string> blocks = new(
        [.. "address article aside blockquote center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section".Split(' '),
        .. "summary table tbody td tfoot th thead tr ul".Split(' ')], StringComparer.Ordinal);

    readonly List<(StringBuilder Text, LineKind? Known)> lines = [];
    readonly Dictionary<INode, int> lineOf = [];
    bool isLineEnded = true;

    public static SplitReply Split(string html)
    {
        if (ForeignHtml.Read(html).Body is not { } body) return new(html, "");

        var tree = new ReplyTree();
        tree.ReadAll(body, null, 0);
        var isNew = ReplyReading.FindNew([.. tree.lines.Select(line => new ReplyLine(line.Text.ToString(), Known(line)))]);
        return isNew.All(line => line) ? new(html, "") : new(tree.Part(body, isNew, true), tree.Part(body, isNew, false));
    }

    static LineKind? Known((StringBuilder Text, LineKind? Known) line) =>
        string.IsNullOrWhiteSpace(line.Text.ToString()) && line.Known != LineKind.Boundary ? LineKind.Blank : line.Known;

    void ReadAll(INode from, LineKind? known, int depth)
    {
        if (depth > ForeignHtml.Deepest * 2) return;

        foreach (var node in from.ChildNodes)
        {
            if (node is IText text) Words(text, known);
            else if (AllowedHtml.AsHtml(node) is { } element && !AllowedHtml.IsDropped(element.LocalName)) Read(element, known, depth);
        }
    }

    void Read(IElement element, LineKind? known, int depth)
    {
        var name = element.LocalName;
        if (blocks.Contains(name) || name == "br") isLineEnded = true;
        if (QuoteMarks.KindOf(element) is { } told) known = Stronger(known, told);
        if (known == LineKind.Boundary && QuoteMarks.KindOf(element) == LineKind.Boundary) Leaf(element, "", known);
        if (name is "img" or "hr") Leaf(element, name == "img" ? "\uFFFC" : "", known);
        ReadAll(element, known, depth + 1);
        if (blocks.Contains(name)) isLineEnded = true;
    }

    static LineKind Stronger(LineKind? outer, LineKind inner) => outer is LineKind.Quote or LineKind.Boundary ? outer.Value : inner;

    void Words(IText text, LineKind? known)
    {
        var words = text.Data.AsSpan().Trim(" \t\r\n\u00A0\u200B");
        if (words.Length > 0) Leaf(text, text.Data.Replace('\n', ' ').Replace('\r', ' '), known);
        else if (lines.Count > 0) lineOf[text] = lines.Count - 1;
    }

    void Leaf(INode node, string words, LineKind? known)
    {
        if (isLineEnded || lines.Count == 0) lines.Add((new StringBuilder(), known));
        isLineEnded = false;
        lines[^1].Text.Append(words);
        lineOf[node] = lines.Count - 1;
    }

    string Part(INode body, bool[] isNew, bool wanted)
    {
        var part = (IElement)body.Clone(false);
        Copy(body, part, isNew, wanted, 0);
        return part.InnerHtml;
    }

    /// <summary>Copies the leaves of the wanted lines and what is around them; whether there were any.</summary>
    bool Copy(INode from, INode into, bool[] isNew, bool wanted, int depth)
    {
        var isAny = false;
        if (depth > ForeignHtml.Deepest * 2) return isAny;

        foreach (var node in from.ChildNodes)
        {
            var isLeaf = lineOf.TryGetValue(node, out var line) && isNew[line] == wanted;
            if (node is IText text && isLeaf) into.AppendChild(text.Clone(true));
            else if (AllowedHtml.AsHtml(node) is { } element && !AllowedHtml.IsDropped(element.LocalName))
            {
                var copy = element.Clone(false);
                if (!Copy(element, copy, isNew, wanted, depth + 1) && !isLeaf && !(element.LocalName == "br" && isAny)) continue;
                into.AppendChild(copy);
            }
            else continue;
            isAny = true;
        }
        return isAny;
    }
}
