namespace Kith.Rules;

/// <summary>What a word may end with and still be the same word, by language: the common endings, no dictionary.</summary>
public static class Endings
{
    public const int Longest = 4;

    static readonly Dictionary<string, HashSet<string>> known = new()
    {
        ["en"] = ["s", "es", "d", "ed", "ing", "'s", "ly", "er"],
        ["de"] = ["e", "n", "en", "er", "es", "em", "s", "st", "t", "te", "ten", "ern"],
        ["fr"] = ["s", "e", "es", "x", "ent", "r", "ez"],
        ["es"] = ["s", "es", "a", "as", "os", "n"],
        ["pt"] = ["s", "es", "a", "as", "os", "m"],
        ["it"] = ["i", "e", "o", "a"],
        ["nl"] = ["s", "en", "e", "n", "t", "je"],
        ["af"] = ["s", "e", "te", "de"],
    };

    static readonly HashSet<string> any = [.. known.Values.SelectMany(endings => endings)];

    public static bool Has(string? language, string ending) => (language is not null && known.TryGetValue(language, out var own) ? own : any).Contains(ending);
}
