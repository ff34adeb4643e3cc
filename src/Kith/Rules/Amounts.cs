using System.Globalization;

namespace Kith.Rules;

/// <summary>Sums of money in words: a number beside the sign or the code of a currency, with points, commas or blanks between the thousands.</summary>
public static class Amounts
{
    const int MostDigits = 15, FewestDecimals = 1, MostDecimals = 2;
    static readonly HashSet<string> codes = ["r", "zar", "eur", "usd", "gbp", "chf", "aud", "cad", "nzd", "inr", "jpy", "cny", "brl", "kes", "ngn", "nad", "bwp", "sek", "nok", "dkk", "pln", "euro", "euros", "rand", "dollar", "dollars", "pounds"];

    /// <summary>The largest sum that is named; null when there is none.</summary>
    public static decimal? Largest(string text)
    {
        decimal? largest = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at])) continue;

            var to = EndOf(text, at);
            if ((IsCurrencyBefore(text, at) || IsCurrencyAfter(text, to)) && Read(text[at..to]) is { } sum && !(sum <= largest)) largest = sum;
            at = to - 1;
        }
        return largest;
    }

    static int EndOf(string text, int at)
    {
        var to = at;
        while (to < text.Length && (char.IsAsciiDigit(text[to]) || (to + 1 < text.Length && char.IsAsciiDigit(text[to + 1]) && text[to] is ('.' or ',' or '\'' or '’' or ' ' or '\u00A0' or '\u202F') && IsThousand(text, to)))) to++;
        return to;
    }

    /// <summary>A blank stands before three digits only, or what follows is another number.</summary>
    static bool IsThousand(string text, int at)
    {
        if (text[at] is '.' or ',') return true;

        var digits = 0;
        while (at + 1 + digits < text.Length && digits <= 3 && char.IsAsciiDigit(text[at + 1 + digits])) digits++;
        return digits == 3;
    }

    /// <summary>The last point or comma counts as one before decimals when one or two digits follow it.</summary>
    static decimal? Read(string written)
    {
        var cut = written.LastIndexOfAny(['.', ',']);
        var decimals = cut < 0 ? 0 : written.Length - cut - 1;
        if (decimals is < FewestDecimals or > MostDecimals) (cut, decimals) = (written.Length, 0);
        var whole = string.Concat(written.Take(cut < 0 ? written.Length : cut).Where(char.IsAsciiDigit));
        var rest = decimals > 0 ? written[(cut + 1)..] : "0";
        return whole.Length > MostDigits ? decimal.MaxValue : decimal.Parse($"{(whole.Length == 0 ? "0" : whole)}.{rest}", CultureInfo.InvariantCulture);
    }

    static bool IsCurrencyBefore(string text, int at)
    {
        while (at > 0 && text[at - 1] is (' ' or '\u00A0')) at--;
        var from = at;
        while (from > 0 && char.IsAsciiLetter(text[from - 1]) && at - from < 8) from--;
        return at > 0 && (IsSign(text[at - 1]) || (from < at && codes.Contains(text[from..at].ToLowerInvariant())));
    }

    static bool IsCurrencyAfter(string text, int at)
    {
        while (at < text.Length && text[at] is (' ' or '\u00A0')) at++;
        var to = at;
        while (to < text.Length && char.IsAsciiLetter(text[to]) && to - at < 8) to++;
        return at < text.Length && (IsSign(text[at]) || (to - at > 1 && codes.Contains(text[at..to].ToLowerInvariant())));
    }

    static bool IsSign(char letter) => char.GetUnicodeCategory(letter) == UnicodeCategory.CurrencySymbol;
}
