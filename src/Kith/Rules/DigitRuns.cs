namespace Kith.Rules;

/// <summary>Groups of digits with at most one blank, point, stroke or hyphen between them: what card and telephone numbers are written in.</summary>
static class DigitRuns
{
    const int LongestCard = 19, ShortestCard = 13, FewestPhone = 8, MostPhone = 15;

    /// <summary>Where the addresses of pages stand nothing is looked for: their digits are their own.</summary>
    public static char[] WithoutLinks(string text)
    {
        var plain = text.ToCharArray();
        for (var at = 0; at < plain.Length; at++)
        {
            if (!Begins(text, at, "https://") && !Begins(text, at, "http://") && !Begins(text, at, "www.")) continue;

            while (at < plain.Length && !char.IsWhiteSpace(plain[at])) plain[at++] = ' ';
        }
        return plain;
    }

    public static IEnumerable<(int From, int To)> Cards(char[] text)
    {
        var until = 0;
        foreach (var run in Runs(text))
            for (var first = 0; first < run.Count; first++)
            {
                if (run[first].From < until || text[run[first].From] is < '2' or > '6') continue;

                var digits = 0;
                for (var last = first; last < run.Count && digits <= LongestCard; last++)
                {
                    digits += run[last].To - run[last].From;
                    if (digits is < ShortestCard or > LongestCard || !PassesLuhn(text, run[first].From, run[last].To)) continue;

                    until = run[last].To;
                    yield return (run[first].From, until);
                    break;
                }
            }
    }

    public static IEnumerable<(int From, int To, string Written)> Phones(char[] text)
    {
        foreach (var run in Runs(text))
        {
            var from = run[0].From;
            if (from > 0 && text[from - 1] == '+') from--;
            else if (from > 1 && text[from - 1] == '(' && text[from - 2] == '+') from -= 2;
            else if (text[from] != '0') continue;
            var count = run.Sum(group => group.To - group.From);
            if (count is >= FewestPhone and <= MostPhone) yield return (from, run[^1].To, new string(text, from, run[^1].To - from));
        }
    }

    static IEnumerable<List<(int From, int To)>> Runs(char[] text)
    {
        var run = new List<(int From, int To)>();
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at])) continue;

            var to = at;
            while (to < text.Length && char.IsAsciiDigit(text[to])) to++;
            if (run.Count > 0 && !IsJoined(text, run[^1].To, at))
            {
                yield return run;
                run = [];
            }
            run.Add((at, to));
            at = to - 1;
        }
        if (run.Count > 0) yield return run;
    }

    static bool IsJoined(char[] text, int from, int to)
    {
        if (to - from is 0 or > 2) return false;

        for (var at = from; at < to; at++)
            if (text[at] is not (' ' or '\u00A0' or '.' or '-' or '/' or '(' or ')')) return false;
        return true;
    }

    static bool PassesLuhn(char[] text, int from, int to)
    {
        var (sum, doubled) = (0, false);
        for (var at = to - 1; at >= from; at--)
        {
            if (!char.IsAsciiDigit(text[at])) continue;

            var digit = (text[at] - '0') * (doubled ? 2 : 1);
            (sum, doubled) = (sum + (digit > 9 ? digit - 9 : digit), !doubled);
        }
        return sum % 10 == 0;
    }

    static bool Begins(string text, int at, string with) => string.Compare(text, at, with, 0, with.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
