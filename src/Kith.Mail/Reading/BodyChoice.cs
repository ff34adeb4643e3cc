namespace Kith.Mail;

/// <summary>Which parts are the text, which the HTML, and which are files: RFC 8621 §4.1.4.</summary>
sealed class BodyChoice
{
    public List<MimeNode> Text { get; } = [];

    public List<MimeNode> Html { get; } = [];

    public List<MimeNode> Files { get; } = [];

    public static BodyChoice Of(MimeNode root)
    {
        var choice = new BodyChoice();
        choice.Walk([root], "mixed", false, choice.Html, choice.Text);
        return choice;
    }

    void Walk(IReadOnlyList<MimeNode> parts, string multipart, bool inAlternative, List<MimeNode>? html, List<MimeNode>? text)
    {
        var (texts, htmls) = (text?.Count, html?.Count);
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            if (part.Type.StartsWith("multipart/", StringComparison.Ordinal))
            {
                var kind = part.Type["multipart/".Length..];
                Walk(part.Children, kind, inAlternative || kind == "alternative", html, text);
            }
            else if (!IsInline(part, i, multipart)) Files.Add(part);
            else if (multipart == "alternative")
            {
                if ((part.Type, text, html) is ("text/plain", not null, _)) text.Add(part);
                else if ((part.Type, text, html) is ("text/html", _, not null)) html.Add(part);
                else Files.Add(part);
            }
            else
            {
                if (inAlternative && part.Type == "text/plain") html = null;
                if (inAlternative && part.Type == "text/html") text = null;
                text?.Add(part);
                html?.Add(part);
                if (IsMedia(part) || text is null && html is null) Files.Add(part);
            }
        }
        if (multipart != "alternative" || text is null || html is null) return;
        if (texts == text.Count && htmls != html.Count) text.AddRange(html.Skip(htmls ?? 0).ToList());
        else if (htmls == html.Count && texts != text.Count) html.AddRange(text.Skip(texts ?? 0).ToList());
    }

    static bool IsInline(MimeNode part, int place, string multipart) =>
        part.Disposition != "attachment" && part.Embedded is null && (part.Type is "text/plain" or "text/html" || IsMedia(part))
        && (place == 0 || multipart != "related" && (IsMedia(part) || part.FileName is null));

    static bool IsMedia(MimeNode part) =>
        part.Type.StartsWith("image/", StringComparison.Ordinal) || part.Type.StartsWith("audio/", StringComparison.Ordinal) || part.Type.StartsWith("video/", StringComparison.Ordinal);
}
