namespace Kith.Rules;

/// <summary>Numbers of bank accounts (ISO 13616): as long as their country's are, and right by the remainder of 97.</summary>
static class Ibans
{
    static readonly Dictionary<string, int> lengths = LengthsOf("AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27MT31MU30NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SC31SE24SI19SK24SM27ST25SV28TN24TR26UA29VA22VG24XK20");

    public static IEnumerable<(int From, int To)> In(char[] text)
    {
        for (var at = 0; at + 4 < text.Length; at++)
        {
            if (!char.IsAsciiLetter(text[at]) || !char.IsAsciiLetter(text[at + 1]) || !char.IsAsciiDigit(text[at + 2]) || (at > 0 && char.IsLetterOrDigit(text[at - 1]))) continue;
            if (!lengths.TryGetValue($"{char.ToUpperInvariant(text[at])}{char.ToUpperInvariant(text[at + 1])}", out var length) || EndOf(text, at, length) is not { } to) continue;

            yield return (at, to);
            at = to - 1;
        }
    }

    static int? EndOf(char[] text, int from, int length)
    {
        Span<char> number = stackalloc char[length];
        var (at, count) = (from, 0);
        for (; at < text.Length && count < length; at++)
            if (char.IsAsciiLetterOrDigit(text[at])) number[count++] = char.ToUpperInvariant(text[at]);
            else if (text[at] is not (' ' or '\u00A0' or '-') || !char.IsAsciiLetterOrDigit(text[at - 1])) return null;
        return count == length && (at == text.Length || !char.IsLetterOrDigit(text[at])) && Remainder(number) == 1 ? at : null;
    }

    static int Remainder(ReadOnlySpan<char> number)
    {
        var rest = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var sign = number[(i + 4) % number.Length];
            rest = char.IsAsciiDigit(sign) ? (rest * 10 + sign - '0') % 97 : (rest * 100 + sign - 'A' + 10) % 97;
        }
        return rest;
    }

    static Dictionary<string, int> LengthsOf(string table) => table.Chunk(4).ToDictionary(one => new string(one, 0, 2), one => int.Parse(one.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture));
}
