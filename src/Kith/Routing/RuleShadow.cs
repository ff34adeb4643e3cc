namespace Kith.Routing;

/// <summary>Which rules never get a turn, because an earlier one takes everything that they would.</summary>
static class RuleShadow
{
    /// <summary>A sentence for each thing to know about each rule; rules that are switched off stand in nobody's way.</summary>
    public static List<List<string>> Warnings(IReadOnlyList<RoutingRule> rules, HouseLists house)
    {
        var warnings = rules.Select(_ => new List<string>()).ToList();
        for (var at = 0; at < rules.Count; at++)
        {
            var rule = rules[at];
            if (rule.IsOff) continue;
            if (rules.Take(at).FirstOrDefault(earlier => !earlier.IsOff && Covers(earlier.Conditions, rule.Conditions, house)) is { } first)
                warnings[at].Add($"It never gets a turn: “{first.Name}” stands before it and takes all that it would.");
            else if (TakesEverything(rule.Conditions))
                warnings[at].Add(at < rules.Count - 1 ? "It takes everything that comes to it, so no rule below it gets a turn." : "It takes everything that no rule above it takes.");
            if (rule.Outcome is { Owner: OwnerPolicy.LeastBusy } outcome && outcome.DepartmentId is { } department && !house.Members.Contains(department))
                warnings[at].Add($"Nobody is a member of {house.Names.Department(department)}, so nobody is given it.");
        }
        return warnings;
    }

    public static bool TakesEverything(RuleConditions asks) => asks == new RuleConditions();

    /// <summary>Whether everything that fits the narrower one fits the wider one too.</summary>
    public static bool Covers(RuleConditions wide, RuleConditions narrow, HouseLists house) =>
        Within(wide.Channels, narrow.Channels ?? narrow.Connections?.Select(one => house.Connections.GetValueOrDefault(one) ?? "").ToList(), (one, other) => one == other)
        && Within(wide.Connections, narrow.Connections, (one, other) => one == other)
        && Within(wide.Branches, narrow.Branches, (one, other) => one == other)
        && Within(wide.Languages, narrow.Languages, ReadyRule.IsOf)
        && Within(wide.Organisations, narrow.Organisations, (one, other) => one == other)
        && (wide.InPublic is null || wide.InPublic == narrow.InPublic)
        && (wide.InHours is null || wide.InHours == narrow.InHours)
        && (wide.Fields ?? []).All(field => (narrow.Fields ?? []).Any(other => other.Key == field.Key && other.Values.All(value => field.Values.Contains(value, StringComparer.OrdinalIgnoreCase))))
        && CoversWords(wide, narrow);

    /// <summary>Whether saying one phrase is saying the other too.</summary>
    public static bool Says(string phrase, string other) => $" {string.Join(' ', PhraseIndex.WordsOf(phrase))} ".Contains($" {string.Join(' ', PhraseIndex.WordsOf(other))} ", StringComparison.Ordinal);

    /// <summary>What the wider one allows must hold all that the narrower one may be.</summary>
    static bool Within<T>(IReadOnlyList<T>? wide, IReadOnlyList<T>? narrow, Func<T, T, bool> holds) =>
        wide is null || (narrow is not null && narrow.All(one => wide.Any(other => holds(other, one))));

    static bool CoversWords(RuleConditions wide, RuleConditions narrow)
    {
        var certain = narrow.AllWords ?? [];
        var isAny = wide.AnyWords is not { } any || certain.Any(said => any.Any(one => Says(said, one))) || (narrow.AnyWords is { } some && some.All(said => any.Any(one => Says(said, one))));
        var isAll = (wide.AllWords ?? []).All(one => certain.Any(said => Says(said, one)) || (narrow.AnyWords is { } some && some.All(said => Says(said, one))));
        var isNone = (wide.NoWords ?? []).All(one => (narrow.NoWords ?? []).Any(other => Says(one, other)));
        return isAny && isAll && isNone;
    }
}
