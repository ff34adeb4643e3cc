using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kith.People;

/// <summary>Takes apart what somebody wrote: the number as plain digits with a possible leading plus, and the extension.</summary>
static partial class WrittenNumber
{
    /// <summary>Nobody writes a number longer than this; longer texts are not worth the search.</summary>
    const int Longest = 250;

    /// <summary>Spaces and invisible hyphens that stand inside numbers, but never before an extension.</summary>
    const string Soft = "\u3000\u00AD\u200B\u2060";
    const string Marks = $@"\-\u2010-\u2015\u2212\u30FC\uFF0D\uFF0F/\uFF0E. {Soft}()\uFF08\uFF09\uFF3B\uFF3D\[\]~\u2053\u223C\uFF5E";
    public const string PunctuationRun = $"[{Marks}]+";

    const string Label = @"(?:e?xt(?:ensi(?:o\u0301?|\u00F3))?n?|\uFF45?\uFF58\uFF54\uFF4E?|\u0434\u043E\u0431|anexo)";
    const string VagueLabel = @"(?:[x\uFF58#\uFF03~\uFF5E]|int|\uFF49\uFF4E\uFF54)";
    const string AfterLabel = @"[:.\uFF0E]?[ ,\-]*";

    // The vaguer the sign, the fewer digits after it count as an extension and not as another number.
    const string ExtensionForms =
        $@";ext=(?<ext>[0-9]{{1,20}})|[ ,]*{Label}{AfterLabel}(?<ext>[0-9]{{1,20}})#?|[ ,]*{VagueLabel}{AfterLabel}(?<ext>[0-9]{{1,9}})#?" +
        $@"|[\- ]+(?<ext>[0-9]{{1,6}})#|[ ]*(?:,,|;){AfterLabel}(?<ext>[0-9]{{1,15}})#?|[ ]*,+{AfterLabel}(?<ext>[0-9]{{1,9}})#?";

    static readonly SearchValues<char> Beginnings = SearchValues.Create("+0123456789");
    static readonly SearchValues<char> Endings = SearchValues.Create("#0123456789");

    public static bool TryTakeApart(string written, out string digits, out string? extension)
    {
        (digits, extension) = ("", null);
        if (written.Length > Longest) return false;

        var number = NumberUri.Unwrap(Fold(written));
        if (number is null || !Viable.IsMatch(number)) return false;

        if (Extension.Match(number) is { Success: true } end)
            (number, extension) = (number[..end.Index], end.Groups["ext"].Value);
        digits = Digits(number);
        return digits.Length > 0;
    }

    /// <summary>The part that can be a number: from the first plus or digit, without what trails the last digit.</summary>
    public static string Within(string folded)
    {
        var start = folded.AsSpan().IndexOfAny(Beginnings);
        var end = folded.AsSpan().LastIndexOfAny(Endings) + 1;
        return start < 0 || end <= start ? "" : folded[start..end];
    }

    // Digits of every script are one number; what a clipboard adds to say "left to right" is nothing.
    static string Fold(string written)
    {
        var folded = new StringBuilder(written.Length);
        foreach (var letter in written)
        {
            var kind = char.GetUnicodeCategory(letter);
            if (Soft.Contains(letter, StringComparison.Ordinal)) folded.Append(letter);
            else if (kind == UnicodeCategory.DecimalDigitNumber) folded.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter)));
            else if (kind == UnicodeCategory.SpaceSeparator || letter == '\t') folded.Append(' ');
            else if (kind != UnicodeCategory.Format) folded.Append(letter == '\uFF0B' ? '+' : letter);
        }
        return folded.ToString();
    }

    static string Digits(string number)
    {
        var plus = number.StartsWith('+') ? "+" : "";
        return plus + string.Concat(number.Where(char.IsAsciiDigit));
    }

    [GeneratedRegex($@"^(?:[0-9]{{2}}|\+?(?:[{Marks}]*[0-9]){{3,}}[{Marks}0-9]*(?:{ExtensionForms})?)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Viable { get; }

    [GeneratedRegex($@"(?:{ExtensionForms})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Extension { get; }
}
