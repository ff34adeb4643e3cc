namespace Kith.Mail.Replies;

/// <summary>Reads a mail line by line and decides which lines are new. One pass forward to know the lines, one backward to find where the new words end.</summary>
sealed class ReplyReading
{
    const int LongestAttribution = 4;
    const int LongestHeaderBlock = 14;
    const int LongestSignature = 15;

    readonly IReadOnlyList<ReplyLine> lines;
    readonly string[] plain;
    readonly LineKind[] kinds;

    ReplyReading(IReadOnlyList<ReplyLine> lines)
    {
        this.lines = lines;
        plain = [.. lines.Select(line => LineReading.Plain(line.Text))];
        kinds = [.. lines.Select(line => line.Known ?? KindOf(line.Text))];
    }

    /// <summary>For each line whether it belongs to what was newly written; all of them when nothing was.</summary>
    public static bool[] FindNew(IReadOnlyList<ReplyLine> lines)
    {
        var reading = new ReplyReading(lines);
        reading.FindSignatures();
        reading.FindAttributions();
        reading.FindHeaderBlocks();
        return reading.Decide();
    }

    static LineKind KindOf(string line) =>
        string.IsNullOrWhiteSpace(line) ? LineKind.Blank : LineReading.IsQuote(line) ? LineKind.Quote : LineKind.Text;

    void FindSignatures()
    {
        for (var at = 0; at < kinds.Length; at++)
        {
            if (kinds[at] != LineKind.Text) continue;
            if (LineReading.IsBoundary(plain[at])) kinds[at] = LineKind.Boundary;
            else if (LineReading.IsSignatureMark(plain[at]) || LineReading.IsSentFrom(plain[at])) kinds[at] = LineKind.Signature;
        }
    }

    /// <summary>Programs fold the line, so it is read backwards from its colon until it names a date.</summary>
    void FindAttributions()
    {
        for (var end = 0; end < kinds.Length; end++)
        {
            if (kinds[end] != LineKind.Text || !LineReading.EndsLikeAttribution(plain[end])) continue;
            var start = AttributionStart(end);
            if (start < 0 && NextKind(end) == LineKind.Quote && LineReading.IsIntroduction(plain[end])) start = end;
            if (start < 0 || IsHeaderAt(end)) continue;

            // Without quote marks behind it nobody can tell where the old words end.
            var kind = NextKind(end) == LineKind.Quote ? LineKind.Attribution : LineKind.Boundary;
            if (kind == LineKind.Attribution || LineReading.IsSurelyOfProgram(Joined(start, end))) Array.Fill(kinds, kind, start, end - start + 1);
        }
    }

    string Joined(int start, int end) => string.Join(' ', plain[start..(end + 1)]);

    bool IsHeaderAt(int at) => LineReading.IsHeader(LineReading.HeaderName(plain[at])) && !ReplyWords.HasWrote(plain[at]);

    int AttributionStart(int end)
    {
        var joined = "";
        for (var start = end; start >= 0 && start > end - LongestAttribution && kinds[start] == LineKind.Text; start--)
        {
            joined = plain[start] + " " + joined;
            if (LineReading.IsAttribution(joined.Trim())) return IsOpenedAbove(start) ? start - 1 : start;
        }
        return -1;
    }

    bool IsOpenedAbove(int start) =>
        start > 0 && kinds[start - 1] == LineKind.Text && plain[start - 1].Length < 60 && !ReplyWords.HasOpening(plain[start])
        && ReplyWords.HasOpening(plain[start - 1] + " ") && plain[start - 1].EndsWith(',');

    LineKind? NextKind(int at)
    {
        for (var next = at + 1; next < kinds.Length; next++)
            if (kinds[next] != LineKind.Blank) return kinds[next];
        return null;
    }

    void FindHeaderBlocks()
    {
        for (var at = 0; at < kinds.Length; at++)
        {
            if (kinds[at] is not (LineKind.Text or LineKind.Boundary) || HeaderBlockEnd(at) is not { } end) continue;

            var start = WithRuleAbove(at);
            var kind = NextKind(end) == LineKind.Quote ? LineKind.Attribution : LineKind.Boundary;
            for (var line = start; line <= end; line++) kinds[line] = kind;
            at = end;
        }
    }

