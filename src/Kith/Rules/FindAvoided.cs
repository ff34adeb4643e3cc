namespace Kith.Rules;

/// <summary>Words to avoid: whole words in any inflection, each said once with the better one. Of two that overlap the longer counts.</summary>
sealed class FindAvoided
{
    readonly List<(HouseRule Rule, RulePhrase Phrase)> phrases = [];
    readonly PhraseTree tree;

    public FindAvoided(IEnumerable<HouseRule> rules)
    {
        var folded = new List<string>();
        foreach (var rule in rules)
            foreach (var phrase in rule.Phrases)
                if (new FoldedText(phrase.Words).ToString().Trim() is { Length: > 0 } words)
                {
                    phrases.Add((rule, phrase));
                    folded.Add(words);
                }
        tree = new(folded);
    }

    public IEnumerable<Objection> In(string text, FoldedText folded, RuleFacts facts)
    {
        var found = new List<(int Phrase, int From, int To, string Ending)>();
        foreach (var (phrase, from, to) in tree.In(folded))
            if (phrases[phrase].Rule.Concerns(facts) && !folded.IsWordAt(from - 1) && EndingAt(folded, to, phrases[phrase].Rule.Language ?? facts.Language) is { } ending)
                found.Add((phrase, from, to, ending));

        var until = 0;
        foreach (var (phrase, from, to, ending) in found.OrderBy(one => one.From).ThenByDescending(one => one.To + one.Ending.Length))
        {
            if (from < until) continue;

            until = to + ending.Length;
            yield return Say(text, folded, phrases[phrase], from, until, ending);
        }
    }

    /// <summary>What of the word is still to come: nothing, or an ending; null when it is another word.</summary>
    static string? EndingAt(FoldedText text, int at, string? language)
    {
        if (!text.IsWordAt(at - 1)) return "";

        var to = at;
        while (to < text.Length && to - at <= Endings.Longest && (text.IsWordAt(to) || (to == at && text[to] == '\'' && text.IsWordAt(to + 1)))) to++;
        if (to == at) return "";
        if (to - at > Endings.Longest) return null;

        var ending = string.Concat(Enumerable.Range(at, to - at).Select(i => text[i]));
        return Endings.Has(language, ending) ? ending : ending[0] == '\'' ? "" : null;
    }

    static Objection Say(string text, FoldedText folded, (HouseRule Rule, RulePhrase Phrase) one, int from, int to, string ending)
    {
        var at = folded.PlaceOf(from);
        var length = folded.PlaceOf(to - 1) + 1 - at;
        var better = one.Phrase.Better is { Length: > 0 } said ? said : null;
        var why = better is null ? $"We do not say “{one.Phrase.Words}”." : $"Instead of “{one.Phrase.Words}” we say “{better}”.";
        return new(one.Rule.Id, one.Rule.Name, why, at, length, ending.Length == 0 ? As(better, text[at]) : null, one.Rule.Stops);
    }

    static string? As(string? better, char first) => better is not null && char.IsUpper(first) ? char.ToUpperInvariant(better[0]) + better[1..] : better;
}
