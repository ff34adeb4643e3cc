using System.Net;
using System.Text;
using System.Text.Json;

namespace Kith.Channels.Mastodon;

/// <summary>
/// The words of a status, without its HTML: paragraphs and lines, links whole, what hides under a word behind it. The mentions it begins with say to
/// whom it is said, and go. One walk over the text: what is no HTML at all stays as it is.
/// </summary>
sealed class StatusWords
{
    const int MostMentions = 100;

    static readonly string[] Blocks = ["p", "div", "blockquote", "pre", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6"];
    static readonly char[] AfterAName = [',', ':', ' '];

    readonly HashSet<string> mentioned;
    readonly StringBuilder words = new(), anchor = new(), dropped = new();
    string? href;
    bool isMention, isInAnchor;

    StatusWords(HashSet<string> mentioned) => this.mentioned = mentioned;

    /// <summary>What was said, below the warning that stands before it.</summary>
    public static string Of(JsonElement status)
    {
        var urls = status.Items("mentions", "status.", MostMentions).Select(one => one.Peek("url")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var (warning, said) = (status.Peek("spoiler_text")?.Trim() ?? "", Of(status.Peek("content") ?? "", urls));
        return warning.Length == 0 ? said : said.Length == 0 ? warning : $"{warning}\n\n{said}";
    }

    public static string Of(string html, HashSet<string> mentioned)
    {
        var reading = new StatusWords(mentioned);
        reading.Walk(html);
        return reading.Said();
    }

    void Walk(string html)
    {
        for (var at = 0; at < html.Length;)
        {
            var tag = html.IndexOf('<', at);
            var end = tag < 0 ? -1 : html.IndexOf('>', tag);
            Say(html[at..(end < 0 ? html.Length : tag)]);
            if (end < 0) break;

            Meet(html[(tag + 1)..end]);
            at = end + 1;
        }
        if (isInAnchor) EndAnchor();
    }

    void Meet(string tag)
    {
        var isEnd = tag.StartsWith('/');
        var name = string.Concat(tag.Skip(isEnd ? 1 : 0).TakeWhile(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        if (name == "br") Break(most: 2, more: 1);
        else if (name == "a" && isEnd && isInAnchor) EndAnchor();
        else if (name == "a" && !isEnd) BeginAnchor(tag);
        else if (Blocks.Contains(name)) Break(most: name == "li" ? 1 : 2, more: 2);
        if (name == "li" && !isEnd) Say("- ");
    }

    void BeginAnchor(string tag)
    {
        if (isInAnchor) EndAnchor();
        href = Attribute(tag, "href");
        isMention = Attribute(tag, "class").Split(' ').Contains("mention") || mentioned.Contains(href);
        (isInAnchor, _) = (true, anchor.Clear());
    }

    void EndAnchor()
    {
        isInAnchor = false;
        var text = anchor.ToString();
        if (isMention && words.Length == 0 && !text.StartsWith('#')) dropped.Append(text).Append(' ');
        else Say(Hides(text) ? $"{text} ({href})" : text, isDecoded: true);
    }

    /// <summary>Nobody should have to guess where a link leads.</summary>
    bool Hides(string text) =>
        !isMention && text.Length > 0 && text[0] is not ('#' or '@') && href is not null && href.StartsWith("http", StringComparison.Ordinal) && !href.Contains(text.Trim().TrimEnd('…'), StringComparison.OrdinalIgnoreCase);

    void Say(string text, bool isDecoded = false)
    {
        if (!isDecoded) text = WebUtility.HtmlDecode(text).ReplaceLineEndings(" ");
        if (isInAnchor) anchor.Append(text);
        else words.Append(words.Length > 0 ? text : dropped.Length > 0 ? text.TrimStart(AfterAName) : text.TrimStart());
    }

    /// <summary>Ends the line, with so many ends more and so many in all.</summary>
    void Break(int most, int more)
    {
        while (words.Length > 0 && words[^1] == ' ') words.Length--;
        if (words.Length == 0 || isInAnchor) return;

        var there = words[^1] != '\n' ? 0 : words.Length > 1 && words[^2] == '\n' ? 2 : 1;
        words.Append('\n', Math.Clamp(most - there, 0, more));
    }

    /// <summary>Somebody may say nothing but our name.</summary>
    string Said() => PlainText.Clean((words.ToString().Trim() is { Length: > 0 } said ? said : dropped.ToString()).Trim());

    static string Attribute(string tag, string name)
    {
        var at = tag.IndexOf($" {name}=\"", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return "";

        var from = at + name.Length + 3;
        var to = tag.IndexOf('"', from);
        return to < 0 ? "" : WebUtility.HtmlDecode(tag[from..to]);
    }
}
