namespace Kith.Rules;

/// <summary>What must be said: each of the phrases, or a number by a template of the house; {case} stands for the number of the case.</summary>
static class FindMissing
{
    public static IEnumerable<Objection> In(string text, FoldedText folded, char[] plain, HouseRule rule, RuleFacts facts)
    {
        var said = folded.ToString();
        foreach (var phrase in rule.Phrases)
        {
            var needed = Filled(phrase.Words, facts);
            if (needed is null || IsSaid(needed, said, plain)) continue;

            var mend = needed.Contains('#', StringComparison.Ordinal) ? null : $"\n\n{needed}";
            yield return new(rule.Id, rule.Name, $"“{needed}” is missing.", text.Length, 0, mend, rule.Stops);
        }
    }

    static string? Filled(string words, RuleFacts facts) => !words.Contains("{case}", StringComparison.Ordinal) ? words : facts.Case is { } number ? words.Replace("{case}", $"{number}", StringComparison.Ordinal) : null;

    static bool IsSaid(string needed, string said, char[] plain) => needed.Contains('#', StringComparison.Ordinal) ? NumberTemplate.In(plain, needed).Any() : said.Contains(new FoldedText(needed).ToString().Trim(), StringComparison.Ordinal);
}
