namespace Kith.Mail.Replies;

/// <summary>
/// Parts what somebody newly wrote from what they answer, forward or are signed with. When nothing is new, as in a mail that only forwards another,
/// everything is shown.
/// </summary>
public static class ReplySplitter
{
    /// <summary>Parts a plain-text mail. Lines end with LF in both parts. Never throws, and takes time in proportion to the text.</summary>
    public static SplitReply Split(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var isNew = ReplyReading.FindNew([.. lines.Select(line => new ReplyLine(line))]);
        return new(Lines(lines, isNew, wanted: true), Lines(lines, isNew, wanted: false));
    }

    /// <summary>
    /// Parts an HTML mail by what mail programs write around a quote, and by its words where they write nothing. Both parts are as hostile as the whole was:
    /// each is cleaned before it is shown.
    /// </summary>
    public static SplitReply SplitHtml(string html) => ReplyTree.Split(html);

    static string Lines(string[] lines, bool[] isNew, bool wanted) =>
        string.Join('\n', lines.Where((_, at) => isNew[at] == wanted).Select(line => line.TrimEnd())).Trim('\n');
}
