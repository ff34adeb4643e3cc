using System.Text;

namespace Kith.Mail.Html;

/// <summary>
/// Makes a stranger's HTML safe to show. Nothing is taken out of the hostile tree: a new one is written from what is allowed, and what is not known is not
/// written. A mail stays what it was to its reader: tables, fonts, colours, lists, quotes and headings are kept, and what its style sheets say of an element
/// is written on the element.
/// </summary>
public static class HtmlCleaner
{
    const int MostRounds = 6;

    /// <summary>Letters that style sheets may add.</summary>
    const int MostLooks = 400_000;

    /// <summary>
    /// The allowed part of this HTML. Never throws, whatever the HTML is; and cleaning what was cleaned by the same policy changes nothing, because the
    /// fragment is read again and again as a browser will read it, until writing it makes no difference any more.
    /// </summary>
    /// <param name="html">A document or a fragment, as it came.</param>
    /// <param name="policy">Where pictures come from.</param>
    public static CleanHtml Clean(string html, CleaningPolicy policy)
    {
        var pictures = new MailPictures(policy);
        var fragment = Rewrite(html, pictures.Find, out var isCut);
        return new(Settle(fragment), pictures.Inline, pictures.RemoteCount, isCut);
    }

    static string Settle(string html)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var again = Rewrite(html, picture => picture, out _);
            if (again == html) return html;
            html = again;
        }
        return InWordsOnly(html);
    }

    static string Rewrite(string html, Func<string, string?> findPicture, out bool isCut)
    {
        var foreign = ForeignHtml.Read(html);
        var writer = new FragmentWriter(findPicture, SheetLooks.Read(foreign.Sheets, RoomForLooks(html)));
        writer.WriteBody(foreign.Body);
        isCut = foreign.IsCut || writer.IsCut;
        return writer.ToString();
    }

    static int RoomForLooks(string html) => Math.Clamp((FragmentWriter.MostLetters - html.Length) / 2, 0, MostLooks);

    static string InWordsOnly(string html)
    {
        var words = new StringBuilder();
        foreach (var line in HtmlText.Of(html).Split('\n')) words.Append(Markup.Text(line)).Append("<br>");
        return words.ToString();
    }
}
