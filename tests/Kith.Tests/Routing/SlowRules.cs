using System.Text.Json;
using Kith.Routing;

namespace Kith.Tests.Routing;

/// <summary>The oracle: too slow to be wrong. It asks each rule in turn, reads the whole text for each word, and knows nothing of trees.</summary>
static class SlowRules
{
    public static RoutingRule? Find(IEnumerable<RoutingRule> rules, Matter matter, bool isOpen) => rules.FirstOrDefault(rule => !rule.IsOff && Fits(rule.Conditions, matter, isOpen));

    public static bool Fits(RuleConditions asks, Matter matter, bool isOpen)
    {
        var words = $" {string.Join(' ', FoldedWords.In(matter.Text).Select(word => word.Word))} ";
        var (person, language, channel, connection) = (matter.Person, matter.Language(), matter.Channel, matter.Connection);
        return (asks.Channels is null || asks.Channels.Any(one => one == channel))
            && (asks.Connections is null || asks.Connections.Any(one => one == connection))
            && (asks.Branches is null || asks.Branches.Any(one => one == person.LastBranch))
            && (asks.Languages is null || asks.Languages.Any(one => language == one || language?.StartsWith(one + "-", StringComparison.Ordinal) == true))
            && (asks.Organisations is null || asks.Organisations.Intersect(person.Organisations).Any())
            && (asks.Fields is null || asks.Fields.All(field => person.Fields.TryGetValue(field.Key, out var value) && field.Values.Any(one => Written(value) == one)))
            && (asks.InPublic is null || asks.InPublic == matter.InPublic)
            && (asks.InHours is null || asks.InHours == isOpen)
            && (asks.AnyWords is null || asks.AnyWords.Any(Said))
            && (asks.AllWords is null || asks.AllWords.All(Said))
            && (asks.NoWords is null || !asks.NoWords.Any(Said));

        bool Said(string phrase) => words.Contains($" {string.Join(' ', FoldedWords.In(phrase).Select(word => word.Word))} ", StringComparison.Ordinal);
    }

    static string Written(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()!.ToLowerInvariant() : value.GetRawText();
}
