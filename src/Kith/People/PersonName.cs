using System.Globalization;
using System.Text;

namespace Kith.People;

/// <summary>A name as it may stand in a list beside others: nothing that turns the line round, hides, or climbs over its neighbours.</summary>
public static class PersonName
{
    public const int Longest = 200;
    const int MostMarks = 3, MostWords = 12;
    const int Joiner = 0x200D, NonJoiner = 0x200C;

    /// <summary>The name without what does not belong in one; null when nothing is left. Platforms send names of any length: it is cut.</summary>
    public static string? Clean(string? written) => Clean(written, Longest) is { Length: > 0 } name ? name : null;

    /// <summary>Any one line of text that is shown among others, as clean as a name.</summary>
    public static string Plain(string written) => Clean(written, written.Length);

    static string Clean(string? written, int longest)
    {
        if (string.IsNullOrEmpty(written)) return "";

        var clean = new StringBuilder();
        var marks = 0;
        foreach (var rune in Normal(written).EnumerateRunes())
        {
            if (clean.Length >= longest) break;
            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks > MostMarks || (IsSpace(rune) && (clean.Length == 0 || clean[^1] == ' '))) continue;
            if (IsSpace(rune)) clean.Append(' ');
            else if (IsVisible(rune)) clean.Append(rune);
        }
        return clean.ToString().Trim(' ', (char)Joiner, (char)NonJoiner);
    }

    /// <summary>The words a person of this name is found by.</summary>
    public static IReadOnlyList<string> Words(string? name) =>
        [.. FoldedWords.In(name ?? "").Select(word => word.Word).Distinct().Take(MostWords)];

    // A half of a letter (a lone surrogate) cannot be normalised; reading by runes makes it the replacement character.
    static string Normal(string written) => string.Concat(written.EnumerateRunes()).Normalize(NormalizationForm.FormC);

    static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is 0x2800 or 0x3164 or 0x115F or 0x1160;

    // Persian and the scripts of India need the two joiners inside a word; every other invisible sign is only good for deceiving.
    static bool IsVisible(Rune rune) => rune.Value is Joiner or NonJoiner || (rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned));
}
