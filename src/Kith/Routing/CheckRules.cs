namespace Kith.Routing;

/// <summary>What a teammate wrote of the rules, made clean; or the sentence that says why a rule cannot be one.</summary>
static class CheckRules
{
    const int MostOfAList = 50, MostWords = 60, LongestPhrase = 80, LongestKey = 40;

    public static List<RoutingRule> Clean(IReadOnlyList<RoutingRuleRow?>? asked, HouseLists house, DateTime now)
    {
        if (asked is { Count: > RoutingRule.Most }) throw Refusal.Field("items", $"There may be {RoutingRule.Most} rules at most.");

        List<RoutingRule> rules = [.. (asked ?? []).Select((row, at) => RuleAt(row, at, house, now))];
        if (rules.GroupBy(rule => rule.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice) throw Refusal.Field("items", $"Two rules are called “{twice.Key}”.");
        if (rules.DistinctBy(rule => rule.Id).Count() < rules.Count) throw Refusal.Field("items", "A rule is here twice.");
        return rules;
    }

    /// <summary>What is wrong is said with the place of the rule, counted from 0.</summary>
    static RoutingRule RuleAt(RoutingRuleRow? row, int at, HouseLists house, DateTime now)
    {
        try { return RuleOf(row ?? throw Refusal.Field("items", "A rule is missing."), at, house, now); }
        catch (Refusal no) when (no.Fields?.ContainsKey("items") == true) { throw Refusal.Field($"items[{at}]", row?.Name is { Length: > 0 } name ? $"“{name}”: {no.Message}" : no.Message); }
    }

    static RoutingRule RuleOf(RoutingRuleRow row, int at, HouseLists house, DateTime now)
    {
        var rule = new RoutingRule
        {
            WorkspaceId = house.WorkspaceId,
            Id = row.Id ?? Ids.New(now),
            Position = at,
            Name = Written.RequiredLine(row.Name, "items", RoutingRule.LongestName),
            IsOff = row.Off,
            Conditions = Cleaned(row.Conditions ?? new(), house),
            Outcome = Cleaned(row.Outcome ?? new(), house),
        };
        RefuseImpossible(rule, house);
        return rule;
    }

    static RuleConditions Cleaned(RuleConditions said, HouseLists house) => said with
    {
        Channels = Known(said.Channels, house.Channels.ContainsKey, UnknownChannel.Words(house.Channels.Keys)),
        Connections = Known(said.Connections, house.Connections.ContainsKey, "There is no such connection."),
        Branches = Known(said.Branches, house.Names.HasBranch, "There is no such branch."),
        Languages = Known(said.Languages?.Select(one => Languages.Read("items", one ?? "")).ToList(), _ => true, ""),
        Organisations = Known(said.Organisations, house.Organisations.Contains, "There is no such organisation."),
        Fields = FieldsOf(said.Fields, house),
        AnyWords = WordsOf(said.AnyWords, "items"),
        AllWords = WordsOf(said.AllWords, "items"),
        NoWords = WordsOf(said.NoWords, "items"),
    };

    static RuleOutcome Cleaned(RuleOutcome said, HouseLists house)
    {
        if (said.DepartmentId is { } department && house.Names.Department(department) is null) throw Refusal.NotFound("There is no such department.");
        if (said.BranchId is { } branch && !house.Names.HasBranch(branch)) throw Refusal.NotFound("There is no such branch.");
        if (!Enum.IsDefined(said.Owner)) throw Refusal.Field("items", "Say who gets it.");
        if (said.Owner == OwnerPolicy.Teammate && !(said.OwnerId is { } owner && house.Answering.ContainsKey(owner))) throw Refusal.Field("items", "Name a teammate who is here and may answer.");

        var tags = Known(said.Tags?.Select(tag => Written.RequiredLine(tag, "items", Case.LongestTag)).ToList(), _ => true, "");
        if (tags is { Count: > Case.MostTags }) throw Refusal.Field("items", $"A case has {Case.MostTags} tags at most.");
        return said with { OwnerId = said.Owner == OwnerPolicy.Teammate ? said.OwnerId : null, Tags = tags };
    }

    /// <summary>Each once; an empty list asks for nothing.</summary>
    static List<T>? Known<T>(IReadOnlyList<T>? said, Predicate<T> isKnown, string words)
    {
        if (said is null or { Count: 0 }) return null;
        if (said.Count > MostOfAList) throw Refusal.Field("items", $"A rule lists {MostOfAList} of a kind at most.");

        return said.All(one => one is not null && isKnown(one)) ? [.. said.Distinct()] : throw Refusal.Field("items", words);
    }

    static List<FieldCondition>? FieldsOf(IReadOnlyList<FieldCondition>? said, HouseLists house)
    {
        if (said is null or { Count: 0 }) return null;
        if (said.Count > MostOfAList) throw Refusal.Field("items", $"A rule lists {MostOfAList} of a kind at most.");

        return [.. said.Select(field =>
        {
            if (field is null || field.Key is not { Length: > 0 and <= LongestKey } key || !house.Fields.Contains(key)) throw Refusal.Field("items", "There is no such field.");
            var values = (field.Values ?? []).Select(value => Written.RequiredLine(value, "items", LongestPhrase)).Distinct().ToList();
            return values.Count is > 0 and <= MostOfAList ? new FieldCondition(key, values) : throw Refusal.Field("items", "Say what stands in the field.");
        })];
    }

    /// <summary>Words and phrases that are looked for, each once; null where there are none.</summary>
    public static List<string>? WordsOf(IReadOnlyList<string>? said, string field)
    {
        if (said is null or { Count: 0 }) return null;
        if (said.Count > MostWords) throw Refusal.Field(field, $"At most {MostWords} words are looked for.");

        var words = said.Select(one => Written.RequiredLine(one, field, LongestPhrase)).DistinctBy(one => string.Join(' ', PhraseIndex.WordsOf(one))).ToList();
        foreach (var phrase in words)
            if (PhraseIndex.WordsOf(phrase).Length is 0 or > PhraseIndex.MostWords) throw Refusal.Field(field, $"“{phrase}” is no word or phrase of at most {PhraseIndex.MostWords} words.");
        return words;
    }

    /// <summary>A rule that nothing can ever fit, or that does nothing, is no rule.</summary>
    static void RefuseImpossible(RoutingRule rule, HouseLists house)
    {
        var (asks, does) = (rule.Conditions, rule.Outcome);
        if (does is { DepartmentId: null, BranchId: null, Owner: OwnerPolicy.Nobody, Tags: null })
            throw new Refusal("does_nothing", $"“{rule.Name}” changes nothing. Say where the case goes, who gets it, or which tags it has.");

        if (asks is { Channels: { } channels, Connections: { } connections } && !connections.Any(one => channels.Contains(house.Connections[one])))
            throw Never(rule, "none of its connections is of a channel it names");
        if (asks is { Channels: { } places, InPublic: { } inPublic } && !places.Any(channel => inPublic ? house.Channels[channel].HasPublic : house.Channels[channel].HasPrivate))
            throw Never(rule, inPublic ? "nothing is public on the channels it names" : "everything is public on the channels it names");
        if (asks.NoWords is not { } none) return;

        if (asks.AllWords?.FirstOrDefault(one => none.Any(other => RuleShadow.Says(one, other))) is { } both) throw Never(rule, $"it must say “{both}”, and must not");
        if (asks.AnyWords is { } any && any.All(one => none.Any(other => RuleShadow.Says(one, other)))) throw Never(rule, "each word it looks for is one that it must not say");
    }

    static Refusal Never(RoutingRule rule, string why) => new("never_fits", $"“{rule.Name}” can never take anything: {why}.") { More = new Dictionary<string, object?> { ["rule"] = rule.Position } };
}
