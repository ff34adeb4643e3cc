namespace Kith.Routing;

/// <summary>All rules of a house, made ready once. It decides without a database at hand.</summary>
public sealed class RouteBook
{
    const int MostOnStack = 256;

    readonly PhraseIndex phrases = new();
    readonly ReadyRule[] rules;
    readonly OpenHours hours;
    readonly bool asksForWords, asksForHours, asksForLanguage;

    /// <param name="rules">In their order; those that are switched off are left out.</param>
    /// <param name="hours">The hours of the house.</param>
    public RouteBook(IEnumerable<RoutingRule> rules, OpenHours hours)
    {
        this.rules = [.. rules.Where(rule => !rule.IsOff).Select(rule => new ReadyRule(rule, phrases))];
        this.hours = hours;
        asksForWords = this.rules.Any(rule => rule.AsksForWords);
        asksForHours = this.rules.Any(rule => rule.Rule.Conditions.InHours is not null);
        asksForLanguage = this.rules.Any(rule => rule.Rule.Conditions.Languages is not null);
        AsksForPerson = this.rules.Any(rule => rule.AsksForPerson);
        AsksForTeam = this.rules.Any(rule => rule.Rule.Outcome.Owner != OwnerPolicy.Nobody);
    }

    public static RouteBook Empty { get; } = new([], OpenHours.Always);

    /// <summary>Whether any rule asks for what only the person's rows tell.</summary>
    public bool AsksForPerson { get; }

    /// <summary>Whether any rule gives a case to somebody.</summary>
    public bool AsksForTeam { get; }

    /// <summary>The first rule that fits, or null.</summary>
    public RoutingRule? Find(in Matter matter)
    {
        if (rules.Length == 0) return null;

        Span<ulong> found = phrases.Size <= MostOnStack ? stackalloc ulong[phrases.Size] : new ulong[phrases.Size];
        if (asksForWords && matter.Text.Length > 0) phrases.Find(matter.Text, found);
        var heard = new Heard(asksForHours && hours.IsOpen(matter.At), asksForLanguage ? matter.Language() : null, found);
        foreach (var rule in rules) if (rule.Fits(matter, heard)) return rule.Rule;
        return null;
    }

    /// <summary>What each rule says of it, in order: none missed for the one that takes it; those below are not asked any more.</summary>
    public List<(RoutingRule Rule, Missed? Missed, IReadOnlyList<string> Words)> Explain(in Matter matter)
    {
        var found = new ulong[phrases.Size];
        phrases.Find(matter.Text, found);
        var heard = new Heard(hours.IsOpen(matter.At), matter.Language(), found);
        var told = new List<(RoutingRule, Missed?, IReadOnlyList<string>)>();
        foreach (var rule in rules)
        {
            var missed = rule.Misses(matter, heard);
            told.Add((rule.Rule, missed, rule.Said(found)));
            if (missed is null) break;
        }
        return told;
    }
}
