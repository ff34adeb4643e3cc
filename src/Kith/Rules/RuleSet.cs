namespace Kith.Rules;

/// <summary>
/// The rules of a house, ready to read words: <see cref="Check"/> depends on nothing but what it is given. It takes time in proportion to
/// the length of the words, and every text of whatever kind has an answer.
/// </summary>
public sealed class RuleSet
{
    const int Most = 200, FewestForLanguage = 40;

    readonly IReadOnlyList<HouseRule> others;
    readonly FindAvoided avoided;

    public RuleSet(IReadOnlyList<HouseRule> rules)
    {
        avoided = new(rules.Where(rule => rule is { Kind: RuleKind.Avoid, IsInForce: true }));
        others = [.. rules.Where(rule => rule.Kind != RuleKind.Avoid && rule.IsInForce)];
    }

    /// <summary>Everything the rules say no to, in the order of the words; no more than 200.</summary>
    public IReadOnlyList<Objection> Check(string text, RuleFacts facts)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];

        var folded = new FoldedText(text);
        var guess = LanguageGuess.Of(folded);
        facts = facts with { Language = facts.Language ?? (guess is { IsSure: true } sure ? sure.Language : facts.Theirs) };
        var plain = DigitRuns.WithoutLinks(text);
        var found = avoided.In(text, folded, facts).Concat(others.Where(rule => rule.Concerns(facts)).SelectMany(rule => Of(rule, text, folded, plain, facts, guess)));
        return [.. found.Take(Most * 4).OrderBy(one => one.At).ThenByDescending(one => one.Stops).ThenByDescending(one => one.Length).Take(Most)];
    }

    static IEnumerable<Objection> Of(HouseRule rule, string text, FoldedText folded, char[] plain, RuleFacts facts, LanguageGuess? guess) => rule.Kind switch
    {
        RuleKind.Shouting => FindShouting.In(text, rule, facts),
        RuleKind.Length when text.Length > rule.Limit => [Whole(rule, text, $"This has {text.Length} characters, and {rule.Limit} are enough here.")],
        RuleKind.Reading when ReadingEase.Of(text, facts.Language) is var (ease, formula) && ease < rule.Limit =>
            [Whole(rule, text, $"This is hard to read: {Math.Max(0, (int)ease)} of 100 by {formula}, and {rule.Limit} is asked. Shorter sentences and shorter words help.")],
        RuleKind.TheirLanguage when text.Length >= FewestForLanguage && facts.Theirs is { } theirs && guess is { IsSure: true } said && said.Language != theirs =>
            [Whole(rule, text, $"They write {LanguageName.Of(theirs)}, and this looks like {LanguageName.Of(said.Language)}.")],
        RuleKind.Required => FindMissing.In(text, folded, plain, rule, facts),
        _ => FindPersonal.In(text, plain, rule, facts),
    };

    static Objection Whole(HouseRule rule, string text, string why) => new(rule.Id, rule.Name, why, 0, text.Length, null, rule.Stops);
}
