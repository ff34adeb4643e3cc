namespace Kith.Rules;

/// <summary>
/// How easily a text is read, from 0 (hard) to 100 (easy), by the formula made for its language: Flesch (1948) for English, Amstad (1978) for German,
/// Kandel and Moles (1958) for French, Fernández Huerta (1959) for Spanish, Douma (1960) for Dutch, Martins and others (1996) for
/// Portuguese. Syllables are counted by groups of vowels, which is right on average and not for each word.
/// </summary>
public static class ReadingEase
{
    const int FewestWords = 30;

    /// <summary>Null for a short text, and in languages without a formula.</summary>
    public static (double Ease, string Formula)? Of(string text, string? language)
    {
        var (words, sentences, syllables) = Count(text, language);
        if (words < FewestWords) return null;

        var (perSentence, perWord) = ((double)words / Math.Max(1, sentences), (double)syllables / words);
        return language switch
        {
            "en" => (206.835 - 1.015 * perSentence - 84.6 * perWord, "Flesch"),
            "de" => (180 - perSentence - 58.5 * perWord, "Amstad"),
            "fr" => (207 - 1.015 * perSentence - 73.6 * perWord, "Kandel and Moles"),
            "es" => (206.84 - 1.02 * perSentence - 60 * perWord, "Fernández Huerta"),
            "nl" => (206.84 - 0.93 * perSentence - 77 * perWord, "Douma"),
            "pt" => (248.835 - 1.015 * perSentence - 84.6 * perWord, "Martins"),
            _ => null,
        };
    }

    static (int Words, int Sentences, int Syllables) Count(string text, string? language)
    {
        var folded = new FoldedText(text);
        var (words, sentences, syllables, fresh) = (0, 0, 0, false);
        for (var at = 0; at < folded.Length; at++)
        {
            if (folded[at] is '.' or '!' or '?' or ':' && fresh) (sentences, fresh) = (sentences + 1, false);
            if (!char.IsLetter(folded[at])) continue;

            var from = at;
            while (at + 1 < folded.Length && (char.IsLetter(folded[at + 1]) || folded[at + 1] == '\'')) at++;
            words++;
            fresh = true;
            syllables += SyllablesIn(folded, from, at + 1, language);
        }
        return (words, fresh ? sentences + 1 : sentences, syllables);
    }

    static int SyllablesIn(FoldedText text, int from, int to, string? language)
    {
        var (groups, inGroup) = (0, false);
        for (var at = from; at < to; at++)
        {
            var vowel = text[at] is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
            if (vowel && !inGroup) groups++;
            inGroup = vowel;
        }
        var silent = language is "en" or "fr" && groups > 1 && text[to - 1] == 'e' && text[to - 2] is not ('a' or 'e' or 'i' or 'o' or 'u' or 'l');
        return Math.Max(1, silent ? groups - 1 : groups);
    }
}
