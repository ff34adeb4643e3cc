using Kith.Mail.Html;

namespace Kith.Mail.Replies;

/// <summary>What is new in a mail, as plain text: of its text part, or of its HTML where that is all it has.</summary>
public static class NewWords
{
    /// <summary>The new words and what stands below them. Words that would be empty are everything: folding is only a courtesy.</summary>
    public static SplitReply Of(InboundMail mail)
    {
        var split = Split(mail);
        return string.IsNullOrWhiteSpace(split.Reply) ? new(split.Rest, "") : split;
    }

    static SplitReply Split(InboundMail mail)
    {
        if (!string.IsNullOrWhiteSpace(mail.Text)) return ReplySplitter.Split(mail.Text);
        if (mail.Html is not { } html) return new("", "");

        var split = ReplySplitter.SplitHtml(html);
        return new(HtmlText.Of(split.Reply), HtmlText.Of(split.Rest));
    }
}
