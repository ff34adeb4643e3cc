using System.Text;
using System.Text.RegularExpressions;

namespace Kith.Conversations;

/// <summary>
/// Fields in words that are written beforehand: {name}, or {name|friend} with what to say where nothing is known. A value is put in as it
/// is and is never looked through for fields of its own. The browser fills in by the same rules (fillIn.ts).
/// </summary>
static class FilledWords
{
    public static readonly IReadOnlyList<string> Fields = ["name", "me", "department", "case", "workspace", "person.name", "person.first_name", "me.name", "me.first_name"];

    static readonly Regex field = new(@"\{([a-zA-Z][a-zA-Z0-9_.]*)(?:\|([^{}\n]*))?\}", RegexOptions.NonBacktracking);

    /// <summary>A field nobody knows would reach the person as it stands; it is refused when it is written.</summary>
    public static string Check(string text, string where)
    {
        foreach (Match said in field.Matches(text))
            if (!Fields.Contains(NameIn(said)))
                throw Refusal.Field(where, $"There is no field {{{PersonName.Plain(said.Groups[1].Value)}}}. There are {string.Join(", ", Fields.Select(one => $"{{{one}}}"))}.");
        return text.Contains("{{", StringComparison.Ordinal) ? throw Refusal.Field(where, "A field stands in single braces: {name}.") : text;
    }

    public static string Fill(string text, IReadOnlyDictionary<string, string> values)
    {
        var filled = new StringBuilder(text.Length);
        var at = 0;
        foreach (Match said in field.Matches(text))
        {
            if (!values.TryGetValue(NameIn(said), out var known)) continue;

            filled.Append(text, at, said.Index - at);
            at = said.Index + said.Length;
            var value = known.Length > 0 ? known : said.Groups[2].Value;
            if (value.Length > 0) filled.Append(value);
            else at = LeaveOut(filled, text, at);
        }
        return filled.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>“Dear {name},” without a name is “Dear,”: the space before it goes too, and at the beginning of a line the one behind it.</summary>
    static int LeaveOut(StringBuilder filled, string text, int at)
    {
        while (filled.Length > 0 && filled[^1] == ' ') filled.Length--;
        if (filled.Length > 0 && filled[^1] != '\n') return at;

        while (at < text.Length && text[at] == ' ') at++;
        return at;
    }

    static string NameIn(Match said) => said.Groups[1].Value.ToLowerInvariant();
}
