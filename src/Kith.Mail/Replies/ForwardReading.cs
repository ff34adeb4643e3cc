namespace Kith.Mail.Replies;

/// <summary>Finds the block of headers that a program writes above the words it passes on, and reads it.</summary>
sealed class ForwardReading
{
    const int LongestBlock = 16, LinesBelowBoundary = 4, MostLines = 4000;

    readonly string[] lines;
    readonly string[] plain;

    ForwardReading(string[] lines) => (this.lines, plain) = (lines, [.. lines.Take(MostLines).Select(line => LineReading.Plain(Unquoted(line)))]);

    /// <param name="lines">The words of the mail.</param>
    /// <param name="isSaid">Its subject says that it passes something on: then a block alone is enough, without a line that says so too.</param>
    public static ForwardFound? Find(string[] lines, bool isSaid)
    {
        var reading = new ForwardReading(lines);
        return reading.Boundary() is { } boundary ? reading.Below(boundary, boundary) : isSaid ? reading.FirstBlock() : null;
    }

    int? Boundary() => Array.FindIndex(plain, LineReading.IsForwardBoundary) is >= 0 and var at ? at : null;

    ForwardFound? FirstBlock()
    {
        for (var at = 0; at < plain.Length; at++)
            if (Name(at) is { } name && ReplyWords.IsFrom(name) && Read(at, at > 0 && LineReading.IsRule(plain[at - 1]) ? at - 1 : at) is { } found) return found;
        return null;
    }

    ForwardFound? Below(int boundary, int endOfComment)
    {
        var start = boundary + 1;
        while (start < plain.Length && start <= boundary + LinesBelowBoundary && !LineReading.IsHeader(Name(start))) start++;
        return start >= plain.Length || !LineReading.IsHeader(Name(start)) ? null : Read(start, endOfComment);
    }

    ForwardFound? Read(int start, int endOfComment)
    {
        var (from, date, subject) = ((MailAddress?)null, (DateTimeOffset?)null, (string?)null);
        var at = start;
        for (; at < plain.Length && at < start + LongestBlock && plain[at].Length > 0; at++)
        {
            var (name, value) = (Name(at), Value(at));
            if (name is null) continue;
            if (ReplyWords.IsFrom(name)) from ??= AddressOf(value);
            else if (ReplyWords.IsSent(name)) date ??= MailDates.Read(value);
            else if (ReplyWords.IsSubject(name)) subject ??= value;
        }
        // The words are put together only where somebody is named: a mail may be made of nothing but such lines.
        return from is null ? null : new(from, date, subject, Text(at, LineReading.IsQuote(lines[start])), CommentIn(lines[..endOfComment]));
    }

    string Text(int from, bool isQuoted) => string.Join('\n', isQuoted ? lines[from..].Select(Unquoted) : lines[from..]).Trim();

    // A signature alone is no comment; below words it is left out.
    static string CommentIn(string[] above)
    {
        var text = string.Join('\n', above).Trim();
        return text.Length == 0 || LineReading.IsSignatureMark(LineReading.Plain(text.Split('\n')[0])) ? "" : ReplySplitter.Split(text).Reply.Trim();
    }

    string? Name(int at) => LineReading.HeaderName(plain[at]);

    string Value(int at)
    {
        var line = Unquoted(lines[at]);
        return line[(line.AsSpan().IndexOfAny(':', '：') + 1)..].Trim(' ', '\t', '*', '_', '\u00A0');
    }

    // Outlook writes "Nomsa [mailto:nomsa@example.org]".
    static MailAddress? AddressOf(string value)
    {
        var list = new AddressList(most: 2, new DefectList());
        list.Read(value.Replace("[mailto:", "<", StringComparison.OrdinalIgnoreCase).Replace(']', '>'));
        return list.Found is [{ Address.Length: > 2 } only] && only.Address.Contains('@') ? only : null;
    }

    static string Unquoted(string line) => LineReading.IsQuote(line) ? line.AsSpan().TrimStart().TrimStart(">|").TrimStart(' ').ToString() : line;
}

/// <summary>What a block of headers and the words around it say.</summary>
sealed record ForwardFound(MailAddress From, DateTimeOffset? Date, string? Subject, string Text, string Comment);
