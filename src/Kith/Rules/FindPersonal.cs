namespace Kith.Rules;

/// <summary>What of a person others must not read. Each kind of rule looks for its own; the mend leaves three points where it stood.</summary>
static class FindPersonal
{
    const string Gone = "…";
    const int ShortestValue = 4, LongestLocal = 64, LongestDomain = 255;

    public static IEnumerable<Objection> In(string text, char[] plain, HouseRule rule, RuleFacts facts) => rule.Kind switch
    {
        RuleKind.Cards => Cards(plain, rule),
        RuleKind.Addresses => Addresses(text, plain, rule, facts),
        RuleKind.Numbers => rule.Phrases.SelectMany(phrase => NumberTemplate.In(plain, phrase.Words)).Select(one => Say(rule, one, "This is a number of ours that belongs to one person.")),
        RuleKind.TheirFields => facts.Private.SelectMany(field => Places(text, field.Value).Select(one => Say(rule, one, $"This is what we keep of them as “{field.Label}”."))),
        _ => [],
    };

    static IEnumerable<Objection> Cards(char[] plain, HouseRule rule) =>
        DigitRuns.Cards(plain).Select(one => Say(rule, one, "This is the number of a bank card.")).Concat(Ibans.In(plain).Select(one => Say(rule, one, "This is the number of a bank account.")));

    /// <summary>Our own may be said: people are to find us.</summary>
    static IEnumerable<Objection> Addresses(string text, char[] plain, HouseRule rule, RuleFacts facts)
    {
        foreach (var (from, to) in Emails(plain))
            if (!facts.Ours.Contains(text[from..to], StringComparer.OrdinalIgnoreCase)) yield return Say(rule, (from, to), "This is an email address.");
        foreach (var (from, to, written) in DigitRuns.Phones(plain))
            if (PhoneNumber.TryParse(written, facts.Region, out var number) && !facts.Ours.Contains(number.E164)) yield return Say(rule, (from, to), "This is a telephone number.");
    }

    static IEnumerable<(int From, int To)> Emails(char[] text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] != '@') continue;

            var (from, to, point) = (at, at + 1, 0);
            while (from > 0 && at - from < LongestLocal && (char.IsLetterOrDigit(text[from - 1]) || text[from - 1] is '.' or '_' or '-' or '+' or '%' or '\'')) from--;
            for (; to < text.Length && to - at < LongestDomain && (char.IsLetterOrDigit(text[to]) || text[to] is '.' or '-'); to++)
                if (text[to] == '.' && to + 1 < text.Length && char.IsLetter(text[to + 1])) point = to;
            while (text[to - 1] is '.' or '-') to--;
            if (from == at || point == 0 || point >= to) continue;

            yield return (from, to);
            at = to - 1;
        }
    }

    static IEnumerable<(int From, int To)> Places(string text, string value)
    {
        if (value.Length < ShortestValue) yield break;

        for (var at = text.IndexOf(value, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(value, at + value.Length, StringComparison.OrdinalIgnoreCase))
            if (IsEdge(text, at - 1) && IsEdge(text, at + value.Length)) yield return (at, at + value.Length);
    }

    static bool IsEdge(string text, int at) => at < 0 || at >= text.Length || !char.IsLetterOrDigit(text[at]);

    static Objection Say(HouseRule rule, (int From, int To) one, string why) => new(rule.Id, rule.Name, why, one.From, one.To - one.From, Gone, rule.Stops);
}
