using System.Globalization;

namespace Kith.Rules;

/// <summary>Capitals where none belong, and exclamation marks one after another. Short words alone are abbreviations, and what holds a digit is a number.</summary>
static class FindShouting
{
    const int LoudAlone = 7, LoudTogether = 9, LoudWord = 4, MostMarks = 2;

    public static IEnumerable<Objection> In(string text, HouseRule rule, RuleFacts facts) => Capitals(text, rule, facts).Concat(Marks(text, rule)).OrderBy(one => one.At);

    static IEnumerable<Objection> Capitals(string text, HouseRule rule, RuleFacts facts)
    {
        var (from, to, letters, words, longest) = (-1, -1, 0, 0, 0);
        foreach (var (start, end) in WordsOf(text))
        {
            if (IsLoud(text, start, end))
            {
                if (from < 0) from = start;
                (to, letters, words, longest) = (end, letters + end - start, words + 1, Math.Max(longest, end - start));
                continue;
            }
            if (IsShouted()) yield return Say();
            (from, letters, words, longest) = (-1, 0, 0, 0);
        }
        if (IsShouted()) yield return Say();

        bool IsShouted() => from >= 0 && (words == 1 ? longest >= LoudAlone : letters >= LoudTogether && longest >= LoudWord);
        // German nouns keep their capital, and nobody knows here which words are nouns.
        Objection Say() => new(rule.Id, rule.Name, "In capitals this reads as shouting.", from, to - from, facts.Language == "de" ? null : Quiet(text, from, to), rule.Stops);
    }

    static IEnumerable<Objection> Marks(string text, HouseRule rule)
    {
        var alone = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not ('!' or '！')) continue;

            var to = at;
            while (to < text.Length && text[to] is '!' or '！' or '?' or '1' && (text[to] != '1' || to > at)) to++;
            while (text[to - 1] == '1') to--;
            if (to - at > 1) yield return new(rule.Id, rule.Name, "Several marks one after another read as shouting.", at, to - at, text.AsSpan(at, to - at).Contains('?') ? "?" : ".", rule.Stops);
            else if (++alone > MostMarks) yield return new(rule.Id, rule.Name, "So many exclamation marks read as shouting.", at, 1, ".", rule.Stops);
            at = to - 1;
        }
    }

    static string Quiet(string text, int from, int to)
    {
        var quiet = text[from..to].ToLower(CultureInfo.InvariantCulture);
        var before = text.AsSpan(0, from).TrimEnd();
        var begins = before.Length == 0 || before[^1] is '.' or '!' or '?' || text.AsSpan(before.Length, from - before.Length).Contains('\n');
        return begins ? char.ToUpperInvariant(quiet[0]) + quiet[1..] : quiet;
    }

    /// <summary>One after another, with nothing but blanks and commas between: a sentence ends a run no more than a word does.</summary>
    static IEnumerable<(int From, int To)> WordsOf(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsLetterOrDigit(text[at]) && !char.IsSurrogate(text[at])) continue;

            var to = at;
            while (to < text.Length && (char.IsLetterOrDigit(text[to]) || text[to] is '\'' or '’' or '-' or '/' or '@' or '_' or ':' || (text[to] == '.' && to + 1 < text.Length && char.IsLetterOrDigit(text[to + 1])) || char.IsSurrogate(text[to]))) to++;
            while (!char.IsLetterOrDigit(text[to - 1]) && to - 1 > at) to--;
            yield return (at, to);
            at = to - 1;
        }
    }

    static bool IsLoud(string text, int from, int to)
    {
        if (to - from < 2) return false;

        for (var i = from; i < to; i++)
            if (!char.IsUpper(text[i]) && text[i] is not ('\'' or '’' or '-')) return false;
        return true;
    }
}
