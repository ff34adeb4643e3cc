using System.Text.Json.Nodes;

namespace Kith.Departments;

/// <summary>What stands around the words of a mail.</summary>
public sealed record MailFrame(string? Greeting, string? Signature)
{
    public const int LongestPart = 2_000, MostLanguages = 40;

    /// <summary>
    /// The department's in the language of the person, else the department's for everybody, else the house's. It is taken whole: a greeting
    /// of one language above a signature of another would be nobody's.
    /// </summary>
    public static MailFrame For(string? language, Department? department, Workspace workspace) =>
        Of(department?.Greetings, department?.Signatures, language) ?? Of(workspace.Greetings, workspace.Signatures, language) ?? new(null, null);

    /// <summary>In a change, what is left out stays as it is and an empty text takes one away.</summary>
    public static JsonObject? Changed(JsonObject? before, IReadOnlyDictionary<string, string?> asked, string field)
    {
        var kept = (JsonObject?)before?.DeepClone() ?? [];
        foreach (var (language, text) in asked)
        {
            if (language.Length > 0 && PersonInput.Language(language) is null) throw Refusal.Field(field, "A language is written as en or pt-BR.");
            kept.Remove(language);
            if (Written.Text(text, field, LongestPart) is { Length: > 0 } said) kept[language] = FilledWords.Check(said, field);
        }
        if (kept.Count > MostLanguages) throw Refusal.Field(field, $"There can be {MostLanguages} languages at most.");
        return kept.Count == 0 ? null : kept;
    }

    public static Dictionary<string, string> Shown(JsonObject? kept) => kept?.ToDictionary(pair => pair.Key, pair => pair.Value!.ToString()) ?? [];

    static MailFrame? Of(JsonObject? greetings, JsonObject? signatures, string? language) =>
        new[] { language ?? "", (language ?? "").Split('-')[0], "" }.Select(one => new MailFrame(greetings?[one]?.ToString(), signatures?[one]?.ToString()))
            .FirstOrDefault(frame => frame.Greeting is not null || frame.Signature is not null);
}
