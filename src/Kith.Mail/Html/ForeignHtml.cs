using System.Collections.Frozen;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace Kith.Mail.Html;

/// <summary>
/// Reads a stranger's HTML as a browser without scripting does, and stops where reading on would cost more than a mail is worth: trees that are too deep,
/// tags with thousands of attributes and text that is put together from thousands of pieces make an honest parser quadratic.
/// </summary>
sealed class ForeignHtml
{
    public const int MostLetters = 2_000_000;
    public const int MostElements = 30_000;
    public const int Deepest = 500;
    const int MostAttributes = 40;
    const int MostPieces = 1_000;
    const int MostStrays = 1_000;
    const int TokensBetweenCounts = 256;

    static readonly FrozenSet<string> OutsideCells =
        FrozenSet.ToFrozenSet(["table", "thead", "tbody", "tfoot", "tr", "colgroup", "/thead", "/tbody", "/tfoot", "/tr", "/td", "/th", "/caption"]);

    static readonly FrozenSet<string> InsideCells = FrozenSet.ToFrozenSet(["td", "th", "caption", "/table"]);

    readonly IBrowsingContext context = BrowsingContext.New(Configuration.Default);
    IDocument? document;
    IElement? last;
    int elements;
    int tokens;
    int pieces;
    int strays;
    bool isOutsideCell;

    ForeignHtml() { }

    /// <summary>Whether the end was not read.</summary>
    public bool IsCut { get; set; }

    public IElement? Body => document?.Body ?? document?.DocumentElement;

    /// <summary>The text of its style sheets for a screen, in their order.</summary>
    public IEnumerable<string> Sheets => document?.All.Where(IsSheet).Select(style => style.TextContent) ?? [];

    public static ForeignHtml Read(string html)
    {
        var foreign = new ForeignHtml { IsCut = html.Length > MostLetters };
        foreign.Parse(foreign.IsCut ? html[..MostLetters] : html);
        return foreign;
    }

    void Parse(string html)
    {
        try { document = new HtmlParser(Options, context).ParseDocument(html); }
        catch (TooMuch) { IsCut = true; }
    }

    static bool IsSheet(IElement element) =>
        element.LocalName == "style" && AllowedHtml.AsHtml(element) is not null
        && Said(element, "media") is "" or "all" or "screen" && Said(element, "type") is "" or "text/css";

    static string Said(IElement element, string name) => (element.GetAttribute(name) ?? "").Trim().ToLowerInvariant();

    HtmlParserOptions Options => new()
    {
        IsScripting = false,
        IsNotSupportingFrames = true,
        SkipComments = true,
        SkipProcessingInstructions = true,
        DisableElementPositionTracking = true,
        ShouldEmitAttribute = (ref token, name) => token.Attributes.Count < MostAttributes && name.Length < 40,
        OnCreated = (element, _) => Created(element),
        OnToken = (token, _) => Met(token),
    };

    void Created(IElement element)
    {
        document ??= element.Owner;
        if (++elements > MostElements || last is not null && DepthOf(last) > Deepest) throw new TooMuch();
        last = element;
        pieces = 0;
    }

    static int DepthOf(INode node)
    {
        var depth = 0;
        for (var above = node.Parent; above is not null; above = above.Parent) depth++;
        return depth;
    }

    void Met(HtmlToken token)
    {
        // Formatting that is left open is opened again in every later paragraph, without being announced as created.
        if (++tokens % TokensBetweenCounts == 0 && document?.All.Skip(MostElements).Any() == true) throw new TooMuch();
        if (token.Type == HtmlTokenType.Character && ++pieces > MostPieces) throw new TooMuch();
        if (isOutsideCell && IsStray(token) && ++strays > MostStrays) throw new TooMuch();
        if (token.Type is HtmlTokenType.StartTag or HtmlTokenType.EndTag) Passed(token.Type == HtmlTokenType.EndTag ? "/" + token.Name : token.Name);
    }

    /// <summary>What stands in a table but in no cell is moved before the table, one by one, each time further.</summary>
    static bool IsStray(HtmlToken token) => token.Type switch
    {
        HtmlTokenType.Character => !string.IsNullOrWhiteSpace(token.Data),
        HtmlTokenType.StartTag => !OutsideCells.Contains(token.Name) && !InsideCells.Contains(token.Name),
        _ => false,
    };

    void Passed(string tag)
    {
        if (OutsideCells.Contains(tag)) isOutsideCell = true;
        else if (InsideCells.Contains(tag)) isOutsideCell = false;
    }

    /// <summary>Leaves the parser; what it has read until then stays.</summary>
    sealed class TooMuch : Exception;
}
