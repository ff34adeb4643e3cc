using System.Net;

namespace Kith.Mail;

/// <summary>What a mail shows: its text, its HTML, its files.</summary>
sealed record MailContent(string? Text, string? Html, IReadOnlyList<MailAttachment> Attachments)
{
    public static MailContent Of(MimeNode root, DefectList defects)
    {
        var choice = BodyChoice.Of(root);
        var text = Joined(choice.Text.Where(p => p.Type == "text/plain").Select(p => p.Text));
        var html = choice.Html.Exists(p => p.Type == "text/html") ? Joined(choice.Html.Select(AsHtml)) : null;
        if (text is null && html is null) (text, html) = Rescued(choice);

        var (files, tnef) = AttachedFiles.Of(choice.Files, defects);
        text ??= tnef?.Text;
        html ??= tnef?.Html;
        // Some programs put an empty text beside the real HTML.
        if (html is not null && string.IsNullOrWhiteSpace(text)) text = null;
        return new(text, html, AttachedFiles.Placed(files, html));
    }

    // Apple Mail writes text, picture, text; lists add a footer of their own: everything that is to be read is kept.
    static string? Joined(IEnumerable<string?> parts)
    {
        var texts = parts.Where(p => p is not null).ToList();
        if (texts.Count > 1) texts.RemoveAll(string.IsNullOrWhiteSpace);
        return texts.Count == 0 ? null : string.Join('\n', texts);
    }

    static string? AsHtml(MimeNode part) => part.Type switch
    {
        "text/html" => part.Text,
        "text/plain" when !string.IsNullOrWhiteSpace(part.Text) => $"<div style=\"white-space: pre-wrap\">{WebUtility.HtmlEncode(part.Text)}</div>",
        _ => null,
    };

    // Broken mails put their only words where RFC 8621 sees a file: better shown twice than not read.
    static (string? Text, string? Html) Rescued(BodyChoice choice)
    {
        var words = choice.Files.Find(p => p is { Type: "text/plain" or "text/html" or "text/enriched" or "text/richtext" or "text/markdown", FileName: null } && p.Disposition != "attachment");
        if (words is not null) return words.Type == "text/html" ? (null, words.Text) : (words.Text, null);
        return (choice.Files.Find(p => p.Type == "message/delivery-status") is { } status ? SafeText.Body(Charsets.Decode(status.Content.Span, null)) : null, null);
    }
}