    /// <summary>
    /// Who, when or to whom, and about what. All of it is asked for, because people write "From: Berlin, To: Munich" too.
    /// </summary>
    int? HeaderBlockEnd(int start)
    {
        if (!LineReading.IsHeader(LineReading.HeaderName(plain[start]))) return null;

        bool from = false, other = false, subject = false;
        var (end, strange) = (start, 0);
        for (var at = start; at < kinds.Length && at < start + LongestHeaderBlock && strange <= 2; at++)
        {
            var name = LineReading.HeaderName(plain[at]);
            if (!LineReading.IsHeader(name))
            {
                strange++;
                continue;
            }
            from |= ReplyWords.IsFrom(name!);
            subject |= ReplyWords.IsSubject(name!);
            other |= ReplyWords.IsSent(name!) || ReplyWords.IsTo(name!);
            (end, strange) = (at, 0);
        }
        return from && other && (subject || end - start >= 2 && IsUnderBoundary(start)) ? end : null;
    }

    bool IsUnderBoundary(int start)
    {
        for (var above = start - 1; above >= 0 && above >= start - 3; above--)
            if (kinds[above] != LineKind.Blank) return kinds[above] == LineKind.Boundary || LineReading.IsRule(plain[above]);
        return false;
    }

    int WithRuleAbove(int start)
    {
        var above = start - 1;
        while (above >= 0 && above >= start - 3 && kinds[above] == LineKind.Blank) above--;
        return above >= 0 && above >= start - 3 && (LineReading.IsRule(plain[above]) || kinds[above] == LineKind.Boundary) ? above : start;
    }

    bool[] Decide()
    {
        var cut = Array.IndexOf(kinds, LineKind.Boundary);
        var end = EndOfNew(cut < 0 ? kinds.Length : cut, out var hasQuoteBelow);
        var isNew = new bool[kinds.Length];
        for (var at = 0; at < end; at++) isNew[at] = true;
        if (!hasQuoteBelow) FoldQuoteAbove(isNew, end);

        if (!HasWords(isNew)) Array.Fill(isNew, true);
        return isNew;
    }

    /// <summary>Quotes, signatures and footers are taken from the end, in whichever order they stand.</summary>
    int EndOfNew(int end, out bool hasQuoteBelow)
    {
        hasQuoteBelow = false;
        while (end > 0)
        {
            if (kinds[end - 1] == LineKind.Blank) end--;
            else if (kinds[end - 1] is LineKind.Quote or LineKind.Attribution)
            {
                hasQuoteBelow = true;
                end--;
            }
            else if (SignatureStart(end) is { } start) end = start;
            else break;
        }
        return end;
    }

    int? SignatureStart(int end)
    {
        for (var at = end - 1; at >= 0 && at >= end - LongestSignature && kinds[at] is not (LineKind.Quote or LineKind.Attribution); at--)
        {
            if (kinds[at] == LineKind.Signature && (at == end - 1 || LineReading.IsSignatureMark(plain[at]) || lines[at].Known is not null)) return at;
            if (IsFooter(at, end)) return at;
        }
        return null;
    }

    /// <summary>A mailing list signs under a long line with its own address.</summary>
    bool IsFooter(int at, int end) =>
        LineReading.IsRule(plain[at]) && plain[at].Length >= 20 && end - at <= 8
        && plain[(at + 1)..end].Any(line => line.Contains("http", StringComparison.Ordinal));

    /// <summary>Somebody who answers below one quote answers all of it; who answers between quotes needs them to be understood.</summary>
    void FoldQuoteAbove(bool[] isNew, int end)
    {
        var first = Array.FindIndex(kinds, 0, end, IsOld);
        if (first < 0 || !IsGreeting(first)) return;

        var last = Array.FindLastIndex(kinds, end - 1, end - first, IsOld);
        for (var at = first; at <= last; at++)
            if (!IsOld(kinds[at]) && kinds[at] != LineKind.Blank) return;
        Array.Fill(isNew, false, first, last - first + 1);
    }

    static bool IsOld(LineKind kind) => kind is LineKind.Quote or LineKind.Attribution;

    bool IsGreeting(int first)
    {
        var above = Enumerable.Range(0, first).Where(at => kinds[at] != LineKind.Blank).ToList();
        return above.Count == 0 || above.Count == 1 && plain[above[0]].Length < 40;
    }

    bool HasWords(bool[] isNew)
    {
        for (var at = 0; at < isNew.Length; at++)
            if (isNew[at] && kinds[at] is LineKind.Text) return true;
        return false;
    }
}
