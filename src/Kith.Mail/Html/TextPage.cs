using System.Globalization;
using System.Text;

namespace Kith.Mail.Html;

/// <summary>A page of plain text that is written from left to right: it knows how deep in quotes and lists it is, and what gap comes next.</summary>
sealed class TextPage
{
    const int DeepestQuote = 50;

    readonly StringBuilder page = new();
    readonly Stack<int?> lists = new();
    int quotes;
    int quotesAbove;
    int breaks;
    bool isBlankDue;
    bool isAsWritten;
    bool isLineBegun;
    string marker = "";

    public override string ToString() => page.ToString().TrimEnd();

    public void Words(string text)
    {
        if (isAsWritten) Lines(text);
        else Flow(text);
    }

    void Lines(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            if (at > 0) Break();
            if (lines[at].Length == 0) continue;
            Begin();
            page.Append(lines[at]);
        }
    }

    /// <summary>Blanks flow into one; those that cannot be broken stay, as blanks like others.</summary>
    void Flow(string text)
    {
        foreach (var letter in text)
        {
            if (letter is ' ' or '\n' or '\r' or '\t' or '\f') isBlankDue = isLineBegun;
            else if (!char.IsControl(letter) && letter is not ('\u200B' or '\u200C' or '\u00AD' or '\uFEFF' or '\u034F'))
            {
                Begin();
                page.Append(letter == '\u00A0' ? ' ' : letter);
            }
        }
    }

    void Begin()
    {
        if (page.Length > 0 && breaks > 0) NewLines();
        else if (isBlankDue) page.Append(' ');
        if (!isLineBegun) page.Append(Prefix).Append(marker);
        if (marker.Length > 0) marker = new string(' ', marker.Length);
        breaks = 0;
        isBlankDue = false;
        isLineBegun = true;
        quotesAbove = quotes;
    }

    void NewLines()
    {
        for (var line = 1; line <= breaks; line++)
        {
            page.Append('\n');
            if (line < breaks) page.Append('>', Math.Min(Math.Min(quotes, quotesAbove), DeepestQuote));
        }
    }

    string Prefix => quotes == 0 ? "" : new string('>', Math.Min(quotes, DeepestQuote)) + " ";

    /// <summary>A line ends here; two breaks in a row leave a blank line.</summary>
    public void Break()
    {
        breaks = Math.Min(breaks + 1, 3);
        isLineBegun = false;
        isBlankDue = false;
    }

    /// <summary>What comes next begins on its own line, with so many blank lines before it.</summary>
    public void Gap(int blankLines)
    {
        breaks = Math.Max(breaks, page.Length == 0 ? 0 : blankLines + 1);
        isLineBegun = false;
        isBlankDue = false;
    }

    public void Line(string words)
    {
        Gap(0);
        Words(words);
        Gap(0);
    }

    public void Cell() => isBlankDue = isLineBegun;

    public void AsWritten(Action write)
    {
        var before = isAsWritten;
        isAsWritten = true;
        write();
        isAsWritten = before;
    }

    public void Quoted(Action write)
    {
        Gap(quotes == 0 ? 1 : 0);
        quotes++;
        write();
        quotes--;
        Gap(quotes == 0 ? 1 : 0);
    }

    public void List(int? first, Action write)
    {
        Gap(lists.Count == 0 ? 1 : 0);
        var outer = marker;
        lists.Push(first);
        write();
        lists.Pop();
        marker = outer;
        Gap(lists.Count == 0 ? 1 : 0);
    }

    public void Item(Action write)
    {
        Gap(0);
        var indent = new string(' ', 2 * Math.Min(Math.Max(lists.Count - 1, 0), 10));
        marker = indent + Bullet();
        write();
        marker = "";
        Gap(0);
    }

    string Bullet()
    {
        if (!lists.TryPop(out var number)) return "- ";

        lists.Push(number + 1);
        return number is { } count ? count.ToString(CultureInfo.InvariantCulture) + ". " : "- ";
    }
}
