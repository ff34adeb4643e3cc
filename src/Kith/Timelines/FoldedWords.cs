using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kith.Timelines;

/// <summary>A word as we compare it; <see cref="Start"/> and <see cref="Length"/> say where it stands in what was written.</summary>
public readonly record struct FoldedWord(string Word, int Start, int Length);

/// <summary>
/// Takes words out of what people write and folds them to what everybody can type: lower case, no accents, Latin letters for Cyrillic and
/// Greek ones. Writing without spaces between words (Chinese, Japanese, Thai) is taken two letters at a time.
/// </summary>
public static class FoldedWords
{
    const int Longest = 40;

    /// <summary>Marks above this are vowels of their scripts; below, they are accents and points that many leave out.</summary>
    const int FirstVowelSigns = 0x0900;

    static readonly SearchValues<char> plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    public static IEnumerable<FoldedWord> In(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = RunAt(text, at, out var spaceless);
            foreach (var word in length == 0 ? [] : spaceless ? Pairs(text, at, length) : Whole(text, at, length)) yield return word;
            at += length == 0 ? 1 : length;
        }
    }

    public static string Fold(ReadOnlySpan<char> word)
    {
        // What most people write most of the time needs no tables.
        if (!word.ContainsAnyExcept(plain)) return string.Create(Math.Min(word.Length, Longest), word, static (folded, from) => from[..folded.Length].ToLowerInvariant(folded));

        var folded = new StringBuilder(word.Length);
        foreach (var rune in word.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!IsOfWord(rune) || (IsMark(rune) && rune.Value < FirstVowelSigns)) continue;
            var lower = Rune.ToLowerInvariant(rune);
            folded.Append(LatinLetters.For(lower) ?? lower.ToString());
        }
        var whole = folded.ToString().Normalize(NormalizationForm.FormC);
        return whole.Length <= Longest ? whole : whole[..(char.IsHighSurrogate(whole[Longest - 1]) ? Longest - 1 : Longest)];
    }

    static IEnumerable<FoldedWord> Whole(string text, int at, int length)
    {
        var word = Fold(text.AsSpan(at, length));
        if (word.Length > 0) yield return new(word, at, length);
    }

    static IEnumerable<FoldedWord> Pairs(string text, int at, int length)
    {
        var starts = new List<int>();
        for (var i = at; i < at + length; i += char.IsHighSurrogate(text[i]) ? 2 : 1) starts.Add(i);
        starts.Add(at + length);
        for (var i = 0; i < Math.Max(1, starts.Count - 2); i++)
        {
            var end = starts[Math.Min(i + 2, starts.Count - 1)];
            foreach (var word in Whole(text, starts[i], end - starts[i])) yield return word;
        }
    }

    static int RunAt(string text, int start, out bool spaceless)
    {
        var at = start;
        spaceless = false;
        if (text.AsSpan(start).IndexOfAnyExcept(plain) is var run && (run < 0 || (run > 0 && char.IsAscii(text[start + run])))) return run < 0 ? text.Length - start : run;
        while (at < text.Length && Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var taken) == OperationStatus.Done && IsOfWord(rune))
        {
            var without = IsMark(rune) ? spaceless : IsSpaceless(rune);
            if (at > start && without != spaceless) break;
            if (at == start && IsMark(rune)) break;
            spaceless = without;
            at += taken;
        }
        return at - start;
    }

    static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) || IsMark(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    static bool IsSpaceless(Rune rune) => rune.Value is >= 0x0E00 and < 0x0F00 or >= 0x1000 and < 0x10A0 or >= 0x1780 and < 0x1800
        or >= 0x3040 and < 0x3100 or >= 0x3400 and < 0xA000 or >= 0xF900 and < 0xFB00 or >= 0x20000 and < 0x32000;
}
