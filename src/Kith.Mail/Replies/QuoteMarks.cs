using AngleSharp.Dom;

namespace Kith.Mail.Replies;

/// <summary>What mail programs call the boxes they put a quote, its attribution or a signature in.</summary>
static class QuoteMarks
{
    static readonly string[] quotes = ["yahoo_quoted", "protonmail_quote", "tutanota_quote", "zmail_extra", "moz-forward-container", "gmail_extra_quote"];
    static readonly string[] attributions = ["moz-cite-prefix", "gmail_attr"];

    static readonly string[] signatures =
        ["gmail_signature", "gmail_signature_prefix", "moz-signature", "protonmail_signature_block", "ms-outlook-mobile-signature", "applemailsignature", "signature"];

    static readonly string[] boundaries =
        ["divrplyfwdmsg", "appendonsend", "olk_src_body_section", "mail-editor-reference-message-container", "ms-outlook-mobile-reference-message", "stopspelling", "reply-intro"];

    public static LineKind? KindOf(IElement element)
    {
        if (element.LocalName == "blockquote") return IsIndentation(element) ? null : LineKind.Quote;
        if (Wears(element, quotes) || Wears(element, "gmail_quote") && element.QuerySelector("blockquote") is null) return LineKind.Quote;
        if (Wears(element, attributions)) return LineKind.Attribution;
        if (Wears(element, boundaries) || IsOutlookHeader(element)) return LineKind.Boundary;
        return Wears(element, signatures) ? LineKind.Signature : null;
    }

    static bool Wears(IElement element, params string[] names)
    {
        if (element.Id is null && element.ClassName is null) return false;

        // Web mail puts x_ before the names of others when it shows their mail.
        var worn = $"{element.Id} {element.ClassName}".ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return worn.Take(20).Any(word => names.Contains(word.StartsWith("x_", StringComparison.Ordinal) ? word[2..] : word));
    }

    /// <summary>What people set in with a button has no line beside it.</summary>
    static bool IsIndentation(IElement quote) =>
        quote.GetAttribute("type") is null && quote.ClassName is null && Style(quote) is var style
        && style.Contains("border:none", StringComparison.Ordinal) && style.Contains("40px", StringComparison.Ordinal);

    /// <summary>Outlook draws a thin line above the headers of what is answered, whatever language they are in.</summary>
    static bool IsOutlookHeader(IElement element) =>
        element.LocalName == "div" && Style(element) is var style && style.Contains("border-top:solid", StringComparison.Ordinal)
        && style.Contains("padding:3.0pt0", StringComparison.Ordinal);

    static string Style(IElement element) => element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() ?? "";
}
