namespace Kith.Rules;

/// <summary>
/// Which of eight languages a text is in, by its most frequent small words: enough to say that an answer is in another language than the
/// question, and honest about when it is not. A word that several languages share counts for each of them.
/// </summary>
/// <param name="Language">Without region.</param>
/// <param name="Confidence">From 0 to 1: how far it is ahead of the next one.</param>
public readonly record struct LanguageGuess(string Language, double Confidence)
{
    const int FewestHits = 4, LongestWord = 12, LongestRead = 4_000;
    const double Sure = 0.5;

    static readonly Dictionary<string, string> small = new()
    {
        ["en"] = "the and you your is are was we to of that have for this with it not be on will can our from has been please thank would but if they there my what when",
        ["de"] = "der die das und ist sie ihr ihre ihnen wir nicht ein eine einen zu mit auf fur von den dem des sich auch es ich haben wird bitte werden uns konnen wie bei noch sind dass danke aber",
        ["fr"] = "le la les et est vous votre nous de des du un une pour pas que qui dans sur avec ce cette au aux ne sont avez je il elle merci plus mais bonjour par sera notre",
        ["es"] = "el la los las y es usted su nosotros de del un una para no que en con por se lo le al ha han esta este como mas pero gracias hola muy nuestro tiene puede si ya sus",
        ["pt"] = "o a os as e voce seu sua nos de do da dos das um uma para nao que em com por se no na ao foi esta este como mais mas obrigado ola muito nosso tem pode ja seus",
        ["it"] = "il lo la i gli le e di del della un una per non che in con si al alla ha sono come piu ma grazie ciao molto nostro puo se questo questa anche vi lei suo sua nel",
        ["nl"] = "de het een en is u uw wij we van voor niet dat in op met te zijn hebben heeft aan om wordt kan kunnen ons onze dit die er als maar ook bij je graag naar",
        ["af"] = "die en is u jou ons van vir nie dat in op met te wees het aan om word kan sal jy ek dit daar as maar ook by asseblief na hierdie was gaan my hulle dankie",
    };

    static readonly Dictionary<string, List<string>> languagesOf = small.SelectMany(one => one.Value.Split(' ').Distinct().Select(word => (word, one.Key)))
        .GroupBy(one => one.word, one => one.Key).ToDictionary(group => group.Key, group => group.ToList());

    public bool IsSure => Confidence >= Sure;

    public static LanguageGuess? Of(string text) => Of(new FoldedText(text.Length > LongestRead ? text[..LongestRead] : text));

    public static LanguageGuess? Of(FoldedText folded)
    {
        var scores = new Dictionary<string, double>();
        var hits = 0;
        var words = folded.ToString();
        for (var at = 0; at < Math.Min(words.Length, LongestRead); at++)
        {
            if (!char.IsLetterOrDigit(words[at])) continue;

            // A letter or two between digits are of a number or a code, and of no language.
            var (from, isCode) = (at, char.IsDigit(words[at]));
            for (; at + 1 < words.Length && char.IsLetterOrDigit(words[at + 1]); at++) isCode |= char.IsDigit(words[at + 1]);
            if (isCode || at - from >= LongestWord || !languagesOf.TryGetValue(words[from..(at + 1)], out var known)) continue;

            hits++;
            foreach (var language in known) scores[language] = scores.GetValueOrDefault(language) + 1.0 / known.Count;
        }
        if (hits < FewestHits) return null;

        var ordered = scores.OrderByDescending(score => score.Value).ThenBy(score => score.Key, StringComparer.Ordinal).ToList();
        var second = ordered.Count > 1 ? ordered[1].Value : 0;
        return new(ordered[0].Key, (ordered[0].Value - second) / ordered[0].Value);
    }
}
