namespace Kith.Rules;

/// <summary>How the house writes its numbers: # stands for a digit, @ for a letter, all else for itself in either case. No regular expression comes from a user.</summary>
static class NumberTemplate
{
    public const int Longest = 40;

    /// <summary>Null when it is one; else why it is none.</summary>
    public static string? Problem(string template) =>
        template.Length is 0 or > Longest ? $"A template has 1 to {Longest} signs."
        : template.Count(sign => sign == '#') < 3 ? "A template holds three digits at least, each written as #: MM-######."
        : null;

    public static IEnumerable<(int From, int To)> In(char[] text, string template)
    {
        for (var at = 0; at + template.Length <= text.Length; at++)
        {
            if (!Fits(text[at], template[0]) || (at > 0 && char.IsLetterOrDigit(text[at - 1]) && IsOfWord(template[0]))) continue;

            var to = at + template.Length;
            var length = 1;
            while (length < template.Length && Fits(text[at + length], template[length])) length++;
            if (length < template.Length || (to < text.Length && char.IsLetterOrDigit(text[to]) && IsOfWord(template[^1]))) continue;

            yield return (at, to);
            at = to - 1;
        }
    }

    static bool IsOfWord(char sign) => sign is '#' or '@' || char.IsLetterOrDigit(sign);

    static bool Fits(char letter, char sign) => sign switch
    {
        '#' => char.IsAsciiDigit(letter),
        '@' => char.IsLetter(letter),
        _ => letter == sign || char.ToUpperInvariant(letter) == char.ToUpperInvariant(sign),
    };
}
