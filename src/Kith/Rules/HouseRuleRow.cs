using Kith.Channels;

namespace Kith.Rules;

/// <param name="BuiltIn">Kith brings it; taking it away puts it back as it was.</param>
/// <param name="Changed">Somebody changed it, or made it.</param>
/// <param name="Overruled">How often somebody sent words in spite of it.</param>
[WireName("HouseRule")]
public sealed record HouseRuleRow(
    Guid Id, string Name, RuleKind Kind, bool Stops, bool IsInForce, RulePlace Place, IReadOnlyList<Guid> Departments, IReadOnlyList<string> Channels, string? Language,
    IReadOnlyList<RulePhrase> Phrases, int? Limit, bool BuiltIn, bool Changed, int Overruled)
{
    public static HouseRuleRow Of(HouseRule r, bool changed, int overruled) =>
        new(r.Id, r.Name, r.Kind, r.Stops, r.IsInForce, r.Place, r.Departments, r.Channels, r.Language, r.Phrases, r.Limit, BuiltInRules.Has(r.Id), changed, overruled);
}

/// <summary>A rule is written as a whole.</summary>
/// <param name="Phrases">What to avoid with the better one; what must be said; or templates of numbers, with # for a digit and @ for a letter. By kind.</param>
/// <param name="Limit">The most characters, or the least ease of reading. By kind.</param>
public sealed record HouseRuleInput(
    string? Name, RuleKind Kind, bool? Stops, bool? IsInForce, RulePlace Place, IReadOnlyList<Guid>? Departments, IReadOnlyList<string>? Channels, string? Language, IReadOnlyList<RulePhrase?>? Phrases, int? Limit)
{
    const int MostCharacters = 20_000, MostEase = 100;

    internal async Task ApplyAsync(HouseRule rule, KithDb db, ChannelRegistry channels, TimeProvider clock, CancellationToken stop)
    {
        rule.Name = Written.RequiredLine(Name, "name", HouseRule.LongestName);
        (rule.Stops, rule.IsInForce, rule.Place) = (Stops ?? false, IsInForce ?? true, Place);
        rule.Departments = await RuleScope.DepartmentsAsync(db, Departments, stop);
        rule.Channels = RuleScope.Channels(channels, Channels);
        rule.Language = Language is { Length: > 0 } said ? LanguageName.Bare(Languages.Read("language", said)) : null;
        rule.Phrases = [.. (Phrases ?? []).Select(PhraseOf)];
        if (rule.Phrases.Count == 0 && MostOf(rule.Kind) > 0) throw Refusal.Field("phrases", "Say at least one line to look for.");
        if (rule.Phrases.Count > MostOf(rule.Kind)) throw Refusal.Field("phrases", $"Such a rule has {MostOf(rule.Kind)} lines at most.");
        rule.Limit = rule.Kind switch
        {
            RuleKind.Length => WorkspaceDoors.Within("limit", Limit ?? 0, 1, MostCharacters),
            RuleKind.Reading => WorkspaceDoors.Within("limit", Limit ?? 0, 1, MostEase),
            _ => null,
        };
        (rule.ChangedAt, rule.Version) = (clock.Now, rule.Version + 1);
    }

    static int MostOf(RuleKind kind) => kind switch { RuleKind.Avoid => HouseRule.MostPhrases, RuleKind.Numbers or RuleKind.Required => HouseRule.MostTemplates, _ => 0 };

    RulePhrase PhraseOf(RulePhrase? said)
    {
        var words = Written.RequiredLine(said?.Words, "phrases", HouseRule.LongestPhrase);
        if (Kind == RuleKind.Numbers && NumberTemplate.Problem(words) is { } problem) throw Refusal.Field("phrases", problem);
        if (Kind == RuleKind.Avoid && !words.Any(char.IsLetterOrDigit)) throw Refusal.Field("phrases", "What to avoid has letters.");

        var better = Written.Line(said!.Better, "phrases", HouseRule.LongestPhrase) is { Length: > 0 } line ? line : null;
        if (Kind == RuleKind.Avoid && better is not null && new FoldedText(better).ToString().Contains(new FoldedText(words).ToString(), StringComparison.Ordinal))
            throw Refusal.Field("phrases", $"“{better}” holds what it is to replace.");
        return new(words, better);
    }
}
