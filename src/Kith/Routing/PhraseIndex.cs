namespace Kith.Routing;

/// <summary>All words and phrases of all rules in one tree, so that a text is walked through once however many there are. Words are compared folded: without case and accents.</summary>
sealed class PhraseIndex
{
    /// <summary>A phrase has this many words at most.</summary>
    public const int MostWords = 10;

    const int Root = 0;

    readonly Dictionary<(int Node, string Word), int> steps = [];
    readonly Dictionary<int, int> ends = [];
    readonly Dictionary<string, int> numbers = [];
    int nodes = 1;

    /// <summary>How many different phrases there are.</summary>
    public int Count => numbers.Count;

    /// <summary>How many 64-bit words it takes to remember which of them were found.</summary>
    public int Size => (Count + 63) / 64;

    public static string[] WordsOf(string phrase) => [.. FoldedWords.In(phrase).Select(word => word.Word)];

    /// <summary>The number of the phrase; the same phrase has one number.</summary>
    public int Add(string phrase)
    {
        var words = WordsOf(phrase);
        var whole = string.Join(' ', words);
        if (numbers.TryGetValue(whole, out var number)) return number;

        numbers[whole] = number = numbers.Count;
        var node = Root;
        foreach (var word in words) node = steps.TryGetValue((node, word), out var next) ? next : steps[(node, word)] = nodes++;
        return ends[node] = number;
    }

    public void Find(string text, Span<ulong> found)
    {
        Span<int> begun = stackalloc int[MostWords];
        var count = 0;
        foreach (var (word, _, _) in FoldedWords.In(text))
        {
            var kept = 0;
            for (var i = 0; i < count; i++)
                if (steps.TryGetValue((begun[i], word), out var next)) begun[kept++] = Reach(next, found);
            if (steps.TryGetValue((Root, word), out var first) && kept < MostWords) begun[kept++] = Reach(first, found);
            count = kept;
        }
    }

    public static bool Has(ReadOnlySpan<ulong> found, int phrase) => (found[phrase >> 6] & (1UL << (phrase & 63))) != 0;

    int Reach(int node, Span<ulong> found)
    {
        if (ends.TryGetValue(node, out var phrase)) found[phrase >> 6] |= 1UL << (phrase & 63);
        return node;
    }
}
