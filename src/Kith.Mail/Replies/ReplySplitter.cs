namespace Kith.Mail.Replies;

/// <summary>Parts what somebody newly wrote from what they answer.</summary>
public static class ReplySplitter
{
    /// <summary>Parts a plain-text mail.</summary>
    public static SplitReply Split(string text) => new(text, "");

    /// <summary>Parts an HTML mail.</summary>
    public static SplitReply SplitHtml(string html) => new(html, "");
}
