using System.Globalization;
using System.Text;

namespace Kith.Rules;

/// <summary>
/// Words without case, accents and the many kinds of blanks, hyphens and apostrophes, each letter with its place in the original. One
/// pass, no regular expression.
/// </summary>
public sealed class FoldedText
{
    readonly char[] letters;
    readonly int[] places;

    public FoldedText(string text)
    {
        var (kept, at) = (new char[text.Length * 2], new int[text.Length * 2]);
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var folded = Fold(text[i]);
            if (folded == Nothing || (folded == ' ' && count > 0 && kept[count - 1] == ' ')) continue;

            (kept[count], at[count++]) = (folded, i);
            if (text[i] is 'ß' or 'ẞ') (kept[count], at[count++]) = ('s', i);
        }
        (letters, places, Length) = (kept, at, count);
    }

    const char Nothing = '\0';

    public int Length { get; }

    public char this[int at] => letters[at];

    /// <summary>Where this letter stands in the original.</summary>
    public int PlaceOf(int at) => places[at];

    public bool IsWordAt(int at) => at >= 0 && at < Length && char.IsLetterOrDigit(letters[at]);

    public override string ToString() => new(letters, 0, Length);

    static char Fold(char letter) => letter switch
    {
        '’' or '‘' or 'ʼ' or '`' => '\'',
        '‐' or '‑' or '–' or '—' => '-',
        'ß' or 'ẞ' => 's',
        'ø' or 'Ø' => 'o',
        'ł' or 'Ł' => 'l',
        _ when letter < 128 => char.IsWhiteSpace(letter) ? ' ' : char.ToLowerInvariant(letter),
        _ when char.IsWhiteSpace(letter) => ' ',
        _ when char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format => Nothing,
        _ when char.IsSurrogate(letter) => letter,
        _ => Bare(char.ToLowerInvariant(letter)),
    };

    static char Bare(char letter) => char.IsLetter(letter) ? letter.ToString().Normalize(NormalizationForm.FormD)[0] : letter;
}
