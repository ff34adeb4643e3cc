using System.Text.Json;
using Kith.Routing;

namespace Kith.Tests.Routing;

/// <summary>Rules and matters thrown by dice, out of so few words and names that they meet often.</summary>
sealed class RandomRules(int seed)
{
    public static readonly string[] Words = ["price", "Preis", "costs a lot", "a lot", "late", "parcel", "où", "價格表"];
    static readonly string[] channels = ["email", "sms", "x", "messenger"], languages = ["en", "pt", "pt-BR", "de"];
    static readonly Guid[] ids = [.. Enumerable.Range(1, 3).Select(n => new Guid(n, 0, 0, new byte[8]))];
    readonly Random dice = new(seed);

    public RoutingRule Rule(int position) => new()
    {
        Id = Guid.NewGuid(),
        Name = $"rule {position}",
        Position = position,
        IsOff = dice.Next(8) == 0,
        Conditions = Conditions(),
        Outcome = new() { DepartmentId = One(ids) },
    };

    public RuleConditions Conditions() => new()
    {
        Channels = Some(channels, 4),
        Connections = Some(ids, 8),
        Branches = Some(ids, 8),
        Languages = Some(languages, 8),
        Organisations = Some(ids, 8),
        Fields = dice.Next(8) == 0 ? [new("plan", Some(["gold", "true", "7"], 1)!)] : null,
        AnyWords = Some(Words, 3),
        AllWords = Some(Words, 8),
        NoWords = Some(Words, 6),
        InPublic = dice.Next(6) == 0 ? dice.Next(2) == 0 : null,
        InHours = dice.Next(6) == 0 ? dice.Next(2) == 0 : null,
    };

    public Matter Matter() => new(
        dice.Next(9) == 0 ? null : One(channels), dice.Next(3) == 0 ? null : One(ids), dice.Next(2) == 0, Text(), new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc).AddMinutes(dice.Next(10_000)),
        new(dice.Next(3) == 0 ? null : One(languages), Fields(), [.. Some(ids, 2) ?? []], null, dice.Next(2) == 0 ? null : One(ids)));

    /// <summary>Words among others, in any case and with any ending between them.</summary>
    string Text() => string.Join(One([" ", ", ", "\n", " — "]), Enumerable.Range(0, dice.Next(6)).Select(_ => dice.Next(3) == 0 ? One(["pricey", "a", "lot", "costs", "hello"]) : Cased(One(Words))));

    string Cased(string word) => dice.Next(2) == 0 ? word.ToUpperInvariant() : word;

    Dictionary<string, JsonElement> Fields() => dice.Next(2) == 0 ? [] : new() { ["plan"] = JsonSerializer.SerializeToElement(One<object>(["Gold", "silver", true, false, 7, 8])) };

    List<T>? Some<T>(T[] of, int oneIn) => dice.Next(oneIn) != 0 ? null : [.. of.Where(_ => dice.Next(3) == 0).Append(One(of)).Distinct()];

    T One<T>(T[] of) => of[dice.Next(of.Length)];
}
