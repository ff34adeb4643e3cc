namespace Kith.Rules;

/// <summary>The rules every house begins with. Each can be changed and taken out of force; what is put back is as it stands here.</summary>
public static class BuiltInRules
{
    public static readonly Guid PersonalInPublic = IdOf(1), AddressesInPublic = IdOf(2), FieldsInPublic = IdOf(3), CardsAnywhere = IdOf(4), Shouting = IdOf(5), English = IdOf(6), Blame = IdOf(7), German = IdOf(8), Afrikaans = IdOf(9), TheirLanguage = IdOf(10), Reading = IdOf(11), Numbers = IdOf(12);

    public static IReadOnlyList<HouseRule> All(Guid workspace) =>
    [
        Rule(workspace, PersonalInPublic, "No bank numbers in public", RuleKind.Cards, stops: true, RulePlace.Public),
        Rule(workspace, AddressesInPublic, "No addresses in public", RuleKind.Addresses, stops: true, RulePlace.Public),
        Rule(workspace, FieldsInPublic, "Nothing we keep of them in public", RuleKind.TheirFields, stops: true, RulePlace.Public),
        Rule(workspace, Numbers, "No numbers of ours in public", RuleKind.Numbers, stops: true, RulePlace.Public),
        Rule(workspace, CardsAnywhere, "Bank numbers are better not written", RuleKind.Cards, stops: false, RulePlace.Private),
        Rule(workspace, Shouting, "Nobody is shouted at", RuleKind.Shouting, stops: false),
        Rule(workspace, English, "How we say it", RuleKind.Avoid, stops: false, language: "en", phrases:
        [
            ("as per my last email", "as I wrote"), ("per our policy", "the way we do it"), ("unfortunately we cannot", null), ("calm down", null), ("no problem", "gladly"), ("at your earliest convenience", "when it suits you"), ("please be advised that", null),
            ("we regret to inform you", "we are sorry"), ("kindly revert", "please answer"),
        ]),
        Rule(workspace, Blame, "Nobody is blamed", RuleKind.Avoid, stops: false, language: "en", phrases:
        [
            ("you failed to", "we still need you to"), ("you should have", "it would have helped if you had"), ("you claim", "you say"), ("your fault", null), ("you must have", "perhaps you"), ("you neglected to", "we still need you to"), ("as you should know", null),
        ]),
        Rule(workspace, German, "Wie wir es sagen", RuleKind.Avoid, stops: false, language: "de", phrases:
        [
            ("leider können wir nicht", null), ("wie bereits mitgeteilt", "wie gesagt"), ("Sie haben versäumt", null), ("Sie behaupten", "Sie sagen"), ("zeitnah", "bald"), ("beruhigen Sie sich", null), ("bezüglich", null),
        ]),
        Rule(workspace, Afrikaans, "Hoe ons dit sê", RuleKind.Avoid, stops: false, language: "af", phrases:
        [
            ("jy het nagelaat", null), ("jy beweer", "jy sê"), ("kalmeer", null), ("soos reeds gesê", "soos ek geskryf het"),
        ]),
        Rule(workspace, TheirLanguage, "In their language", RuleKind.TheirLanguage, stops: false),
        Rule(workspace, Reading, "Easy to read", RuleKind.Reading, stops: false, limit: 40, isInForce: false),
    ];

    public static bool Has(Guid id) => Enumerable.Range(1, 12).Any(number => IdOf(number) == id);

    static HouseRule Rule(
        Guid workspace, Guid id, string name, RuleKind kind, bool stops, RulePlace place = RulePlace.Anywhere, string? language = null, (string Words, string? Better)[]? phrases = null, int? limit = null, bool isInForce = true) => new()
        {
            WorkspaceId = workspace,
            Id = id,
            Name = name,
            Kind = kind,
            Stops = stops,
            Place = place,
            Language = language,
            Phrases = [.. (phrases ?? []).Select(one => new RulePhrase(one.Words, one.Better))],
            Limit = limit,
            IsInForce = isInForce,
        };

    static Guid IdOf(int number) => new($"00000000-0000-7000-8000-0000005e{number:x4}");
}
