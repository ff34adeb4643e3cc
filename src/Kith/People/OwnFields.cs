using System.Globalization;
using System.Text.Json;

namespace Kith.People;

/// <summary>Checks what is put into the workspace's own fields, each by its kind.</summary>
static class OwnFields
{
    const int LongestText = 1000;

    /// <summary>Puts the given values in; null empties a field, what is not named stays.</summary>
    public static void Fill(Person person, IReadOnlyDictionary<string, JsonElement>? given, IReadOnlyList<OwnField> known)
    {
        if (given is null or { Count: 0 }) return;

        var fields = new Dictionary<string, JsonElement>(person.Fields);
        foreach (var (key, value) in given)
        {
            var field = known.FirstOrDefault(f => f.Key == key) ?? throw Refusal.Field($"fields.{Short(key)}", "There is no such field.");
            if (value.ValueKind == JsonValueKind.Null) fields.Remove(key);
            else fields[key] = field.Check(value) is { } problem ? throw Refusal.Field($"fields.{key}", problem) : Cleaned(field, value);
        }
        person.Fields = fields;
    }

    extension(OwnField field)
    {
        /// <summary>What is wrong with this value, in words; null when it fits.</summary>
        public string? Check(JsonElement value) => field.Kind switch
        {
            FieldKind.Text => value.ValueKind == JsonValueKind.String && value.GetString()!.Length <= LongestText ? null : $"{field.Label} is text of at most {LongestText} letters.",
            FieldKind.Number => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _) ? null : $"{field.Label} is a number.",
            FieldKind.Date => value.ValueKind == JsonValueKind.String && IsDate(value.GetString()!) ? null : $"{field.Label} is a date, written as 2026-03-31.",
            FieldKind.Choice => value.ValueKind == JsonValueKind.String && field.Choices.Contains(value.GetString()!) ? null : $"{field.Label} is one of: {string.Join(", ", field.Choices)}.",
            _ => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : $"{field.Label} is yes or no.",
        };

        /// <summary>Reads what stands in a cell of somebody's table; null when it does not fit.</summary>
        public JsonElement? Read(string cell)
        {
            var words = cell.Trim();
            JsonElement? value = field.Kind switch
            {
                FieldKind.Number => decimal.TryParse(words, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? JsonSerializer.SerializeToElement(number) : null,
                FieldKind.Choice => field.Choices.FirstOrDefault(c => c.Equals(words, StringComparison.OrdinalIgnoreCase)) is { } choice ? JsonSerializer.SerializeToElement(choice) : null,
                FieldKind.YesNo => words.ToLowerInvariant() switch
                {
                    "yes" or "true" or "1" or "y" => JsonSerializer.SerializeToElement(true),
                    "no" or "false" or "0" or "n" => JsonSerializer.SerializeToElement(false),
                    _ => null,
                },
                _ => JsonSerializer.SerializeToElement(PersonName.Plain(words)),
            };
            return value is { } read && field.Check(read) is null ? read : null;
        }
    }

    static JsonElement Cleaned(OwnField field, JsonElement value) =>
        field.Kind == FieldKind.Text ? JsonSerializer.SerializeToElement(PersonName.Plain(value.GetString()!)) : value.Clone();

    static bool IsDate(string written) => DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    static string Short(string key) => key.Length <= 40 ? key : key[..40];
}
