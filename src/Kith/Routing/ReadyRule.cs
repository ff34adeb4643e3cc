using System.Text.Json;

namespace Kith.Routing;

/// <summary>A rule with its words looked up beforehand.</summary>
sealed class ReadyRule
{
    readonly RuleConditions asks;
    readonly int[] any, all, none;

    public ReadyRule(RoutingRule rule, PhraseIndex phrases)
    {
        (Rule, asks) = (rule, rule.Conditions);
        (any, all, none) = (Numbers(asks.AnyWords), Numbers(asks.AllWords), Numbers(asks.NoWords));

        int[] Numbers(IReadOnlyList<string>? words) => [.. (words ?? []).Select(phrases.Add)];
    }

    public RoutingRule Rule { get; }

    public bool AsksForWords => any.Length + all.Length + none.Length > 0;

    public bool AsksForPerson => asks.Branches is not null || asks.Languages is not null || asks.Organisations is not null || asks.Fields is not null || Rule.Outcome.Owner == OwnerPolicy.SameAsBefore;

    public bool Fits(in Matter matter, in Heard heard) => Misses(matter, heard) is null;

    /// <summary>The first thing that does not hold; null when the rule fits.</summary>
    public Missed? Misses(in Matter matter, in Heard heard)
    {
        if (asks.InPublic is { } inPublic && inPublic != matter.InPublic) return Missed.Visibility;
        if (asks.InHours is { } inHours && inHours != heard.IsOpen) return Missed.Hours;
        if (asks.Channels is { } channels && !(matter.Channel is { } channel && channels.Contains(channel))) return Missed.Channel;
        if (asks.Connections is { } connections && !(matter.Connection is { } connection && connections.Contains(connection))) return Missed.Connection;
        if (any.Length > 0 && !HasAny(heard.Found)) return Missed.AnyWords;
        foreach (var one in all) if (!PhraseIndex.Has(heard.Found, one)) return Missed.AllWords;
        foreach (var one in none) if (PhraseIndex.Has(heard.Found, one)) return Missed.NoWords;
        return AsksForPerson ? MissesPerson(matter.Person, heard.Language) : null;
    }

    /// <summary>Of the words it looks for, those that were found.</summary>
    public List<string> Said(ReadOnlySpan<ulong> found)
    {
        var said = new List<string>();
        for (var i = 0; i < any.Length; i++) if (PhraseIndex.Has(found, any[i])) said.Add(asks.AnyWords![i]);
        for (var i = 0; i < all.Length; i++) if (PhraseIndex.Has(found, all[i])) said.Add(asks.AllWords![i]);
        return said;
    }

    bool HasAny(ReadOnlySpan<ulong> found)
    {
        foreach (var one in any) if (PhraseIndex.Has(found, one)) return true;
        return false;
    }

    Missed? MissesPerson(PersonFacts person, string? language)
    {
        if (asks.Branches is { } branches && !(person.LastBranch is { } branch && branches.Contains(branch))) return Missed.Branch;
        if (asks.Languages is { } languages && !(language is { } spoken && languages.Any(one => IsOf(one, spoken)))) return Missed.Language;
        if (asks.Organisations is { } organisations && !organisations.Any(person.Organisations.Contains)) return Missed.Organisation;
        return asks.Fields is { } fields && !fields.All(field => person.Fields.TryGetValue(field.Key, out var value) && field.Values.Any(one => Says(value, one))) ? Missed.Field : null;
    }

    public static bool IsOf(string language, string spoken) =>
        spoken.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (spoken.Length == language.Length || spoken[language.Length] == '-');

    static bool Says(JsonElement value, string wanted) => value.ValueKind switch
    {
        JsonValueKind.String => string.Equals(value.GetString()!.Trim(), wanted, StringComparison.OrdinalIgnoreCase),
        JsonValueKind.Number => decimal.TryParse(wanted, System.Globalization.CultureInfo.InvariantCulture, out var number) && value.TryGetDecimal(out var kept) && kept == number,
        JsonValueKind.True => wanted.Equals("true", StringComparison.OrdinalIgnoreCase),
        JsonValueKind.False => wanted.Equals("false", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}

/// <summary>What of a rule did not hold.</summary>
public enum Missed { Visibility, Hours, Channel, Connection, AnyWords, AllWords, NoWords, Branch, Language, Organisation, Field }

/// <summary>What all rules ask of a matter, found out once.</summary>
/// <param name="IsOpen">Whether the house is open.</param>
/// <param name="Language">Which language they speak; null where nobody knows.</param>
/// <param name="Found">Which phrases it says.</param>
readonly ref struct Heard(bool isOpen, string? language, ReadOnlySpan<ulong> found)
{
    public bool IsOpen => isOpen;

    public string? Language => language;

    public ReadOnlySpan<ulong> Found { get; } = found;
}
