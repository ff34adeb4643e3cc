using System.Text.RegularExpressions;

namespace Kith.People;

/// <summary>One way a plan groups its digits for the eye.</summary>
sealed partial class NumberFormat(string pattern, string national, string? international, string? leadingDigits)
{
    readonly DigitPattern pattern = new(pattern);
    readonly DigitPattern? leadingDigits = leadingDigits is null ? null : new(leadingDigits);

    public bool Fits(string digits) => (leadingDigits?.Begins(digits) ?? true) && pattern.Matches(digits);

    public string Apply(string digits, bool abroad) =>
        abroad ? Punctuation.Replace(pattern.Rewrite(digits, international ?? national), " ").Trim()
        : pattern.Rewrite(digits, NationalTemplate);

    /// <summary>How the first group is written at home: "0$1", "($1)".</summary>
    public string? PrefixRule { get; init; }

    // Argentina writes its second group first, so the rule goes around whichever group the template names first.
    string NationalTemplate => PrefixRule is null ? national : FirstGroup.Replace(national, PrefixRule, 1);

    [GeneratedRegex(@"(\$\d)", RegexOptions.None, 1000)]
    private static partial Regex FirstGroup { get; }

    [GeneratedRegex(WrittenNumber.PunctuationRun, RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Punctuation { get; }
}
